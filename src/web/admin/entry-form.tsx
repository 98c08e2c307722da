/** One entry of the tables by which dates are read. */
import { App, Checkbox, Form, Input, InputNumber, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { type AnswerOf, call, Refusal } from '../api.ts'
import { sayAtFields } from '../frame/at-field.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { useSettingWords } from '../words/settings.ts'
import { useWords } from '../words/words.ts'

export type Era = AnswerOf<'get /eras'>['items'][number]
export type Period = AnswerOf<'get /periods'>['items'][number]

const EARLIEST = -3000
const LATEST = 2200

function EntryForm<Given extends object>({
  title,
  initial,
  send,
  fields,
  refusals,
  close,
  done,
  children,
}: {
  title: string
  initial: Partial<Given>
  send: (given: Given) => Promise<unknown>
  /** Names of the form's fields. */
  fields: readonly string[]
  /** At which field a refusal by code is said. */
  refusals: Record<string, string[]>
  close: () => void
  done: () => Promise<unknown>
  children: ReactNode
}) {
  const words = useWords()
  const say = useSettingWords().table
  const { message } = App.useApp()
  const [form] = Form.useForm<Given>()
  const [isBusy, setIsBusy] = useState(false)
  const save = async (given: Given) => {
    setIsBusy(true)
    try {
      await send(given)
      message.success(say.saved)
      await done()
      close()
    } catch (error) {
      const isStale = error instanceof Refusal && error.code === 'chronology.stale'
      const at = ([name]: (string | number)[]) =>
        name !== undefined && fields.includes(String(name)) ? [String(name)] : null
      if (isStale || !sayAtFields(form, error, at, refusals))
        message.error(isStale ? say.stale : sentenceOf(error, words), 8)
      setIsBusy(false)
    }
  }
  return (
    <Modal
      open
      width={560}
      title={title}
      okText={say.save}
      cancelText={say.cancel}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(given) => void save(given)}
      >
        {children}
      </Form>
    </Modal>
  )
}

interface PeriodGiven extends Omit<Period, 'names'> {
  names: string
}

export function PeriodForm({
  entry,
  ...around
}: {
  entry: Period | 'new'
  close: () => void
  done: () => Promise<unknown>
}) {
  const own = useSettingWords()
  const say = own.table
  const needed = [{ required: true, whitespace: true, message: own.needed }]
  const isNew = entry === 'new'
  const send = ({ names, start, end, note, isEvent, isLocal, standsAlone }: PeriodGiven) => {
    const body = {
      names: names
        .split(/[\n、]/)
        .map((name) => name.trim())
        .filter(Boolean),
      start: start.trim(),
      end: end.trim(),
      note: note?.trim() ?? '',
      isEvent: Boolean(isEvent),
      isLocal: Boolean(isLocal),
      standsAlone: Boolean(standsAlone),
    }
    return isNew
      ? call('post /periods', { body })
      : call('patch /periods/{id}', { path: { id: entry.id }, body }, { ifMatch: entry.revision })
  }
  return (
    <EntryForm<PeriodGiven>
      title={isNew ? say.add.periods : say.editTitle(entry.names[0] ?? '')}
      initial={isNew ? {} : { ...entry, names: entry.names.join('\n') }}
      send={send}
      fields={['names', 'start', 'end', 'note']}
      refusals={{
        'chronology.name': ['names'],
        'chronology.taken': ['names'],
        'chronology.order': ['end'],
        'date.unreadable': ['start'],
      }}
      {...around}
    >
      <Form.Item name="names" label={say.names} extra={say.namesWhy} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <div className="in-a-row">
        <Form.Item name="start" label={say.start} extra={say.boundWhy} rules={needed}>
          <Input maxLength={12} placeholder="1938-06-09" />
        </Form.Item>
        <Form.Item name="end" label={say.end} extra={say.endWhy} rules={needed}>
          <Input maxLength={12} placeholder="1945-08" />
        </Form.Item>
      </div>
      {(['isEvent', 'isLocal', 'standsAlone'] as const).map((name) => (
        <Form.Item key={name} name={name} valuePropName="checked" className="tight">
          <Checkbox>{say[name]}</Checkbox>
        </Form.Item>
      ))}
      <Form.Item name="note" label={say.note}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
      </Form.Item>
    </EntryForm>
  )
}

export function EraForm({ entry, ...around }: { entry: Era | 'new'; close: () => void; done: () => Promise<unknown> }) {
  const own = useSettingWords()
  const say = own.table
  const isNew = entry === 'new'
  const send = ({ name, dynasty, first, last, months, from, start, end, occupation, note }: Era) => {
    const body = {
      name: name.trim(),
      dynasty: dynasty?.trim() ?? '',
      first,
      last,
      months,
      from: from ?? null,
      start: start?.trim() || null,
      end: end?.trim() || null,
      occupation: occupation?.trim() || null,
      note: note?.trim() ?? '',
    }
    return isNew
      ? call('post /eras', { body })
      : call('patch /eras/{id}', { path: { id: entry.id }, body }, { ifMatch: entry.revision })
  }
  const year = (name: 'first' | 'last' | 'from', extra?: string) => (
    <Form.Item
      name={name}
      label={say[name]}
      extra={extra}
      rules={[{ required: name !== 'from', type: 'number', message: own.needed }]}
    >
      <InputNumber min={EARLIEST} max={LATEST} precision={0} />
    </Form.Item>
  )
  return (
    <EntryForm<Era>
      title={isNew ? say.add.eras : say.editTitle(entry.name)}
      initial={isNew ? { months: 'solar' } : entry}
      send={send}
      fields={['name', 'dynasty', 'first', 'last', 'months', 'from', 'start', 'end', 'occupation', 'note']}
      refusals={{
        'chronology.name': ['name'],
        'chronology.taken': ['name'],
        'chronology.order': ['last'],
        'date.unreadable': ['start'],
      }}
      {...around}
    >
      <div className="in-a-row">
        <Form.Item name="name" label={say.name} rules={[{ required: true, whitespace: true, message: own.needed }]}>
          <Input maxLength={12} />
        </Form.Item>
        <Form.Item name="dynasty" label={say.dynasty}>
          <Input maxLength={20} />
        </Form.Item>
      </div>
      <div className="in-a-row">
        {year('first', say.yearWhy)}
        {year('last')}
        {year('from', say.fromWhy)}
      </div>
      <Form.Item name="months" label={say.months}>
        <Select
          options={(['solar', 'lunar', 'taiping', 'none'] as const).map((value) => ({
            value,
            label: say.monthKinds[value],
          }))}
        />
      </Form.Item>
      <fieldset>
        <legend>{say.days}</legend>
        <div className="in-a-row">
          <Form.Item name="start" label={say.start}>
            <Input maxLength={11} placeholder="1912-01-01" />
          </Form.Item>
          <Form.Item name="end" label={say.end}>
            <Input maxLength={11} placeholder="1949-09-30" />
          </Form.Item>
        </div>
        <p className="small quiet">{say.daysWhy}</p>
      </fieldset>
      <Form.Item name="occupation" label={say.occupation} extra={say.occupationWhy}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="note" label={say.note}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
      </Form.Item>
    </EntryForm>
  )
}
