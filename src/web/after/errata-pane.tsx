/** 勘误: what is wrong in the book, where else it stands, and what became of it. */
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useAfterWords } from '../words/after.ts'
import { ErratumForm } from './erratum-form.tsx'
import { Papers } from './papers.tsx'
import { useAct } from './use-act.ts'
import { WithReason } from './with-reason.tsx'

type Erratum = AnswerOf<'get /volumes/{id}/errata'>['items'][number]
type Use = Erratum['uses'][number]
const tones = { open: 'warn', done: 'good', kept: '' } as const

function UseLine({ erratumId, use, isElsewhere }: { erratumId: string; use: Use; isElsewhere: boolean }) {
  const own = useAfterWords().errata
  const act = useAct()
  const keep = (reason: string | null) =>
    void act(() =>
      call('put /errata/{id}/parts/{partId}/kept', { path: { id: erratumId, partId: use.part.id }, body: { reason } }),
    )
  return (
    <li>
      {isElsewhere && (
        <Link className="as-written" to={`/volumes/${use.volumeId}/after?tab=errata`}>
          {use.volume}
        </Link>
      )}
      <span className="quiet">{use.printing ? own.inPrint(use.printing.number) : own.inWork}</span>
      {use.page && <span>{own.atPage(use.page)}</span>}
      {use.part.kind === 'chapter' ? (
        <Link className="as-written" to={`/volumes/${use.volumeId}?chapter=${use.part.id}`}>
          {use.part.title}
        </Link>
      ) : (
        <span className="as-written">{use.part.title}</span>
      )}
      {use.paragraph !== null && <span className="quiet">{own.paragraph(use.paragraph)}</span>}
      <span className="as-written">
        {use.before}
        <mark>{use.exact}</mark>
        {use.after}
      </span>
      <span className={`tag ${tones[use.state]}`}>{own.states[use.state]}</span>
      {use.kept ? (
        <>
          <span className="quiet as-written">{use.kept.reason}</span>
          <Button size="small" onClick={() => keep(null)}>
            {own.open}
          </Button>
        </>
      ) : (
        <WithReason label={own.keep} done={keep} />
      )}
    </li>
  )
}

function ErratumLine({ erratum: told }: { erratum: Erratum }) {
  const words = useAfterWords()
  const own = words.errata
  const act = useAct()
  const [isWhole, setIsWhole] = useState(false)
  const whole = useCall('get /errata/{id}', { path: { id: told.id } }, { enabled: isWhole }).data
  const { id, wrong, right, cause, report, reporter, evidence, byName, at, withdrawn, itemId, uses } = whole ?? told
  const withdraw = (reason: string | null) =>
    void act(() => call('put /errata/{id}/withdrawal', { path: { id }, body: { reason } }))
  return (
    <li className="review-line">
      <span className="erratum-words as-written">
        <del>{wrong}</del> → <ins>{right || '（　）'}</ins>
      </span>
      <span className="tag">{own.causes[cause]}</span>
      {report && itemId && (
        <Link to={`/items/${itemId}?tab=reports`}>
          <span className={`tag ${report.outcome === 'accepted' ? 'good' : report.outcome ? '' : 'info'}`}>
            {report.outcome ? own.outcomes[report.outcome] : own.sourceOpen}
          </span>
        </Link>
      )}
      <span className="small quiet as-written">
        {[reporter, evidence, `${byName} ${at.slice(0, 10)}`].filter(Boolean).join('　')}
      </span>
      <span className="spread" />
      {withdrawn ? (
        <>
          <span className="quiet as-written">{own.withdrawn(withdrawn.reason)}</span>
          <Button size="small" onClick={() => withdraw(null)}>
            {words.restore}
          </Button>
        </>
      ) : (
        <>
          <Button size="small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {own.everywhere}
          </Button>
          <WithReason label={own.withdraw} done={withdraw} />
        </>
      )}
      <ul className="erratum-uses">
        {uses.map((use, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one part may have it twice
          <UseLine key={`${use.part.id} ${i}`} erratumId={id} use={use} isElsewhere={isWhole} />
        ))}
      </ul>
    </li>
  )
}

export function ErrataPane({ volumeId }: { volumeId: string }) {
  const own = useAfterWords().errata
  const errata = useCall('get /volumes/{id}/errata', { path: { id: volumeId } })
  const printings = useCall('get /volumes/{id}/printings', { path: { id: volumeId } })
  const failed = errata.error ?? printings.error
  if (failed) return <Failure error={failed} again={() => void errata.refetch()} />
  if (!errata.data || !printings.data) return <Waiting />
  const last = printings.data.items.at(-1)
  return (
    <>
      {last ? (
        <div className="after-bar">
          {(['printed', 'reprint'] as const).map((list) => (
            <Papers key={list} name={own.lists[list]} path={`/volumes/${volumeId}/errata-list?list=${list}`} />
          ))}
        </div>
      ) : (
        <p className="quiet">{own.notPrinted}</p>
      )}
      {errata.data.items.length === 0 && last && <p className="quiet">{own.none}</p>}
      <ul>
        {errata.data.items.toReversed().map((erratum) => (
          <ErratumLine key={erratum.id} erratum={erratum} />
        ))}
      </ul>
      {last && <ErratumForm volumeId={volumeId} printing={last} />}
    </>
  )
}
