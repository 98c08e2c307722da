/** One 稿件: its checks, what is decided about it, what of it is left, and how it came to this. */
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { SavedInput } from '../frame/saved-input.tsx'
import { Select } from '../frame/select.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useSubmissionWords } from '../words/submissions.ts'
import { useWords } from '../words/words.ts'
import { decisions, isDecision, needsReason, type State, states } from './states.ts'
import { UseTag } from './use-tag.tsx'

type Open = AnswerOf<'get /submissions/{id}'>
type CheckName = keyof Open['checks'] & string
/** 编入 is said by the chapters. */
const others = states.filter((state) => !isDecision(state) && state !== 'compiled')
const checkNames: CheckName[] = ['firsthand', 'political', 'authentic', 'reprinted']
const MOST_LEFT = 20

function Checks({ submission, change }: { submission: Open; change: (body: object) => Promise<boolean> }) {
  const own = useSubmissionWords()
  const words = useWords()
  const { checks, reuse } = submission
  // What others say of the text is proposed, until somebody has said it himself.
  const proposed = reuse?.items.some(({ decision }) => decision === 'duplicate') ? 'yes' : 'doubtful'
  return (
    <>
      <h3>{own.screening}</h3>
      {checkNames.map((name) => {
        const check = checks[name]
        const verdict = check?.verdict ?? (name === 'reprinted' && reuse?.total ? proposed : '')
        const set = (to: string, note: string) =>
          change({ checks: { [name]: to === '' ? null : { verdict: to, note } } })
        return (
          <div key={name} className="check-row">
            <b title={own.checksWhy[name]}>{own.checks[name]}</b>
            <Segmented
              size="small"
              aria-label={`${own.checks[name]}：${own.checksWhy[name]}`}
              value={verdict}
              options={['', 'yes', 'no', 'doubtful'].map((value) => ({
                value,
                label: value === '' ? own.unchecked : own.verdicts[value],
              }))}
              onChange={(to) => void set(to, check?.note ?? '')}
            />
            {check && (
              <SavedInput
                key={submission.id}
                size="small"
                aria-label={own.note(own.checks[name] ?? '')}
                value={check.note}
                maxLength={2000}
                save={(note) => set(check.verdict, note)}
              />
            )}
            {name === 'reprinted' && reuse && reuse.total > 0 && (
              <p className="small quiet" style={{ gridColumn: 2 }}>
                {own.reuse(reuse.total)}{' '}
                {reuse.items.map((one) => (
                  <Link
                    key={one.itemId}
                    className="as-written"
                    to={`/items/${submission.item.id}/similar/${one.itemId}`}
                  >
                    {one.title} {own.shared(one.characters)} {one.printed && words.printedIn(one.printed)}{' '}
                  </Link>
                ))}
              </p>
            )}
          </div>
        )
      })}
    </>
  )
}

function Left({ submission }: { submission: Open }) {
  const own = useSubmissionWords()
  const { item, use } = submission
  const text = useCall('get /items/{id}/text', { path: { id: item.id } }, { enabled: use.left.length > 0 })
  if (use.left.length === 0 || !text.data) return null
  return (
    <>
      <h3>{own.leftTitle(use.left.length)}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <ul className="left-list song" tabIndex={0} aria-label={own.leftTitle(use.left.length)}>
        {use.left.slice(0, MOST_LEFT).map(({ start, end }) => (
          <li key={start}>
            <Link className="as-written" to={`/items/${item.id}?at=${start}-${end}`}>
              {text.data.text.slice(start, Math.min(end, start + 60)).replace(/\s+/g, ' ')}
              {end - start > 60 && '……'}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

function History({ submission }: { submission: Open }) {
  const words = useWords()
  const own = useSubmissionWords()
  const told = (step: Open['history'][number]) => {
    if (step.fields.includes('chapters')) return own.followed[step.state] ?? ''
    if (step.fields.includes('state') || step.fields.includes('reason')) return own.states[step.state] ?? ''
    return step.fields.length ? own.changed(step.fields.map((field) => own.fields[field] ?? field)) : own.begun
  }
  return (
    <>
      <h3>{own.history}</h3>
      <ol className="steps-list small">
        {submission.history.map((step) => (
          <li key={step.revision}>
            <b>{told(step)}</b>
            {(step.fields.includes('state') || step.fields.includes('chapters')) && step.reason && (
              <span className="as-written">{step.reason}</span>
            )}
            <span className="quiet">
              {step.actorName}　{words.moment(step.at)}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

export function SubmissionOpen({ id, close }: { id: string; close: () => void }) {
  const words = useWords()
  const own = useSubmissionWords()
  const { isEditor } = useRoles()
  const found = useCall('get /submissions/{id}', { path: { id } }, { keep: true })
  const topics = useCall('get /topics', { query: { size: 200 } })
  const does = useDoing('get /submissions', 'get /submissions/{id}')
  const [reason, setReason] = useState('')
  if (failureOf(found)) return <Failure error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Waiting />
  const submission = found.data
  const { item, state, revision } = submission
  const change = (body: object) =>
    does(() => call('patch /submissions/{id}', { path: { id }, body }, { ifMatch: revision }))
  const step = (to: State) =>
    does(async () => {
      await call('put /submissions/{id}/state', { path: { id }, body: { state: to, reason } }, { ifMatch: revision })
      setReason('')
    })
  const field = (name: 'contributor' | 'county') => (
    <>
      <label htmlFor={`submission-${name}`} className="quiet">
        {own.columns[name]}
      </label>
      <SavedInput
        key={id}
        id={`submission-${name}`}
        size="small"
        value={submission[name]}
        maxLength={100}
        save={(said) => change({ [name]: said })}
      />
    </>
  )
  return (
    <aside className="submission-open" aria-label={item.title}>
      <header>
        <span className="reference small quiet">{submission.number}</span>
        <span className="tag">{own.states[state]}</span>
        <UseTag use={submission.use} />
        <span className="spread" />
        <Button size="small" type="text" icon={<Icon name="close" />} aria-label={words.frame.close} onClick={close} />
      </header>
      <h2 className="as-written">
        <Link to={`/items/${item.id}`}>{item.title}</Link>
      </h2>
      {submission.reason && <p className="quiet as-written">{submission.reason}</p>}
      {isEditor && (
        <>
          <div className="decisions">
            {decisions.map((to) => (
              <Button
                key={to}
                size="small"
                type={state === to ? 'primary' : 'default'}
                disabled={needsReason(to) && reason.trim() === ''}
                onClick={() => void step(to)}
              >
                {own.states[to]}
              </Button>
            ))}
            <Select
              size="small"
              aria-label={own.state}
              value={state}
              options={[...others, ...(isDecision(state) || state === 'compiled' ? [state] : [])].map((value) => ({
                value,
                label: own.states[value],
              }))}
              onChange={(to: State) => void step(to)}
            />
          </div>
          <Input
            size="small"
            aria-label={own.reason}
            placeholder={`${own.reason}（${own.reasonHint}）`}
            value={reason}
            maxLength={2000}
            onChange={({ target }) => setReason(target.value)}
          />
        </>
      )}
      <div className="fields" style={{ marginTop: 12 }}>
        {field('contributor')}
        {field('county')}
        <span className="quiet">{own.topic}</span>
        <Select
          size="small"
          aria-label={own.topic}
          value={submission.topicId ?? ''}
          options={[
            { value: '', label: own.noTopic },
            ...(topics.data?.items ?? []).map((one) => ({ value: one.id, label: one.title })),
          ]}
          onChange={(to) => void change({ topicId: to || null })}
        />
      </div>
      <Checks submission={submission} change={change} />
      <Left submission={submission} />
      <History submission={submission} />
    </aside>
  )
}
