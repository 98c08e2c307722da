/** Where the description of one item is on its way, and the next step of it. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { call, Refusal } from '../api.ts'
import type { Item } from '../api-types.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { forget } from '../queries.ts'
import { useWords, type Words } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { actsOf, isReasoned, type ReviewAct } from './review-acts.ts'
import './describe.css'

/** The elements that are missing, by the names they have on the screen. */
const plainSentence = (error: unknown, words: Words): string => {
  const sentence = sentenceOf(error, words)
  if (!(error instanceof Refusal) || error.code !== 'item.incomplete') return sentence
  return sentence.replace(/[a-z][A-Za-z]+/g, (field) => words.reader.fields[field] ?? field)
}

export function StateTag({ state }: { state: Item['review'] }) {
  const words = useWords()
  return (
    <Tag className={`review-tag is-${state}`} icon={state === 'filed' ? <Icon name="lock" /> : undefined}>
      {words.review[state]}
    </Tag>
  )
}

export function ItemReview({ item, isWaiting = false }: { item: Item; isWaiting?: boolean }) {
  const words = useWords()
  const own = useReviewWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [asking, setAsking] = useState<'giveBack' | 'unlock' | null>(null)
  const [reason, setReason] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const path = { id: item.id }
  const run = async (act: ReviewAct) => {
    setIsBusy(true)
    setRefused('')
    const query = { reason: reason.trim() }
    try {
      if (act === 'submit') await call('put /items/{id}/submission', { path })
      else if (act === 'file') await call('put /items/{id}/filing', { path })
      else if (act === 'giveBack') await call('delete /items/{id}/submission', { path, query })
      else await call('delete /items/{id}/filing', { path, query })
      message.success(own.done[act])
    } catch (error) {
      setRefused(plainSentence(error, words))
    }
    setAsking(null)
    setReason('')
    await forget(client, 'get /items/{id}', 'get /items/{id}/history', 'get /items')
    setIsBusy(false)
  }
  return (
    <section className="item-review no-print" aria-label={own.state}>
      <p>
        <StateTag state={item.review} />
        <span className="quiet">{isWaiting ? own.unsaved : own.is[item.review]}</span>
        <span className="spread" />
        {actsOf(item.review).map((act) => (
          <Button
            key={act}
            size="small"
            loading={isBusy}
            disabled={isWaiting}
            onClick={() => (isReasoned(act) ? setAsking(act) : void run(act))}
          >
            {own.acts[act]}
          </Button>
        ))}
      </p>
      {refused !== '' && <Alert type="error" title={refused} closable={{ onClose: () => setRefused('') }} />}
      {asking && (
        <Modal
          open
          title={own.acts[asking]}
          okText={own.acts[asking]}
          cancelText={words.frame.close}
          okButtonProps={{ disabled: asking === 'unlock' && reason.trim() === '', loading: isBusy }}
          onOk={() => run(asking)}
          onCancel={() => setAsking(null)}
        >
          <p>{own.what[asking]}</p>
          <label htmlFor="review-reason">{own.reason[asking]}</label>
          <Input.TextArea
            id="review-reason"
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Modal>
      )}
    </section>
  )
}

/** The next code by the mask for one item, to be taken or left. */
export function ProposeCode({ item, take }: { item: Item; take: (code: string) => void }) {
  const words = useWords()
  const own = useReviewWords()
  const [told, setTold] = useState<{ code: string | null; why: string } | null>(null)
  const propose = async () => {
    try {
      const { proposals } = await call('post /items/reference-codes', { body: { ids: [item.id] } })
      const { referenceCode = null, missing = [] } = proposals[0] ?? {}
      const names = missing.map((one) => own.codes.missing[one] ?? words.reader.fields[one] ?? one)
      setTold({ code: referenceCode, why: referenceCode ? '' : own.codes.lacks(names) })
    } catch (error) {
      setTold({ code: null, why: sentenceOf(error, words) })
    }
  }
  if (!told)
    return (
      <Button type="link" size="small" onClick={propose}>
        {own.codes.propose}
      </Button>
    )
  if (!told.code)
    return (
      <p className="small bad" role="status">
        {told.why}
      </p>
    )
  const { code } = told
  return (
    <p className="small" role="status">
      <span className="reference">{own.codes.proposed(code)}</span>{' '}
      <Button
        size="small"
        onClick={() => {
          take(code)
          setTold(null)
        }}
      >
        {own.codes.take}
      </Button>
    </p>
  )
}
