/** A document's packed keys as one value: read whole for counting, so one copy and no decoding of UTF-8 (half the time of reading them as text). */
import type { DatabaseSync } from 'node:sqlite'
import { pack } from '../../hanzi/packed.ts'
import type { FoldedKeys, IndexDocument } from '../../ports/search-index.ts'

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

export function createFoldedKeys(connection: DatabaseSync): FoldedKeys {
  const [plain, anchored] = ['index_seq, packed', 'index_seq, packed, anchors'].map((columns) => {
    const statement = connection.prepare(`SELECT ${columns} FROM keys WHERE number = ?`)
    statement.setReturnArrays(true)
    return statement
  })
  return {
    *keys(numbers, options) {
      const statement = options?.anchored ? anchored! : plain!
      for (const number of numbers) {
        const row = statement.get(number) as unknown as [number, Uint8Array, Uint8Array?] | undefined
        if (!row) continue
        const [seq, { buffer, byteOffset, byteLength }, anchors] = row
        const packed = Buffer.from(buffer, byteOffset, byteLength).toString('utf16le')
        let at = 0
        const next = () => {
          const start = at
          at = packed.indexOf('\n', start) + 1
          return packed.slice(start, at - 1)
        }
        const [title, author, names, plainText, furniture, skips] = [next(), next(), next(), next(), next(), next()]
        yield {
          number,
          seq,
          title,
          author,
          names,
          text: packed.slice(at),
          anchors: anchors ? decodeAnchors(anchors) : [],
          plain: plainText,
          plainSkips: skips === '' ? [] : skips.split(' ').map(Number),
          furniture,
        }
      }
    },
  }
}
