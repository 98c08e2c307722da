/** One row of the sheet: what stands in its cells, what is missing, unreadable or not accepted. */
// biome-ignore-all lint/a11y/useSemanticElements: rows exist only in sight and are placed freely, which a table's cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: one field has the focus and takes every key
import { memo } from 'react'
import { peopleLine } from '../../hanzi/captions.ts'
import { briefly } from '../frame/days.ts'
import { Icon } from '../frame/icon.tsx'
import { useWords, type Words } from '../words/describe.ts'
import { type Cell, type Column, complaintOf, labelsOf, storedCell } from './cells.ts'
import { peopleOf } from './depicted.ts'
import type { Place } from './range.ts'
import { useRequired } from './required.ts'
import { useResolved } from './resolved.ts'
import type { Row } from './sheet.ts'

export const shownText = (column: Column, { text }: Cell, words: Words): string =>
  column.kind === 'people'
    ? peopleLine(peopleOf(text))
    : column.kind === 'choice'
      ? (labelsOf(column, words)[text] ?? text)
      : text

interface Shown {
  column: Column
  cell: Cell
  wrong: string | null
  isLocked: boolean
  isRequired: boolean
  className: string
  field: string
  index: number
  row: number
}

const Missing = () => <span className="cell-missing">{useWords().describe.missing}</span>

function DateView({ cell, wrong, className, isRequired: _, ...place }: Omit<Shown, 'column'>) {
  const words = useWords().describe
  const { read, why: unreadable, isAsked } = useResolved(cell, wrong === null)
  const why = wrong ?? unreadable
  return (
    <View {...place} className={`${className} is-date ${why ? 'is-wrong' : ''}`}>
      {cell.text === '' ? (
        <Missing />
      ) : (
        <>
          <b className="as-written">{cell.text}</b>
          {why ? (
            <small title={words.dates.unreadable}>
              <Icon name="warning" />
              {why}
            </small>
          ) : (
            <small>{isAsked ? words.dates.asked : read && briefly(read)}</small>
          )}
        </>
      )}
    </View>
  )
}

function View({
  isLocked = false,
  className,
  field,
  index,
  row,
  children,
}: {
  isLocked?: boolean
  className: string
  field: string
  index: number
  row: number
  children: React.ReactNode
}) {
  return (
    // The keyboard is the sheet's own: one field under the current cell takes every key.
    <div
      role="gridcell"
      aria-colindex={index + 2}
      aria-readonly={isLocked || undefined}
      className={className}
      data-row={row}
      data-column={index}
      data-field={field}
    >
      {children}
    </div>
  )
}

function CellView({ column, cell, wrong, className, isRequired, ...place }: Shown) {
  const words = useWords()
  if (column.kind === 'date' && (cell.text !== '' || isRequired))
    return <DateView {...place} isRequired={isRequired} cell={cell} wrong={wrong} className={className} />
  const text = shownText(column, cell, words)
  return (
    <View {...place} className={`${className} ${wrong ? 'is-wrong' : ''}`}>
      {text === '' && isRequired ? <Missing /> : <span className="ellipsis as-written">{text}</span>}
      {wrong && (
        <small>
          <Icon name="warning" />
          <span className="ellipsis">{wrong}</span>
        </small>
      )}
    </View>
  )
}

/** The cell under the pointer. */
export const placeOf = (target: EventTarget | null): Place | null => {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null
}

export const SheetRow = memo(function SheetRow({
  row,
  index,
  columns,
  template,
  left,
  right,
  current,
  taken,
}: {
  row: Row | undefined
  /** Of the row in the sheet, from 0. */
  index: number
  columns: readonly Column[]
  template: string
  /** The columns of it that are selected; -1: none. */
  left: number
  right: number
  /** The current cell's column, where it is in this row. */
  current: number | null
  /** Its reference code is another row's too. */
  taken: boolean
}) {
  const words = useWords()
  const trouble = row?.trouble
  const required = useRequired()
  const review = row?.item.review ?? 'describing'
  const state = trouble?.is ?? (row?.isSaving ? 'saving' : row?.draft ? 'unsaved' : '')
  const wrongOf = (column: Column, cell: Cell): string | null => {
    if (column.field === 'referenceCode' && taken) return words.describe.complaints.taken ?? null
    const complaint = complaintOf(column, cell)
    if (complaint) return words.describe.complaints[complaint] ?? complaint
    if (trouble?.is === 'conflict' && trouble.fields.includes(column.field)) return words.describe.conflict.title
    return (trouble?.is === 'refused' && trouble.fields[column.field]) || null
  }
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`sheet-row ${current === null ? '' : 'is-current'} ${review === 'filed' ? 'is-filed' : ''}`}
      style={{ gridTemplateColumns: template }}
    >
      <div role="rowheader" aria-colindex={1} className={`sheet-number is-${state}`} data-row={index} data-column={-1}>
        {(trouble || row?.draft) && <i aria-hidden="true" />}
        {row && review !== 'describing' && (
          <span className="sheet-state" title={words.review[review]}>
            {review === 'filed' ? <Icon name="lock" /> : <b aria-hidden="true">{words.describe.submittedMark}</b>}
            <span className="hidden-but-read">{words.review[review]}</span>
          </span>
        )}
        {index + 1}
      </div>
      {columns.map((column, i) => {
        const cell = row ? (row.draft?.cells[column.field] ?? storedCell(row.item, column)) : { text: '' }
        const isSelected = left >= 0 && i >= left && i <= right
        return row ? (
          <CellView
            key={column.field}
            column={column}
            cell={cell}
            isLocked={review === 'filed'}
            isRequired={required.includes(column.field)}
            wrong={wrongOf(column, cell)}
            index={i}
            row={index}
            field={column.field}
            className={`cell ${column.field === 'title' ? 'song' : ''} ${column.field === 'referenceCode' ? 'reference' : ''} ${isSelected ? 'is-selected' : ''} ${i === current ? 'is-at' : ''}`}
          />
        ) : (
          <View key={column.field} className="cell" field={column.field} index={i} row={index}>
            <span className="cell-coming" />
          </View>
        )
      })}
    </div>
  )
})

/** The names of the columns; the one before them stands for the whole sheet. */
export function SheetHead({ columns, template }: { columns: readonly Column[]; template: string }) {
  const words = useWords()
  const required = useRequired()
  return (
    <div role="row" aria-rowindex={1} className="sheet-head" style={{ gridTemplateColumns: template }}>
      <div role="columnheader" aria-colindex={1} data-row={-1} data-column={-1}>
        <span className="hidden-but-read">{words.describe.row}</span>
      </div>
      {columns.map(({ field }, i) => (
        <div role="columnheader" key={field} aria-colindex={i + 2} data-row={-1} data-column={i}>
          {words.reader.fields[field]}
          {required.includes(field) && <em>{words.describe.required}</em>}
        </div>
      ))}
    </div>
  )
}
