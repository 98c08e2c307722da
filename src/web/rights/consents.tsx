/** 授权书 of an accession: those that were signed, and those that were revoked. */
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useDoing } from '../admin/doing.ts'
import { type AnswerOf, addressOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useRightsWords } from '../words/rights.ts'
import { ConsentForm } from './consent-form.tsx'
import './rights.css'

type Consent = AnswerOf<'get /accessions/{id}/consents'>['items'][number]

function Revoking({ consent, close }: { consent: Consent; close: () => void }) {
  const { consents: own, cancel } = useRightsWords()
  const does = useDoing('get /accessions/{id}/consents', 'get /volumes/{id}/clearance', 'get /volumes/{id}/plates')
  const [reason, setReason] = useState('')
  const revoke = async () => {
    const body = { reason: reason.trim() }
    if (await does(() => call('put /consents/{id}/revocation', { path: { id: consent.id }, body }))) close()
  }
  return (
    <Modal open title={own.revokeTitle} width={440} onCancel={close} footer={null}>
      <div className="rights-form">
        <p>{own.revokeWhy}</p>
        <label htmlFor="revoke-reason">{own.reason}</label>
        <Input id="revoke-reason" value={reason} maxLength={2000} onChange={({ target }) => setReason(target.value)} />
        <div className="dialog-foot">
          <Button onClick={close}>{cancel}</Button>
          <Button danger type="primary" disabled={reason.trim() === ''} onClick={revoke}>
            {own.revoke}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

export function Consents({ accessionId, close }: { accessionId: string; close: () => void }) {
  const { consents: own } = useRightsWords()
  const asked = useCall('get /accessions/{id}/consents', { path: { id: accessionId } })
  const [open, setOpen] = useState<'new' | Consent | null>(null)
  return (
    <Modal open title={own.title} width={640} onCancel={close} footer={null}>
      <div className="consents">
        {asked.error && <Failure error={asked.error} again={() => void asked.refetch()} />}
        {asked.isPending && <Waiting />}
        {asked.data?.items.length === 0 && <p className="quiet">{own.none}</p>}
        <ul>
          {asked.data?.items.map((consent) => (
            <li key={consent.id}>
              <div>
                <p>
                  <strong>{own.kinds[consent.kind]}</strong>　
                  <span className="as-written">
                    {consent.signer}
                    {consent.relation && `（${consent.relation}）`}
                  </span>
                </p>
                <p className="facts">
                  <span>{consent.scopes.map((scope) => own.scopes[scope]).join(' · ')}</span>
                  <span>{own.covers(consent.itemIds?.length ?? null)}</span>
                  {consent.volumeId && <span>{own.oneVolume}</span>}
                  <span>{own.term(consent.signedDate, consent.until)}</span>
                  {consent.objectId && (
                    <a href={addressOf('/objects/{id}/content', { id: consent.objectId })} download>
                      {own.scan}
                    </a>
                  )}
                </p>
                {consent.note && <p className="quiet small as-written">{consent.note}</p>}
                {consent.revoked && <p className="bad small as-written">{own.revoked(consent.revoked.reason)}</p>}
              </div>
              {!consent.revoked && (
                <Button size="small" type="text" onClick={() => setOpen(consent)}>
                  {own.revoke}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <div className="dialog-foot">
          <Button icon={<Icon name="plus" />} onClick={() => setOpen('new')}>
            {own.add}
          </Button>
          <Button onClick={close}>{own.close}</Button>
        </div>
      </div>
      {open === 'new' && <ConsentForm accessionId={accessionId} close={() => setOpen(null)} />}
      {open && open !== 'new' && <Revoking consent={open} close={() => setOpen(null)} />}
    </Modal>
  )
}
