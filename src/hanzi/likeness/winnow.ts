/**
 * Text reuse by winnowing (Schleimer, Wilkerson and Aiken 2003; chinese-text.md §11) over folded tokens: from every window of eight hashes of
 * eight tokens the least is kept. Two texts that share 15 tokens in a row share a fingerprint, and where it stands is known.
 */

export interface Fingerprint {
  /** 32 bits, unsigned; the same on every machine and in every version of this program, so that it can be stored. */
  hash: number
  /** Index of the first of its eight tokens. */
  at: number
}

/** Tokens that a fingerprint is made of. */
export const LENGTH = 8
const WINDOW = 8
const BASE = 0x01000193

/** Kept with stored fingerprints: those of another version are made again. */
export const WINNOW_VERSION = 1

/** murmur3's finaliser: neighbouring code points come out unlike. */
function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function hashOf(token: string): number {
  if (token.length === 1) return mix(token.charCodeAt(0))
  let h = 0x811c9dc5
  for (let i = 0; i < token.length; i++) h = Math.imul(h ^ token.charCodeAt(i), BASE)
  return mix(h)
}

/** The hash of every eight tokens in a row. */
function hashes(tokens: readonly string[]): Uint32Array {
  const count = tokens.length - LENGTH + 1
  if (count <= 0) return new Uint32Array(0)
  const result = new Uint32Array(count)
  const own = new Int32Array(LENGTH)
  let leaving = 1
  for (let i = 0; i < LENGTH; i++) leaving = Math.imul(leaving, BASE)
  let rolling = 0
  for (let i = 0; i < tokens.length; i++) {
    const slot = i % LENGTH
    const arriving = hashOf(tokens[i]!)
    rolling = (Math.imul(rolling, BASE) + arriving - Math.imul(own[slot]!, leaving)) | 0
    own[slot] = arriving
    if (i >= LENGTH - 1) result[i - LENGTH + 1] = mix(rolling) >>> 0
  }
  return result
}

/** In order. None for fewer than eight tokens; about 0.22 per token. */
export function fingerprints(tokens: readonly string[]): Fingerprint[] {
  const all = hashes(tokens)
  const window = Math.min(WINDOW, all.length)
  const kept: Fingerprint[] = []
  let least = -1
  for (let right = window - 1; right >= 0 && right < all.length; right++) {
    const left = right - window + 1
    if (least < left) {
      least = left
      for (let i = left + 1; i <= right; i++) if (all[i]! <= all[least]!) least = i
    } else if (all[right]! < all[least]!) least = right
    // An equal one further on does not replace it: a repeated character would fill the index.
    else continue
    kept.push({ hash: all[least]!, at: least })
  }
  return kept
}
