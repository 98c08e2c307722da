/** 设置 of the office: its name, the plan of the year, how doubtful dates are read. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { type AnswerOf, call, Refusal } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'

type Values = AnswerOf<'get /settings'>['values']

function SettingsOf({
  values,
  revision,
  why,
}: {
  values: Values
  revision: number
  why: (name: keyof Values) => string
}) {
  const words = useWords()
  const say = words.admin.settings
  const client = useQueryClient()
  const { message } = App.useApp()
  const [isBusy, setIsBusy] = useState(false)
  const save = async (given: Values) => {
    setIsBusy(true)
    try {
      const body = { ...given, liberationDate: given.liberationDate || null }
      await call('patch /settings', { body }, { ifMatch: revision })
      message.success(say.saved)
      await client.invalidateQueries()
    } catch (error) {
      const isStale = error instanceof Refusal && error.code === 'settings.stale'
      message.error(isStale ? say.stale : sentenceOf(error, words), 8)
    } finally {
      setIsBusy(false)
    }
  }
  const plan = (name: keyof Values['yearPlan']) => (
    <Form.Item name={['yearPlan', name]} label={say.plan[name]}>
      <InputNumber min={0} max={1_000_000_000} precision={0} />
    </Form.Item>
  )
  return (
    <Form<Values> layout="vertical" className="settings" initialValues={values} onFinish={(given) => void save(given)}>
      <Form.Item name="officeName" label={say.officeName} extra={why('officeName')}>
        <Input maxLength={200} />
      </Form.Item>
      <fieldset className="in-a-row">
        <legend>{say.yearPlan}</legend>
        {plan('characters')}
        {plan('items')}
        {plan('images')}
      </fieldset>
      <Form.Item name="liberationDate" label={say.liberationDate} extra={why('liberationDate')}>
        <Input placeholder="1948-10-22" maxLength={10} />
      </Form.Item>
      <fieldset className="in-a-row">
        <legend>{say.ganzhiYears}</legend>
        <Form.Item name={['ganzhiYears', 'from']} label={words.search.from}>
          <InputNumber min={1} max={2200} precision={0} />
        </Form.Item>
        <Form.Item name={['ganzhiYears', 'to']} label={words.search.to}>
          <InputNumber min={1} max={2200} precision={0} />
        </Form.Item>
      </fieldset>
      <Form.Item name="centuryOfShortYears" label={say.centuryOfShortYears} extra={why('centuryOfShortYears')}>
        <InputNumber min={1000} max={2100} step={100} precision={0} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {say.save}
      </Button>
    </Form>
  )
}

export function SettingsForm() {
  const settings = useCall('get /settings', {})
  if (settings.error) return <Failure error={settings.error} again={() => void settings.refetch()} />
  if (!settings.data) return <Waiting />
  const { values, revision, table } = settings.data
  const why = (name: keyof Values) => table.find((one) => one.name === name)?.description ?? ''
  return <SettingsOf key={revision} values={values} revision={revision} why={why} />
}
