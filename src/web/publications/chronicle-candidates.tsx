/** The sentences of the chapters that name a date, earliest first. */
import { Button } from 'antd'
import { useState } from 'react'
import { Failure } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { useGeneratedWords } from '../words/generated.ts'
import { sentOf, takenOf, type useChronicle } from './chronicle.ts'
import { rowsOf } from './outline.ts'

const SIZE = 50
const MOST = 200

export function ChronicleCandidates({
  volumeId,
  change,
}: {
  volumeId: string
  change: ReturnType<typeof useChronicle>['change']
}) {
  const own = useGeneratedWords().chronicle
  const [chapterId, setChapter] = useState('')
  const [page, setPage] = useState(1)
  const [size, setSize] = useState(SIZE)
  const path = { id: volumeId }
  const outline = useCall('get /volumes/{id}/outline', { path })
  const chosen = chapterId === '' ? {} : { chapterId }
  const asked = useCall(
    'get /volumes/{id}/chronicle/candidates',
    { path, query: { page, size, ...chosen } },
    { keep: true, staleTime: 0 },
  )
  const chapters = rowsOf(outline.data?.nodes ?? []).flatMap(({ node }) => (node.kind === 'chapter' ? [node] : []))
  const { data } = asked
  return (
    <section className="candidates" aria-label={own.candidates}>
      <header>
        <h3>{own.candidates}</h3>
        <Select
          size="small"
          aria-label={own.candidates}
          value={chapterId}
          options={[{ value: '', label: own.all }, ...chapters.map(({ id, title }) => ({ value: id, label: title }))]}
          onChange={(id) => {
            setChapter(id)
            setPage(1)
            setSize(SIZE)
          }}
        />
        {data && <span className="quiet small">{own.total(data.total)}</span>}
      </header>
      {asked.error && <Failure error={asked.error} again={() => void asked.refetch()} />}
      {data?.total === 0 && <p className="quiet">{own.noCandidates}</p>}
      <ul>
        {data?.items.map((one) => (
          <li key={`${one.anchor.chapterId} ${one.anchor.start} ${one.date.edtf}`}>
            <Button
              size="small"
              disabled={one.isTaken}
              aria-label={`${one.isTaken ? own.taken : own.take} ${one.date.text}`}
              onClick={() =>
                void change(({ isByDate, entries }) => ({ isByDate, entries: [...entries.map(sentOf), takenOf(one)] }))
              }
            >
              {one.isTaken ? own.taken : own.take}
            </Button>
            <div>
              <p className="song as-written">
                <strong>{one.date.text}</strong>　{one.text}
              </p>
              <p className="quiet small">{own.from(one.title)}</p>
            </div>
          </li>
        ))}
      </ul>
      {data && data.total > page * size && (
        <Button size="small" onClick={() => (size < MOST ? setSize(MOST) : setPage(page + 1))}>
          {own.more}
        </Button>
      )}
    </section>
  )
}
