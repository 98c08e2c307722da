/** 登记一份授权书: who allowed what, until when, for all of an accession or for one item of it. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type Asked, call } from '../api.ts'
import { sayAtFields } from '../frame/at-field.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { forget, useCall } from '../queries.ts'
import { useRightsWords } from '../words/rights.ts'
import { useWords } from '../words/words.ts'
import './rights.css'

type NewConsent = Asked<'post /accessions/{id}/consents'>['body']
const kinds = ['copyright', 'portrait', 'privacy'] as const
const scopes = ['publication', 'network', 'exhibition', 'reprint'] as const
/** Files of an accession that are offered. */
const MOST_FILES = 200

export function ConsentForm({
  accessionId,
  itemId = null,
  close,
}: {
  accessionId: string
  /** For this one only. */
  itemId?: string | null
  close: () => void
}) {
  const words = useWords()
  const { consents: own, cancel, note } = useRightsWords()
  const client = useQueryClient()
  const [form] = Form.useForm<NewConsent>()
  const [allowed, signer, signedDate] = [
    Form.useWatch('scopes', form),
    Form.useWatch('signer', form),
    Form.useWatch('signedDate', form),
  ]
  const isWhole = Boolean(allowed?.length && signer?.trim() && signedDate)
  const [problem, setProblem] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const accession = useCall('get /accessions/{id}', { path: { id: accessionId } })
  const files = useCall('get /accessions/{id}/files', { path: { id: accessionId }, query: { size: MOST_FILES } })
  const scans = (files.data?.items ?? []).flatMap(({ objectId, filename }) =>
    objectId ? [{ value: objectId, label: filename }] : [],
  )
  const send = async (given: NewConsent) => {
    setIsBusy(true)
    setProblem('')
    const body = { ...given, until: given.until || null, itemIds: itemId === null ? null : [itemId] }
    try {
      await call('post /accessions/{id}/consents', { path: { id: accessionId }, body })
      await forget(client, 'get /accessions/{id}/consents', 'get /volumes/{id}/clearance', 'get /volumes/{id}/plates')
      close()
    } catch (error) {
      if (!sayAtFields(form, error, (pointer) => pointer)) setProblem(sentenceOf(error, words))
      setIsBusy(false)
    }
  }
  return (
    <Modal open title={itemId === null ? own.add : own.addForItem} width={560} onCancel={close} footer={null}>
      {accession.data && (
        <Form
          form={form}
          className="rights-form"
          layout="vertical"
          requiredMark={false}
          initialValues={{
            kind: 'copyright',
            scopes: ['publication'],
            signer: accession.data.contributor?.name ?? '',
            relation: '',
            note: '',
            objectId: null,
          }}
          onFinish={send}
        >
          <Form.Item name="kind" label={own.kind}>
            <Select options={kinds.map((value) => ({ value, label: own.kinds[value] }))} />
          </Form.Item>
          <Form.Item name="scopes" label={own.scope}>
            <Checkbox.Group options={scopes.map((value) => ({ value, label: own.scopes[value] }))} />
          </Form.Item>
          <div className="form-pair">
            <Form.Item name="signer" label={own.signer}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="relation" label={own.relation}>
              <Input maxLength={200} placeholder={own.relationHint} />
            </Form.Item>
            <Form.Item name="signedDate" label={own.signed}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="until" label={own.until} extra={own.untilWhy}>
              <Input type="date" />
            </Form.Item>
          </div>
          <Form.Item name="objectId" label={own.scan} extra={own.scanWhy}>
            <Select options={[{ value: null, label: own.noScan }, ...scans]} />
          </Form.Item>
          <Form.Item name="note" label={note}>
            <Input maxLength={2000} />
          </Form.Item>
          {problem && <Alert type="error" title={problem} />}
          <div className="dialog-foot">
            <Button onClick={close}>{cancel}</Button>
            <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isWhole}>
              {own.add}
            </Button>
          </div>
        </Form>
      )}
    </Modal>
  )
}
