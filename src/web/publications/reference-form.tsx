/** One source, with the fields of its kind: put on the list, or corrected. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { type Asked, call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { forget } from '../queries.ts'
import { useNoteWords } from '../words/notes.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import { fieldsOf, isRequired, type KeptReference, kinds, referenceOf, type Typed, typedOf } from './references.ts'

export function ReferenceForm({
  kept,
  done,
  close,
}: {
  /** The one to be corrected; none: a new one. */
  kept?: KeptReference
  done: (kept: KeptReference) => void
  close: () => void
}) {
  const words = useWords()
  const own = useNoteWords()
  const common = usePublicationWords()
  const client = useQueryClient()
  const [form] = Form.useForm<Typed>()
  const [problem, setProblem] = useState('')
  const initial = kept ? typedOf(kept.reference) : { kind: 'book' as const, title: '' }
  const kind = Form.useWatch('kind', form) ?? initial.kind
  const send = async (typed: Typed) => {
    const body = referenceOf(typed) as Asked<'put /references/{id}'>['body']
    try {
      const made = kept
        ? await call('put /references/{id}', { path: { id: kept.id }, body }, { ifMatch: kept.revision })
        : await call('post /references', { body })
      await forget(client, 'get /references', 'get /chapters/{id}/notes', 'get /volumes/{id}/references')
      done(made)
    } catch (error) {
      setProblem(sentenceOf(error, words))
    }
  }
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={send}
      requiredMark={false}
      className="reference-form"
    >
      <div className="reference-grid">
        <Form.Item name="kind" label={own.kind}>
          <Select options={kinds.map((value) => ({ value, label: own.kinds[value] }))} />
        </Form.Item>
        <Form.Item
          name="title"
          label={own.field(kind, 'title')}
          rules={[{ required: true, whitespace: true, message: own.needed }]}
          className="is-wide"
        >
          <Input maxLength={500} />
        </Form.Item>
        {fieldsOf[kind].map((field) =>
          field === 'isInternal' ? (
            <Form.Item key={field} name={field} valuePropName="checked" className="is-checkbox">
              <Checkbox>{own.field(kind, field)}</Checkbox>
            </Form.Item>
          ) : (
            <Form.Item
              key={field}
              name={field}
              label={own.field(kind, field)}
              rules={isRequired(kind, field) ? [{ required: true, whitespace: true, message: own.needed }] : []}
            >
              <Input maxLength={500} placeholder={own.hints[field] ?? ''} />
            </Form.Item>
          ),
        )}
      </div>
      {problem && <Alert type="error" title={problem} />}
      <footer className="dialog-foot">
        <Button onClick={close}>{common.cancel}</Button>
        <Button type="primary" htmlType="submit">
          {kept ? common.save : own.add}
        </Button>
      </footer>
    </Form>
  )
}
