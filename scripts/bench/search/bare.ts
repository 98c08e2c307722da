/** What any search at least has to do, in bare statements of the same files: the ids, the same facets in memory, the texts of ten hits. */
import { DatabaseSync } from 'node:sqlite'
import { foldKey } from '../../../src/hanzi/fold.ts'
import { decadesOf } from '../../../src/ports/search-index.ts'

/** Asked of both sides. */
export const FACETS = ['kind', 'genre', 'decade', 'accession'] as const
const SNIPPETS = 10
const [BEFORE, AFTER] = [36, 84]

/** As FTS5 is asked: phrases of folded tokens. */
export const expressionOf = (q: string): string =>
  q
    .split(' ')
    .map((word) => `"${foldKey(word)}"`)
    .join(' AND ')

export type Bare = ReturnType<typeof bareSearch>

export function bareSearch({ records, index }: { records: string; index: string }) {
  const open = (file: string) => {
    const db = new DatabaseSync(file, { readOnly: true })
    db.exec('PRAGMA cache_size = -16000')
    return db
  }
  const db = open(index)
  const ids = db.prepare('SELECT rowid FROM doc_fts WHERE doc_fts MATCH ?')
  ids.setReturnArrays(true)
  const docs = db
    .prepare('SELECT number, item, kind, genre, accession, day_min AS dayMin, day_max AS dayMax FROM doc')
    .all() as unknown as {
    number: number
    item: string
    kind: string
    genre: string | null
    accession: string
    dayMin: number | null
    dayMax: number | null
  }[]
  const itemOf: string[] = []
  const columns = FACETS.map((facet) => {
    const [values, codes] = [[] as string[], new Uint16Array(docs.length + 1)]
    for (const doc of docs) {
      itemOf[doc.number] = doc.item
      const value = (facet === 'decade' ? decadesOf(doc)[0] : doc[facet]) ?? ''
      if (!values.includes(value)) values.push(value)
      codes[doc.number] = values.indexOf(value)
    }
    return { values, codes }
  })
  // As bytes: node:sqlite takes ten times as long to make a string of a text column.
  const text = open(records).prepare(
    'SELECT cast(t.text AS BLOB) FROM items i JOIN text_versions t ON t.item_id = i.id AND t.revision = i.text_revision WHERE i.id = ?',
  )
  text.setReturnArrays(true)

  const matching = (q: string): number[] => (ids.all(expressionOf(q)) as unknown as [number][]).map((row) => row[0])
  const counted = (numbers: readonly number[]) =>
    columns.map(({ values, codes }) => {
      const counts = new Uint32Array(values.length)
      for (const number of numbers) counts[codes[number]!]!++
      return values.map((value, code) => ({ value, count: counts[code]! })).sort((a, b) => b.count - a.count)
    })
  const textOf = (number: number): string => {
    const [{ buffer, byteOffset, byteLength }] = text.get(itemOf[number]!) as unknown as [Uint8Array]
    return Buffer.from(buffer, byteOffset, byteLength).toString()
  }

  return {
    matching,
    textOf,
    /** The statement with the same facets. Returns the exact total. */
    statement(q: string): number {
      const numbers = matching(q)
      counted(numbers)
      return numbers.length
    },
    /** The same and the texts of ten hits, cut around the words where they stand as they are written. */
    whole(q: string): string[] {
      const numbers = matching(q)
      counted(numbers)
      const [word = ''] = q.split(' ')
      return numbers.slice(0, SNIPPETS).map((number) => {
        const read = textOf(number)
        const at = Math.max(0, read.indexOf(word))
        return read.slice(Math.max(0, at - BEFORE), at + AFTER)
      })
    },
  }
}
