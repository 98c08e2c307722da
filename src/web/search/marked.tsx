import { Fragment } from 'react'
import { leadOf, piecesOf, type Span } from './pieces.ts'

/** As written, with its marks. */
export const Marked = ({ text, marks, breaks }: { text: string; marks: readonly Span[]; breaks?: readonly Span[] }) => (
  <span className="as-written">
    {piecesOf(text, marks, breaks).map(({ text: part, start, isMarked }) =>
      isMarked ? <mark key={start}>{part}</mark> : <Fragment key={start}>{part.replace(/\s+/g, ' ')}</Fragment>,
    )}
  </span>
)

/** One line of a snippet that begins shortly before what was found. */
export function Around({
  text,
  highlights,
  joins,
}: {
  text: string
  highlights: readonly Span[]
  joins: readonly Span[]
}) {
  const lead = leadOf(text, highlights)
  const moved = (spans: readonly Span[]) =>
    spans.filter(([, end]) => end > lead).map(([start, end]): Span => [Math.max(0, start - lead), end - lead])
  return (
    <>
      {lead > 0 && '……'}
      <Marked text={text.slice(lead)} marks={moved(highlights)} breaks={moved(joins)} />
    </>
  )
}
