/** Why a 存稿 came back for a topic. */
import type { AnswerOf } from '../api.ts'
import { useSubmissionWords } from '../words/submissions.ts'

type Reason = AnswerOf<'get /topics/{id}/held'>['items'][number]['reasons'][number]

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const own = useSubmissionWords().held
  return (
    <p className="reasons">
      {reasons.map(({ kind, where, value }) => (
        <span key={`${kind} ${value}`} className="tag as-written">
          {own.kinds[kind]} {where === 'text' ? own.inText(value) : value}
        </span>
      ))}
    </p>
  )
}
