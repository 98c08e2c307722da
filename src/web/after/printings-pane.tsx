/** 出版: the printings of a volume, and the next one from what was signed for print. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { Field } from '../reviews/field.tsx'
import { sendFile } from '../reviews/upload.ts'
import { useAfterWords } from '../words/after.ts'
import { useReviewWords } from '../words/reviews.ts'
import { useAct } from './use-act.ts'

/** `number`: 第几次印刷 it will be. */
function Publish({ volumeId, number }: { volumeId: string; number: number }) {
  const own = useAfterWords().printing
  const act = useAct()
  const [publishedOn, setDay] = useState('')
  const [printRun, setRun] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [before, setBefore] = useState('0')
  const [note, setNote] = useState('')
  return (
    <form
      className="review-form"
      onSubmit={(event) => {
        event.preventDefault()
        void act(async () => {
          const fileId = file ? await sendFile(volumeId, file) : undefined
          const kept = fileId ? { fileId, sheetsBefore: Number(before) || 0 } : {}
          const body = { number, publishedOn, printRun: Number(printRun), note, ...kept }
          await call('post /volumes/{id}/printings', { path: { id: volumeId }, body })
        })
      }}
    >
      <Field label={own.publishedOn}>
        {(id) => <Input id={id} type="date" value={publishedOn} onChange={({ target }) => setDay(target.value)} />}
      </Field>
      <Field label={own.printRun}>
        {(id) => <Input id={id} inputMode="numeric" value={printRun} onChange={({ target }) => setRun(target.value)} />}
      </Field>
      <Field label={own.file}>
        {(id) => (
          <input
            id={id}
            type="file"
            accept=".pdf,.docx"
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
        )}
      </Field>
      {file && (
        <Field label={own.sheetsBefore}>
          {(id) => (
            <Input id={id} inputMode="numeric" value={before} onChange={({ target }) => setBefore(target.value)} />
          )}
        </Field>
      )}
      <Field label={own.note} isWide>
        {(id) => <Input id={id} maxLength={2000} value={note} onChange={({ target }) => setNote(target.value)} />}
      </Field>
      <Button type="primary" htmlType="submit" disabled={publishedOn === '' || !(Number(printRun) > 0)}>
        {own.publish}
      </Button>
    </form>
  )
}

export function PrintingsPane({ volumeId }: { volumeId: string }) {
  const own = useAfterWords().printing
  const review = useReviewWords()
  const found = useCall('get /volumes/{id}/printings', { path: { id: volumeId } })
  if (failureOf(found)) return <Failure error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Waiting />
  const { items, signed, changed } = found.data
  return (
    <>
      {items.length === 0 && <p className="quiet">{own.none}</p>}
      <ul>
        {items.toReversed().map((printing) => (
          <li key={printing.id} className="review-line">
            <b>{own.nth(printing.number)}</b>
            <span>{printing.publishedOn}</span>
            <span>{own.run(printing.printRun)}</span>
            <span className="quiet">{own.by(printing.publishedByName, printing.publishedAt.slice(0, 10))}</span>
            {printing.note && <span className="as-written">{printing.note}</span>}
            <span className="spread" />
            {printing.file && (
              <a className="as-written" href={`/api/v1/volumes/${volumeId}/review-files/${printing.file.id}`}>
                {printing.file.name}
              </a>
            )}
            <span className="small quiet review-hash">
              {own.text} {printing.hash.slice(0, 16)}
            </span>
          </li>
        ))}
      </ul>
      {items.length > 0 && changed.length > 0 && (
        <p className="small">
          {own.changed(changed.length)}{' '}
          <span className="as-written">{changed.map(({ title }) => title).join('、')}</span>
        </p>
      )}
      <section className="after-next">
        {signed ? (
          <>
            <p className="small quiet">
              {own.signed(signed.byName, signed.at.slice(0, 10))}　{signed.isPrinted ? own.again : own.stands}
            </p>
            <Publish key={items.length} volumeId={volumeId} number={items.length + 1} />
          </>
        ) : (
          <>
            <p>{own.notSigned}</p>
            <Link to={`/volumes/${volumeId}/reviews`}>{review.title}</Link>
          </>
        )}
      </section>
    </>
  )
}
