/** Where a stretch of one text version stands in a later one (W3C text quote and position). Pure. */
import { type Stretch, sameStretches } from './alignment.ts'

/** 有效: where it was; 变动: the same characters elsewhere; 失锚: not there, or not to be told from what looks like it. UTF-16 units. */
export type Followed = { state: 'valid' | 'moved'; start: number; end: number } | { state: 'lost' }

const LOST = { state: 'lost' } as const

/** More than half of what is told lies where nothing else could be meant. */
const isSure = ({ from, length, softStart, softEnd }: Stretch, start: number, end: number): boolean =>
  Math.min(end, from + length - softEnd) - Math.max(start, from + softStart) > (end - start) / 2

/** `stretches`: `sameStretches` of the two versions. Whatever is told valid or moved has exactly the characters it had. */
export function followIn(stretches: readonly Stretch[], { start, end }: { start: number; end: number }): Followed {
  const found = stretches.find(({ from, length }) => from <= start && end <= from + length)
  if (!found || start >= end || !isSure(found, start, end)) return LOST
  const to = found.to + start - found.from
  return { state: to === start ? 'valid' : 'moved', start: to, end: to + end - start }
}

/** Through one version after another, `steps[i]` between the i-th and the next: what was copied in one and deleted in a later one is told apart. */
export function followThrough(steps: readonly (readonly Stretch[])[], range: { start: number; end: number }): Followed {
  let place = range
  for (const stretches of steps) {
    const found = followIn(stretches, place)
    if (found.state === 'lost') return LOST
    place = found
  }
  return { state: place.start === range.start ? 'valid' : 'moved', start: place.start, end: place.end }
}

/** The steps between versions of one text, the earliest first; what was undone was never lost. */
export function stepsBetween(versions: readonly string[]): Stretch[][] {
  const steps: Stretch[][] = []
  for (let i = 0; i + 1 < versions.length; i++) {
    i = versions.lastIndexOf(versions[i]!)
    if (i + 1 < versions.length) steps.push(sameStretches(versions[i]!, versions[i + 1]!))
  }
  return steps
}

/** Those parts of a range that still stand after `steps`, wherever they are. */
export const partsThrough = (
  steps: readonly (readonly Stretch[])[],
  range: { start: number; end: number },
): { start: number; end: number }[] =>
  steps.reduce(
    (parts, stretches) =>
      parts.flatMap(({ start, end }) =>
        stretches.flatMap(({ from, to, length }) => {
          const [first, last] = [Math.max(start, from), Math.min(end, from + length)]
          return first < last ? [{ start: to + first - from, end: to + last - from }] : []
        }),
      ),
    [range],
  )
