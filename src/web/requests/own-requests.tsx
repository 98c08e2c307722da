/** 我的利用申请: what came of each; what may be read is named and opened from here, what may not is not named. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { forget, useCall } from '../queries.ts'
import { useRequestWords } from '../words/requests.ts'
import { useWords } from '../words/words.ts'
import { RequestTold } from './request-told.tsx'

export function OwnRequests({ close }: { close: () => void }) {
  const own = useRequestWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const asked = useCall('get /access-requests', { query: { size: 200 } })
  const takeBack = async (id: string) => {
    try {
      await call('delete /access-requests/{id}', { path: { id } })
      message.success(own.takenBack)
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /access-requests', 'get /desk')
  }
  return (
    <Modal open width={720} title={own.title} footer={null} onCancel={close}>
      {asked.error && <Failure error={asked.error} again={() => void asked.refetch()} />}
      {!asked.data && !asked.error && <Waiting />}
      {asked.data?.items.length === 0 && <p className="quiet">{own.none}</p>}
      <ol className="requests">
        {asked.data?.items.map((request) => (
          <li key={request.id}>
            <p>
              {request.title ? (
                <Link className="as-written" to={`/items/${request.itemId}`}>
                  {request.title}
                </Link>
              ) : (
                own.unnamed
              )}{' '}
              {request.decision === null && (
                <Button size="small" onClick={() => takeBack(request.id)}>
                  {own.takeBack}
                </Button>
              )}
              {request.decision && !request.title && <Link to={`/items/${request.itemId}`}>{own.again}</Link>}
            </p>
            <RequestTold request={request} />
          </li>
        ))}
      </ol>
    </Modal>
  )
}
