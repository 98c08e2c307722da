/** What is done to a whole item, each with its reason: taken out of use, put back, into the recycle bin and out of it. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../api.ts'
import type { Item } from '../api-types.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useWords } from '../words/describe.ts'
import './item-form.css'

type Act = 'withdraw' | 'delete'

export function ItemActs({ item }: { item: Item }) {
  const words = useWords()
  const own = words.describe.acts
  const client = useQueryClient()
  const go = useNavigate()
  const { message } = App.useApp()
  const [act, setAct] = useState<Act | null>(null)
  const [reason, setReason] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const path = { id: item.id }

  const run = async (work: () => Promise<unknown>, done: string) => {
    setIsBusy(true)
    try {
      await work()
      setAct(null)
      message.success(done)
      await forget(client, 'get /items/{id}', 'get /items/{id}/history', 'get /items', 'get /search')
      return true
    } catch (error) {
      message.error(sentenceOf(error, words))
      return false
    } finally {
      setIsBusy(false)
    }
  }
  const perform = async () => {
    if (act === 'withdraw')
      await run(() => call('put /items/{id}/withdrawal', { path, body: { reason: reason.trim() } }), own.withdrawn)
    else if (await run(() => call('delete /items/{id}', { path, query: { reason: reason.trim() } }), own.deleted))
      go('/search')
  }
  const open = (which: Act) => {
    setReason('')
    setAct(which)
  }
  if (item.deleted)
    return (
      <Alert
        type="warning"
        title={own.isDeleted(item.deleted.reason)}
        action={
          <Button
            size="small"
            loading={isBusy}
            onClick={() => run(() => call('post /items/{id}/restoration', { path, body: {} }), own.undeleted)}
          >
            {own.undelete}
          </Button>
        }
      />
    )
  return (
    <>
      {item.withdrawn && (
        <Alert
          type="warning"
          title={own.isWithdrawn(item.withdrawn.reason)}
          action={
            <Button
              size="small"
              loading={isBusy}
              onClick={() => run(() => call('delete /items/{id}/withdrawal', { path }), own.back)}
            >
              {own.putBack}
            </Button>
          }
        />
      )}
      <p className="item-acts">
        {!item.withdrawn && <Button onClick={() => open('withdraw')}>{own.withdraw}</Button>}
        <Button danger onClick={() => open('delete')}>
          {own.delete}
        </Button>
      </p>
      <Modal
        open={act !== null}
        title={act === 'delete' ? own.delete : own.withdraw}
        okText={act === 'delete' ? own.delete : own.withdraw}
        cancelText={words.frame.close}
        okButtonProps={{ danger: act === 'delete', disabled: reason.trim() === '', loading: isBusy }}
        onOk={perform}
        onCancel={() => setAct(null)}
      >
        <p>{act === 'delete' ? own.deleteWhat : own.withdrawWhat}</p>
        <label htmlFor="act-reason">{own.reason}</label>
        <Input.TextArea
          id="act-reason"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  )
}
