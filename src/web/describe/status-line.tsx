/** Beneath the sheet: where one is, what the last step did, what is not saved, the keys. */
import { Button } from 'antd'
import { useWords } from '../words/describe.ts'
import { type Column, columnOf, complaintOf } from './cells.ts'
import type { Place } from './range.ts'
import type { Sheet } from './sheet.ts'

/** Cells of the last step that are no choice, no date, or not accepted. Dates are known once they are saved. */
function badIn(sheet: Sheet): number {
  const { undoable } = sheet.status()
  return (undoable?.edits ?? []).filter(({ id, field, after }) => {
    const row = sheet.row(id)
    const column = columnOf.get(field)!
    if (!row || sheet.cell(id, column).text !== after.text) return false
    if (complaintOf(column, after)) return true
    if (row.trouble?.is === 'refused' && row.trouble.fields[field]) return true
    const { date } = row.item
    return (
      field === 'date' &&
      !row.draft?.cells.date &&
      date !== null &&
      date.edtf === null &&
      date.start === null &&
      date.end === null
    )
  }).length
}

export function StatusLine({
  sheet,
  at,
  column,
  said,
  undo,
  showKeys,
}: {
  sheet: Sheet
  at: Place
  column: Column
  said: string
  undo: () => void
  showKeys: () => void
}) {
  const words = useWords()
  const own = words.describe
  const step = sheet.status().undoable?.label
  const bad = step ? badIn(sheet) : 0
  const done = step && own.done[step.kind]?.(step.cells, step.rows, step.columns)
  return (
    <footer className="sheet-status no-print">
      <span role="status">{own.place(at.row + 1, words.reader.fields[column.field] ?? '')}</span>
      <span className="sheet-said" role="status">
        {done}
        {done && bad > 0 && <span className="bad">{own.bad(bad)}</span>}
        {done && (
          <Button type="link" size="small" onClick={undo}>
            {own.undoNothing}
          </Button>
        )}
        {said && <span className="warn">{said}</span>}
      </span>
      <span className="spread" />
      {own.keys.map(([keys, meaning]) => (
        <span key={keys} className="wide-only" aria-hidden="true">
          {keys.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {meaning}
        </span>
      ))}
      <Button type="text" size="small" onClick={showKeys}>
        <kbd>?</kbd> {own.allKeys}
      </Button>
    </footer>
  )
}
