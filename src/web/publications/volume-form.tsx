/** A volume in one form: made, and corrected. The rules of its type are told beside the field. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal, Radio } from 'antd'
import { useState } from 'react'
import { type AnswerOf, type Asked, call, Refusal } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { forget, keyOf } from '../queries.ts'
import { type Style, styles } from '../reader/citation-styles.ts'
import { useNoteWords } from '../words/notes.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import { editorLines, editorsOf, imprintOf, trims, type VolumeType, wordRefused } from './imprint.ts'

export type Volume = AnswerOf<'get /volumes/{id}'>
interface Fields {
  number: number | null
  title: string
  type: VolumeType
  trim: string
  planned: number | null
  citationStyle: Style
  generated: Volume['generated']
  editors: string
  imprint: Record<string, string>
}

const WAN = 10_000
const fieldsOf = ({
  number,
  title,
  type,
  trim,
  plannedChars,
  citationStyle,
  generated,
  editors,
  imprint,
}: Volume): Fields => ({
  number,
  title,
  type,
  trim: `${trim.widthMm}×${trim.heightMm}`,
  planned: plannedChars ? plannedChars / WAN : null,
  citationStyle,
  generated,
  editors: editorLines(editors),
  imprint: { ...imprint },
})
const fresh: Fields = {
  number: null,
  title: '',
  type: 'internal',
  trim: '170×240',
  planned: 12,
  citationStyle: 'note',
  generated: [],
  editors: '',
  imprint: {},
}

function bodyOf(given: Fields) {
  const [widthMm = 170, heightMm = 240] = given.trim.split('×').map(Number)
  return {
    number: given.number ?? null,
    title: given.title?.trim() ?? '',
    type: given.type,
    trim: { widthMm, heightMm },
    plannedChars: Math.round((given.planned ?? 0) * WAN),
    citationStyle: given.citationStyle,
    generated: given.generated,
    editors: editorsOf(given.editors ?? ''),
    // What the other type has is emptied: nobody sees it any more.
    imprint: Object.fromEntries(
      [...new Set([...imprintOf.internal, ...imprintOf.public])].map((name) => [
        name,
        (imprintOf[given.type] as readonly string[]).includes(name) ? (given.imprint?.[name]?.trim() ?? '') : '',
      ]),
    ),
  }
}

export function VolumeForm({
  series,
  volume,
  close,
  done,
}: {
  series: { id: string; title: string }
  /** The one to be corrected; none: a new one. */
  volume?: Volume
  close: () => void
  done: (volume: Volume) => void
}) {
  const words = useWords()
  const own = usePublicationWords()
  const said = useNoteWords()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [problem, setProblem] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const initial = volume ? fieldsOf(volume) : fresh
  const type = Form.useWatch('type', form) ?? initial.type
  const title = Form.useWatch('title', form) ?? initial.title
  const word = wordRefused(type, series.title, title)
  const send = async (given: Fields) => {
    setIsBusy(true)
    setProblem('')
    const body = bodyOf(given)
    try {
      const made = volume
        ? await call('patch /volumes/{id}', { path: { id: volume.id }, body } as Asked<'patch /volumes/{id}'>, {
            ifMatch: volume.revision,
          })
        : await call('post /publications/{id}/volumes', {
            path: { id: series.id },
            body,
          } as Asked<'post /publications/{id}/volumes'>)
      await forget(client, 'get /volumes', 'get /publications', 'get /volumes/{id}', 'get /chapters/{id}/notes')
      close()
      done(made)
    } catch (error) {
      setIsBusy(false)
      if (!(error instanceof Refusal && error.status === 412 && volume)) return setProblem(sentenceOf(error, words))
      const now = await call('get /volumes/{id}', { path: { id: volume.id } })
      client.setQueryData(keyOf('get /volumes/{id}', { path: { id: volume.id } }), now)
      form.setFieldsValue(fieldsOf(now))
      setProblem(own.form.stale)
    }
  }
  const say = own.form
  return (
    <Modal
      open
      title={volume ? own.volume.edit : own.volume.create}
      width={720}
      onCancel={close}
      footer={null}
      className="volume-form"
    >
      <Form form={form} layout="vertical" initialValues={initial} onFinish={send} requiredMark={false}>
        <p className="facts">
          <span>
            {say.series}　{series.title}
          </span>
        </p>
        <Form.Item name="type" label={say.type} extra={say.typeWhy[type]}>
          <Radio.Group
            options={(['internal', 'public'] as const).map((value) => ({ value, label: own.volume.types[value] }))}
          />
        </Form.Item>
        <div className="volume-grid">
          <Form.Item name="number" label={say.number}>
            <InputNumber min={1} max={9999} precision={0} />
          </Form.Item>
          <Form.Item
            name="title"
            label={say.title}
            {...(word ? { validateStatus: 'error' as const, help: say.word(word) } : {})}
          >
            <Input maxLength={200} placeholder={say.titleHint} />
          </Form.Item>
          <Form.Item name="trim" label={say.trim}>
            <Select
              options={[...new Set([...trims.map(([w, h]) => `${w}×${h}`), initial.trim])].map((value) => ({
                value,
                label: value.replace('×', ' × '),
              }))}
            />
          </Form.Item>
          <Form.Item name="planned" label={say.planned}>
            <InputNumber min={0} max={10_000} />
          </Form.Item>
        </div>
        <Form.Item name="citationStyle" label={said.style} extra={said.styleWhy}>
          <Radio.Group options={styles.map((value) => ({ value, label: words.reader.styles[value] }))} />
        </Form.Item>
        <Form.Item name="editors" label={say.editors}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} placeholder={say.editorsHint} />
        </Form.Item>
        <Form.Item name="generated" label={say.generated} extra={say.generatedWhy}>
          <Checkbox.Group
            options={(['chronicle', 'authors', 'credits', 'sources'] as const).map((value) => ({
              value,
              label: say.parts[value],
            }))}
          />
        </Form.Item>
        <fieldset className="imprint">
          <legend>{say.imprint}</legend>
          <div className="volume-grid is-even">
            {imprintOf[type].map((name) => (
              <Form.Item key={name} name={['imprint', name]} label={say.fields[name]}>
                <Input maxLength={300} />
              </Form.Item>
            ))}
          </div>
        </fieldset>
        {problem && <Alert type="error" title={problem} />}
        <footer className="dialog-foot">
          <Button onClick={close}>{own.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy} disabled={word !== null}>
            {volume ? own.save : own.volume.create}
          </Button>
        </footer>
      </Form>
    </Modal>
  )
}
