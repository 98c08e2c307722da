/** 审校 of a volume: what was sent to whom, what waits, the proofs, the ledger. */
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useReviewWords } from '../words/reviews.ts'
import { useAct } from './act.ts'
import { Field } from './field.tsx'
import { ProofRounds } from './proof-rounds.tsx'
import { PublisherReviews } from './publisher-reviews.tsx'
import { type Reviews, type Round, StandingTag, Steps, stages } from './steps.tsx'
import { sendFile } from './upload.ts'
import { VolumeHead } from './volume-head.tsx'
import '../publications/volume.css'
import './reviews.css'

function Send({ volumeId, reviews }: { volumeId: string; reviews: Reviews }) {
  const own = useReviewWords()
  const act = useAct()
  const readers = useCall('get /volumes/{id}/readers', { path: { id: volumeId } }).data?.items ?? []
  const next = stages.find((stage) => !reviews.steps.find(({ step }) => step === stage)?.isDone) ?? 'final'
  const [stage, setStage] = useState<(typeof stages)[number]>(next)
  const [assigneeId, setAssignee] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [dueOn, setDueOn] = useState('')
  // What was returned, or never sent, goes alone where the others passed.
  const free = reviews.chapters.filter(({ state }) => state !== 'reviewing')
  const waiting = free.filter((one) => one.stage !== stage || one.state === 'returned' || one.changes > 0)
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const going = picked ?? new Set((waiting.length > 0 ? waiting : free).map(({ id }) => id))
  const chapterIds = going.size < reviews.chapters.length ? [...going] : undefined
  return (
    <form
      className="review-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (assigneeId === null) return
        const body = { stage, assigneeId, note, dueOn: dueOn || null, ...(chapterIds ? { chapterIds } : {}) }
        void act(() => call('post /volumes/{id}/reviews', { path: { id: volumeId }, body }))
      }}
    >
      <Field label={own.stage}>
        {(id) => (
          <Select
            id={id}
            value={stage}
            onChange={(to) => {
              setStage(to)
              setPicked(null)
            }}
            aria-label={own.stage}
            options={stages.map((value) => ({ value, label: own.stages[value] }))}
          />
        )}
      </Field>
      <Field label={own.reader}>
        {(id) => (
          <Select<string | null>
            id={id}
            value={assigneeId}
            onChange={setAssignee}
            aria-label={own.reader}
            placeholder={own.choose}
            options={readers.map(({ id, name, bar }) => ({
              value: id,
              disabled: bar !== null,
              label: bar ? `${name}（${own.bars[bar]}）` : name,
            }))}
          />
        )}
      </Field>
      <Field label={own.dueOn}>
        {(id) => <Input id={id} type="date" value={dueOn} onChange={({ target }) => setDueOn(target.value)} />}
      </Field>
      <Field label={own.note} isWide>
        {(id) => <Input id={id} maxLength={2000} value={note} onChange={({ target }) => setNote(target.value)} />}
      </Field>
      <Button type="primary" htmlType="submit" disabled={assigneeId === null || going.size === 0}>
        {own.send} {own.chapters(going.size)}
      </Button>
      <details className="review-chapters">
        <summary>{own.pick}</summary>
        {reviews.chapters.map((one) => (
          <Checkbox
            key={one.id}
            checked={going.has(one.id)}
            disabled={one.state === 'reviewing'}
            onChange={({ target }) => {
              const next = new Set(going)
              if (target.checked) next.add(one.id)
              else next.delete(one.id)
              setPicked(next)
            }}
          >
            <span className="song as-written">{one.title}</span> <StandingTag standing={one} isEdited />
          </Checkbox>
        ))}
      </details>
    </form>
  )
}

function Paper({ round }: { round: Round }) {
  const own = useReviewWords()
  const act = useAct()
  const [name, setName] = useState(round.assigneeName)
  const [day, setDay] = useState('')
  const [verdict, setVerdict] = useState<'passed' | 'returned'>('passed')
  const [file, setFile] = useState<File | null>(null)
  return (
    <form
      className="review-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!file) return
        void act(async () => {
          const fileId = await sendFile(round.volumeId, file)
          const path = { id: round.volumeId, roundId: round.id }
          await call('post /volumes/{id}/reviews/{roundId}/paper', {
            path,
            body: { hash: round.hash, verdict, name, day, fileId },
          })
        })
      }}
    >
      <Field label={own.signer}>
        {(id) => <Input id={id} value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <Field label={own.day}>
        {(id) => <Input id={id} type="date" value={day} onChange={({ target }) => setDay(target.value)} />}
      </Field>
      <Field label={own.verdict}>
        {(id) => (
          <Select
            id={id}
            value={verdict}
            onChange={setVerdict}
            aria-label={own.verdict}
            options={(['passed', 'returned'] as const).map((value) => ({ value, label: own.verdicts[value] }))}
          />
        )}
      </Field>
      <Field label={own.scan}>
        {(id) => (
          <input
            id={id}
            type="file"
            accept=".pdf,.jpg,.jpeg,.png"
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
        )}
      </Field>
      <Button htmlType="submit" disabled={!file || day === '' || name.trim() === ''}>
        {own.enter}
      </Button>
    </form>
  )
}

function RoundLine({ round }: { round: Round }) {
  const own = useReviewWords()
  const act = useAct()
  const [isPaper, setIsPaper] = useState(false)
  const { closing, stage, assigneeName, sentByName, sentAt, chapters } = round
  const at = `/volumes/${round.volumeId}/reviews/${round.id}`
  return (
    <li className="review-line">
      <b>{own.stages[stage]}</b>
      <span>{own.chapters(chapters.length)}</span>
      <span className="quiet">{own.sent(sentByName, sentAt.slice(0, 10))}</span>
      {closing === null ? (
        <span className="tag info">{own.waits(assigneeName)}</span>
      ) : closing.how === 'recalled' ? (
        <span className="tag">{own.recalled}</span>
      ) : (
        <>
          <span className={`tag ${closing.verdict === 'passed' ? 'good' : 'warn'}`}>
            {closing.verdict && own.verdicts[closing.verdict]}
          </span>
          <span className="as-written">
            {closing.how === 'paper'
              ? own.onPaper(closing.byName, closing.day ?? '', closing.enteredByName)
              : own.closed(closing.byName, closing.at.slice(0, 10))}
            {closing.fileId && (
              <a href={`/api/v1/volumes/${round.volumeId}/review-files/${closing.fileId}`}> {own.scan}</a>
            )}
          </span>
        </>
      )}
      <span className="spread" />
      <Link to={at}>{own.read}</Link>
      <a href={`/api/v1${at}/sheet`} target="_blank" rel="noreferrer">
        {own.sheet}
      </a>
      <a href={`/api/v1${at}/sheet?format=docx`}>{own.word}</a>
      {closing === null && (
        <>
          <Button size="small" onClick={() => setIsPaper(!isPaper)} aria-expanded={isPaper}>
            {own.paper}
          </Button>
          <Button
            size="small"
            onClick={() =>
              void act(() =>
                call('post /volumes/{id}/reviews/{roundId}/recall', {
                  path: { id: round.volumeId, roundId: round.id },
                }),
              )
            }
          >
            {own.recall}
          </Button>
        </>
      )}
      {isPaper && closing === null && <Paper round={round} />}
    </li>
  )
}

function LedgerLine({ volumeId }: { volumeId: string }) {
  const own = useReviewWords()
  const ledger = useCall('get /volumes/{id}/ledger', { path: { id: volumeId } }).data
  if (!ledger) return null
  return (
    <section>
      <h2>{own.ledger}</h2>
      <p>
        <span className={`tag ${ledger.isIntact ? 'good' : 'bad'}`}>
          {ledger.isIntact ? own.intact : own.broken(ledger.broken.length)}
        </span>{' '}
        <span className="small quiet">{own.ledgerWhy}</span>
      </p>
    </section>
  )
}

export function ReviewsPlace() {
  const { id = '' } = useParams()
  const own = useReviewWords()
  const volume = useCall('get /volumes/{id}', { path: { id } })
  const reviews = useCall('get /volumes/{id}/reviews', { path: { id } })
  useTitle(`${own.title} ${volume.data?.title ?? ''}`)
  const failed = volume.error ?? reviews.error
  if (failed)
    return (
      <div className="sheet">
        <Failure error={failed} again={() => void volume.refetch().then(() => reviews.refetch())} />
      </div>
    )
  if (!volume.data || !reviews.data) return <Waiting />
  const { rounds, publisher } = reviews.data
  return (
    <div className="review-place">
      <VolumeHead volume={volume.data}>
        <Steps volumeId={id} />
        <span className="spread" />
        <Link to={`/volumes/${id}`}>{own.back}</Link>
      </VolumeHead>
      <div className="sheet reviews-sheet">
        <section>
          <h2>{own.rounds}</h2>
          {rounds.length === 0 && <p className="quiet">{own.noRounds}</p>}
          <ul>
            {rounds.toReversed().map((round) => (
              <RoundLine key={round.id} round={round} />
            ))}
          </ul>
          <Send key={rounds.length} volumeId={id} reviews={reviews.data} />
        </section>
        <PublisherReviews key={`of publisher ${publisher.length}`} volumeId={id} reviews={publisher} />
        <ProofRounds volumeId={id} />
        <LedgerLine volumeId={id} />
      </div>
    </div>
  )
}
