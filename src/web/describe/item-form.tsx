/** 著录 of one item as a form: another face of the sheet, with its drafts, its saving, its undo and its conflicts. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useEffect, useEffectEvent, useId, useState } from 'react'
import { captionFrom } from '../../hanzi/captions.ts'
import type { Item } from '../api-types.ts'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { Select } from '../frame/select.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { forget, keyOf } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useCaptionWords } from '../words/captions.ts'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { type Cell, type Column, columnOf, complaintOf, labelsOf, typedCell } from './cells.ts'
import { Conflict } from './conflict.tsx'
import { peopleOf } from './depicted.ts'
import { DepictedEditor } from './depicted-editor.tsx'
import { ItemReview, ProposeCode } from './item-review.tsx'
import { namesOf, namesText } from './names.ts'
import { NamesField } from './names-field.tsx'
import { daysOf, type Offered, type Option, OptionList, useChoice, useOptions } from './options.tsx'
import { useRequired } from './required.ts'
import { useResolved } from './resolved.ts'
import { SaveState } from './save-state.tsx'
import type { Sheet } from './sheet.ts'
import { isFiled, useOwnSheet } from './use-sheet.ts'
import './describe.css'
import './item-form.css'

const groups = {
  identity: ['referenceCode', 'title', 'creators', 'date', 'kind', 'genre', 'category'],
  picture: ['event', 'date', 'places', 'depicted', 'background', 'photographer', 'provider', 'caption'],
  making: [
    'sanqinType',
    'narrationBy',
    'manuscriptStage',
    'language',
    'extentMedium',
    'originalOrCopy',
    'recordNumber',
    'location',
  ],
  content: ['persons', 'places', 'subjects', 'scopeAndContent', 'classCode', 'relatedItems', 'note'],
  rights: ['access', 'openStatus', 'secrecyLevel', 'retention', 'rightsHolder'],
} as const
type Group = keyof typeof groups
/** The six elements stand together, by the picture; each field has one place. */
const fieldsOf = (group: Group, hasPicture: boolean): readonly string[] => {
  const own: readonly string[] = groups[group]
  if (!hasPicture || group === 'picture') return own
  return own.filter((field) => !(groups.picture as readonly string[]).includes(field))
}

const pictureAlone = ['event', 'background', 'photographer', 'provider', 'caption', 'depicted']
const isPicture = ({ kind }: Item) => kind === 'photograph' || kind === 'scan'

interface FieldProps {
  id: string
  column: Column
  cell: Cell
  put: (cell: Cell) => void
  offered: Offered
  /** What is being typed. */
  typed: string | null
  ask: (typed: string | null) => void
}

/** A line or a text: put down when it is left, and when nothing is typed for a moment. */
function TextInput({ id, column, cell, put, offered, typed, ask }: FieldProps) {
  const words = useWords()
  const listId = useId()
  const { choice, move, clear } = useChoice(offered)
  const settle = (given = typed) => {
    if (given !== null) put(typedCell(column, given, labelsOf(column, words)))
  }
  const close = () => {
    ask(null)
    clear()
  }
  const choose = (option: Option) => {
    put(option.cell)
    close()
  }
  const common = {
    id,
    value: typed ?? cell.text,
    onBlur: () => {
      settle()
      close()
    },
  }
  if (column.kind === 'text')
    return (
      <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 16 }} onChange={({ target }) => ask(target.value)} />
    )
  const isOpen = typed !== null && (offered.heading !== undefined || offered.options.length > 0)
  return (
    <div className="form-offer">
      <Input
        {...common}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && choice >= 0 ? `${listId}-${choice}` : undefined}
        onFocus={() => column.kind === 'date' && cell.text !== '' && ask(cell.text)}
        onChange={({ target }) => {
          clear()
          ask(target.value)
        }}
        onKeyDown={(event) => {
          if (isComposing(event) || !isOpen) return
          const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          const option = offered.options[choice]
          if (by !== 0) move(by)
          else if (event.key === 'Enter' && option && option.key !== 'written') choose(option)
          else if (event.key === 'Enter') {
            settle()
            close()
          } else if (event.key === 'Escape') close()
          else return
          event.preventDefault()
        }}
      />
      {isOpen && (
        <OptionList id={listId} offered={offered} chosen={choice} choose={choose} style={{ top: 36, left: 0 }} />
      )}
    </div>
  )
}

function Field({ sheet, item, field, isLocked }: { sheet: Sheet; item: Item; field: string; isLocked: boolean }) {
  const words = useWords()
  const id = useId()
  const required = useRequired()
  const column = columnOf.get(field)!
  const cell = sheet.cell(item.id, column)
  const [typed, setTyped] = useState<string | null>(null)
  const row = sheet.row(item.id)
  const offered = useOptions(column, typed !== null, typed ?? '', {
    above: '',
    known: words.describe.options[field] ?? [],
  })
  const put = (to: Cell) =>
    sheet.put({ kind: 'typed', cells: 1, rows: 1, columns: 1 }, [{ id: item.id, field, cell: to }])
  const putTyped = useEffectEvent(() => {
    if (typed !== null && column.kind !== 'names') put(typedCell(column, typed, labelsOf(column, words)))
  })
  // A page that is closed keeps what is being written; a long text is put down meanwhile.
  useEffect(() => {
    if (typed === null) return
    const timer = column.kind === 'text' ? setTimeout(putTyped, 2000) : undefined
    addEventListener('pagehide', putTyped)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', putTyped)
    }
  }, [typed, column])
  const trouble = row?.trouble
  const complaint = complaintOf(column, cell)
  const wrong =
    (row?.draft?.cells[field] && complaint && words.describe.complaints[complaint]) ||
    (trouble?.is === 'refused' && trouble.fields[field]) ||
    (trouble?.is === 'conflict' && trouble.fields.includes(field) && words.describe.conflict.title) ||
    ''
  const props = { id, column, cell, put, offered, typed, ask: setTyped }
  const labels = labelsOf(column, words)
  return (
    <div className={`form-field is-${column.kind} ${wrong ? 'is-wrong' : ''}`} data-field={field}>
      <label htmlFor={column.kind === 'people' ? undefined : id}>
        {words.reader.fields[field]}
        {required.includes(field) && <em>{words.describe.required}</em>}
      </label>
      {column.kind === 'people' ? (
        <DepictedEditor item={item} cell={cell} put={put} isLocked={isLocked} />
      ) : column.kind === 'names' ? (
        <NamesField
          id={id}
          names={namesOf(cell.text)}
          change={(names) => put({ text: namesText(names) })}
          offered={offered}
          typed={typed}
          ask={setTyped}
          separators={['；', ';', '、', '\n']}
          isLocked={isLocked}
        />
      ) : column.kind === 'choice' ? (
        <Select
          id={id}
          disabled={isLocked}
          value={cell.text}
          options={column.choices?.map((value) => ({ value, label: labels[value] }))}
          onChange={(text: string) => put({ text })}
        />
      ) : (
        <TextInput {...props} />
      )}
      {column.kind === 'date' && <DateBeneath cell={cell} />}
      {field === 'caption' && !isLocked && <Compose sheet={sheet} item={item} put={put} />}
      {field === 'referenceCode' && cell.text === '' && !isLocked && (
        <ProposeCode item={item} take={(text) => put({ text })} />
      )}
      {wrong && (
        <p className="bad small" role="alert">
          <Icon name="warning" /> {wrong}
        </p>
      )}
    </div>
  )
}

/** The caption from what was said of the picture; what stood there can be had back by undoing. */
function Compose({ sheet, item, put }: { sheet: Sheet; item: Item; put: (cell: Cell) => void }) {
  const own = useCaptionWords()
  const { message } = App.useApp()
  const text = (field: string) => sheet.cell(item.id, columnOf.get(field)!).text
  const compose = () => {
    const caption = captionFrom({
      event: text('event'),
      time: text('date'),
      places: namesOf(text('places')),
      people: peopleOf(text('depicted')),
      persons: namesOf(text('persons')),
      background: text('background'),
      photographer: text('photographer'),
    })
    if (caption === '') return message.info(own.nothing)
    put({ text: caption })
    message.success(own.composed)
  }
  return (
    <Button size="small" onClick={compose}>
      {own.compose}
    </Button>
  )
}

function DateBeneath({ cell }: { cell: Cell }) {
  const words = useWords()
  const { read, why } = useResolved(cell)
  if (cell.text === '') return null
  if (why) return <p className="small bad">{`${words.describe.dates.unreadable}：${why}`}</p>
  return read && <p className="small quiet">{[daysOf(words, read), read.edtf].filter(Boolean).join('　')}</p>
}

export function ItemForm({ item, close }: { item: Item; close: () => void }) {
  const words = useWords()
  const own = words.describe.form
  const client = useQueryClient()
  const [isDeciding, setIsDeciding] = useState(false)
  const { isAdmin } = useRoles()
  const review = useReviewWords()
  const { sheet } = useOwnSheet(
    item.id,
    (saved) => {
      client.setQueryData(keyOf('get /items/{id}', { path: { id: saved.id } }), saved)
      void forget(client, 'get /items/{id}/history', 'get /items')
    },
    (one) => isFiled(one) && !isAdmin,
  )
  useEffect(() => void sheet?.load([item]), [sheet, item])
  const row = sheet?.row(item.id)
  if (!sheet || !row) return <Waiting />
  const { undoable, redoable } = sheet.status()
  const isLocked = sheet.isLocked(item.id)
  const shown = (Object.keys(groups) as Group[]).filter(
    (group) =>
      group !== 'picture' ||
      isPicture(item) ||
      pictureAlone.some((field) => sheet.cell(item.id, columnOf.get(field)!).text !== ''),
  )
  return (
    <div className="item-form">
      <div className="form-bar">
        <Button size="small" icon={<Icon name="undo" />} disabled={!undoable} onClick={() => sheet.undo()}>
          {words.describe.undoNothing}
        </Button>
        <Button size="small" icon={<Icon name="redo" />} disabled={!redoable} onClick={() => sheet.redo()}>
          {words.describe.redo}
        </Button>
        <span className="spread" />
        <SaveState sheet={sheet} openConflict={() => setIsDeciding(true)} />
        <Button
          type="primary"
          onClick={() => {
            sheet.flush()
            close()
          }}
        >
          {own.done}
        </Button>
      </div>
      <ItemReview item={row.item} isWaiting={row.draft !== null} />
      {isFiled(row.item) && isAdmin && <Alert type="warning" title={review.filedForAdmin} />}
      {row.trouble?.is === 'refused' && <Alert type="error" title={row.trouble.sentence} />}
      {shown.map((group) => (
        <fieldset key={group} disabled={isLocked}>
          <legend>{own.groups[group]}</legend>
          {fieldsOf(group, shown.includes('picture')).map((field) => (
            <Field key={field} sheet={sheet} item={item} field={field} isLocked={isLocked} />
          ))}
        </fieldset>
      ))}
      {isDeciding && row.trouble?.is === 'conflict' && (
        <Conflict row={row} sheet={sheet} close={() => setIsDeciding(false)} />
      )}
    </div>
  )
}
