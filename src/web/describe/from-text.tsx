/** 从文中读到的, beside the sheet: dates and names of the authority lists that stand in the text, put into the row with one key. */
import { Button } from 'antd'
import type { Item } from '../api-types.ts'
import { Icon } from '../frame/icon.tsx'
import { useCall } from '../queries.ts'
import { useNameWords } from '../words/names.ts'
import { columnOf } from './cells.ts'
import { namesOf, namesText } from './names.ts'
import type { Sheet } from './sheet.ts'

/** Of each sort, the most frequent. */
const FEW = 6
const lists = [
  { field: 'persons', kind: 'person' },
  { field: 'places', kind: 'place' },
  { field: 'subjects', kind: 'term' },
] as const

function Line({
  name,
  told,
  detail,
  isDone,
  fill,
}: {
  name: string
  told: string
  detail: string
  isDone: boolean
  fill: (() => void) | null
}) {
  const own = useNameWords()
  return (
    <li>
      <span className="quiet">{name}</span>
      <span>
        <span className="as-written">{told}</span>
        <small className="quiet">{detail}</small>
      </span>
      {isDone ? (
        <small className="good">
          <Icon name="check" />
          {own.isFilled}
        </small>
      ) : (
        fill && (
          <Button size="small" aria-label={`${own.fill}：${name} ${told}`} onClick={fill}>
            {own.fill}
          </Button>
        )
      )}
    </li>
  )
}

export function FromText({ item, sheet, isReadOnly }: { item: Item; sheet: Sheet; isReadOnly: boolean }) {
  const own = useNameWords()
  const path = { id: item.id }
  const isOn = item.text !== null
  const names = useCall('get /items/{id}/names', { path }, { enabled: isOn, staleTime: 60_000 })
  const dates = useCall('get /items/{id}/dates', { path }, { enabled: isOn, staleTime: 60_000 })
  if (!isOn || !names.data || !dates.data) return null
  const isOff = isReadOnly || sheet.isLocked(item.id)
  const put = (field: string, text: string) => {
    sheet.put({ kind: 'typed', cells: 1, rows: 1, columns: 1 }, [{ id: item.id, field, cell: { text } }])
  }
  const textOf = (field: string) => sheet.cell(item.id, columnOf.get(field)!).text
  const found = lists.flatMap(({ field, kind }) => {
    const some = names.data.found
      .filter(({ authority }) => authority.kind === kind)
      .sort((a, b) => b.count - a.count)
      .slice(0, FEW)
    const present = namesOf(textOf(field))
    const missing = some.map(({ authority }) => authority.name).filter((name) => !present.includes(name))
    const count = some.reduce((sum, one) => sum + one.count, 0)
    return some.length === 0 ? [] : [{ field, kind, some, missing, present, count }]
  })
  // The one that is named most often; of equals the first.
  const date = [...dates.data.dates].sort((a, b) => b.count - a.count)[0]
  if (found.length === 0 && !date) return null
  const written = date?.texts[0] ?? ''
  return (
    <section className="from-text" aria-label={own.title}>
      <h3>{own.title}</h3>
      <ul>
        {date && (
          <Line
            name={own.dates}
            told={written}
            detail={`${own.days(date.from, date.to)} ${own.times(date.count)}`}
            isDone={textOf('date') === written}
            fill={isOff || textOf('date') !== '' ? null : () => put('date', written)}
          />
        )}
        {found.map(({ field, kind, some, missing, present, count }) => (
          <Line
            key={field}
            name={own.kinds[kind] ?? ''}
            told={some.map(({ authority }) => authority.name).join('、')}
            detail={own.times(count)}
            isDone={missing.length === 0}
            fill={isOff ? null : () => put(field, namesText([...present, ...missing]))}
          />
        ))}
      </ul>
    </section>
  )
}
