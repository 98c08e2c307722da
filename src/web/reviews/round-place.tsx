/** 审读: the snapshot as it was sent, opinions on its passages, and the signature. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, forget, useCall } from '../queries.ts'
import { useUser } from '../session/session.ts'
import { useReviewWords } from '../words/reviews.ts'
import { useWords } from '../words/words.ts'
import { ChapterText, type Passage } from './chapter-text.tsx'
import { Field } from './field.tsx'
import { VolumeHead } from './volume-head.tsx'
import '../publications/volume.css'
import './reviews.css'

type Read = AnswerOf<'get /volumes/{id}/reviews/{roundId}'>
const gates = ['politics', 'facts', 'wording'] as const

function Signature({ read, done }: { read: Read; done: () => void }) {
  const own = useReviewWords()
  const words = useWords()
  const { message } = App.useApp()
  const { round } = read
  const [verdict, setVerdict] = useState<'passed' | 'returned'>('passed')
  const [returned, setReturned] = useState<string[]>([])
  const [opinion, setOpinion] = useState('')
  const [password, setPassword] = useState('')
  const sign = async () => {
    try {
      const path = { id: round.volumeId, roundId: round.id }
      await call('post /volumes/{id}/reviews/{roundId}/signature', {
        path,
        body: { hash: round.hash, verdict, returned: verdict === 'returned' ? returned : [], opinion, password },
      })
      message.success(own.signed)
      done()
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  return (
    <form
      className="review-sign"
      onSubmit={(event) => {
        event.preventDefault()
        void sign()
      }}
    >
      <Field label={own.overall}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={5000}
            value={opinion}
            onChange={({ target }) => setOpinion(target.value)}
          />
        )}
      </Field>
      <Radio.Group
        aria-label={own.verdict}
        value={verdict}
        onChange={({ target }) => setVerdict(target.value)}
        options={(['passed', 'returned'] as const).map((value) => ({ value, label: own.verdicts[value] }))}
      />
      {verdict === 'returned' && (
        <fieldset>
          <legend className="small quiet">{own.returnedWhich}</legend>
          <Checkbox.Group
            value={returned}
            onChange={(all) => setReturned(all.map(String))}
            options={round.chapters.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </fieldset>
      )}
      <Field label={own.password}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="current-password"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Field>
      <p className="small quiet review-hash">{own.signing(round.hash)}</p>
      <Button type="primary" htmlType="submit" disabled={password === ''}>
        {own.sign}
      </Button>
    </form>
  )
}

function RoundOpen({ read }: { read: Read }) {
  const own = useReviewWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const user = useUser()
  const { round, opinions } = read
  const [chapterId, setChapterId] = useState(round.chapters[0]?.id ?? '')
  const [range, setRange] = useState<Passage | null>(null)
  const [gate, setGate] = useState<(typeof gates)[number]>('facts')
  const [text, setText] = useState('')
  const path = { id: round.volumeId, roundId: round.id }
  const chapter = useCall('get /volumes/{id}/reviews/{roundId}/chapters/{chapterId}', {
    path: { ...path, chapterId },
  }).data
  useTitle(`${own.stages[round.stage]} ${round.volumeTitle}`)
  const again = () => forget(client, 'get /volumes/{id}/reviews/{roundId}', 'get /volumes/{id}/reviews', 'get /desk')
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work()
      await again()
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  const isMine = round.closing === null && round.assigneeId === user.id
  const here = opinions.filter((one) => one.chapterId === chapterId)
  return (
    <div className="review-place">
      <VolumeHead volume={{ ...round, title: round.volumeTitle }} stage={own.stages[round.stage]}>
        <span className="spread" />
        <span className="small quiet">{own.sent(round.sentByName, round.sentAt.slice(0, 10))}</span>
        <a href={`/api/v1/volumes/${round.volumeId}/reviews/${round.id}/sheet`} target="_blank" rel="noreferrer">
          {own.sheet}
        </a>
      </VolumeHead>
      <div className="review-panes">
        <nav aria-label={own.chapters(round.chapters.length)}>
          {round.chapters.map(({ id, title, chars }) => (
            <button
              key={id}
              type="button"
              className="song as-written"
              aria-current={id === chapterId || undefined}
              onClick={() => setChapterId(id)}
            >
              {title} <span className="small quiet">{words.number(chars)}</span>
            </button>
          ))}
        </nav>
        <div className="review-read">
          <h2 className="as-written song">{chapter?.title}</h2>
          <p className="small quiet as-written">
            {chapter?.byline} {chapter?.since && own.since}
          </p>
          {chapter ? (
            <ChapterText
              className="review-text"
              label={own.read}
              text={chapter.text}
              passages={range ? [...here, range] : here}
              select={(one) => isMine && setRange(one)}
            />
          ) : (
            <Waiting />
          )}
        </div>
        <aside aria-label={own.opinions}>
          {isMine && (
            <form
              className="review-sign"
              onSubmit={(event) => {
                event.preventDefault()
                if (!range) return
                void act(async () => {
                  await call('post /volumes/{id}/reviews/{roundId}/opinions', {
                    path,
                    body: { chapterId, ...range, gate, text },
                  })
                  setRange(null)
                  setText('')
                })
              }}
            >
              <p className="small as-written">
                {range && chapter
                  ? `${own.selected}：“${chapter.text.slice(range.start, range.end).slice(0, 60)}”`
                  : own.noOpinions}
              </p>
              {range && (
                <>
                  <Radio.Group
                    aria-label={own.gateLabel}
                    value={gate}
                    onChange={({ target }) => setGate(target.value)}
                    options={gates.map((value) => ({ value, label: own.gates[value] }))}
                  />
                  <Input.TextArea
                    rows={3}
                    maxLength={5000}
                    aria-label={own.write}
                    value={text}
                    onChange={({ target }) => setText(target.value)}
                  />
                  <Button htmlType="submit" disabled={text.trim() === ''}>
                    {own.saveOpinion}
                  </Button>
                </>
              )}
            </form>
          )}
          <ul className="opinions">
            {here.map((one) => (
              <li key={one.id} className="opinion">
                <div>
                  <p className="opinion-head">
                    <b>{one.byName}</b> <span className="tag warn">{own.gates[one.gate]}</span>
                  </p>
                  <p className="as-written">
                    “{one.exact}” {one.text}
                  </p>
                  {one.answered && (
                    <p className="small quiet">
                      {own.answered(one.answered.byName, own.answers[one.answered.answer])} {one.answered.reason}
                    </p>
                  )}
                  {isMine && (
                    <Button
                      size="small"
                      type="text"
                      onClick={() =>
                        void act(() =>
                          call('delete /volumes/{id}/reviews/{roundId}/opinions/{opinionId}', {
                            path: { ...path, opinionId: one.id },
                          }),
                        )
                      }
                    >
                      {own.remove}
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ul>
          {isMine && <Signature read={read} done={() => void again()} />}
          {round.closing && (
            <p className="as-written">
              {round.closing.verdict && <b>{own.verdicts[round.closing.verdict]}</b>} {round.closing.opinion}{' '}
              <span className="small quiet">{own.closed(round.closing.byName, round.closing.at.slice(0, 10))}</span>
            </p>
          )}
        </aside>
      </div>
    </div>
  )
}

export function RoundPlace() {
  const { id = '', roundId = '' } = useParams()
  const read = useCall('get /volumes/{id}/reviews/{roundId}', { path: { id, roundId } })
  if (failureOf(read))
    return (
      <div className="sheet">
        <Failure error={read.error} again={() => void read.refetch()} />
      </div>
    )
  return read.data ? <RoundOpen key={roundId} read={read.data} /> : <Waiting />
}
