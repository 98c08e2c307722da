import { meaning, type Resolved } from './days.ts'

/** A date as written, with what it means beside it where that says more. */
export function WrittenDate({ date }: { date: { text: string } & Resolved }) {
  const meant = meaning(date)
  return (
    <span>
      {date.text}
      {meant && <small className="resolved"> {meant}</small>}
    </span>
  )
}
