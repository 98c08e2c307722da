/** What a change of many items would do, and to which it cannot be done; how far it has come; what it came to. */
import { Alert, Button, Progress } from 'antd'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useWords } from '../words/describe.ts'
import type { BatchJob, BatchResult } from './batch-job.ts'
import type { Read } from './cells.ts'
import { plainly } from './plainly.ts'
import { useResolved } from './resolved.ts'

export function BatchProgress({ batch, told }: { batch: BatchJob; told: (isTrial: boolean) => string }) {
  const words = useWords()
  const { job, now, error, isRunning } = batch
  return (
    <>
      {error !== null && <Failure error={error} />}
      {job && isRunning && (
        <>
          <p role="status">{told(job.isTrial)}</p>
          <Progress
            percent={now?.total ? Math.floor((now.done / now.total) * 100) : 0}
            format={() => (now?.total ? `${words.number(now.done)} / ${words.number(now.total)}` : '')}
          />
        </>
      )}
      {now?.state === 'failed' && <Alert type="error" title={now.problem?.detail} />}
    </>
  )
}

interface Told {
  would: (changed: number, items: number) => string
  failed: (count: number) => string
}

/** Said of a date that will be kept as written and told by no days, as in the sheet. */
function Unreadable({ text, ...read }: { text: string } & Read) {
  const { unreadable } = useWords().describe.dates
  const { why } = useResolved({ text, read })
  return (
    why !== null && (
      <small className="warn" title={unreadable}>
        <Icon name="warning" />
        {why}
      </small>
    )
  )
}

function Preview({ result, titleOf, told }: { result: BatchResult; titleOf: (id: string) => string; told: Told }) {
  const words = useWords()
  const own = words.describe.batch
  return (
    <>
      <p role="status">
        <strong>{told.would(result.changed, result.items)}</strong>
        {result.failed > 0 && <span className="bad"> {told.failed(result.failed)}</span>}
      </p>
      {result.refused.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <ul className="small batch-problems" tabIndex={0} aria-label={told.failed(result.failed)}>
          {result.refused.map(({ id, code, fields }) => (
            <li key={id}>
              <span className="as-written">{titleOf(id)}</span>
              <span className="bad">
                {words.describe.batchProblems[code] ?? code}
                {fields.length > 0 && `：${fields.map((field) => words.reader.fields[field] ?? field).join('、')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {result.examples.length > 0 && (
        <>
          <p className="quiet small">{own.examples(result.examples.length, result.changed)}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
          <section className="batch-examples" tabIndex={0} aria-label={own.preview}>
            <table className="conflict">
              <tbody>
                {result.examples.map(({ id, changes }) => (
                  <tr key={id}>
                    <th scope="row" className="as-written">
                      {titleOf(id)}
                    </th>
                    <td>
                      {changes.map(({ field, before, after }) => (
                        <p key={field} className="as-written">
                          <span className="quiet">{words.reader.fields[field]}</span>{' '}
                          <del>{plainly(field, before, words)}</del> <ins>{plainly(field, after, words)}</ins>{' '}
                          {field === 'date' && after !== null && <Unreadable {...(after as { text: string } & Read)} />}
                        </p>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </>
  )
}

/** After a trial what it would do, after the change what it did. */
export function BatchOutcome({
  batch: { job, result },
  titleOf,
  told,
  ended,
  hasExamples = false,
}: {
  batch: BatchJob
  titleOf: (id: string) => string
  told: Told
  ended: (changed: number) => string
  hasExamples?: boolean
}) {
  if (!job || !result) return null
  const shown = hasExamples && job.isTrial ? result : { ...result, examples: [] }
  const preview = <Preview result={shown} titleOf={titleOf} told={told} />
  if (job.isTrial) return preview
  return (
    <>
      <Alert type="success" title={ended(result.changed)} />
      {result.failed > 0 && preview}
    </>
  )
}

/** What can be done once a trial began: back, the change itself, or leaving it to go on alone. */
export function BatchFooter({
  batch: { job, result, isRunning, back },
  own,
  run,
  start,
  leave,
}: {
  batch: BatchJob
  own: { back: string; later: string }
  run: (changed: number) => string
  start: () => void
  leave: () => void
}) {
  const words = useWords()
  if (!job?.isTrial) return <Button onClick={leave}>{isRunning ? own.later : words.frame.close}</Button>
  return (
    <>
      <Button onClick={back}>{own.back}</Button>
      {result && result.changed > 0 && (
        <Button type="primary" onClick={start}>
          {run(result.changed)}
        </Button>
      )}
    </>
  )
}
