/** 报错 of an item, to be opened at their place. */
import { Button } from 'antd'
import { useReportWords } from '../words/reports.ts'
import { type PlacedReport, ReportTold } from './report-told.tsx'

export function ItemReports({ reports, open }: { reports: readonly PlacedReport[]; open: (id: string) => void }) {
  const own = useReportWords()
  return (
    <div className="tab-body">
      {reports.length === 0 && <p className="quiet">{own.noneHere}</p>}
      <ol className="report-list">
        {reports.map((report) => (
          <li key={report.id}>
            <ReportTold report={report} />
            <Button size="small" onClick={() => open(report.id)}>
              {own.look}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  )
}
