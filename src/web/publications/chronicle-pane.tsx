/** 大事记: the entries of a volume in their order, and the dated sentences of its chapters to choose from. */
import { Button, Input, Switch } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { Link } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { useGeneratedWords } from '../words/generated.ts'
import { type Chronicle, type Entry, moved, sentOf, useChronicle } from './chronicle.ts'
import { ChronicleCandidates } from './chronicle-candidates.tsx'
import { PrintedSwitch } from './printed-switch.tsx'
import type { Volume } from './volume-form.tsx'
import './generated.css'

type Change = ReturnType<typeof useChronicle>['change']

function EntryForm({ entry, change, close }: { entry: Entry | null; change: Change; close: () => void }) {
  const { save, cancel, chronicle: own } = useGeneratedWords()
  const [date, setDate] = useState(entry?.date.text ?? '')
  const [text, setText] = useState(entry?.text ?? '')
  const send = async () => {
    const written = { date: date.trim(), text: text.trim() }
    const isDone = await change(({ isByDate, entries }) => ({
      isByDate,
      entries: entry
        ? entries.map((one) => (one.id === entry.id ? { ...sentOf(one), ...written } : sentOf(one)))
        : [...entries.map(sentOf), written],
    }))
    if (isDone) close()
  }
  return (
    <form
      className="entry-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Input
        autoFocus
        aria-label={own.date}
        placeholder={own.dateHint}
        maxLength={200}
        value={date}
        onChange={({ target }) => setDate(target.value)}
      />
      <Input.TextArea
        aria-label={own.text}
        placeholder={own.text}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={5000}
        value={text}
        onChange={({ target }) => setText(target.value.replace(/\s*\n\s*/g, ''))}
      />
      <p className="facts">
        <Button size="small" type="primary" htmlType="submit" disabled={date.trim() === '' || text.trim() === ''}>
          {save}
        </Button>
        <Button size="small" onClick={close}>
          {cancel}
        </Button>
      </p>
    </form>
  )
}

function Source({ anchor }: { anchor: Entry['anchor'] }) {
  const own = useGeneratedWords().chronicle
  if (!anchor) return <span>{own.own}</span>
  if (anchor.title === null) return <span className="tag bad">{own.gone}</span>
  return (
    <>
      <Link to={`?chapter=${anchor.chapterId}`} title={anchor.exact}>
        {own.from(anchor.title)}
      </Link>
      {anchor.state !== 'valid' && (
        <span className={`tag ${anchor.state === 'lost' ? 'warn' : ''}`} title={anchor.exact}>
          {own.states[anchor.state]}
        </span>
      )}
    </>
  )
}

function EntryLine({ entry, chronicle, change, tell }: EntryProps) {
  const { edit, chronicle: own } = useGeneratedWords()
  const [isEdited, setEdited] = useState(false)
  const at = chronicle.entries.findIndex(({ id }) => id === entry.id)
  const move = async (to: number) => {
    const isDone = await change(({ entries }) => {
      const from = entries.findIndex(({ id }) => id === entry.id)
      return { isByDate: false, entries: moved(entries, from, to).map(sentOf) }
    })
    if (isDone) tell(own.moved(entry.date.text, to + 1))
  }
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (isComposing(event) || !event.altKey || by === 0) return
    event.preventDefault()
    if (!chronicle.isByDate && chronicle.entries[at + by]) void move(at + by)
  }
  const remove = () =>
    change(({ isByDate, entries }) => ({ isByDate, entries: entries.filter(({ id }) => id !== entry.id).map(sentOf) }))
  if (isEdited)
    return (
      <li>
        <EntryForm entry={entry} change={change} close={() => setEdited(false)} />
      </li>
    )
  return (
    <li onKeyDown={step}>
      <p className="song as-written">
        <strong>{entry.date.text}</strong>　{entry.text}
      </p>
      <p className="facts small quiet">
        <Source anchor={entry.anchor} />
        <span className="spread" />
        <button type="button" className="as-link" onClick={() => setEdited(true)}>
          {edit}
        </button>
        <button type="button" className="as-link" onClick={() => void remove()}>
          {own.remove}
        </button>
      </p>
    </li>
  )
}
interface EntryProps {
  entry: Entry
  chronicle: Chronicle
  change: Change
  tell: (what: string) => void
}

export function ChroniclePane({ volume }: { volume: Volume }) {
  const own = useGeneratedWords().chronicle
  const { asked, change } = useChronicle(volume.id)
  const [isNew, setNew] = useState(false)
  const [told, setTold] = useState('')
  const { data } = asked
  return (
    <section className="generated-pane" aria-label={own.label}>
      <header>
        <h2>{own.label}</h2>
        <PrintedSwitch volume={volume} part="chronicle" />
      </header>
      <p className="quiet small">{own.lead}</p>
      {asked.error && <Failure error={asked.error} again={() => void asked.refetch()} />}
      {data && (
        <>
          <p className="facts small">
            <Switch
              size="small"
              id="chronicle-by-date"
              checked={data.isByDate}
              onChange={(isByDate) => void change(({ entries }) => ({ isByDate, entries: entries.map(sentOf) }))}
            />
            <label htmlFor="chronicle-by-date">{own.byDate}</label>
            <span className="quiet">{own.byDateWhy}</span>
          </p>
          {data.entries.length === 0 && !isNew && <p className="quiet">{own.none}</p>}
          <ol className="chronicle">
            {data.entries.map((entry) => (
              <EntryLine key={entry.id} entry={entry} chronicle={data} change={change} tell={setTold} />
            ))}
          </ol>
          {isNew ? (
            <EntryForm entry={null} change={change} close={() => setNew(false)} />
          ) : (
            <Button size="small" icon={<Icon name="plus" />} onClick={() => setNew(true)}>
              {own.add}
            </Button>
          )}
          <p className="hidden-but-read" aria-live="polite">
            {told}
          </p>
          <ChronicleCandidates volumeId={volume.id} change={change} />
        </>
      )}
    </section>
  )
}
