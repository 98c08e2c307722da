/** A batch in one form: registering it, and correcting the register. What is written is kept in this browser until it is sent. */
import { App, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type AnswerOf, type Asked, call } from '../api.ts'
import { sayAtFields } from '../frame/at-field.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Select } from '../frame/select.tsx'
import { useUser } from '../session/session.ts'
import { useAccessionWords } from '../words/accessions.ts'
import { useWords } from '../words/words.ts'

export type Accession = AnswerOf<'get /accessions/{id}'>
type New = Asked<'post /accessions'>['body']
type Fields = Omit<New, 'contributor' | 'title'> & {
  title?: string
  name?: string
  workUnit?: string
  identityNow?: string
  phone?: string
  address?: string
}

export const acquisitionTypes = ['donation', 'collection', 'copy', 'commission', 'exchange', 'transfer'] as const
/** What somebody wrote is theirs: the next one at this browser does not read a donor's telephone. */
const keyOf = (userId: string) => `wenshi.draft.accession.${userId}`
const contact = ['workUnit', 'identityNow', 'phone', 'address'] as const
const fieldOf: Record<string, string[]> = {
  'accession.received-ahead': ['receivedDate'],
  'accession.due-early': ['returnDue'],
  'accession.returned-early': ['receivedDate'],
}

/** Today as the calendar on the wall has it. */
export const today = (): string => {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

const draft = (userId: string): Fields | null => {
  try {
    return JSON.parse(localStorage.getItem(keyOf(userId)) ?? 'null') as Fields | null
  } catch {
    return null
  }
}

function fieldsOf(accession: Accession): Fields {
  const { title, acquisitionType, contributor, receivedDate, handler, returnOriginal, returnDue, note } = accession
  const { name, ...person } = (contributor ?? {}) as Record<string, string>
  return {
    title,
    acquisitionType,
    receivedDate,
    handler,
    returnOriginal,
    note,
    ...(returnDue ? { returnDue } : {}),
    ...(name ? { name } : {}),
    ...person,
  }
}

/** What is said, without what was left empty. */
function contributorOf(given: Fields, before: Accession['contributor']) {
  const said = contact.filter((field) => given[field]?.trim()).map((field) => [field, given[field]])
  const { name } = given
  const { workUnit: _w, identityNow: _i, phone: _p, address: _a, ...rest } = (before ?? {}) as Record<string, string>
  return name?.trim() ? { ...rest, ...Object.fromEntries(said), name: name.trim() } : null
}

export function AccessionForm({
  accession,
  close,
  done,
}: {
  /** The one to be corrected; none: a new one. */
  accession?: Accession
  close: () => void
  done: (accession: Accession) => void
}) {
  const words = useWords()
  const own = useAccessionWords()
  const user = useUser()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [problem, setProblem] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const plain: Fields = {
    acquisitionType: 'donation',
    receivedDate: today(),
    handler: user.displayName || user.username,
    returnOriginal: false,
  }
  const [kept] = useState(() => (accession ? null : draft(user.id)))
  const returns = Form.useWatch('returnOriginal', form)

  const send = async (given: Fields) => {
    const contributor = contributorOf(given, accession?.contributor ?? null)
    const type = given.acquisitionType ?? 'collection'
    const title =
      given.title?.trim() ||
      (contributor ? `${contributor.name}${own.types[type]} ${given.receivedDate ?? today()}` : '')
    if (!title) return setProblem(own.form.required)
    setIsBusy(true)
    setProblem('')
    const said = {
      title,
      acquisitionType: type,
      receivedDate: given.receivedDate || today(),
      handler: given.handler?.trim() ?? '',
      returnOriginal: given.returnOriginal ?? false,
      note: given.note?.trim() ?? '',
    }
    const due = said.returnOriginal && given.returnDue ? given.returnDue : null
    try {
      if (accession) {
        const body = { ...said, contributor, returnDue: due }
        done(await call('patch /accessions/{id}', { path: { id: accession.id }, body }))
        message.success(own.form.saved)
      } else {
        const body = { ...said, ...(contributor ? { contributor } : {}), ...(due ? { returnDue: due } : {}) }
        const made = await call('post /accessions', { body })
        localStorage.removeItem(keyOf(user.id))
        done(made)
      }
    } catch (error) {
      if (!sayAtFields(form, error, (pointer) => pointer, fieldOf)) setProblem(sentenceOf(error, words))
      setIsBusy(false)
    }
  }
  const keep = (_: unknown, all: Fields) => {
    if (!accession) localStorage.setItem(keyOf(user.id), JSON.stringify(all))
  }
  const startAnew = () => {
    localStorage.removeItem(keyOf(user.id))
    form.resetFields()
    form.setFieldsValue({ ...Object.fromEntries(Object.keys(kept ?? {}).map((name) => [name, undefined])), ...plain })
  }
  return (
    <Modal
      open
      width={720}
      title={accession ? own.form.change : own.form.title}
      onCancel={close}
      footer={null}
      className="accession-form"
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={accession ? fieldsOf(accession) : { ...plain, ...kept }}
        onFinish={send}
        onValuesChange={keep}
      >
        <p className="secret-note small">
          <Icon name="shield" /> {own.form.secret}
        </p>
        <div className="form-grid">
          <Form.Item
            className="whole"
            label={own.form.contributor}
            name="name"
            dependencies={[...contact]}
            rules={[
              ({ getFieldValue }) => ({
                // Without a name nobody is kept, and what was told of them would be lost.
                async validator(_, name?: string) {
                  if (!name?.trim() && contact.some((field) => getFieldValue(field)?.trim()))
                    throw new Error(own.form.nameless)
                },
              }),
            ]}
          >
            <Input autoFocus maxLength={200} placeholder={own.form.contributorHint} />
          </Form.Item>
          <Form.Item label={own.form.type} name="acquisitionType">
            <Select options={acquisitionTypes.map((value) => ({ value, label: own.types[value] }))} />
          </Form.Item>
          <Form.Item label={own.form.received} name="receivedDate">
            <Input type="date" max="9999-12-31" />
          </Form.Item>
          <Form.Item className="whole" label={own.form.name} name="title">
            <Input maxLength={500} placeholder={own.form.nameHint} />
          </Form.Item>
          <Form.Item label={own.form.handler} name="handler">
            <Input maxLength={200} />
          </Form.Item>
          <div className="returns">
            <Form.Item name="returnOriginal" valuePropName="checked">
              <Checkbox>{own.form.returns}</Checkbox>
            </Form.Item>
            {returns && (
              <Form.Item label={own.form.due} name="returnDue">
                <Input type="date" max="9999-12-31" />
              </Form.Item>
            )}
          </div>
          <details className="whole" open={Boolean(accession?.contributor?.workUnit)}>
            <summary>{own.form.more}</summary>
            <div className="form-grid">
              <Form.Item label={own.form.workUnit} name="workUnit">
                <Input maxLength={500} />
              </Form.Item>
              <Form.Item label={own.form.identity} name="identityNow">
                <Input maxLength={500} placeholder={own.form.identityHint} />
              </Form.Item>
              <Form.Item label={own.form.phone} name="phone">
                <Input maxLength={100} autoComplete="off" />
              </Form.Item>
              <Form.Item label={own.form.address} name="address">
                <Input maxLength={500} autoComplete="off" />
              </Form.Item>
              <p className="whole quiet small">{own.form.private}</p>
            </div>
          </details>
          <Form.Item className="whole" label={own.form.note} name="note">
            <Input.TextArea maxLength={10_000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Form.Item>
        </div>
        <p className="bad" role="alert">
          {problem}
        </p>
        <footer className="form-foot">
          {!accession && <span className="quiet small">{own.form.drafted}</span>}
          {!accession && (
            <Button type="text" onClick={startAnew}>
              {own.form.clear}
            </Button>
          )}
          <span className="spread" />
          <Button onClick={close}>{own.form.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {accession ? own.form.save : own.form.submit}
          </Button>
        </footer>
      </Form>
    </Modal>
  )
}
