/** 文本重用: passages that stand in other items too (chinese-text.md §11): a piece sent in again, printed already, or retold. */
import { Fault } from '../faults.ts'
import { type Folded, fold } from '../hanzi/fold.ts'
import { fingerprints, sharedPassages } from '../hanzi/likeness/winnow.ts'
import { skipsOf } from '../hanzi/readings.ts'
import { accessOf } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader, mayRead } from '../policy.ts'
import type { Match } from '../ports/search-index.ts'
import type { PresentText, TextStore } from '../texts/store.ts'
import { layoutOf } from '../texts/text.ts'
import type { Selection } from './selection.ts'

export interface Similar {
  itemId: string
  title: string
  referenceCode: string | null
  textRevision: number
  /** How much of the item stands in the other one, 0–1, by characters of the shared passages. */
  share: number
  /** UTF-16 offsets in either text, in the order of the item's own. */
  passages: { start: number; end: number; otherStart: number; otherEnd: number; text: string }[]
}

const PHRASE = 8
const PHRASES = 60
const ROUNDS = 3
const CANDIDATES = 50
/** A phrase that so many of the texts share is a formula of its time. */
const FORMULA = 20
const MOST_PASSAGES = 200

export function createReuse(deps: { items: ItemStore; texts: TextStore; selection: Selection }) {
  const { items, texts, selection } = deps

  function printed(row: PresentText) {
    const folded = fold(row.text, skipsOf(layoutOf(row), 'in-place'))
    return { folded, tokens: folded.tok, prints: fingerprints(folded.tok) }
  }

  return {
    /** The items that share passages with this one, most of them first. Faults item.not-found, item.no-text. */
    async similar(actor: Actor, itemId: string): Promise<{ items: Similar[] }> {
      demandReader(actor)
      const item = await items.get(itemId)
      if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
        throw new Fault('item.not-found', { id: itemId })
      const [own] = await texts.present([itemId])
      if (!own) throw new Fault('item.no-text', { id: itemId })
      const mine = printed(own)

      // Fingerprints mark the same phrases in either text; some of them, spread over the whole, find the texts.
      const ids = new Set<string>()
      const step = Math.max(1, mine.prints.length / (PHRASES * ROUNDS))
      for (let round = 0; round < ROUNDS; round++) {
        const phrases: Match[] = []
        for (let n = round; n * step < mine.prints.length && phrases.length < PHRASES; n += ROUNDS) {
          const { at } = mine.prints[Math.floor(n * step)]!
          phrases.push({ is: 'phrase', fields: ['text'], tokens: mine.tokens.slice(at, at + PHRASE) })
        }
        if (phrases.length === 0) break
        const found = await selection.candidates(actor, { is: 'or', of: phrases }, { q: '', keep: [] }, CANDIDATES)
        for (const { item: id } of found) if (id !== itemId) ids.add(id)
      }
      const others = (await texts.present([...ids])).map((row) => ({ row, ...printed(row) }))
      const holders = new Map<number, number>()
      for (const { prints } of others)
        for (const hash of new Set(prints.map((print) => print.hash))) holders.set(hash, (holders.get(hash) ?? 0) + 1)
      const isFormula = (hash: number) => (holders.get(hash) ?? 0) > FORMULA
      const known = new Map((await items.getMany([...ids])).map((one) => [one.id, one]))
      const related = others.flatMap((other): Similar[] => {
        const sharing = sharedPassages(mine, other, isFormula)
        const about = known.get(other.row.itemId)
        if (!sharing.isRelated || !about) return []
        const same = sharing.passages.reduce((sum, passage) => sum + passage.same, 0)
        return [
          {
            itemId: other.row.itemId,
            title: about.title,
            referenceCode: about.referenceCode,
            textRevision: other.row.revision,
            share: Math.min(1, same / Math.max(1, mine.tokens.length)),
            passages: sharing.passages.slice(0, MOST_PASSAGES).map(({ a, b }) => {
              const [start, end] = place(mine.folded, a)
              const [otherStart, otherEnd] = place(other.folded, b)
              return { start, end, otherStart, otherEnd, text: own.text.slice(start, end) }
            }),
          },
        ]
      })
      return { items: related.sort((a, b) => b.share - a.share || (a.itemId < b.itemId ? -1 : 1)) }
    },
  }
}

const place = ({ st, en }: Folded, [from, to]: readonly [number, number]): [number, number] => [st[from]!, en[to - 1]!]
