/** 权利核定 of one item: what an archivist found of its copyright, of the people seen in it and of what it tells of the living. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { type AnswerOf, type Asked, call, Refusal } from '../api.ts'
import type { Item } from '../api-types.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { forget, useCall } from '../queries.ts'
import { useRightsWords } from '../words/rights.ts'
import { useWords } from '../words/words.ts'
import { ConsentForm } from './consent-form.tsx'
import './rights.css'

type Rights = AnswerOf<'get /items/{id}/rights'>
const copyrights = ['person', 'organisation', 'photograph', 'none', 'own'] as const
const portraits = ['none', 'public', 'deceased', 'living'] as const
const privacies = ['review', 'cleared', 'consent', 'withheld'] as const

function RightsForm({ item, rights, close }: { item: Item; rights: Rights; close: () => void }) {
  const words = useWords()
  const own = useRightsWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Rights>()
  const copyright = Form.useWatch('copyright', form) ?? rights.copyright
  const path = { id: item.id }
  const send = async ({ copyrightYear, ...given }: Asked<'put /items/{id}/rights'>['body']) => {
    const body = { ...given, copyrightYear: copyrightYear ?? null }
    try {
      await call('put /items/{id}/rights', { path, body }, { ifMatch: rights.revision })
      message.success(own.saved)
      close()
    } catch (error) {
      const isStale = error instanceof Refusal && error.status === 412
      message.error(isStale ? own.stale : sentenceOf(error, words), 8)
      if (isStale) close()
    }
    await forget(client, 'get /items/{id}/rights', 'get /volumes/{id}/clearance', 'get /volumes/{id}/plates')
  }
  const choices = <Name extends string>(names: readonly Name[], said: Record<Name, string>) => [
    { value: null, label: own.unsaid },
    ...names.map((value) => ({ value, label: said[value] })),
  ]
  return (
    <Modal open title={own.label} width={560} onCancel={close} footer={null}>
      <Form form={form} className="rights-form" layout="vertical" initialValues={rights} onFinish={send}>
        <Form.Item name="copyright" label={own.copyright}>
          <Select options={choices(copyrights, own.copyrights)} />
        </Form.Item>
        {copyright !== null && own.years[copyright] && (
          <Form.Item name="copyrightYear" label={own.year} extra={own.years[copyright]}>
            <InputNumber min={1} max={2200} precision={0} />
          </Form.Item>
        )}
        <Form.Item name="portrait" label={own.portrait}>
          <Select options={choices(portraits, own.portraits)} />
        </Form.Item>
        <Form.Item name="privacy" label={own.privacy}>
          <Select options={choices(privacies, own.privacies)} />
        </Form.Item>
        <Form.Item name="note" label={own.note}>
          <Input maxLength={2000} />
        </Form.Item>
        <div className="dialog-foot">
          <Button onClick={close}>{own.cancel}</Button>
          <Button type="primary" htmlType="submit">
            {own.save}
          </Button>
        </div>
      </Form>
    </Modal>
  )
}

export function ItemRights({ item }: { item: Item }) {
  const own = useRightsWords()
  const { data: rights } = useCall('get /items/{id}/rights', { path: { id: item.id } })
  const [open, setOpen] = useState<'rights' | 'consent' | null>(null)
  if (!rights) return null
  const year = rights.copyrightYear === null ? '' : `　${rights.copyrightYear}`
  const said: [string, string][] = [
    [own.copyright, rights.copyright ? own.copyrights[rights.copyright] + year : own.unsaid],
    [own.portrait, rights.portrait ? own.portraits[rights.portrait] : own.unsaid],
    [own.privacy, rights.privacy ? own.privacies[rights.privacy] : own.unsaid],
    [own.note, rights.note],
  ]
  const close = () => setOpen(null)
  return (
    <section className="item-rights no-print" aria-label={own.label}>
      <h2 className="minor">{own.label}</h2>
      <p className="quiet small">{own.lead}</p>
      <dl className="fields">
        {said
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p>
        <Button size="small" onClick={() => setOpen('rights')}>
          {own.change}
        </Button>{' '}
        <Button size="small" type="text" onClick={() => setOpen('consent')}>
          {own.consents.addForItem}
        </Button>
      </p>
      {open === 'rights' && <RightsForm item={item} rights={rights} close={close} />}
      {open === 'consent' && <ConsentForm accessionId={item.accessionId} itemId={item.id} close={close} />}
    </section>
  )
}
