/** One page of hits as it is shown: the records, how often and where each is marked, and its snippets. */
import type { Keep } from '../hanzi/keep.ts'
import type { Span } from '../hanzi/phrases.ts'
import { accessOf, type DigitalObject, type Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type Actor, mayRead } from '../policy.ts'
import type { FoldedKeys } from '../ports/search-index.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf, pageAt } from '../texts/text.ts'
import { countByKeys, keyedText, placesInText, standsInTitle, textCount } from './counting.ts'
import { bodyOf, type Occurrence, occurrencesIn, titleHighlights } from './occurrences.ts'
import type { Place, Proof } from './query.ts'
import type { Chosen } from './selection.ts'
import { firstSnippets, type Snippet, snippetsAt, snippetsOf } from './snippets.ts'

export interface Hit {
  item: Item
  /** Width through height of its first picture; null where it has none. */
  thumbnailRatio: number | null
  textRevision: number | null
  score: number
  occurrences: number
  titleHighlights: Span[]
  snippets: (Snippet & { page: number | null })[]
}

const ratioOf = (objects: readonly DigitalObject[]): number | null => {
  const { width = null, height = null } = objects.find((object) => object.width !== null) ?? {}
  return width && height ? Math.round((width / height) * 1000) / 1000 : null
}

export function createHits(deps: {
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  embedded: { foldedKeys(): Promise<FoldedKeys> }
}) {
  const { items, objects, texts, embedded } = deps

  /** `proof`: of the question (query.ts). `marks`: where they are known already. What may no longer be read is left out. */
  return async (
    actor: Actor,
    page: readonly (Chosen & { marks?: Occurrence[] })[],
    wanted: readonly Place[],
    keep: Keep,
    proof: Proof,
  ): Promise<Hit[]> => {
    const ids = page.map((hit) => hit.item)
    const found = new Map((await items.getMany(ids)).map((item) => [item.id, item]))
    const own = Map.groupBy(await objects.ofItems(ids), (object) => object.itemId)
    const present = new Map((await texts.present(ids)).map((row) => [row.itemId, row]))
    const pages = Map.groupBy(await texts.presentPages(ids), (one) => one.itemId)
    const numbers = proof === 'text' || wanted.length === 0 ? [] : page.map(({ number }) => number)
    const keys = (await embedded.foldedKeys()).keys(numbers)
    const asked = new Set(wanted)
    const hits: Hit[] = []
    for (const { item: id, number, score, seq, occurrences, marks } of page) {
      const item = found.get(id)
      if (!item || item.deleted || !mayRead(actor, { id, access: accessOf(item) })) continue
      const row = present.get(id)
      const text = row ? { text: row.text, layout: layoutOf(row) } : null
      // What the keys tell holds for the state that was indexed.
      const known = keys.get(number)
      const keyed = known?.seq === item.indexSeq ? known : null
      const at = keyed && placesInText(keyed, wanted)
      const count = () => {
        if (occurrences !== undefined && seq === item.indexSeq) return occurrences
        const counted = keyed && countByKeys(keyed, wanted, asked)
        if (counted) return textCount(counted.counts)
        return text ? occurrencesIn(bodyOf(text.text, text.layout), wanted, keep).length : 0
      }
      const snippets = (): Snippet[] => {
        if (!text) return []
        if (marks) return snippetsOf(text.text, text.layout, marks)
        const cut = keyed && at && snippetsAt(keyedText(text.text, text.layout, keyed), text.layout, at)
        return cut ?? firstSnippets(text.text, text.layout, wanted, keep)
      }
      hits.push({
        item,
        thumbnailRatio: ratioOf(own.get(id) ?? []),
        textRevision: row?.revision ?? null,
        score,
        occurrences: count(),
        titleHighlights: at && !standsInTitle(keyed!, wanted) ? [] : titleHighlights(item.title, wanted, keep),
        snippets: snippets().map((snippet) => ({
          ...snippet,
          page: pageAt(pages.get(id) ?? [], snippet.start + (snippet.highlights[0]?.[0] ?? 0))?.number ?? null,
        })),
      })
    }
    return hits
  }
}
