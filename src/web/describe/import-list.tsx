/** 导入著录: a list is tried first; what it would do is shown row by row, and only then is it written. */
import { Alert, Button, Checkbox, Modal, Tag } from 'antd'
import { useRef, useState } from 'react'
import { addressOf, send } from '../api.ts'
import type { MetadataReport } from '../api-types.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useWords } from '../words/describe.ts'
import { columnOf, labelsOf } from './cells.ts'
import { plainly } from './plainly.ts'

/** Rows shown of a report; the counts are of all. */
const SHOWN = 300
const colours = { changed: 'success', unchanged: 'default', refused: 'error' } as const

function Rows({ report }: { report: MetadataReport }) {
  const words = useWords()
  const own = words.describe.list
  /** A field by its name; where few values are taken, with them. */
  const asked = (field: string) => {
    const name = words.reader.fields[field] ?? field
    const column = columnOf.get(field)
    const labels = column?.choices && labelsOf(column, words)
    return labels ? `${name}（${column.choices?.map((choice) => labels[choice]).join('、')}）` : name
  }
  // What needs a decision comes first.
  const rows = [...report.rows].sort(
    (a, b) =>
      Number(b.outcome === 'refused') - Number(a.outcome === 'refused') ||
      Number(b.isUndated) - Number(a.isUndated) ||
      a.row - b.row,
  )
  if (rows.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className="batch-examples" tabIndex={0} aria-label={own.report}>
      <table className="conflict list-report">
        <thead>
          <tr>
            <th>{own.row}</th>
            <th>{words.reader.fields.title}</th>
            <th>{own.what}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map(({ row, outcome, title, changes, problem, fields, isUndated }) => (
            <tr key={row}>
              <td>{words.number(row)}</td>
              <td className="as-written">{title}</td>
              <td>
                <Tag variant="outlined" color={colours[outcome]}>
                  {own.outcomes[outcome]}
                </Tag>
                {problem && (
                  <p className="bad">
                    {problem.detail} {fields.map(asked).join('、')}
                  </p>
                )}
                {isUndated && <p className="warn">{own.undatedRow}</p>}
                {changes.map(({ field, before, after }) => (
                  <p key={field} className="as-written">
                    <span className="quiet">{words.reader.fields[field] ?? field}</span>{' '}
                    <del>{plainly(field, before, words)}</del> <ins>{plainly(field, after, words)}</ins>
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && <p className="quiet small">{own.more(SHOWN)}</p>}
    </section>
  )
}

export function ImportList({ accessionId, close, done }: { accessionId: string; close: () => void; done: () => void }) {
  const words = useWords()
  const own = words.describe.list
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [clears, setClears] = useState(false)
  const [report, setReport] = useState<MetadataReport | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const ask = async (given: File, dryRun: boolean, clear: boolean) => {
    setIsBusy(true)
    setError(null)
    try {
      const query = { dryRun, clear }
      const answer = await send(addressOf('/accessions/{id}/metadata', { id: accessionId }, query), {
        method: 'POST',
        headers: { 'content-type': given.type || 'text/csv' },
        body: given,
      })
      setReport((await answer.json()) as MetadataReport)
      if (!dryRun) done()
    } catch (refusal) {
      setReport(null)
      setError(refusal)
    } finally {
      setIsBusy(false)
    }
  }
  const choose = (given: File | undefined) => {
    if (!given) return
    setFile(given)
    void ask(given, true, clears)
  }
  const isWritten = report !== null && !report.dryRun
  return (
    <Modal
      open
      width={860}
      title={own.title}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={close}>{words.frame.close}</Button>
          {file && !isWritten && (
            <Button
              type="primary"
              loading={isBusy}
              disabled={!report || report.changed === 0}
              onClick={() => ask(file, false, clears)}
            >
              {own.write(report?.changed ?? 0)}
            </Button>
          )}
        </>
      }
    >
      {!isWritten && (
        <>
          <p>{own.why}</p>
          <p className="list-choose">
            <Button icon={<Icon name="file" />} onClick={() => input.current?.click()}>
              {file ? file.name : own.choose}
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              aria-label={own.choose}
              accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              onChange={({ target }) => {
                choose(target.files?.[0])
                // The same file, corrected, may be chosen again.
                target.value = ''
              }}
            />
            <Checkbox
              checked={clears}
              onChange={({ target }) => {
                setClears(target.checked)
                if (file) void ask(file, true, target.checked)
              }}
            >
              {own.clears}
            </Checkbox>
          </p>
        </>
      )}
      {error !== null && <Failure error={error} />}
      {isBusy && <p role="status">{report && !report.dryRun ? own.writing : own.trying}</p>}
      {report && !isBusy && (
        <>
          <Alert
            role="status"
            type={report.refused > 0 ? 'warning' : isWritten ? 'success' : 'info'}
            title={(isWritten ? own.written : own.would)(report.changed, report.unchanged, report.refused)}
            description={
              <>
                {report.undated > 0 && <p>{own.undated(report.undated)}</p>}
                {report.ignored.length > 0 && <p>{own.ignored(report.ignored)}</p>}
                {report.left.count > 0 && <p>{own.left(report.left.count, report.left.titles.slice(0, 5))}</p>}
              </>
            }
          />
          <Rows report={report} />
        </>
      )}
    </Modal>
  )
}
