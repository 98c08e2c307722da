/** 报错: what waits for an archivist; for everybody else, what became of their own. */
import { Pagination, Segmented } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useReportWords } from '../words/reports.ts'
import { ReportTold } from './report-told.tsx'

const states = ['open', 'accepted', 'refused'] as const
const SIZE = 20

export function ReportsPlace() {
  const own = useReportWords()
  const { isArchivist } = useRoles()
  const [params, setParams] = useSearchParams()
  const state = states.find((one) => one === params.get('state')) ?? 'open'
  const page = Math.max(1, Number(params.get('page')) || 1)
  const title = isArchivist ? own.title : own.own
  useTitle(title)
  const found = useCall('get /reports', { query: { state, page, size: SIZE } }, { keep: true })
  const show = (changes: Record<string, string>) => setParams({ state, ...changes }, { replace: true })
  return (
    <div className="sheet reports-place">
      <header className="place-head">
        <h1>{title}</h1>
        <span className="spread" />
        <Segmented
          aria-label={own.state}
          value={state}
          options={states.map((value) => ({ value, label: own.states[value] ?? value }))}
          onChange={(value) => show({ state: value })}
        />
      </header>
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data?.total === 0 && (
        <div className="empty">
          <p>{own.none[state]}</p>
          <p className="quiet">{own.why}</p>
        </div>
      )}
      <ol className="report-list is-wide">
        {found.data?.items.map((report) => (
          <li key={report.id}>
            <div>
              <h2>
                <Link className="as-written" to={`/items/${report.item.id}?report=${report.id}`}>
                  {report.item.title}
                </Link>
                {report.item.referenceCode && (
                  <span className="reference small quiet">{report.item.referenceCode}</span>
                )}
              </h2>
              <ReportTold report={report} />
            </div>
          </li>
        ))}
      </ol>
      {(found.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={Math.min(found.data!.total, 10_000)}
          showSizeChanger={false}
          onChange={(to) => show({ page: String(to) })}
        />
      )}
    </div>
  )
}
