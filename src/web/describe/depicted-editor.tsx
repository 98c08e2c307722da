/** 人物 beside the picture: rows of names by the keyboard, or a name put where the face is. */
import { Button } from 'antd'
import { useId, useState } from 'react'
import { rowName } from '../../hanzi/captions.ts'
import { addressOf } from '../api.ts'
import type { Item } from '../api-types.ts'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { sheetsOf } from '../reader/sheets.ts'
import { useCaptionWords } from '../words/captions.ts'
import { type Cell, columnOf } from './cells.ts'
import {
  type Depicted,
  inRow,
  peopleCell,
  peopleOf,
  personOf,
  rowNear,
  rowsOf,
  tagOf,
  withFace,
  withRow,
} from './depicted.ts'
import { NamesField } from './names-field.tsx'
import { useOptions } from './options.tsx'
import './depicted.css'

const persons = columnOf.get('persons')!
const MOST_ROWS = 20

/** Names of one row, in order from the left. */
function RowOfNames({
  label,
  people,
  change,
  focused,
  isLocked,
}: {
  label: string
  people: readonly Depicted[]
  change: (tags: string[]) => void
  focused: () => void
  isLocked: boolean
}) {
  const id = useId()
  const own = useCaptionWords()
  const [typed, setTyped] = useState<string | null>(null)
  // One name at a time: what is offered is not joined to what stands before it.
  const offered = useOptions({ ...persons, kind: 'line' }, typed !== null && typed !== '', typed ?? '', {
    above: '',
    known: [],
  })
  return (
    <div className="depicted-row">
      <label htmlFor={id}>{label}</label>
      <NamesField
        id={id}
        names={people.map(tagOf)}
        change={change}
        offered={offered}
        typed={typed}
        ask={setTyped}
        separators={['；', ';', '、', '，', '\n']}
        isLocked={isLocked}
        placeholder={own.rowHint}
        focused={focused}
      />
    </div>
  )
}

interface Pointed {
  x: number
  y: number
}

/** The name of a face, where it was pointed at. */
function NameHere({
  at,
  row,
  rows,
  put,
  close,
}: {
  at: Pointed
  row: number
  rows: number
  put: (name: string, row: number) => void
  close: () => void
}) {
  const own = useCaptionWords()
  const [name, setName] = useState('')
  const [chosenRow, setRow] = useState(row)
  const offered = useOptions({ ...persons, kind: 'line' }, name !== '', name, { above: '', known: [] })
  const listId = useId()
  const settle = (text: string) => (text.trim() === '' ? close() : put(text, chosenRow))
  return (
    <div
      className={`name-here ${at.x > 0.6 ? 'is-left' : ''} ${at.y > 0.6 ? 'is-up' : ''}`}
      style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%` }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: it was asked for with a click on the face
        autoFocus
        aria-label={own.nameHere}
        placeholder={own.nameHint}
        list={listId}
        maxLength={400}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return
          if (event.key === 'Enter') settle(name)
          else if (event.key === 'Escape') close()
          else return
          event.preventDefault()
        }}
      />
      <datalist id={listId}>
        {offered.options.map(({ key, label }) => (
          <option key={key} value={label} />
        ))}
      </datalist>
      <select aria-label={own.row} value={chosenRow} onChange={({ target }) => setRow(Number(target.value))}>
        {Array.from({ length: Math.min(MOST_ROWS, rows + 1) }, (_, i) => i + 1).map((one) => (
          <option key={one} value={one}>
            {own.rowLabel(one, rowName(one, Math.max(rows, one)))}
          </option>
        ))}
      </select>
      <Button size="small" type="primary" onClick={() => settle(name)}>
        {own.put}
      </Button>
    </div>
  )
}

export function DepictedEditor({
  item,
  cell,
  put,
  isLocked,
}: {
  item: Item
  cell: Cell
  put: (cell: Cell) => void
  isLocked: boolean
}) {
  const own = useCaptionWords()
  const people = peopleOf(cell.text)
  const [more, setMore] = useState(0)
  const [active, setActive] = useState(1)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [index, setIndex] = useState(0)
  const sheets = sheetsOf(item, [])
  const sheet = sheets[Math.min(index, sheets.length - 1)]
  const rows = Math.min(MOST_ROWS, Math.max(rowsOf(people), more))
  const set = (to: Depicted[]) => put({ text: peopleCell(to) })
  const isHere = ({ objectId }: Depicted) => (objectId ?? sheets[0]?.objectId) === sheet?.objectId
  const marked = people.map((one, i) => ({ one, i })).filter(({ one }) => one.x !== undefined && isHere(one))
  return (
    <div className="depicted">
      {sheet && (
        <div className="depicted-picture">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: rows of names beside it do the same by the keyboard */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same */}
          <div
            className={`depicted-faces ${isLocked ? 'is-locked' : ''}`}
            style={{ aspectRatio: `${sheet.width} / ${sheet.height}` }}
            onClick={(event) => {
              if (isLocked || (event.target as Element).closest('button, .name-here')) return
              const box = event.currentTarget.getBoundingClientRect()
              setPointed({
                x: Math.round(((event.clientX - box.left) / box.width) * 1000) / 1000,
                y: Math.round(((event.clientY - box.top) / box.height) * 1000) / 1000,
              })
            }}
          >
            <img
              src={addressOf(
                '/objects/{id}/thumbnails/{size}',
                { id: sheet.objectId, size: 1600 },
                sheet.page > 1 ? { page: sheet.page } : {},
              )}
              alt={item.title}
            />
            {marked.map(({ one, i }) => (
              <button
                key={`${one.row} ${one.name}`}
                type="button"
                className="face"
                disabled={isLocked}
                style={{ left: `${(one.x ?? 0) * 100}%`, top: `${(one.y ?? 0) * 100}%` }}
                title={own.removeMark(tagOf(one))}
                aria-label={own.removeMark(tagOf(one))}
                onClick={() => set(people.map((other, at) => (at === i ? { ...bare(other) } : other)))}
              >
                <span>{one.name}</span>
              </button>
            ))}
            {pointed && (
              <NameHere
                key={`${pointed.x} ${pointed.y}`}
                at={pointed}
                row={rowNear(people.filter(isHere), pointed.y) ?? active}
                rows={rows}
                close={() => setPointed(null)}
                put={(text, row) => {
                  const person = personOf(text)
                  if (person) set(withFace(people, { ...person, row, ...pointed, objectId: sheet.objectId }))
                  setPointed(null)
                }}
              />
            )}
          </div>
          <p className="small quiet">{own.pointHint}</p>
          {sheets.length > 1 && (
            <p className="small">
              <Button size="small" disabled={index === 0} onClick={() => setIndex(index - 1)}>
                {own.previous}
              </Button>{' '}
              {own.sheet(index + 1, sheets.length)}{' '}
              <Button size="small" disabled={index >= sheets.length - 1} onClick={() => setIndex(index + 1)}>
                {own.next}
              </Button>
            </p>
          )}
        </div>
      )}
      <div className="depicted-rows">
        {Array.from({ length: rows }, (_, i) => i + 1).map((row) => (
          <RowOfNames
            key={row}
            label={own.rowLabel(row, rowName(row, rows))}
            people={inRow(people, row)}
            isLocked={isLocked}
            focused={() => setActive(row)}
            change={(tags) => set(withRow(people, row, tags))}
          />
        ))}
        <p>
          <Button
            size="small"
            icon={<Icon name="plus" />}
            disabled={isLocked || rows >= MOST_ROWS}
            onClick={() => setMore(rows + 1)}
          >
            {own.addRow}
          </Button>
        </p>
      </div>
    </div>
  )
}

const bare = ({ name, identity, row }: Depicted): Depicted => ({ name, row, ...(identity ? { identity } : {}) })
