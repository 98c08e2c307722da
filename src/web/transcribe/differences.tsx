/** What a round changed of a page, character by character. */
import { diffChars } from 'diff'
import { useTranscribeWords } from '../words/transcribe.ts'

/** Milliseconds after which a page is too unlike to be compared. */
const MOST = 500

export function Differences({ before, after }: { before: string; after: string }) {
  const own = useTranscribeWords()
  if (before === after) return <p className="quiet small">{own.same}</p>
  const parts = diffChars(before, after, { timeout: MOST })
  if (!parts) return <p className="quiet small">{own.tooUnlike}</p>
  const count = parts.filter(({ added, removed }) => added || removed).length
  return (
    <>
      <p className="quiet small">{own.changes(count)}</p>
      <p className="differences song as-written">
        {parts.map(({ value, added, removed }, i) =>
          added ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            <ins key={i}>{value}</ins>
          ) : removed ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            <del key={i}>{value}</del>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            <span key={i}>{value.length > 60 ? `${value.slice(0, 24)}……${value.slice(-24)}` : value}</span>
          ),
        )}
      </p>
    </>
  )
}
