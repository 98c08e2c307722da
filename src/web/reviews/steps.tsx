/** 选题 编排 初审 复审 终审 三校 付印: how far a volume is; and where each chapter stands. */
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { useCall } from '../queries.ts'
import { useReviewWords } from '../words/reviews.ts'
import './reviews.css'

export const stages = ['first', 'second', 'final'] as const
export type Reviews = AnswerOf<'get /volumes/{id}/reviews'>
export type Round = Reviews['rounds'][number]
export type ChapterReview = Reviews['chapters'][number]

export function Steps({ volumeId }: { volumeId: string }) {
  const own = useReviewWords()
  const reviews = useCall('get /volumes/{id}/reviews', { path: { id: volumeId } }, { keep: true }).data
  const at = reviews?.steps.findIndex(({ isDone }) => !isDone)
  return (
    <nav className="steps" aria-label={own.stepsLabel}>
      <ol>
        {reviews?.steps.map(({ step, isDone }, i) => (
          <li
            key={step}
            className={isDone ? 'is-done' : i === at ? 'is-now' : ''}
            aria-current={i === at ? 'step' : undefined}
          >
            {isDone && <Icon name="check" />}
            {own.steps[step]}
            {isDone && <span className="hidden-but-read">{own.done}</span>}
          </li>
        ))}
      </ol>
      <Link to={`/volumes/${volumeId}/reviews`}>{own.title}</Link>
      <Link to={`/volumes/${volumeId}/after`}>{own.after}</Link>
    </nav>
  )
}

export function StandingTag({ standing, isEdited }: { standing: ChapterReview | undefined; isEdited: boolean }) {
  const own = useReviewWords()
  if (!standing) return null
  const { stage, state, unanswered, changes } = standing
  const of = stage ? own.stages[stage] : ''
  if (state === 'none') return <span className="tag">{isEdited ? own.states.edited : own.states.none}</span>
  const why = changes > 0 && state !== 'reviewing' ? own.states.changes(changes) : ''
  if (state === 'returned')
    return (
      <span className="tag warn" title={why}>
        {own.states.returned(unanswered)}
      </span>
    )
  if (state === 'reviewing') return <span className="tag info">{own.states.reviewing(of)}</span>
  return (
    <span className={`tag ${changes > 0 ? 'warn' : 'good'}`} title={why}>
      {own.states.passed(of)}
      {changes > 0 && '*'}
    </span>
  )
}
