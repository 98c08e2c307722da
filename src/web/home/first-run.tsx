/** An archive in which nothing is yet: the password, the office, the colleagues, the first material; or the sample, to look at. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { exampleOf } from '../admin/code-mask.ts'
import { type AnswerOf, call } from '../api.ts'
import { sayAtFields } from '../frame/at-field.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { OwnPassword } from '../session/own-password.tsx'
import { useRoles, useUser } from '../session/session.ts'
import { useHomeWords } from '../words/home.ts'
import { useWords } from '../words/words.ts'
import { SampleOffer } from './sample.tsx'

const UserForm = lazy(async () => ({ default: (await import('../admin/users.tsx')).UserForm }))
const MANUSCRIPTS = '文史稿件'
/** Shown as long as no other is given. */
const FONDS = 'Y108'
const steps = ['password', 'office', 'colleagues', 'material'] as const
type Step = (typeof steps)[number]

interface Given {
  officeName: string
  city: string
  fondsNumber: string
  code: string
}

/** What codes and citations will look like, while the office is described. */
function Example({ settings }: { settings: AnswerOf<'get /settings'> }) {
  const own = useHomeWords()
  const given: Partial<Given> = Form.useWatch([]) ?? {}
  const { officeName = '', city = '', fondsNumber = '', code = '' } = given
  const of = (year: number, number: string) =>
    exampleOf(settings.values.referenceCodeMask, {
      fondsNumber: fondsNumber.trim() || FONDS,
      category: code.trim(),
      year,
    }).replace(/0*1$/, number)
  return (
    <div className="first-example" role="status">
      <span className="small quiet">{own.first.example}</span>
      <p className="song as-written">{of(new Date().getFullYear(), '0001')}</p>
      {own.first.citations(officeName.trim(), city.trim(), of(1961, '0042')).map((line) => (
        <p key={line} className="song as-written small">
          {line}
        </p>
      ))}
    </div>
  )
}

function Office({ settings, next, back }: { settings: AnswerOf<'get /settings'>; next: () => void; back: ReactNode }) {
  const words = useWords()
  const own = useHomeWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Given>()
  const { values, revision } = settings
  const save = async ({ officeName, city, fondsNumber, code }: Given) => {
    const categoryCodes = { ...values.categoryCodes, [MANUSCRIPTS]: code.trim() }
    try {
      await call('patch /settings', { body: { officeName, city, fondsNumber, categoryCodes } }, { ifMatch: revision })
      await client.invalidateQueries()
      next()
    } catch (error) {
      const at = ([name]: (string | number)[]) => (name === 'categoryCodes' ? ['code'] : name ? [name] : null)
      if (!sayAtFields(form, error, at)) message.error(sentenceOf(error, words), 8)
    }
  }
  return (
    <Form<Given>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ ...values, code: values.categoryCodes[MANUSCRIPTS] ?? '' }}
      onFinish={save}
    >
      <div className="first-fields">
        <Form.Item
          name="officeName"
          label={
            <span>
              {own.first.office} <em className="must">{own.first.needed}</em>
            </span>
          }
          rules={[{ required: true, whitespace: true, message: own.first.needed }]}
        >
          <Input autoFocus maxLength={200} placeholder={own.first.officeHint} />
        </Form.Item>
        <Form.Item name="city" label={own.first.city} extra={own.first.cityHint}>
          <Input maxLength={40} placeholder={own.first.cityExample} />
        </Form.Item>
        <Form.Item
          name="fondsNumber"
          label={own.first.fonds}
          extra={own.first.fondsHint}
          rules={[{ pattern: /^\s*[A-Za-z0-9.\u4e00-\u9fff-]{0,20}\s*$/, message: own.first.codeWrong }]}
        >
          <Input maxLength={20} placeholder={FONDS} />
        </Form.Item>
        <Form.Item
          name="code"
          label={own.first.code}
          extra={own.first.codeHint}
          rules={[
            { required: true, pattern: /^\s*[A-Za-z0-9.\u4e00-\u9fff-]{1,20}\s*$/, message: own.first.codeWrong },
          ]}
        >
          <Input maxLength={20} />
        </Form.Item>
      </div>
      <Example settings={settings} />
      <footer className="form-foot">
        {back}
        <span className="spread" />
        <Button onClick={next}>{own.first.later}</Button>
        <Button type="primary" htmlType="submit">
          {own.first.toColleagues}
        </Button>
      </footer>
    </Form>
  )
}

function Colleagues({ next, back }: { next: () => void; back: ReactNode }) {
  const words = useWords()
  const own = useHomeWords()
  const [isAdding, setIsAdding] = useState(false)
  const users = useCall('get /users', { query: { size: 50 } })
  return (
    <>
      <ul className="first-users">
        {users.data?.items.map(({ id, displayName, username, roles }) => (
          <li key={id}>
            <span className="avatar" aria-hidden="true">
              {[...displayName][0]}
            </span>
            <span>{displayName || username}</span>
            <span className="quiet small">{words.list(roles.map((role) => words.roles[role] ?? role))}</span>
          </li>
        ))}
      </ul>
      <Button icon={<Icon name="plus" />} onClick={() => setIsAdding(true)}>
        {own.first.users}
      </Button>
      <Suspense fallback={<Waiting />}>{isAdding && <UserForm user="new" close={() => setIsAdding(false)} />}</Suspense>
      <footer className="form-foot">
        {back}
        <span className="spread" />
        <Button type="primary" onClick={next}>
          {own.first.toMaterial}
        </Button>
      </footer>
    </>
  )
}

function Material({ back }: { back?: ReactNode }) {
  const own = useHomeWords()
  const go = useNavigate()
  return (
    <footer className="form-foot">
      {back}
      <span className="spread" />
      <Button type="primary" size="large" onClick={() => go('/accessions?new=1')}>
        {own.first.begin}
      </Button>
    </footer>
  )
}

/** Who is no administrator only begins. */
function Guided() {
  const own = useHomeWords()
  const user = useUser()
  const settings = useCall('get /settings', {})
  const users = useCall('get /users', { query: { size: 50 } })
  const [chosen, setChosen] = useState<Step | null>(null)
  if (failureOf(settings)) return <Failure error={settings.error} again={() => void settings.refetch()} />
  if (!settings.data) return <Waiting />
  const done: Record<Step, boolean> = {
    password: !user.isPasswordPrinted,
    office: settings.data.values.officeName !== '',
    colleagues: (users.data?.total ?? 0) > 1,
    material: false,
  }
  const now = chosen ?? steps.find((step) => !done[step]) ?? 'material'
  const at = steps.indexOf(now)
  const { title, lead } = own.first.cards[now]
  const back = (
    <Button type="text" onClick={() => setChosen(steps[at - 1] ?? 'password')}>
      {own.first.back}
    </Button>
  )
  return (
    <>
      <ol className="steps" aria-label={own.first.title}>
        {steps.map((step, i) => {
          const { name, why } = own.first.steps[step]
          return (
            <li
              key={step}
              className={step === now ? 'is-now' : done[step] ? 'is-done' : ''}
              aria-current={step === now ? 'step' : undefined}
            >
              <i>{done[step] && step !== now ? <Icon name="check" /> : i + 1}</i>
              <div>
                <button type="button" onClick={() => setChosen(step)}>
                  {name}
                </button>
                <span className="small quiet">
                  {step === 'password' && done.password ? own.first.passwordSet : why}
                </span>
              </div>
            </li>
          )
        })}
      </ol>
      <section className="first-card" aria-labelledby="first-title">
        <h2 id="first-title">{title}</h2>
        <p className="quiet">{lead}</p>
        {now === 'password' && <OwnPassword done={() => setChosen('office')} />}
        {now === 'office' && (
          <Office
            key={settings.data.revision}
            settings={settings.data}
            next={() => setChosen('colleagues')}
            back={back}
          />
        )}
        {now === 'colleagues' && <Colleagues next={() => setChosen('material')} back={back} />}
        {now === 'material' && <Material back={back} />}
      </section>
      <SampleOffer />
    </>
  )
}

export function FirstRun() {
  const own = useHomeWords()
  const { isAdmin } = useRoles()
  return (
    <div className="first-run">
      {isAdmin ? (
        <Guided />
      ) : (
        <section className="first-card is-alone">
          <h2>{own.first.cards.material.title}</h2>
          <p className="quiet">{own.first.cards.material.lead}</p>
          <Material />
        </section>
      )}
    </div>
  )
}
