/** 对照: the passages two items share, beside each other, with every character that differs. */
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useReuseWords } from '../words/reuse.ts'
import { piecesOf } from './pieces.ts'
import './reuse.css'

export type Compared = AnswerOf<'get /items/{id}/similar/{otherId}'>
type Passage = Compared['items'][number]
const FIRST = 20

function Column({ itemId, passage, side }: { itemId: string; passage: Passage; side: 'own' | 'other' }) {
  const own = useReuseWords()
  const isOwn = side === 'own'
  const start = isOwn ? passage.start : passage.otherStart
  const end = isOwn ? passage.end : passage.otherEnd
  const text = isOwn ? passage.text : passage.otherText
  return (
    <div className={`compared is-${side}`}>
      <p className="small">
        <Link to={`/items/${itemId}?at=${start}-${end}`} title={own.toPlace}>
          {own.page(isOwn ? passage.page : passage.otherPage, own.toPlace)}
        </Link>
      </p>
      <blockquote className="song as-written">
        {piecesOf({ text, start }, passage.differences ?? [], side).map((piece) =>
          piece.isSame ? (
            <span key={piece.start}>{piece.text}</span>
          ) : isOwn ? (
            <ins key={piece.start}>{piece.text}</ins>
          ) : (
            <del key={piece.start}>{piece.text}</del>
          ),
        )}
      </blockquote>
    </div>
  )
}

function Head({ item, label }: { item: Compared['item']; label: string | null }) {
  return (
    <header>
      {label && <span className="tag">{label}</span>}
      <h2>
        <Link className="song as-written" to={`/items/${item.id}`}>
          {item.title}
        </Link>
      </h2>
      {item.referenceCode && <span className="reference small quiet">{item.referenceCode}</span>}
    </header>
  )
}

/** `isOwnLater`: the item came after the other one, and stands on the right. */
export function SideBySide({ id, otherId, isOwnLater = false }: { id: string; otherId: string; isOwnLater?: boolean }) {
  const own = useReuseWords()
  const [size, setSize] = useState(FIRST)
  const found = useCall('get /items/{id}/similar/{otherId}', { path: { id, otherId }, query: { size } }, { keep: true })
  if (found.error) return <Failure error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Waiting />
  const { item, other, kind, share, otherShare, characters, total, items } = found.data
  const order = isOwnLater ? (['other', 'own'] as const) : (['own', 'other'] as const)
  const itemOf = { own: item, other }
  const labels = isOwnLater ? { own: own.later, other: own.earlier } : { own: null, other: null }
  return (
    <div className="side-by-side">
      <p className="facts">
        <span className="tag warn">{own.kinds[kind]}</span>
        <span>{own.characters(characters)}</span>
        <span>{(isOwnLater ? own.shares : own.sharesOwn)(share, otherShare)}</span>
        <span>{own.passages(total)}</span>
      </p>
      <div className="two heads">
        {order.map((side) => (
          <Head key={side} item={itemOf[side]} label={labels[side]} />
        ))}
      </div>
      <ol>
        {items.map((passage, i) => (
          <li key={`${passage.start} ${passage.otherStart}`} aria-label={own.passage(i + 1, total)}>
            <p className="small quiet passage-facts">
              <span>{own.passage(i + 1, total)}</span>
              {passage.differences === null ? (
                <span>{own.tooLong}</span>
              ) : passage.differences.length === 0 ? (
                <span className="good">
                  <Icon name="check" /> {own.verbatim}
                </span>
              ) : (
                <span className="warn">{own.differs(passage.differences.length)}</span>
              )}
              {(passage.punctuation ?? 0) > 0 && <span>{own.punctuation(passage.punctuation ?? 0)}</span>}
            </p>
            <div className="two">
              {order.map((side) => (
                <Column key={side} itemId={itemOf[side].id} passage={passage} side={side} />
              ))}
            </div>
          </li>
        ))}
      </ol>
      {items.length < total && size < 200 && (
        <Button loading={found.isFetching} onClick={() => setSize(200)}>
          {own.more(Math.min(total, 200) - items.length)}
        </Button>
      )}
      <p className="small quiet compared-key">
        <ins>{own.key[0]}</ins> <span className="is-same">{own.key[1]}</span>
      </p>
    </div>
  )
}
