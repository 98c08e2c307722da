import { briefly, type Resolved } from './days.ts'

/** A date as written, with what it means beside it where that says more. */
export function WrittenDate({ date }: { date: { text: string } & Resolved }) {
  const meant = date.edtf === null ? '' : briefly(date)
  return (
    <span>
      {date.text}
      {meant !== '' && meant !== date.text && <small className="resolved"> {meant}</small>}
    </span>
  )
}
