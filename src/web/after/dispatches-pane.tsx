/** 样书与交流: where the copies go, and the exchange list of the house. */
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { Field } from '../reviews/field.tsx'
import { useAfterWords } from '../words/after.ts'
import { ExchangeUnits } from './exchange-units.tsx'
import { Papers } from './papers.tsx'
import { useAct } from './use-act.ts'

type Dispatches = AnswerOf<'get /volumes/{id}/dispatches'>
type Dispatch = Dispatches['items'][number]
const states = ['waiting', 'sent', 'received'] as const
const tones = { waiting: '', sent: 'info', received: 'good' } as const
/** Lines that one call marks. */
const MOST_MARKED = 200

function TakeOver({ volumeId }: { volumeId: string }) {
  const own = useAfterWords().dispatch
  const act = useAct()
  const [each, setEach] = useState('2')
  const take = (body: { authors?: number; units?: boolean }) =>
    void act(() => call('post /volumes/{id}/dispatches/taken-over', { path: { id: volumeId }, body }))
  return (
    <div className="review-form">
      <Field label={own.each}>
        {(id) => <Input id={id} inputMode="numeric" value={each} onChange={({ target }) => setEach(target.value)} />}
      </Field>
      <Button disabled={!(Number(each) > 0)} onClick={() => take({ authors: Number(each) })}>
        {own.takeAuthors}
      </Button>
      <Button onClick={() => take({ units: true })}>{own.takeUnits}</Button>
    </div>
  )
}

function Add({ volumeId }: { volumeId: string }) {
  const words = useAfterWords()
  const own = words.dispatch
  const act = useAct()
  const [said, setSaid] = useState({ name: '', address: '', copies: '1' })
  return (
    <form
      className="review-form"
      onSubmit={(event) => {
        event.preventDefault()
        const body = { ...said, copies: Number(said.copies) || 0 }
        void act(() => call('post /volumes/{id}/dispatches', { path: { id: volumeId }, body })).then(
          (made) => made && setSaid({ name: '', address: '', copies: '1' }),
        )
      }}
    >
      {(['name', 'address', 'copies'] as const).map((field) => (
        <Field key={field} label={field === 'copies' ? own.count : own[field]} isWide={field === 'address'}>
          {(id) => (
            <Input
              id={id}
              maxLength={field === 'address' ? 500 : 200}
              value={said[field]}
              onChange={({ target }) => setSaid({ ...said, [field]: target.value })}
            />
          )}
        </Field>
      ))}
      <Button htmlType="submit" disabled={said.name.trim() === ''}>
        {words.add}
      </Button>
    </form>
  )
}

function Line({ one, isChosen, choose }: { one: Dispatch; isChosen: boolean; choose: () => void }) {
  const words = useAfterWords()
  const own = words.dispatch
  const act = useAct()
  const [copies, setCopies] = useState(String(one.copies))
  const [address, setAddress] = useState(one.address)
  const [category, setCategory] = useState(one.category)
  const change = (body: { copies?: number; address?: string; category?: string }) =>
    void act(() => call('patch /dispatches/{id}', { path: { id: one.id }, body }, { ifMatch: one.revision }))
  return (
    <tr>
      <td>
        <Checkbox checked={isChosen} onChange={choose} aria-label={own.select(one.name)} />
      </td>
      <td>{own.kinds[one.kind]}</td>
      <td className="as-written">
        {one.name} {one.isOutside && <span className="tag warn">{own.outside}</span>}
      </td>
      <td>
        {one.kind === 'unit' && (
          <Input
            aria-label={`${own.called} ${one.name}`}
            value={category}
            maxLength={100}
            onChange={({ target }) => setCategory(target.value)}
            onBlur={() => category !== one.category && change({ category })}
          />
        )}
      </td>
      <td>
        <Input
          aria-label={`${own.address} ${one.name}`}
          value={address}
          maxLength={500}
          onChange={({ target }) => setAddress(target.value)}
          onBlur={() => address !== one.address && change({ address })}
        />
      </td>
      <td>
        <Input
          className="is-short"
          inputMode="numeric"
          aria-label={`${own.count} ${one.name}`}
          value={copies}
          onChange={({ target }) => setCopies(target.value)}
          onBlur={() => {
            const wanted = Number(copies)
            if (!Number.isInteger(wanted) || wanted < 0 || copies.trim() === '') setCopies(String(one.copies))
            else if (wanted !== one.copies) change({ copies: wanted })
          }}
        />
      </td>
      <td>
        <span className={`tag ${tones[one.state]}`}>{own.states[one.state]}</span>{' '}
        <span className="small quiet as-written">
          {[one.receivedOn || one.sentOn, one.way].filter(Boolean).join(' ')}
        </span>
      </td>
      <td>
        <Button
          size="small"
          aria-label={`${words.remove} ${one.name}`}
          onClick={() => void act(() => call('delete /dispatches/{id}', { path: { id: one.id } }))}
        >
          {words.remove}
        </Button>
      </td>
    </tr>
  )
}

function List({ volumeId, items }: { volumeId: string; items: Dispatch[] }) {
  const own = useAfterWords().dispatch
  const act = useAct()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [state, setState] = useState<(typeof states)[number]>('sent')
  const [on, setOn] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [way, setWay] = useState('')
  const ids = items.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
  const mark = async () => {
    for (let from = 0; from < ids.length; from += MOST_MARKED) {
      const body = { ids: ids.slice(from, from + MOST_MARKED), state, on, ...(way === '' ? {} : { way }) }
      if (!(await act(() => call('put /volumes/{id}/dispatches/state', { path: { id: volumeId }, body })))) return
    }
    setChosen(new Set())
  }
  return (
    <>
      {ids.length > 0 && (
        <form
          className="review-form"
          onSubmit={(event) => {
            event.preventDefault()
            void mark()
          }}
        >
          <span>{own.mark(ids.length)}</span>
          <Select
            value={state}
            onChange={setState}
            aria-label={own.mark(ids.length)}
            options={states.map((value) => ({ value, label: own.states[value] }))}
          />
          {state !== 'waiting' && (
            <>
              <Field label={own.on}>
                {(id) => <Input id={id} type="date" value={on} onChange={({ target }) => setOn(target.value)} />}
              </Field>
              <Field label={own.way}>
                {(id) => <Input id={id} maxLength={100} value={way} onChange={({ target }) => setWay(target.value)} />}
              </Field>
            </>
          )}
          <Button type="primary" htmlType="submit">
            {own.states[state]}
          </Button>
        </form>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className="after-table" tabIndex={0} aria-label={own.lists.units}>
        <table>
          <thead>
            <tr>
              <th>
                <Checkbox
                  aria-label={own.selectAll}
                  checked={ids.length === items.length}
                  indeterminate={ids.length > 0 && ids.length < items.length}
                  onChange={({ target }) => setChosen(new Set(target.checked ? items.map(({ id }) => id) : []))}
                />
              </th>
              <th>{own.kind}</th>
              <th>{own.name}</th>
              <th title={own.category}>{own.called}</th>
              <th>{own.address}</th>
              <th>{own.count}</th>
              <th>{own.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <Line
                key={`${one.id} ${one.revision}`}
                one={one}
                isChosen={chosen.has(one.id)}
                choose={() => setChosen(chosen.symmetricDifference(new Set([one.id])))}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

export function DispatchesPane({ volumeId }: { volumeId: string }) {
  const own = useAfterWords().dispatch
  const found = useCall('get /volumes/{id}/dispatches', { path: { id: volumeId } })
  if (failureOf(found)) return <Failure error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Waiting />
  const { items, copies, sentTo } = found.data
  const { total, printRun, left } = copies
  return (
    <>
      <div className="after-bar">
        <b>{own.copies(total, printRun, left)}</b>
        {left !== null && left < 0 && <span className="tag bad">{own.tooMany(-left)}</span>}
        {(['authors', 'units', 'labels'] as const).map((list) => (
          <Papers key={list} name={own.lists[list]} path={`/volumes/${volumeId}/dispatch-list?list=${list}`} isTable />
        ))}
      </div>
      {sentTo !== null && <p className="small quiet as-written">{own.sentTo(sentTo)}</p>}
      {items.length === 0 ? <p className="quiet">{own.none}</p> : <List volumeId={volumeId} items={items} />}
      <TakeOver volumeId={volumeId} />
      <Add volumeId={volumeId} />
      <ExchangeUnits />
    </>
  )
}
