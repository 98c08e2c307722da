/** A document's packed keys as one value: one copy and no decoding of UTF-8 (half the time of reading them as text); those asked for are kept in memory. */
import type { DatabaseSync } from 'node:sqlite'
import { pack } from '../../hanzi/packed.ts'
import type { FoldedKeys, IndexDocument, PackedKeys } from '../../ports/search-index.ts'

/** UTF-16, the longest last; no token holds a line feed. */
export const encodeKeys = (d: IndexDocument): Buffer => {
  const keys = [d.titleKey, d.authorKey, d.namesKey, d.plainKey, d.furnitureKey].map(pack)
  return Buffer.from([...keys, d.plainSkips.join(' '), pack(d.key)].join('\n'), 'utf16le')
}

const MOST = 0xffff
/** Each number as what it is more than the one before it of its kind, in two bytes; a longer way goes in several steps. */
export function encodeAnchors(anchors: readonly number[]): Uint8Array {
  const steps: number[] = []
  let [place, offset] = [0, 0]
  for (let i = 0; i < anchors.length; i += 2) {
    let [on, further] = [anchors[i]! - place, anchors[i + 1]! - offset]
    for (; on > MOST || further > MOST; on -= Math.min(on, MOST), further -= Math.min(further, MOST))
      steps.push(Math.min(on, MOST), Math.min(further, MOST))
    steps.push(on, further)
    place = anchors[i]!
    offset = anchors[i + 1]!
  }
  return new Uint8Array(Uint16Array.from(steps).buffer)
}

function decodeAnchors({ buffer, byteOffset, byteLength }: Uint8Array): number[] {
  const steps = new Uint16Array(buffer.slice(byteOffset, byteOffset + byteLength))
  const anchors: number[] = []
  let [place, offset] = [0, 0]
  for (let i = 0; i < steps.length; i += 2) {
    place += steps[i]!
    offset += steps[i + 1]!
    // A step of the greatest length is a part of a longer way.
    if (steps[i] !== MOST && steps[i + 1] !== MOST) anchors.push(place, offset)
  }
  return anchors
}

/** Units of UTF-16 that are kept in memory: of an archive of ten years all. Reading them again and again is what counting takes longest for. */
const KEPT = 24_000_000

/** `seqOf`: the state that is indexed of a number; what is kept of another is read anew. */
export function createFoldedKeys(connection: DatabaseSync, seqOf: (number: number) => number | undefined): FoldedKeys {
  const statement = connection.prepare('SELECT index_seq, packed, anchors FROM keys WHERE number = ?')
  statement.setReturnArrays(true)
  const kept = new Map<number, { keys: PackedKeys; units: number }>()
  let units = 0

  function drop(number: number): void {
    units -= kept.get(number)?.units ?? 0
    kept.delete(number)
  }

  function read(number: number): PackedKeys | null {
    const row = statement.get(number) as unknown as [number, Uint8Array, Uint8Array] | undefined
    if (!row) return null
    const [seq, { buffer, byteOffset, byteLength }, anchors] = row
    const packed = Buffer.from(buffer, byteOffset, byteLength).toString('utf16le')
    let at = 0
    const next = () => {
      const start = at
      at = packed.indexOf('\n', start) + 1
      return packed.slice(start, at - 1)
    }
    const [title, author, names, plain, furniture, skips] = [next(), next(), next(), next(), next(), next()]
    const text = packed.slice(at)
    const plainSkips = skips === '' ? [] : skips.split(' ').map(Number)
    const keys = {
      number,
      seq,
      title,
      author,
      names,
      text,
      anchors: decodeAnchors(anchors),
      plain,
      plainSkips,
      furniture,
    }
    drop(number)
    kept.set(number, { keys, units: packed.length })
    units += packed.length
    // The first that came in goes first.
    for (const oldest of kept.keys()) {
      if (units <= KEPT || oldest === number) break
      drop(oldest)
    }
    return keys
  }

  return {
    keys(numbers) {
      const found = new Map<number, PackedKeys>()
      for (const number of numbers) {
        const present = kept.get(number)?.keys
        const keys = present && present.seq === seqOf(number) ? present : read(number)
        if (keys) found.set(number, keys)
      }
      return found
    },
  }
}
