/** 年度统计: a year's figures, the sentence for the yearly report, and both on paper. The year is in the address. */
import { Button, Table } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { type AnswerOf, addressOf } from '../api.ts'
import { useCopying } from '../frame/copying.tsx'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Select } from '../frame/select.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { WideTable } from './wide-table.tsx'

type Report = AnswerOf<'get /statistics/{year}'>
type Division = Report['tables'][number]
const figures = ['accessions', 'contributors', 'items', 'texts', 'characters', 'images'] as const
const columns = ['items', 'texts', 'characters', 'images'] as const
const SHORT = 12

/** Where a row's items are looked at. */
function placeOf({ name }: Division, value: string, year: number): string | null {
  const said = encodeURIComponent(value)
  if (name === 'sources' && value) return `/accessions?year=${year}&q=${said}`
  if (name === 'types') return `/accessions?year=${year}&type=${said}`
  return null
}

function DivisionTable({ division, year }: { division: Division; year: number }) {
  const words = useWords()
  const say = useAdminWords().statistics
  return (
    <section>
      <h2>{division.title}</h2>
      <WideTable label={division.title} least={440}>
        <Table
          size="small"
          rowKey="value"
          dataSource={division.rows}
          pagination={division.rows.length > SHORT ? { pageSize: SHORT, size: 'small', showSizeChanger: false } : false}
          columns={[
            {
              title: division.title,
              render: (_, { value, label }) => {
                const to = placeOf(division, value, year)
                return to ? (
                  <Link className="as-written" to={to}>
                    {label}
                  </Link>
                ) : (
                  <span className="as-written">{label}</span>
                )
              },
            },
            ...columns.map((name) => ({
              title: say.figures[name],
              align: 'right' as const,
              width: name === 'characters' ? 110 : 80,
              render: (_: unknown, row: Division['rows'][number]) => words.number(row[name]),
            })),
          ]}
        />
      </WideTable>
    </section>
  )
}

export function YearReport() {
  const words = useWords()
  const admin = useAdminWords()
  const say = admin.statistics
  const copy = useCopying()
  const [params, setParams] = useSearchParams()
  const thisYear = new Date().getFullYear()
  const asked = Number(params.get('year'))
  const year = Number.isInteger(asked) && asked >= 1 && asked <= 9999 ? asked : thisYear
  const report = useCall('get /statistics/{year}', { path: { year } }, { keep: true })
  if (report.error) return <Failure error={report.error} again={() => void report.refetch()} />
  if (!report.data) return <Waiting />
  const { sentence, before, tables, years } = report.data
  const file = (format?: 'docx' | 'xlsx') => addressOf('/statistics/{year}/report', { year }, { format })
  return (
    <div className="year-report">
      <div className="filters">
        <Select
          aria-label={say.year}
          value={year}
          options={[...new Set([thisYear, year, ...years])]
            .sort((a, b) => b - a)
            .map((value) => ({ value, label: say.yearOf(value) }))}
          onChange={(to) => setParams({ year: String(to) })}
        />
        <span className="spread" />
        <Button href={file()} target="_blank" rel="noreferrer" icon={<Icon name="file" />}>
          {say.print}
        </Button>
        <Button href={file('docx')} download icon={<Icon name="export" />}>
          Word
        </Button>
        <Button href={file('xlsx')} download icon={<Icon name="export" />}>
          Excel
        </Button>
      </div>
      <figure className="year-sentence">
        <blockquote className="song">{sentence}</blockquote>
        <Button icon={<Icon name="copy" />} onClick={() => void copy(sentence)}>
          {say.copy}
        </Button>
      </figure>
      <dl className="figures">
        {figures.map((name) => (
          <div key={name}>
            <dt>{say.figures[name]}</dt>
            <dd>{words.number(report.data[name])}</dd>
            <dd className="small quiet">{say.before(words.number(before[name]))}</dd>
          </div>
        ))}
      </dl>
      {report.data.items === 0 && <p className="quiet">{say.none}</p>}
      <div className="divisions">
        {tables.map((division) => (
          <DivisionTable key={division.name} division={division} year={year} />
        ))}
      </div>
      <p className="small quiet">{say.counted}</p>
    </div>
  )
}
