/** The sheet on the screen: rows that exist only in sight, one field that takes every key (so that an input method composes where the cell is), a selection. */
// biome-ignore-all lint/a11y/useSemanticElements: rows exist only in sight and are placed freely, which a table's cannot be
// biome-ignore-all lint/a11y/noStaticElementInteractions: keys are the field's; the pointer chooses cells
// biome-ignore-all lint/a11y/useFocusableInteractive: one field has the focus and takes every key
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { isComposing } from '../frame/keys.ts'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { type Cell, type Column, columnOf, labelsOf, typedCell } from './cells.ts'
import { cleared, filledDown, pasted, type Written } from './fill.ts'
import { type Command, commandOf } from './keys.ts'
import { type Option, OptionList, useOptions } from './options.tsx'
import { boxOf, isIn, jumped, kept, moved, nextCell, type Place, pointed, type Range, single, sizeOf } from './range.ts'
import { placeOf, SheetHead, SheetRow, shownText } from './row.tsx'
import { type Label, type Sheet, valuesIn } from './sheet.ts'
import { cellsOf, textOf } from './table-text.ts'

const ROW = 44
const HEAD = 32
/** Room for four figures, and for each further one. */
const numberWidth = (count: number) => 44 + 8 * Math.max(0, String(count).length - 4)
const referenceCode = columnOf.get('referenceCode')!

/** What the place may ask of the grid. */
export interface GridHandle {
  focus(): void
  paste(text: string): void
  fill(): void
}

interface Editing {
  mode: 'typed' | 'within'
  text: string
  /** What opens the cell stays until something is written. */
  isTouched: boolean
}

export function Grid({
  sheet,
  ids,
  count,
  sees,
  columns,
  range,
  setRange,
  taken,
  isReadOnly,
  say,
  find,
  undo,
  redo,
  ref,
}: {
  sheet: Sheet
  /** As far as they were read. */
  ids: readonly string[]
  /** Of all rows. */
  count: number
  /** Which rows are in sight. */
  sees: (first: number, last: number) => void
  columns: readonly Column[]
  range: Range
  /** `isTold`: what was said of it stands. */
  setRange: (range: Range, isTold?: boolean) => void
  /** Reference codes that more than one row has. */
  taken: ReadonlySet<string>
  isReadOnly: boolean
  say: (sentence: string) => void
  find: () => void
  undo: () => void
  redo: () => void
  ref: React.Ref<GridHandle>
}) {
  const words = useWords()
  const review = useReviewWords()
  const listId = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [chosen, setChosen] = useState<number | null>(null)
  const size = { rows: count, columns: columns.length }
  const box = boxOf(range)
  const { at } = range
  const column = columns[at.column]!
  const read = (row: number, of: number): Cell => {
    const id = ids[row]
    return id === undefined ? { text: '' } : sheet.cell(id, columns[of]!)
  }
  const shown = (row: number, of: number) => shownText(columns[of]!, read(row, of), words)

  const numbered = numberWidth(count)
  const lefts = useMemo(() => {
    const sums = [numbered]
    for (const { width } of columns) sums.push(sums.at(-1)! + width)
    return sums
  }, [columns, numbered])
  const width = lefts.at(-1)!
  const template = `${numbered}px ${columns.map((one) => `${one.width}px`).join(' ')}`
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
    initialRect: { width: 1000, height: 800 },
  })
  const inSight = rows.getVirtualItems()
  const [firstSeen, lastSeen] = [inSight[0]?.index ?? 0, inSight.at(-1)?.index ?? 0]
  useEffect(() => sees(firstSeen, lastSeen), [sees, firstSeen, lastSeen])
  /** Whether all these rows are there to be read and written; else it is said how many are not. */
  const areThere = (top: number, bottom: number): boolean => {
    let missing = 0
    for (let row = top; row <= bottom; row++) if (!sheet.row(ids[row] ?? '')) missing++
    if (missing > 0) say(words.describe.notRead(missing))
    return missing === 0
  }

  /** Values in use in the column that is being written. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: as they were when the cell was opened
  const known = useMemo(
    () => (editing ? valuesIn(sheet, ids, column, words.describe.options[column.field]) : []),
    [editing !== null, column],
  )
  const above = at.row > 0 && column.kind === 'date' ? read(at.row - 1, at.column).text : ''
  const offered = useOptions(column, editing !== null, editing?.text ?? '', { above, known })
  const choice = Math.min(chosen ?? offered.first, offered.options.length - 1)

  const focus = () => field.current?.focus({ preventScroll: true })
  const go = (to: Range) => {
    setRange(to)
    const { row, column: of } = to.at === range.at ? to.to : to.at
    rows.scrollToIndex(row, { align: 'auto' })
    const room = scroll.current
    if (!room || !columns[of]) return
    const [left, right] = [lefts[of]!, lefts[of + 1]!]
    if (left - numbered < room.scrollLeft) room.scrollLeft = left - numbered
    else if (right > room.scrollLeft + room.clientWidth) room.scrollLeft = right - room.clientWidth
  }
  const write = (kind: Label['kind'], written: readonly Written[], rowsWritten = 1, columnsWritten = 1) => {
    const lowest = written.reduce((most, { row }) => Math.max(most, row), -1)
    if (isReadOnly || !areThere(written[0]?.row ?? 0, lowest)) return
    const entries = written.flatMap(({ row, column: of, text }) => {
      const id = ids[row]
      return id === undefined
        ? []
        : [{ id, field: columns[of]!.field, cell: typedCell(columns[of]!, text, labelsOf(columns[of]!, words)) }]
    })
    told(sheet.put({ kind, cells: entries.length, rows: rowsWritten, columns: columnsWritten }, entries))
  }
  const told = (locked: number) => locked > 0 && say(review.skipped(locked))
  /** Ends writing; what was written is put down unless it is dropped. */
  const close = (isDropped = false, picked?: Cell) => {
    const id = ids[at.row]
    if (editing && !isDropped && id !== undefined && (picked || editing.isTouched)) {
      const cell = picked ?? typedCell(column, editing.text, labelsOf(column, words))
      sheet.put({ kind: 'typed', cells: 1, rows: 1, columns: 1 }, [{ id, field: column.field, cell }])
    }
    setEditing(null)
    setChosen(null)
  }
  const open = (mode: Editing['mode'], text: string, isTouched: boolean) => {
    const id = ids[at.row]
    if (isReadOnly || !areThere(at.row, at.row) || id === undefined) return
    if (sheet.isLocked(id)) say(review.lockedRow)
    else setEditing({ mode, text, isTouched })
  }
  const choose = (option: Option, after: () => void) => {
    if (option.goesOn) {
      setEditing({ mode: 'within', text: option.cell.text, isTouched: true })
      setChosen(null)
    } else {
      close(false, option.cell)
      after()
    }
  }
  const paste = (text: string) => {
    say('')
    const block = cellsOf(text)
    const { cells, lost } = pasted(block, box, size)
    const bottom = Math.max(...cells.map(({ row }) => row), box.top)
    const right = Math.max(...cells.map(({ column: of }) => of), box.left)
    const area = sizeOf({ ...box, bottom, right })
    write('pasted', cells, area.rows, area.columns)
    setRange({ at: { row: box.top, column: box.left }, to: { row: bottom, column: right } }, true)
    // Said in one line: what found no room outlives what is locked.
    if (lost.rows > 0 || lost.columns > 0) say(words.describe.lost(lost.rows, lost.columns))
  }
  const fill = () => {
    if (!areThere(box.top === box.bottom ? Math.max(0, box.top - 1) : box.top, box.bottom)) return
    const cells = filledDown(
      box,
      (row, of) => shown(row, of),
      (of) => columns[of]?.field === 'referenceCode',
    )
    write('filled', cells)
  }
  useImperativeHandle(ref, () => ({ focus, paste, fill }))

  const act = (command: Command) => {
    const extend = (to: Place, extends_: boolean) => go(extends_ ? { at, to } : single(to))
    const from = 'extends' in command && command.extends ? range.to : at
    switch (command.is) {
      case 'move':
        close()
        return extend(moved(from, command.rows, command.columns, size), command.extends)
      case 'jump':
        return extend(
          jumped(from, command.direction, size, (row, of) => read(row, of).text !== ''),
          command.extends,
        )
      case 'page': {
        const step = Math.max(1, Math.floor(((scroll.current?.clientHeight ?? 600) - HEAD) / ROW) - 1)
        return extend(moved(from, command.by * step, 0, size), command.extends)
      }
      case 'edge': {
        const row = command.of === 'row' ? from.row : command.to === 'start' ? 0 : size.rows - 1
        return extend(kept({ row, column: command.to === 'start' ? 0 : size.columns - 1 }, size), command.extends)
      }
      case 'next': {
        close()
        const to = nextCell(at, command.by, size)
        return to && go(single(to))
      }
      case 'line': {
        const after = () => go(single(moved(at, command.by, 0, size)))
        const option = editing ? offered.options[choice] : undefined
        // The reading as written needs no choosing.
        if (option && option.key !== 'written') return choose(option, after)
        close()
        return after()
      }
      case 'option':
        return setChosen(Math.min(Math.max(choice + command.by, offered.first), offered.options.length - 1))
      case 'edit':
        return open('within', shown(at.row, at.column), false)
      case 'break':
        return insertBreak()
      case 'cancel':
        return close(true)
      case 'clear':
        return write('cleared', cleared(box))
      case 'fill':
        return fill()
      case 'all':
        return setRange({ at: { row: 0, column: 0 }, to: kept({ row: size.rows, column: size.columns }, size) })
      case 'undo':
        return undo()
      case 'redo':
        return redo()
      case 'find':
        return find()
      case 'leave':
        return field.current?.blur()
    }
  }
  const insertBreak = () => {
    const input = field.current
    if (!input || !editing || column.kind !== 'text') return
    input.setRangeText('\n', input.selectionStart, input.selectionEnd, 'end')
    setEditing({ ...editing, text: input.value, isTouched: true })
  }

  const from = useRef<Place | null>(null)
  const press = (event: React.PointerEvent) => {
    const place = placeOf(event.target)
    if (!place || event.button !== 0 || event.target === field.current) return
    event.preventDefault()
    close()
    focus()
    if (event.shiftKey) return setRange({ at, to: kept(place, size) })
    from.current = place
    setRange(pointed(place, place, size))
  }
  const drag = (event: React.PointerEvent) => {
    const place =
      from.current && event.buttons === 1 ? placeOf(document.elementFromPoint(event.clientX, event.clientY)) : null
    if (place && from.current) setRange(pointed(from.current, place, size))
  }

  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  // The caret stands at the end of what was there.
  const isWithin = editing?.mode === 'within'
  useLayoutEffect(() => {
    const input = field.current
    if (isWithin && input) input.setSelectionRange(input.value.length, input.value.length)
  }, [isWithin])

  const top = HEAD + at.row * ROW
  const left = lefts[at.column] ?? numbered
  const roomBelow = (scroll.current?.clientHeight ?? 800) + (scroll.current?.scrollTop ?? 0) - top - ROW
  const opensUp = roomBelow < 220 && at.row > 5
  const hasList = editing !== null && offered.options.length > 0
  return (
    <div
      className="sheet-scroll"
      ref={scroll}
      onPointerDown={press}
      onPointerMove={drag}
      onDoubleClick={() => act({ is: 'edit' })}
    >
      <div className="sheet-content" style={{ width, height: rows.getTotalSize() }}>
        <div
          role="grid"
          aria-label={words.describe.sheet}
          aria-rowcount={count + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
        >
          <SheetHead columns={columns} template={template} />
          {inSight.map(({ index, start }) => {
            const id = ids[index] ?? ''
            return (
              <div
                key={id || index}
                role="presentation"
                className="sheet-place"
                style={{ transform: `translateY(${start}px)` }}
              >
                <SheetRow
                  row={sheet.row(id)}
                  index={index}
                  columns={columns}
                  template={template}
                  left={isIn(box, index, box.left) ? box.left : -1}
                  right={isIn(box, index, box.left) ? box.right : -1}
                  current={index === at.row ? at.column : null}
                  taken={taken.size > 0 && taken.has(sheet.cell(id, referenceCode).text)}
                />
              </div>
            )
          })}
        </div>
        <textarea
          ref={field}
          className={`cell-field ${editing ? 'is-open' : ''} ${column.kind === 'text' ? 'is-long' : ''}`}
          style={{ top, left, width: columns[at.column]?.width ?? 0, height: ROW }}
          aria-label={`${words.describe.place(at.row + 1, words.reader.fields[column.field] ?? '')}：${shown(at.row, at.column)}`}
          aria-autocomplete="list"
          aria-controls={hasList ? listId : undefined}
          aria-activedescendant={hasList && choice >= 0 ? `${listId}-${choice}` : undefined}
          rows={1}
          spellCheck={false}
          readOnly={isReadOnly || sheet.isLocked(ids[at.row] ?? '')}
          value={editing?.text ?? ''}
          onChange={({ target }) => {
            setChosen(null)
            if (editing) setEditing({ ...editing, text: target.value, isTouched: true })
            else open('typed', target.value, true)
          }}
          onCompositionStart={() => !editing && open('typed', '', false)}
          onKeyDown={(event) => {
            if (isComposing(event)) return
            const command = commandOf(event, { editing: editing?.mode ?? null, hasOptions: hasList })
            if (!command) return
            event.preventDefault()
            event.stopPropagation()
            act(command)
          }}
          onBlur={() => close()}
          onPaste={(event) => {
            if (editing) return
            event.preventDefault()
            paste(event.clipboardData.getData('text/plain'))
          }}
          onCopy={(event) => {
            if (editing) return
            event.preventDefault()
            event.clipboardData.setData('text/plain', selectedText())
          }}
          onCut={(event) => {
            if (editing) return
            event.preventDefault()
            event.clipboardData.setData('text/plain', selectedText())
            write('cleared', cleared(box))
          }}
        />
        {editing && (offered.heading || hasList) && (
          <OptionList
            id={listId}
            offered={offered}
            chosen={choice}
            choose={(option) => choose(option, focus)}
            style={opensUp ? { bottom: rows.getTotalSize() - top, left } : { top: top + ROW, left }}
          />
        )}
      </div>
    </div>
  )

  function selectedText(): string {
    const cells: string[][] = []
    for (let row = box.top; row <= box.bottom; row++)
      cells.push(Array.from({ length: box.right - box.left + 1 }, (_, i) => shown(row, box.left + i)))
    return textOf(cells)
  }
}
