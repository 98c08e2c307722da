/** 编入: every chapter and picture that is made of an item, and what has become of its passages. */
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { RegisterButton } from '../submissions/register-button.tsx'
import { UseTag } from '../submissions/use-tag.tsx'
import { usePlateWords } from '../words/plates.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useSubmissionWords } from '../words/submissions.ts'
import { useWords } from '../words/words.ts'

const states = ['valid', 'moved', 'lost'] as const
type Submission = AnswerOf<'get /submissions'>['items'][number]

/** The 稿件 it is, or the way to make it one. */
function Submitted({ id, submission }: { id: string; submission: Submission | undefined }) {
  const own = useSubmissionWords()
  return (
    <p className="facts">
      {submission ? (
        <Link className="reference" to={`/submissions?open=${submission.id}`}>
          {submission.number}　{own.states[submission.state]}
        </Link>
      ) : (
        <RegisterButton size="small" what={{ itemIds: [id] }} />
      )}
    </p>
  )
}

export function ItemUses({ id }: { id: string }) {
  const words = useWords()
  const own = usePublicationWords()
  const { kinds } = usePlateWords()
  const { isEditor } = useRoles()
  const uses = useCall('get /items/{id}/uses', { path: { id } })
  const submission = useCall('get /submissions', { query: { item: id, size: 1 } })
  if (uses.error) return <Failure error={uses.error} again={() => void uses.refetch()} />
  if (!uses.data) return null
  const { items, plates } = uses.data
  const named = (volume: (typeof items)[number]['volume'], what: string) =>
    `${volume.seriesTitle}${own.issue(volume.number)} ${what}`
  const lines = [
    ...items.map(({ volume, chapter, passages }) => ({
      key: chapter.id,
      to: `/volumes/${volume.id}?chapter=${chapter.id}`,
      name: named(volume, chapter.title),
      facts: states.flatMap((state) => {
        const count = passages.filter((passage) => passage.state === state).length
        return count > 0
          ? [{ text: own.uses.passages(own.compare.states[state]!, count), why: own.compare.stateWhy[state] }]
          : []
      }),
    })),
    ...plates.map(({ id: key, volume, kind, chapterId, page, isCut }) => ({
      key,
      to: `/volumes/${volume.id}?${kind === 'figure' && chapterId ? `chapter=${chapterId}` : 'open=plates'}`,
      name: named(volume, kinds[kind]),
      facts: [
        ...(page > 1 ? [{ text: own.compare.page(page), why: undefined }] : []),
        ...(isCut ? [{ text: own.uses.cut, why: undefined }] : []),
      ],
    })),
  ]
  return (
    <section aria-label={own.uses.title}>
      <h2 className="minor">{own.uses.title}</h2>
      {items.length > 0 && (
        <p>
          <UseTag use={uses.data.use} />
        </p>
      )}
      {uses.data.printed && (
        <p>
          <Link className="as-written" to={`/printed/volumes/${uses.data.printed.volumeId}`}>
            {words.printedIn(uses.data.printed.place)}
          </Link>
        </p>
      )}
      {lines.length === 0 && !uses.data.printed && <p className="quiet">{own.uses.none}</p>}
      {submission.data && <Submitted id={id} submission={submission.data.items[0]} />}
      <ul className="file-list">
        {lines.map(({ key, to, name, facts }) => (
          <li key={key}>
            {isEditor ? (
              <Link className="as-written" to={to}>
                {name}
              </Link>
            ) : (
              <span className="as-written">{name}</span>
            )}
            <span className="facts">
              {facts.map(({ text, why }) => (
                <span key={text} title={why}>
                  {text}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
