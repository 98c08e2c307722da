/** A document's packed keys as one value: read whole for counting, so one copy and no decoding of UTF-8 (half the time of reading them as text). */
import type { DatabaseSync } from 'node:sqlite'
import { pack } from '../../hanzi/packed.ts'
import type { FoldedKeys, IndexDocument } from '../../ports/search-index.ts'

/** UTF-16; no token holds a line feed. */
export const encodeKeys = (d: IndexDocument): Buffer =>
  Buffer.from(
    `${[d.titleKey, d.authorKey, d.namesKey, d.key, d.plainKey, d.furnitureKey].map(pack).join('\n')}\n${d.plainSkips.join(' ')}`,
    'utf16le',
  )

export function createFoldedKeys(connection: DatabaseSync): FoldedKeys {
  const statement = connection.prepare('SELECT index_seq, packed FROM keys WHERE number = ?')
  statement.setReturnArrays(true)
  return {
    *keys(numbers) {
      for (const number of numbers) {
        const row = statement.get(number) as unknown as [number, Uint8Array] | undefined
        if (!row) continue
        const [seq, { buffer, byteOffset, byteLength }] = row
        const packed = Buffer.from(buffer, byteOffset, byteLength).toString('utf16le').split('\n')
        const [title, author, names, text, plain, furniture, skips] = packed as [
          string,
          string,
          string,
          string,
          string,
          string,
          string,
        ]
        const plainSkips = skips === '' ? [] : skips.split(' ').map(Number)
        yield { number, seq, title, author, names, text, plain, plainSkips, furniture }
      }
    },
  }
}
