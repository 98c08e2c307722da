/** 稿酬: rates, whom each chapter pays, and what was paid to whom. */
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { Field } from '../reviews/field.tsx'
import { useAfterWords } from '../words/after.ts'
import { Papers } from './papers.tsx'
import { fenOf, readShares, writtenShares, yuanOf } from './shares.ts'
import { useAct } from './use-act.ts'
import { WithReason } from './with-reason.tsx'

type Fees = AnswerOf<'get /volumes/{id}/fees'>
type Person = Fees['persons'][number]
const kinds = ['original', 'oral', 'none'] as const
const rateNames = ['original', 'oral', 'photograph'] as const

function SheetForm({ volumeId, fees }: { volumeId: string; fees: Fees }) {
  const words = useAfterWords()
  const own = words.fees
  const act = useAct()
  const [rates, setRates] = useState(() => ({
    original: yuanOf(fees.rates.original),
    oral: yuanOf(fees.rates.oral),
    photograph: yuanOf(fees.rates.photograph),
  }))
  const [counting, setCounting] = useState(fees.counting)
  const [withholdsTax, setTax] = useState(fees.withholdsTax)
  const [lines, setLines] = useState(() =>
    fees.chapters.map(({ id, kind, shares }) => ({ id, kind, shares: writtenShares(shares, own.roles) })),
  )
  const [plates, setPlates] = useState(() => fees.plates.map(({ id, name }) => ({ id, name })))
  const line = (i: number, change: Partial<(typeof lines)[number]>) =>
    setLines(lines.map((one, at) => (at === i ? { ...one, ...change } : one)))
  const fen = { original: fenOf(rates.original), oral: fenOf(rates.oral), photograph: fenOf(rates.photograph) }
  const unknown = fees.chapters.filter(({ chars }) => chars === null).length
  const isWhole = rateNames.every((name) => fen[name] !== null)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const body = {
          rates: { original: fen.original ?? 0, oral: fen.oral ?? 0, photograph: fen.photograph ?? 0 },
          counting,
          withholdsTax,
          chapters: lines.map(({ id, kind, shares }) => ({
            ...{ chapterId: id, kind },
            shares: readShares(shares, own.roles),
          })),
          plates: plates.map(({ id, name }) => ({ plateId: id, name })),
        }
        void act(() => call('put /volumes/{id}/fees', { path: { id: volumeId }, body }, { ifMatch: fees.revision }))
      }}
    >
      <div className="review-form">
        {rateNames.map((name) => (
          <Field key={name} label={own.rates[name]}>
            {(id) => (
              <Input
                id={id}
                inputMode="decimal"
                status={fen[name] === null ? 'error' : ''}
                value={rates[name]}
                onChange={({ target }) => setRates({ ...rates, [name]: target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={own.counting}>
          {(id) => (
            <Select
              id={id}
              value={counting}
              onChange={setCounting}
              aria-label={own.counting}
              options={(['text', 'layout'] as const).map((value) => ({
                value,
                label: own.countings[value],
                disabled: value === 'layout' && !fees.hasLayout,
              }))}
            />
          )}
        </Field>
        <Checkbox checked={withholdsTax} onChange={({ target }) => setTax(target.checked)}>
          {own.tax}
        </Checkbox>
        <Button type="primary" htmlType="submit" disabled={!isWhole}>
          {words.save}
        </Button>
      </div>
      <p className="small quiet">
        {own.basis(fees.printing)}。{own.rounding}
        {!fees.hasLayout && own.noLayout}
      </p>
      {unknown > 0 && (
        <p>
          <span className="tag warn">{own.unknown(unknown)}</span>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className="after-table" tabIndex={0} aria-label={own.chapters}>
        <table>
          <thead>
            <tr>
              <th>{own.chapters}</th>
              <th className="n">{own.chars}</th>
              <th>{own.kind}</th>
              <th title={own.sharesHint}>{own.shares}</th>
              <th className="n">{own.amount}</th>
            </tr>
          </thead>
          <tbody>
            {fees.chapters.map((chapter, i) => (
              <tr key={chapter.id}>
                <td className="as-written">{chapter.title}</td>
                <td className="n">{chapter.chars ?? <span className="tag warn">{own.noChars}</span>}</td>
                <td>
                  <Select
                    value={lines[i]?.kind ?? chapter.kind}
                    onChange={(kind) => line(i, { kind })}
                    aria-label={`${own.kind} ${chapter.title}`}
                    options={kinds.map((value) => ({ value, label: own.kinds[value] }))}
                  />
                </td>
                <td>
                  <Input
                    aria-label={`${own.shares} ${chapter.title}`}
                    placeholder={own.sharesHint}
                    value={lines[i]?.shares ?? ''}
                    onChange={({ target }) => line(i, { shares: target.value })}
                  />
                </td>
                <td className="n">{chapter.chars === null ? '' : yuanOf(chapter.amount)}</td>
              </tr>
            ))}
            {fees.plates.map((plate, i) => (
              <tr key={plate.id}>
                <td>{plate.title}</td>
                <td />
                <td>{own.plates}</td>
                <td>
                  <Input
                    aria-label={`${own.photographer} ${plate.title}`}
                    placeholder={own.photographer}
                    value={plates[i]?.name ?? ''}
                    onChange={({ target }) =>
                      setPlates(plates.map((one, at) => (at === i ? { ...one, name: target.value } : one)))
                    }
                  />
                </td>
                <td className="n">{yuanOf(plate.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </form>
  )
}

function Pay({ volumeId, person }: { volumeId: string; person: Person }) {
  const own = useAfterWords().fees
  const act = useAct()
  const [isOpen, setIsOpen] = useState(false)
  const [paidOn, setDay] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [receiver, setReceiver] = useState(person.name)
  const [way, setWay] = useState('')
  if (!isOpen)
    return (
      <Button size="small" aria-label={`${own.pay} ${person.name}`} onClick={() => setIsOpen(true)}>
        {own.pay}
      </Button>
    )
  return (
    <form
      className="after-pay"
      onSubmit={(event) => {
        event.preventDefault()
        const body = { name: person.name, gross: person.due, paidOn, receiver, way }
        void act(() => call('post /volumes/{id}/payments', { path: { id: volumeId }, body })).then(
          (made) => made && setIsOpen(false),
        )
      }}
    >
      <Input type="date" aria-label={own.paidOn} value={paidOn} onChange={({ target }) => setDay(target.value)} />
      <Input
        aria-label={own.receiver}
        placeholder={own.receiver}
        maxLength={100}
        value={receiver}
        onChange={({ target }) => setReceiver(target.value)}
      />
      <Input
        aria-label={own.way}
        placeholder={own.way}
        maxLength={100}
        value={way}
        onChange={({ target }) => setWay(target.value)}
      />
      <Button size="small" htmlType="submit" type="primary" disabled={paidOn === ''}>
        {own.pay} {yuanOf(person.due)}
      </Button>
    </form>
  )
}

function Persons({ volumeId, fees }: { volumeId: string; fees: Fees }) {
  const own = useAfterWords().fees
  const act = useAct()
  const paid = Map.groupBy(
    fees.payments.filter(({ voided }) => !voided),
    ({ name }) => name,
  )
  const void_ = (id: string) => (reason: string) =>
    void act(() => call('put /payments/{id}/void', { path: { id }, body: { reason } }))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className="after-table" tabIndex={0} aria-label={own.persons}>
      <table>
        <thead>
          <tr>
            <th>{own.person}</th>
            <th className="n">{own.gross}</th>
            <th className="n">{own.withheld}</th>
            <th className="n">{own.net}</th>
            <th>{own.state}</th>
          </tr>
        </thead>
        <tbody>
          {fees.persons.map((person) => (
            <tr key={person.name}>
              <td className="as-written">{person.name}</td>
              <td className="n">{yuanOf(person.gross)}</td>
              <td className="n">{yuanOf(person.tax)}</td>
              <td className="n">{yuanOf(person.gross - person.tax)}</td>
              <td>
                <span className="after-pay">
                  {(paid.get(person.name) ?? []).map((payment) => (
                    <span key={payment.id} className="after-pay">
                      <span className="tag good as-written">
                        {yuanOf(payment.gross)}　{own.paid(payment.paidOn, payment.receiver)}
                      </span>
                      <WithReason
                        label={own.void}
                        name={`${own.void} ${person.name} ${payment.paidOn}`}
                        most={1000}
                        done={void_(payment.id)}
                      />
                    </span>
                  ))}
                  {person.due > 0 && (
                    <>
                      <span className="tag warn">{own.due(yuanOf(person.due))}</span>
                      <Pay volumeId={volumeId} person={person} />
                    </>
                  )}
                  {person.due < 0 && <span className="tag bad">{own.over(yuanOf(-person.due))}</span>}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function FeesPane({ volumeId }: { volumeId: string }) {
  const own = useAfterWords().fees
  const fees = useCall('get /volumes/{id}/fees', { path: { id: volumeId } })
  if (failureOf(fees)) return <Failure error={fees.error} again={() => void fees.refetch()} />
  if (!fees.data) return <Waiting />
  const { total, tax, paid, due, persons, revision } = fees.data
  const [sum, withheld, settled, left] = [total, tax, paid, due].map(yuanOf) as [string, string, string, string]
  return (
    <>
      <div className="after-bar">
        <b>{own.sum(sum, withheld, settled, left)}</b>
        {(['all', 'unpaid'] as const).map((list) => (
          <Papers key={list} name={own.lists[list]} path={`/volumes/${volumeId}/fee-list?list=${list}`} isTable />
        ))}
      </div>
      {total === 0 && paid === 0 ? (
        <p className="quiet">{own.nobody}</p>
      ) : (
        persons.length > 0 && <Persons volumeId={volumeId} fees={fees.data} />
      )}
      <SheetForm key={revision} volumeId={volumeId} fees={fees.data} />
      <p className="small quiet">{own.private}</p>
    </>
  )
}
