/** 三校: the rounds of proof, and a new one from the printer's file. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { useReviewWords } from '../words/reviews.ts'
import { useAct } from './act.ts'
import { Field } from './field.tsx'
import { sendFile } from './upload.ts'

const stages = ['first', 'second', 'third', 'reading', 'check', 'print'] as const

export function ProofRounds({ volumeId }: { volumeId: string }) {
  const own = useReviewWords()
  const act = useAct()
  const proofs = useCall(
    'get /volumes/{id}/proofs',
    { path: { id: volumeId } },
    { refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'reading') ? 1500 : false) },
  ).data?.items
  const signed = new Set(proofs?.filter(({ closing }) => closing?.how === 'signed').map(({ stage }) => stage))
  const [chosen, setChosen] = useState<(typeof stages)[number] | null>(null)
  const stage = chosen ?? stages.find((one) => !signed.has(one)) ?? 'check'
  const [file, setFile] = useState<File | null>(null)
  const [chars, setChars] = useState('')
  const needsNone = stage === 'reading' || stage === 'print'
  return (
    <section>
      <h2>{own.proofs}</h2>
      {proofs?.length === 0 && <p className="quiet">{own.noProofs}</p>}
      <ul>
        {proofs?.toReversed().map((proof) => (
          <li key={proof.id} className="review-line">
            <b>{own.proofStages[proof.stage]}</b>
            <span className="quiet">{proof.openedAt.slice(0, 10)}</span>
            {proof.state === 'reading' && <span className="tag info">{own.comparing}</span>}
            {proof.problem && <span className="tag bad">{proof.problem.detail}</span>}
            {proof.rate && <span>{own.rate(proof.rate.rate)}</span>}
            {proof.closing && (
              <span className={`tag ${proof.closing.how === 'signed' ? 'good' : ''}`}>
                {proof.closing.how === 'signed'
                  ? own.closed(proof.closing.byName, proof.closing.at.slice(0, 10))
                  : own.recalled}
              </span>
            )}
            <span className="spread" />
            <Link to={`/volumes/${volumeId}/proofs/${proof.id}`}>{own.read}</Link>
          </li>
        ))}
      </ul>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          void act(async () => {
            const fileId = file ? await sendFile(volumeId, file) : null
            await call('post /volumes/{id}/proofs', {
              path: { id: volumeId },
              body: { stage, fileId, layoutChars: Number(chars) || null },
            })
            setChosen(null)
          })
        }}
      >
        <Field label={own.proofStage}>
          {(id) => (
            <Select
              id={id}
              value={stage}
              onChange={setChosen}
              aria-label={own.proofStage}
              options={stages.map((value) => ({ value, label: own.proofStages[value] }))}
            />
          )}
        </Field>
        <Field label={own.proofFile}>
          {(id) => (
            <input
              id={id}
              type="file"
              accept=".pdf,.docx"
              onChange={({ target }) => setFile(target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <Field label={own.layoutChars}>
          {(id) => (
            <Input id={id} inputMode="numeric" value={chars} onChange={({ target }) => setChars(target.value)} />
          )}
        </Field>
        <Button htmlType="submit" disabled={!file && !needsNone}>
          {own.open}
        </Button>
      </form>
    </section>
  )
}
