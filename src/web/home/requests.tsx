/** 利用申请: who wants to read what, and why; granted for a time, or refused with a reason. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { forget, useCall } from '../queries.ts'
import { useHomeWords } from '../words/home.ts'
import { useWords } from '../words/words.ts'

type Request = AnswerOf<'get /access-requests'>['items'][number]
const USUAL_DAYS = 90

function RequestRow({ request }: { request: Request }) {
  const words = useWords()
  const own = useHomeWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(() => new Date(Date.now() + USUAL_DAYS * 86_400_000).toISOString().slice(0, 10))
  const [lacks, setLacks] = useState<'noReason' | 'noDay' | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const complaint = useId()
  const mark = (of: typeof lacks) =>
    lacks === of ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': complaint } : {}
  const decide = async (decision: 'granted' | 'refused') => {
    const end = Date.parse(`${until}T23:59:59`)
    const isRefusal = decision === 'refused'
    const lack = isRefusal ? reason.trim() === '' && 'noReason' : !(end > Date.now()) && 'noDay'
    if (lack) return setLacks(lack)
    setIsBusy(true)
    try {
      const expiresAt = isRefusal ? {} : { expiresAt: new Date(end).toISOString() }
      const body = { decision, reason: reason.trim(), ...expiresAt }
      await call('put /access-requests/{id}/decision', { path: { id: request.id }, body })
      await forget(client, 'get /access-requests', 'get /desk')
    } catch (error) {
      message.error(sentenceOf(error, words))
      setIsBusy(false)
    }
  }
  return (
    <li>
      <p>
        <b>{request.userName}</b>{' '}
        <Link className="as-written" to={`/items/${request.itemId}`}>
          {request.title || request.itemId}
        </Link>{' '}
        <span className="quiet small">{words.moment(request.requestedAt)}</span>
      </p>
      <p className="as-written quiet">{request.purpose}</p>
      <div className="request-acts">
        <Input
          aria-label={own.requests.reason}
          placeholder={own.requests.reason}
          maxLength={2000}
          value={reason}
          {...mark('noReason')}
          onChange={({ target }) => {
            setReason(target.value)
            setLacks(null)
          }}
        />
        <Input
          aria-label={own.requests.until}
          type="date"
          value={until}
          {...mark('noDay')}
          onChange={({ target }) => {
            setUntil(target.value)
            setLacks(null)
          }}
        />
        <Button loading={isBusy} onClick={() => decide('refused')}>
          {own.requests.refuse}
        </Button>
        <Button type="primary" loading={isBusy} onClick={() => decide('granted')}>
          {own.requests.grant}
        </Button>
      </div>
      {lacks && (
        <p className="bad small" role="alert" id={complaint}>
          {own.requests[lacks]}
        </p>
      )}
    </li>
  )
}

/** 待审的 */
export function Requests({ close }: { close: () => void }) {
  const own = useHomeWords()
  const open = useCall('get /access-requests', { query: { state: 'open', size: 50 } })
  return (
    <Modal open width={720} title={own.requests.dialog} footer={null} onCancel={close}>
      {open.error && <Failure error={open.error} again={() => void open.refetch()} />}
      {!open.data && !open.error && <Waiting />}
      {open.data?.items.length === 0 && <p className="quiet">{own.requests.none}</p>}
      <ol className="requests">
        {open.data?.items.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ol>
    </Modal>
  )
}
