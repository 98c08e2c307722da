/** An archive in which nothing is yet: what comes first, and one button to begin. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { forget, useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useHomeWords } from '../words/home.ts'
import { useWords } from '../words/words.ts'

export function FirstRun() {
  const words = useWords()
  const own = useHomeWords()
  const go = useNavigate()
  const client = useQueryClient()
  const { isAdmin } = useRoles()
  const { message } = App.useApp()
  const settings = useCall('get /settings', {})
  const users = useCall('get /users', { query: { size: 1 } }, { enabled: isAdmin })
  const [office, setOffice] = useState<string | null>(null)
  const present = settings.data?.values.officeName ?? ''
  const done = [true, present !== '', (users.data?.total ?? 1) > 1, false]
  const now = done.indexOf(false)
  const save = async () => {
    try {
      const body = { officeName: (office ?? '').trim() }
      await call('patch /settings', { body }, { ifMatch: settings.data?.revision ?? '*' })
      message.success(own.first.saved)
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /settings')
  }
  return (
    <div className="first-run">
      <ol className="steps">
        {own.first.steps.map(([name, why], i) => (
          <li
            key={name}
            className={done[i] ? 'is-done' : i === now ? 'is-now' : ''}
            aria-current={i === now ? 'step' : undefined}
          >
            <i>{done[i] ? <Icon name="check" /> : i + 1}</i>
            <div>
              <b>{name}</b>
              <span className="small quiet">{why}</span>
            </div>
          </li>
        ))}
      </ol>
      <section className="first-card">
        <h2>{own.first.title}</h2>
        <p className="quiet">{own.first.lead}</p>
        {isAdmin && settings.data && (
          <>
            <label htmlFor="office-name">{own.first.office}</label>
            <div className="first-office">
              <Input
                id="office-name"
                maxLength={200}
                placeholder={own.first.officeHint}
                value={office ?? present}
                onChange={({ target }) => setOffice(target.value)}
              />
              <Button disabled={office === null || office.trim() === present} onClick={save}>
                {own.first.save}
              </Button>
            </div>
          </>
        )}
        <footer className="form-foot">
          {isAdmin && <Button onClick={() => go('/admin/users')}>{own.first.users}</Button>}
          <span className="spread" />
          <Button type="primary" size="large" onClick={() => go('/accessions?new=1')}>
            {own.first.begin}
          </Button>
        </footer>
        <p className="quiet small">{own.first.sample}</p>
      </section>
    </div>
  )
}
