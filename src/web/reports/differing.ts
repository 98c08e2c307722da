/** A reading and the one proposed for it: what they share at both ends, and what differs between. Pure. */
export interface Differing {
  before: string
  old: string
  fresh: string
  after: string
}

const isHighSurrogate = (text: string, at: number) => /[\uD800-\uDBFF]/.test(text[at] ?? '')

/** No character is cut. */
export function differing(old: string, fresh: string): Differing {
  const shorter = Math.min(old.length, fresh.length)
  let start = 0
  while (start < shorter && old[start] === fresh[start]) start++
  if (isHighSurrogate(old, start - 1)) start--
  let end = 0
  while (end < shorter - start && old.at(-1 - end) === fresh.at(-1 - end)) end++
  if (end > 0 && isHighSurrogate(old, old.length - end - 1)) end--
  return {
    before: old.slice(0, start),
    old: old.slice(start, old.length - end),
    fresh: fresh.slice(start, fresh.length - end),
    after: old.slice(old.length - end),
  }
}

/** Many a passage says more of where it stands than is needed. */
export function shortened(text: string, keep: number, from: 'start' | 'end'): string {
  const all = [...text]
  if (all.length <= keep) return text
  return from === 'start' ? `……${all.slice(-keep).join('')}` : `${all.slice(0, keep).join('')}……`
}
