/** What one line of the list says: its four dots, what it came to, and what is asked of somebody. Pure. */
import type { Calls } from '../api-types.ts'

export type Line = Calls['get /accessions/{id}/files']['answer']['items'][number]
export type Dot = 'none' | 'waiting' | 'now' | 'done' | 'failed' | 'hold'
/** `refused`: nothing was taken. `same`: another item holds these bytes. `sameHere`: another file of this accession does. */
export type Question = 'refused' | 'sameHere' | 'encoding' | 'damaged' | 'same'

const warned = (line: Line, code: string) => line.item?.warnings.some((warning) => warning.code === code) ?? false
/** What failed, of reading or picturing. */
export const failureOf = (line: Line) => line.item?.stages.find(({ state }) => state === 'failed')?.problem ?? null

export function questionOf(line: Line): Question | null {
  if (line.state !== 'attention') return null
  if (line.outcome === 'rejected') return 'refused'
  if (line.outcome === 'duplicate') return 'sameHere'
  // Whoever puts a copy away need not read it.
  if (line.duplicateOf && !line.decision) return 'same'
  const failure = failureOf(line)
  if (failure) return failure.code === 'text.undecodable' ? 'encoding' : 'damaged'
  return warned(line, 'text.uncertain-encoding') ? 'encoding' : 'damaged'
}

/** received, read, rendered, indexed. */
export function dotsOf(line: Line): Dot[] {
  if (line.outcome === 'rejected') return ['failed', 'waiting', 'waiting', 'waiting']
  if (!line.item || line.outcome === 'duplicate')
    return ['done', line.state === 'attention' ? 'hold' : 'none', 'none', 'none']
  const dots = line.item.stages.map(({ state }): Dot => state)
  const question = questionOf(line)
  if (question === 'encoding' && dots[1] === 'done') dots[1] = 'hold'
  if (question === 'same') dots[1] = 'hold'
  const next = dots.indexOf('waiting')
  if (next >= 0 && line.state === 'working') dots[next] = 'now'
  return dots
}

/** The sentence of the problem behind a question, and its short name's code. */
export function problemOf(line: Line): { code: string; detail: string } | null {
  if (line.outcome === 'rejected') return line.problem ?? null
  return failureOf(line) ?? line.item?.warnings.find(({ code }) => code !== 'file.no-text') ?? null
}

export const folderOf = (line: Pick<Line, 'originalPath' | 'filename'>): string => {
  const path = line.originalPath ?? ''
  const end = path.lastIndexOf('/')
  return end < 0 ? '' : path.slice(0, end + 1).replaceAll('/', '／')
}
