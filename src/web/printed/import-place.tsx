/** 导入旧刊: one volume in one form, its contents beside its pages; what was done is saved as it is done. */
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { usePrintedWords } from '../words/printed.ts'
import { ContentsPart } from './contents-part.tsx'
import { FilesPart } from './files-part.tsx'
import { type Entry, type Import, useImport } from './use-import.ts'
import { useVolumeName } from './volume-name.ts'
import { VolumePage } from './volume-page.tsx'
import { VolumePart } from './volume-part.tsx'
import './printed.css'

type Volume = ReturnType<typeof useImport>
export interface Parts extends Pick<Volume, 'save'> {
  found: Import
}
export type ContentsActs = Pick<Volume, 'saveLines' | 'readTable' | 'lineKeys'>

/** How far the job is, or what it came to. */
function Running({ found, start }: { found: Import; start: () => void }) {
  const own = usePrintedWords()
  const job = useCall(
    'get /jobs/{id}',
    { path: { id: found.jobId ?? '' } },
    { enabled: found.jobId !== null && found.state === 'importing', refetchInterval: 1000 },
  )
  const { state, done = 0, total, problem } = job.data ?? {}
  if (state === 'failed' || state === 'cancelled')
    return (
      <Alert
        type="error"
        title={`${own.start.failed}${problem?.detail ?? ''}`}
        action={<Button onClick={start}>{own.start.again}</Button>}
      />
    )
  return (
    <p role="status" className="waiting">
      {own.start.running(done, total ?? found.parts.length)}
    </p>
  )
}

function Draft({ found, save, saveLines, readTable, lineKeys, start }: Parts & ContentsActs & Pick<Volume, 'start'>) {
  const own = usePrintedWords()
  /** The entry that is looked at, and the page that is shown. */
  const [current, setCurrent] = useState<number | null>(null)
  const [page, setPage] = useState(0)
  const pages = found.source?.pages ?? []
  const look = (entry: number | null, to?: number) => {
    setCurrent(entry)
    if (to !== undefined) setPage(to)
  }
  const place = (at: NonNullable<Entry['start']>) => {
    if (current !== null) void saveLines(found.revision, { at: new Map([[current, { start: at }]]) })
  }
  const isReady = pages.length > 0 && found.doubtful.length === 0 && found.entries.length > 0
  return (
    <>
      <div className="import-parts">
        <VolumePart found={found} save={save} />
        <FilesPart found={found} save={save} />
      </div>
      <div className="import-work">
        <ContentsPart
          found={found}
          save={save}
          saveLines={saveLines}
          readTable={readTable}
          lineKeys={lineKeys}
          current={current}
          look={look}
        />
        {pages.length > 0 && (
          <VolumePage
            found={found}
            save={save}
            page={Math.min(page, pages.length - 1)}
            show={setPage}
            entry={current === null ? null : (found.entries[current] ?? null)}
            place={place}
          />
        )}
      </div>
      <footer className="import-foot">
        <Button type="primary" size="large" disabled={!isReady} onClick={() => void start()}>
          {own.start.import}
        </Button>
        <span className="quiet">{own.start.why}</span>
      </footer>
    </>
  )
}

export function ImportPlace() {
  const { id = '' } = useParams()
  const own = usePrintedWords()
  const nameOf = useVolumeName()
  const { found, isSaving, ...acts } = useImport(id)
  const data = found.data
  const name = data ? nameOf(data) : ''
  useTitle(name || own.title)
  return (
    <div className="sheet printed-place is-wide">
      <nav className="crumbs quiet small">
        <Link to="/printed">{own.title}</Link>
      </nav>
      <header className="place-head">
        <h1 className="song">{name || own.untitled}</h1>
        {data && <span className="tag">{own.states[data.state]}</span>}
        <span className="spread" />
        <span className="quiet small" role="status">
          {data?.state === 'draft' && (isSaving ? own.saving : own.saved)}
        </span>
      </header>
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {data?.state === 'draft' && <Draft found={data} {...acts} />}
      {data?.state === 'importing' && <Running found={data} start={() => void acts.start()} />}
      {data?.state === 'done' && (
        <p>
          <Link to={`/printed/volumes/${data.volumeId}`}>{own.look}</Link>
        </p>
      )}
    </div>
  )
}
