/** A report as it is told everywhere: where, what stands there, what should, and what became of it. */
import type { AnswerOf } from '../api.ts'
import { useReportWords } from '../words/reports.ts'
import type { ReportWords } from '../words/reports.zh-CN.ts'
import { useWords } from '../words/words.ts'
import { differing, shortened } from './differing.ts'
import './reports.css'

export type Report = AnswerOf<'get /reports'>['items'][number]
export type PlacedReport = AnswerOf<'get /items/{id}/reports'>['items'][number]

export const stateOf = ({ decided }: Pick<Report, 'decided'>) => decided?.outcome ?? 'open'
const tones: Record<string, string> = { open: 'warn', accepted: 'good', refused: '' }

export const placeOf = ({ passage, sheet }: Pick<Report, 'passage' | 'sheet'>, own: ReportWords): string =>
  passage ? own.place(passage.page) : sheet ? own.sheet(sheet.page) : own.wholeItem

/** With a few characters before and after, so that it is read as a sentence. */
function Reading({ report: { passage, proposal } }: { report: Report }) {
  if (!passage) return null
  const { before, old, fresh, after } = differing(passage.exact, proposal || passage.exact)
  return (
    <p className="song as-written reading-told">
      <span className="quiet">{shortened(passage.prefix.replaceAll('\n', ''), 12, 'start')}</span>
      {proposal ? (
        <>
          {before}
          {old && <del>{old}</del>}
          {fresh && <ins>{fresh}</ins>}
          {after}
        </>
      ) : (
        <u>{passage.exact}</u>
      )}
      <span className="quiet">{shortened(passage.suffix.replaceAll('\n', ''), 12, 'end')}</span>
    </p>
  )
}

export function ReportTold({ report }: { report: Report }) {
  const words = useWords()
  const own = useReportWords()
  const { kind, remark, reporter, reportedAt, decided } = report
  return (
    <div className="report-told">
      <p className="facts">
        <span className={`tag ${tones[stateOf(report)]}`}>{own.states[stateOf(report)]}</span>
        <b>{own.kinds[kind]}</b>
        {placeOf(report, own) && <span>{placeOf(report, own)}</span>}
        <span>{own.by(reporter.name, words.moment(reportedAt))}</span>
      </p>
      <Reading report={report} />
      {remark && <p className="as-written remark">{remark}</p>}
      {decided && (
        <p className="small outcome">
          {own.decidedBy(decided.byName, words.moment(decided.at))}
          {decided.correctedRevision !== null && <span>{own.corrected(decided.correctedRevision)}</span>}
          {decided.reason && <span className="as-written">{own.reason(decided.reason)}</span>}
        </p>
      )}
    </div>
  )
}
