/** A topic in one form: made, and changed. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type AnswerOf, type Asked, call, Refusal } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { forget, useCall } from '../queries.ts'
import { useSubmissionWords } from '../words/submissions.ts'
import { useWords } from '../words/words.ts'
import { approvalLines, approvalsOf, planLines, planOf } from './lines.ts'

export type Topic = AnswerOf<'get /topics/{id}'>
interface Fields {
  title: string
  rationale: string
  period: string
  places: string[]
  subjects: string[]
  plan: string
  majorCategory: string
  filing: Topic['filing']
  approvals: string
  state: Topic['state']
}
const states = ['proposed', 'discussed', 'approved', 'compiling', 'closed'] as const
const filings = ['none', 'due', 'applied', 'granted', 'refused'] as const

const fieldsOf = (topic: Topic | undefined): Fields => ({
  title: topic?.title ?? '',
  rationale: topic?.rationale ?? '',
  period: topic?.period?.text ?? '',
  places: topic?.places ?? [],
  subjects: topic?.subjects ?? [],
  plan: planLines(topic?.plan ?? []),
  majorCategory: topic?.majorCategory ?? '',
  filing: topic?.filing ?? { state: 'none', appliedOn: '', repliedOn: '', number: '' },
  approvals: approvalLines(topic?.approvals ?? []),
  state: topic?.state ?? 'proposed',
})

export function TopicForm({ topic, close }: { topic?: Topic; close: () => void }) {
  const words = useWords()
  const own = useSubmissionWords().topics
  const client = useQueryClient()
  const settings = useCall('get /settings', {})
  const [form] = Form.useForm<Fields>()
  const [problem, setProblem] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [seen, setSeen] = useState(topic?.revision ?? 0)
  const filing = Form.useWatch(['filing', 'state'], form) ?? topic?.filing.state ?? 'none'
  const send = async (given: Fields) => {
    setIsBusy(true)
    setProblem('')
    const body = {
      ...fieldsOf(topic),
      ...given,
      filing: { ...fieldsOf(topic).filing, ...given.filing },
      plan: planOf(given.plan),
      approvals: approvalsOf(given.approvals),
    }
    try {
      if (topic)
        await call('patch /topics/{id}', { path: { id: topic.id }, body } as Asked<'patch /topics/{id}'>, {
          ifMatch: seen,
        })
      else await call('post /topics', { body } as Asked<'post /topics'>)
      await forget(client, 'get /topics', 'get /topics/{id}', 'get /topics/{id}/held')
      close()
    } catch (error) {
      setIsBusy(false)
      if (!(error instanceof Refusal && error.status === 412 && topic)) return setProblem(sentenceOf(error, words))
      const now = await call('get /topics/{id}', { path: { id: topic.id } })
      setSeen(now.revision)
      form.setFieldsValue(fieldsOf(now))
      setProblem(own.stale)
    }
  }
  const lines = (name: 'plan' | 'approvals' | 'rationale', hint?: string) => (
    <Form.Item name={name} label={own[name]}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} placeholder={hint} maxLength={10_000} />
    </Form.Item>
  )
  const list = (name: 'places' | 'subjects') => (
    <Form.Item name={name} label={own[name]}>
      <Select mode="tags" open={false} placeholder={own.listHint} tokenSeparators={['，', '、', ',']} />
    </Form.Item>
  )
  return (
    <Modal
      open
      title={topic ? own.change : own.create}
      width={720}
      onCancel={close}
      footer={null}
      className="topic-form"
    >
      <Form form={form} layout="vertical" initialValues={fieldsOf(topic)} onFinish={send} requiredMark={false}>
        <div className="topic-grid">
          <Form.Item name="title" label={own.name} rules={[{ required: true, whitespace: true, message: own.name }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="state" label={own.state}>
            <Select options={states.map((value) => ({ value, label: own.states[value] }))} />
          </Form.Item>
        </div>
        {lines('rationale')}
        <Form.Item name="period" label={own.period}>
          <Input maxLength={200} placeholder={own.periodHint} />
        </Form.Item>
        <div className="topic-grid">
          {list('places')}
          {list('subjects')}
        </div>
        {lines('plan', own.planHint)}
        <div className="topic-grid">
          <Form.Item name="majorCategory" label={own.major}>
            <Select
              options={[
                { value: '', label: own.notMajor },
                ...(settings.data?.values.majorTopics ?? []).map((value) => ({ value, label: value })),
              ]}
            />
          </Form.Item>
          <Form.Item name={['filing', 'state']} label={own.filing}>
            <Select options={filings.map((value) => ({ value, label: own.filings[value] }))} />
          </Form.Item>
          {filing !== 'none' && (
            <>
              <Form.Item name={['filing', 'appliedOn']} label={own.appliedOn}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name={['filing', 'repliedOn']} label={own.repliedOn}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name={['filing', 'number']} label={own.filingNumber}>
                <Input maxLength={100} />
              </Form.Item>
            </>
          )}
        </div>
        {lines('approvals', own.approvalsHint)}
        {problem && <Alert type="error" title={problem} />}
        <footer className="dialog-foot">
          <Button onClick={close}>{own.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {topic ? own.save : own.create}
          </Button>
        </footer>
      </Form>
    </Modal>
  )
}
