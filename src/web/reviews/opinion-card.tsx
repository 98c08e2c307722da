/** One 审读意见, and what an editor may do about it. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useReviewWords } from '../words/reviews.ts'
import type { Opinion, Opinions } from './opinions.ts'
import './reviews.css'

export function OpinionCard({
  opinion,
  opinions,
  write,
  cite,
  look,
}: {
  opinion: Opinion
  opinions: Opinions
  /** Puts words of the source into the text. */
  write?: Parameters<Opinions['revert']>[1]
  /** A note behind the passage that cites. */
  cite?: () => void
  look?: () => void
}) {
  const own = useReviewWords()
  const [reason, setReason] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { byName, stage, gate, at, exact, text, answered, place } = opinion
  const source = write && !answered ? opinions.asSource(opinion) : null
  const act = (work: Promise<unknown>) => {
    setIsBusy(true)
    void work.finally(() => setIsBusy(false))
  }
  return (
    <article className={answered ? 'opinion is-answered' : 'opinion'}>
      <span className="opinion-face" aria-hidden="true">
        {byName.slice(0, 1)}
      </span>
      <div>
        <p className="opinion-head">
          <b>{byName}</b>
          <span className="tag warn">
            {own.stages[stage]}，{own.gates[gate]}
          </span>
          <time className="small quiet" dateTime={at}>
            {at.slice(0, 10)}
          </time>
          {place.state !== 'valid' && <span className="small quiet">{own.places[place.state]}</span>}
        </p>
        <p className="as-written">
          {look ? (
            <button type="button" className="as-link song" disabled={place.state === 'lost'} onClick={look}>
              “{exact}”
            </button>
          ) : (
            <span className="song">“{exact}”</span>
          )}{' '}
          {text}
        </p>
        {answered ? (
          <p className="small quiet as-written">
            {own.answered(answered.byName, own.answers[answered.answer])} {answered.reason}
          </p>
        ) : reason === null ? (
          <p className="opinion-acts">
            {write && source && source.changes.length > 0 && (
              <Button
                size="small"
                title={source.reads}
                disabled={isBusy}
                onClick={() => act(opinions.revert(opinion, write))}
              >
                {own.revert(source.reads, source.changes.length)}
              </Button>
            )}
            {cite && (
              <Button size="small" onClick={cite}>
                {own.cite}
              </Button>
            )}
            <Button size="small" disabled={isBusy} onClick={() => act(opinions.answer(opinion, 'changed', ''))}>
              {own.answers.changed}
            </Button>
            <Button size="small" type="text" onClick={() => setReason('')}>
              {own.answers.kept}
            </Button>
          </p>
        ) : (
          <p className="opinion-acts">
            <Input
              size="small"
              autoFocus
              aria-label={own.reason}
              placeholder={own.reason}
              value={reason}
              maxLength={2000}
              onChange={({ target }) => setReason(target.value)}
              onKeyDown={({ key }) => key === 'Escape' && setReason(null)}
              onPressEnter={() => reason.trim() && act(opinions.answer(opinion, 'kept', reason))}
            />
            <Button
              size="small"
              disabled={isBusy || reason.trim() === ''}
              onClick={() => act(opinions.answer(opinion, 'kept', reason))}
            >
              {own.answers.kept}
            </Button>
          </p>
        )}
      </div>
    </article>
  )
}
