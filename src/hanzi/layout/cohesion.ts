/** Words that a break cuts in two, told without a dictionary: the text itself is one. Pure. */

/** The characters before and after a break, BMP Han both. */
export type Cut = [before: string, after: string]

/** Seen together at least so often, and in at least this share of the rarer one's places. */
const LEAST = 2
const SHARE = 0.25

/**
 * Which of the cuts are words: 示|范 is one where 示范 stands elsewhere in the text and 范 seldom stands without 示. An approximation of a
 * segmenter's answer: a word that occurs once is missed. One pass over the text, none without cuts.
 */
export function wordsAmong(text: string, cuts: readonly Cut[]): Set<string> {
  if (cuts.length === 0) return new Set()
  const singles = new Uint32Array(0x10000)
  const isFirst = new Uint8Array(0x10000)
  const pairs = new Map<number, number>()
  const codeOf = ([before, after]: Cut) => before.charCodeAt(0) * 0x10000 + after.charCodeAt(0)
  for (const cut of cuts) {
    isFirst[cut[0].charCodeAt(0)] = 1
    pairs.set(codeOf(cut), 0)
  }
  let last = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    singles[unit]!++
    if (isFirst[last]) {
      const code = last * 0x10000 + unit
      const count = pairs.get(code)
      if (count !== undefined) pairs.set(code, count + 1)
    }
    last = unit
  }
  return new Set(
    cuts
      .filter((cut) => {
        const count = pairs.get(codeOf(cut))!
        const rarer = Math.min(singles[cut[0].charCodeAt(0)]!, singles[cut[1].charCodeAt(0)]!)
        return count >= LEAST && count >= SHARE * rarer
      })
      .map((cut) => cut.join('')),
  )
}
