/** 申请利用, where an address leads to nothing one may see: whether there is an item is told neither before nor after. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget, useCall } from '../queries.ts'
import { useRequestWords } from '../words/requests.ts'
import { useWords } from '../words/words.ts'
import { RequestTold } from './request-told.tsx'
import './requests.css'

export function Ask({ itemId }: { itemId: string }) {
  const words = useWords()
  const own = useRequestWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [purpose, setPurpose] = useState('')
  const [isLacking, setIsLacking] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const asked = useCall('get /access-requests', { query: { size: 200 } })
  const last = asked.data?.items.find((request) => request.itemId === itemId)
  const send = async () => {
    if (purpose.trim() === '') return setIsLacking(true)
    setIsBusy(true)
    try {
      await call('post /access-requests', { body: { itemId, purpose: purpose.trim() } })
      message.success(own.ask.sent)
      setPurpose('')
      await forget(client, 'get /access-requests', 'get /desk')
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    setIsBusy(false)
  }
  if (asked.isPending) return null
  return (
    <section className="ask">
      <h1>{own.ask.title}</h1>
      {last && (
        <>
          <RequestTold request={last} />
          <p>
            <Link to="/?requests=1">{own.title}</Link>
          </p>
        </>
      )}
      {last?.decision !== null && (
        <Form layout="vertical" onFinish={send}>
          <p className="quiet">{own.ask.why}</p>
          <Form.Item
            label={own.ask.purpose}
            htmlFor="ask-purpose"
            {...(isLacking ? { validateStatus: 'error' as const, help: own.ask.needed } : {})}
          >
            <Input.TextArea
              id="ask-purpose"
              placeholder={own.ask.purposeHint}
              autoSize={{ minRows: 3, maxRows: 10 }}
              maxLength={2000}
              value={purpose}
              aria-invalid={isLacking}
              onChange={({ target }) => {
                setPurpose(target.value)
                setIsLacking(false)
              }}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {own.ask.send}
          </Button>
        </Form>
      )}
    </section>
  )
}
