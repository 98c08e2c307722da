/** Where a chapter's text comes from, kept beside each version of it. Pure. */
import { sameStretches } from './alignment.ts'

/** Chapter text [at, at + length) is, character for character, [from, from + length) of the text version `basedOn[source]` names. UTF-16 units. */
export interface Run {
  at: number
  length: number
  source: number
  from: number
}

/** Why the runs are none of this text, or null: sorted, apart, and each the very characters of its source. */
export function wrongRun(origins: readonly Run[], text: string, sources: readonly string[]): Run | null {
  let end = 0
  for (const run of origins) {
    const isSame =
      text.slice(run.at, run.at + run.length) === sources[run.source]?.slice(run.from, run.from + run.length)
    if (run.length <= 0 || run.at < end || run.at + run.length > text.length || !isSame) return run
    end = run.at + run.length
  }
  return null
}

/** After an edit: what stands unchanged, or was moved, keeps its origin; what could be one of several has none. */
export function carry(origins: readonly Run[], before: string, after: string): Run[] {
  const carried: Run[] = []
  for (const { from, to, length } of sameStretches(before, after))
    for (const run of origins) {
      const [start, end] = [Math.max(run.at, from), Math.min(run.at + run.length, from + length)]
      if (start < end)
        carried.push({
          at: to + start - from,
          length: end - start,
          source: run.source,
          from: run.from + start - run.at,
        })
    }
  return united(carried.sort((a, b) => a.at - b.at))
}

/** Neighbours that are neighbours in their source too are one. */
function united(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs) {
    const last = result.at(-1)
    const isNext =
      last?.source === run.source && last.at + last.length === run.at && last.from + last.length === run.from
    if (last && isNext) last.length += run.length
    else result.push({ ...run })
  }
  return result
}
