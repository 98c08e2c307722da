/** 存稿: what is held and not used up; for a volume with a topic, what agrees with it, and why. */
import { Input } from 'antd'
import { useState } from 'react'
import { useDoing } from '../admin/doing.ts'
import { call } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { Reasons } from '../submissions/reasons.tsx'
import { UseTag } from '../submissions/use-tag.tsx'
import { useSubmissionWords } from '../words/submissions.ts'
import type { Material } from './add-chapter.ts'
import { Pieces, type Shown, type Use } from './pieces.tsx'
import type { Volume } from './volume-form.tsx'

const SIZE = 50
const undecided = 'received,screening,reading,held'
// The state is a list in the address, and so typed as one by the document.
const held = { state: undecided as never, use: 'left' as const }

/** What is held for the volume, of which `words` may be said. */
function useHeld(volume: Volume, words: string, size: number) {
  const { topicId } = volume
  const forTopic = useCall(
    'get /topics/{id}/held',
    { path: { id: topicId ?? '' }, query: { words, size } },
    { enabled: topicId !== null, keep: true },
  )
  const all = useCall(
    'get /submissions',
    { query: { ...held, words, size } },
    { enabled: topicId === null, keep: true },
  )
  if (topicId === null)
    return {
      error: all.error,
      total: all.data?.total ?? null,
      isWhole: true,
      items: (all.data?.items ?? []).map((submission) => ({ submission, reasons: [] })),
    }
  const { data } = forTopic
  return {
    error: forTopic.error,
    total: data?.total ?? null,
    isWhole: data?.isWhole ?? true,
    items: data?.items ?? [],
  }
}
export const useHeldCount = (volume: Volume): number | null => useHeld(volume, '', 1).total

/** 存稿里还有 5 篇写到渡口。看一看 */
export function HeldAlso({ words, look }: { words: string; look: (words: string) => void }) {
  const own = useSubmissionWords().held
  const found = useCall('get /submissions', { query: { ...held, words, size: 1 } }, { enabled: words.trim() !== '' })
  if (!found.data?.total) return null
  return (
    <p className="held-also small">
      {own.also(found.data.total, words)}{' '}
      <button type="button" className="as-link" onClick={() => look(words)}>
        {own.look}
      </button>
    </p>
  )
}

function TopicOf({ volume }: { volume: Volume }) {
  const own = useSubmissionWords()
  const topics = useCall('get /topics', { query: { size: 200 } })
  const does = useDoing('get /volumes/{id}', 'get /volumes', 'get /topics')
  const all = topics.data?.items ?? []
  if (all.length === 0 && volume.topicId === null) return null
  return (
    <Select
      size="small"
      aria-label={own.held.choose}
      value={volume.topicId ?? ''}
      options={[{ value: '', label: own.noTopic }, ...all.map(({ id, title }) => ({ value: id, label: title }))]}
      onChange={(to) =>
        void does(() =>
          call(
            'patch /volumes/{id}',
            { path: { id: volume.id }, body: { topicId: to || null } },
            { ifMatch: volume.revision },
          ),
        )
      }
    />
  )
}

export function FromHeld({
  volume,
  said,
  use,
  add,
}: {
  volume: Volume
  said: string
  use: Use
  add: (material: Material) => void
}) {
  const own = useSubmissionWords().held
  const [words, setWords] = useState(said)
  const { error, total, isWhole, items } = useHeld(volume, words, SIZE)
  return (
    <>
      <TopicOf volume={volume} />
      <Input
        prefix={<Icon name="search" />}
        aria-label={own.find}
        placeholder={own.find}
        defaultValue={said}
        allowClear
        onChange={({ target }) => target.value === '' && setWords('')}
        onPressEnter={(event) => {
          if (!isComposing(event)) setWords(event.currentTarget.value.trim())
        }}
      />
      {error && <p className="bad small">{error.message}</p>}
      {!isWhole && <p className="warn small">{own.notWhole}</p>}
      <p className="quiet small">{volume.topicId === null ? own.noTopic : own.rule}</p>
      {total !== null && (
        <Pieces
          pieces={items.map(
            ({ submission, reasons }): Shown => ({
              key: submission.id,
              itemId: submission.item.id,
              title: submission.item.title,
              quote: '',
              facts: [
                submission.item.creators.join('，') || submission.contributor,
                submission.county,
                submission.number,
              ]
                .filter(Boolean)
                .join('，'),
              place: null,
              under: (
                <>
                  {reasons.length > 0 && <Reasons reasons={reasons} />}
                  {submission.use.state === 'part' && (
                    <p className="reasons">
                      <UseTag use={submission.use} />
                    </p>
                  )}
                </>
              ),
            }),
          )}
          use={use}
          add={add}
          none={own.none}
        />
      )}
      {total !== null && total > items.length && <p className="quiet small">{own.more(items.length, total)}</p>}
    </>
  )
}
