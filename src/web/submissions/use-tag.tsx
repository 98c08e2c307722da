/** 已用 · 部分用 · 未用, with how much is left. */
import { useSubmissionWords } from '../words/submissions.ts'

/** Of nothing but a part it is never said that it is all, nor nothing. */
const percentOf = (used: number, total: number) => Math.min(99, Math.max(1, Math.round((used / total) * 100)))

export function UseTag({ use }: { use: { state: 'unused' | 'part' | 'all'; total: number; used: number } }) {
  const own = useSubmissionWords().use
  const { state, total, used } = use
  return (
    <span className={`tag ${state === 'all' ? 'good' : state === 'part' ? 'warn' : ''}`}>
      {state === 'part' ? own.part(percentOf(used, total), total - used) : own[state]}
    </span>
  )
}
