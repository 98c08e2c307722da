/** 今年进度 and 各处来稿: what the year has brought, against the plan, which an administrator sets here. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget, useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useHomeWords } from '../words/home.ts'
import { useWords } from '../words/words.ts'

type Settings = AnswerOf<'get /settings'>
interface Plan {
  characters: number | null
  items: number | null
  images: number | null
}
const names = ['characters', 'items', 'images'] as const
const WAN = 10_000

/** How much of the year has passed, 0 to 1. */
export function shareOfYear(now: Date): number {
  const [start, end] = [new Date(now.getFullYear(), 0, 1), new Date(now.getFullYear() + 1, 0, 1)]
  return (now.getTime() - start.getTime()) / (end.getTime() - start.getTime())
}

function PlanForm({ settings, plan, close }: { settings: Settings; plan: Plan; close: () => void }) {
  const words = useWords()
  const own = useHomeWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const shown = (name: (typeof names)[number]) => {
    const value = plan[name]
    return value === null ? '' : String(name === 'characters' ? value / WAN : value)
  }
  const [texts, setTexts] = useState({
    characters: shown('characters'),
    items: shown('items'),
    images: shown('images'),
  })
  const numberOf = (name: (typeof names)[number]) => {
    const value = Number(texts[name])
    if (texts[name].trim() === '' || !Number.isFinite(value) || value < 0) return null
    return Math.round(name === 'characters' ? value * WAN : value)
  }
  const save = async () => {
    const yearPlan = { characters: numberOf('characters'), items: numberOf('items'), images: numberOf('images') }
    try {
      await call('patch /settings', { body: { yearPlan } }, { ifMatch: settings.revision })
      await forget(client, 'get /settings')
      close()
    } catch (error) {
      message.error(sentenceOf(error, words))
      await forget(client, 'get /settings')
    }
  }
  return (
    <Modal
      open
      width={400}
      title={own.year.form}
      onCancel={close}
      onOk={save}
      okText={own.year.save}
      cancelText={own.year.cancel}
    >
      <div className="plan-form">
        {names.map((name) => (
          <label key={name} htmlFor={`plan-${name}`}>
            <span>{own.year.names[name]}</span>
            <Input
              id={`plan-${name}`}
              inputMode="decimal"
              placeholder={own.year.empty}
              suffix={own.year.units[name]}
              value={texts[name]}
              onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
            />
          </label>
        ))}
      </div>
    </Modal>
  )
}

export function Year() {
  const words = useWords()
  const own = useHomeWords()
  const { isAdmin } = useRoles()
  const [isSetting, setIsSetting] = useState(false)
  const now = new Date()
  const year = now.getFullYear()
  const sums = useCall('get /statistics', { query: { year } }, { refetchInterval: 60_000 })
  const settings = useCall('get /settings', {})
  if (!sums.data || !settings.data) return null
  const plan = settings.data.values.yearPlan as Plan
  const hasPlan = names.some((name) => plan[name] !== null)
  const due = shareOfYear(now)
  const values = { characters: sums.data.characters, items: sums.data.texts, images: sums.data.images }
  const contributors = sums.data.contributors ?? []
  const most = Math.max(1, ...contributors.map(({ items }) => items))
  return (
    <>
      <section aria-labelledby="year-title">
        <header>
          <h2 id="year-title">{own.year.title}</h2>
          <span className="quiet small">{hasPlan ? own.year.due(Math.round(due * 100)) : own.year.noPlan}</span>
        </header>
        {names.map((name) => {
          const goal = plan[name]
          const share = goal ? values[name] / goal : null
          const value = name === 'characters' ? own.year.wan(values[name]) : words.number(values[name])
          return (
            <div key={name} className="year-line">
              <span>{own.year.names[name]}</span>
              <span>
                <Link className="song" to={`/accessions?year=${year}`}>
                  {value}
                </Link>{' '}
                <span className="quiet small">
                  {goal === null
                    ? own.year.units[name]
                    : name === 'characters'
                      ? own.year.plan.characters(own.year.wan(goal))
                      : own.year.plan[name](goal)}
                </span>
              </span>
              {share !== null && (
                <span className="year-share">
                  <span
                    className="year-bar"
                    role="img"
                    aria-label={own.year.told(own.year.names[name], Math.round(share * 100))}
                  >
                    <i style={{ width: `${Math.min(100, share * 100)}%` }} />
                    <em style={{ left: `${due * 100}%` }} />
                  </span>
                  <span className="small quiet">{Math.round(share * 100)}%</span>
                </span>
              )}
            </div>
          )
        })}
        <Link className="small year-more" to={`/admin/statistics?year=${year}`}>
          {own.year.more}
        </Link>
        {isAdmin && (
          <Button size="small" type="link" className="plan-button" onClick={() => setIsSetting(true)}>
            {hasPlan ? own.year.change : own.year.set}
          </Button>
        )}
      </section>
      <section aria-labelledby="sources-title">
        <header>
          <h3 id="sources-title">{own.sources.title}</h3>
          <span className="quiet small">{own.sources.unit}</span>
        </header>
        {contributors.length === 0 && <p className="quiet small">{own.sources.none}</p>}
        <ol className="sources">
          {contributors.map(({ name, items }) => (
            <li key={name}>
              <span className="ellipsis as-written" title={name}>
                {name || own.sources.unnamed}
              </span>
              <i aria-hidden="true">
                <b style={{ width: `${(items / most) * 100}%` }} />
              </i>
              <Link to={`/accessions?year=${year}${name ? `&q=${encodeURIComponent(name)}` : ''}`}>
                {words.number(items)}
              </Link>
            </li>
          ))}
        </ol>
      </section>
      {isSetting && <PlanForm settings={settings.data} plan={plan} close={() => setIsSetting(false)} />}
    </>
  )
}
