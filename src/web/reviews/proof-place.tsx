/** 校样比对: what was approved beside what was set, the character marked; each difference decided by a key. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, forget, keyOf, useCall } from '../queries.ts'
import { useReviewWords } from '../words/reviews.ts'
import { useWords } from '../words/words.ts'
import '../publications/volume.css'
import './reviews.css'

type Read = AnswerOf<'get /volumes/{id}/proofs/{proofId}'>
type Decision = 'printer' | 'taken' | 'none'
const decisions: Record<string, Decision> = { p: 'printer', t: 'taken', n: 'none' }

function ProofOpen({ read }: { read: Read }) {
  const own = useReviewWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { proof, differences } = read
  const path = { id: proof.volumeId, proofId: proof.id }
  const [at, setAt] = useState(differences.find(({ decided }) => !decided)?.number ?? 1)
  const [password, setPassword] = useState('')
  const list = useRef<HTMLOListElement>(null)
  useTitle(own.proofStages[proof.stage])
  const isOpen = proof.closing === null && proof.state === 'compared'
  const tell = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
    await forget(client, 'get /volumes/{id}/proofs/{proofId}', 'get /volumes/{id}/proofs', 'get /volumes/{id}/reviews')
  }
  const decide = (numbers: number[], decision: Decision) =>
    tell(async () => {
      const now = await call('put /volumes/{id}/proofs/{proofId}/decisions', { path, body: { numbers, decision } })
      client.setQueryData(keyOf('get /volumes/{id}/proofs/{proofId}', { path }), now)
    })
  const go = (number: number) => {
    if (number < 1 || number > differences.length) return
    setAt(number)
    list.current?.querySelector(`[data-number="${number}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined)
  keys.current = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || (event.target as HTMLElement).closest('input, textarea'))
      return
    const decision = decisions[event.key]
    if (event.key === 'j') go(at + 1)
    else if (event.key === 'k') go(at - 1)
    else if (decision && isOpen && differences.length > 0) void decide([at], decision).then(() => go(at + 1))
  }
  useEffect(() => {
    const hear = (event: KeyboardEvent) => keys.current(event)
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
  const undecided = differences.filter(({ decided }) => !decided).map(({ number }) => number)
  const corrections = `/api/v1/volumes/${proof.volumeId}/proofs/${proof.id}/corrections`
  return (
    <div className="review-place">
      <header className="volume-head">
        <h1>
          {own.proofStages[proof.stage]} <span>{own.differences(differences.length)}</span>
        </h1>
        {proof.rate && (
          <p>
            <b>{own.rate(proof.rate.rate)}</b>{' '}
            <span className="small quiet">{own.rateWhy(proof.rate.weighted, proof.rate.characters)}</span>
          </p>
        )}
        <span className="spread" />
        <a href={corrections} target="_blank" rel="noreferrer">
          {own.corrections}
        </a>
        <a href={`${corrections}?format=docx`}>Word</a>
        <a href={`${corrections}?format=xlsx`}>Excel</a>
        <Link to={`/volumes/${proof.volumeId}/reviews`}>{own.title}</Link>
      </header>
      <div className="proof-bar">
        {differences.length > 0 && <span className="small quiet">{own.keys}</span>}
        {proof.otherPages.length > 0 && <span className="small quiet">{own.other(proof.otherPages.join('、'))}</span>}
        <span className="spread" />
        {isOpen && undecided.length > 0 && (
          <Button onClick={() => void decide(undecided, 'printer')}>{own.decideRest}</Button>
        )}
        {proof.closing === null && (
          <Button onClick={() => void tell(() => call('post /volumes/{id}/proofs/{proofId}/recall', { path }))}>
            {own.giveUp}
          </Button>
        )}
        {isOpen && undecided.length === 0 && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void tell(() => call('post /volumes/{id}/proofs/{proofId}/signature', { path, body: { password } }))
            }}
          >
            <Input.Password
              autoComplete="current-password"
              aria-label={own.password}
              placeholder={own.password}
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
            <Button type="primary" htmlType="submit" disabled={password === ''}>
              {own.sign}
            </Button>
          </form>
        )}
      </div>
      {proof.state === 'reading' && <Waiting />}
      {proof.problem && <p className="proof-bar">{proof.problem.detail}</p>}
      {proof.state === 'compared' && differences.length === 0 && <p className="proof-bar">{own.none}</p>}
      <ol className="differences" ref={list}>
        {differences.map((one) => (
          <li
            key={one.number}
            data-number={one.number}
            className={one.number === at ? 'is-current' : ''}
            aria-current={one.number === at || undefined}
          >
            <button type="button" className="difference" onClick={() => setAt(one.number)}>
              <span className="difference-place small">
                <b>{one.number}</b> <span className="tag">{own.kinds[one.kind]}</span> {own.page(one.page)}
                <br />
                <span className="as-written">
                  {one.chapterTitle} {one.part === 'note' && own.note_(one.note + 1)}
                  {one.part === 'caption' && own.caption}
                </span>
              </span>
              <span className="song as-written">
                <span className="hidden-but-read">{own.approved}</span>
                {one.before}
                <ins>{one.approved}</ins>
                {one.after}
              </span>
              <span className="song as-written">
                <span className="hidden-but-read">{own.proof}</span>
                {one.before}
                <del>{one.proof || '∧'}</del>
                {one.after}
              </span>
            </button>
            <span className="difference-acts">
              {one.decided ? (
                <span className={`tag ${one.decided.decision === 'none' ? '' : 'good'}`}>
                  {own.decisions[one.decided.decision]}
                </span>
              ) : (
                isOpen &&
                one.number === at &&
                (['printer', 'taken', 'none'] as const).map((decision) => (
                  <Button key={decision} size="small" onClick={() => void decide([one.number], decision)}>
                    {own.decisions[decision]}
                  </Button>
                ))
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

export function ProofPlace() {
  const { id = '', proofId = '' } = useParams()
  const read = useCall(
    'get /volumes/{id}/proofs/{proofId}',
    { path: { id, proofId } },
    { refetchInterval: ({ state }) => (state.data?.proof.state === 'reading' ? 1500 : false) },
  )
  if (failureOf(read))
    return (
      <div className="sheet">
        <Failure error={read.error} again={() => void read.refetch()} />
      </div>
    )
  return read.data ? <ProofOpen key={`${proofId} ${read.data.proof.state}`} read={read.data} /> : <Waiting />
}
