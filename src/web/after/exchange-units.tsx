/** 交流名单 of the house: added, changed and taken off where it is used. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { type AnswerOf, call } from '../api.ts'
import { useCall } from '../queries.ts'
import { Field } from '../reviews/field.tsx'
import { useAfterWords } from '../words/after.ts'
import { Papers } from './papers.tsx'
import { useAct } from './use-act.ts'

type Unit = AnswerOf<'get /exchange-units'>['items'][number]
const fields = ['name', 'category', 'contact', 'postcode', 'address', 'copies', 'note'] as const
type Fields = Record<(typeof fields)[number], string>
const blank: Fields = { name: '', category: '', contact: '', postcode: '', address: '', copies: '1', note: '' }

/** A new one, or one that is changed. */
function UnitForm({ unit, done }: { unit: Unit | null; done: () => void }) {
  const words = useAfterWords()
  const own = words.dispatch
  const act = useAct()
  const [said, setSaid] = useState<Fields>(unit ? { ...unit, copies: String(unit.copies) } : blank)
  const labels = { ...own, copies: own.count }
  const save = () => {
    const { name, category, contact, postcode, address, note } = said
    const body = { name, category, contact, postcode, address, note, copies: Number(said.copies) || 0 }
    return unit
      ? call('patch /exchange-units/{id}', { path: { id: unit.id }, body }, { ifMatch: unit.revision })
      : call('post /exchange-units', { body })
  }
  return (
    <form
      className="review-form"
      onSubmit={(event) => {
        event.preventDefault()
        void act(save).then((made) => {
          if (!made) return
          if (!unit) setSaid(blank)
          done()
        })
      }}
    >
      {fields.map((field) => (
        <Field key={field} label={String(labels[field])} isWide={field === 'address'}>
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
        {unit ? words.save : words.add}
      </Button>
    </form>
  )
}

export function ExchangeUnits() {
  const words = useAfterWords()
  const own = words.dispatch
  const act = useAct()
  const units = useCall('get /exchange-units', {}).data?.items
  const [open, setOpen] = useState<string | null>(null)
  return (
    <section className="after-next">
      <div className="after-bar">
        <h2>{own.exchange}</h2>
        <span className="small quiet">{own.exchangeWhy}</span>
        <Papers name={own.exchange} path="/exchange-list" isTable />
      </div>
      {units?.length === 0 && <p className="quiet">{own.noUnits}</p>}
      <ul>
        {units?.map((unit) => (
          <li key={`${unit.id} ${unit.revision}`} className="review-line">
            <Button
              type="text"
              className="as-written"
              aria-expanded={open === unit.id}
              onClick={() => setOpen(open === unit.id ? null : unit.id)}
            >
              {unit.name}
            </Button>
            <span className="quiet as-written">{[unit.category, unit.address].filter(Boolean).join('　')}</span>
            <span className="spread" />
            <span>{words.printing.run(unit.copies)}</span>
            <Button
              size="small"
              aria-label={`${words.remove} ${unit.name}`}
              onClick={() => void act(() => call('delete /exchange-units/{id}', { path: { id: unit.id } }))}
            >
              {words.remove}
            </Button>
            {open === unit.id && <UnitForm unit={unit} done={() => setOpen(null)} />}
          </li>
        ))}
      </ul>
      <UnitForm unit={null} done={() => undefined} />
    </section>
  )
}
