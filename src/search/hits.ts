/** One page of hits as it is shown: the records, how often and where each is marked, and its snippets. */
import type { Keep } from '../hanzi/keep.ts'
import { MOST_PLACES, type Span } from '../hanzi/phrases.ts'
import { accessOf, type DigitalObject, type Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type Actor, mayRead } from '../policy.ts'
import type { FoldedKeys } from '../ports/search-index.ts'
import type { PrintedIn } from '../printed/printed.ts'
import type { PrintedStore } from '../printed/store.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf, pageAt } from '../texts/text.ts'
import { countByKeys, keyedText, keysAt, placesInText, standsInTitle, textCount } from './counting.ts'
import { bodyOf, lineOf, type Occurrence, occurrencesIn, titleHighlights } from './occurrences.ts'
import type { Place, Proof } from './query.ts'
import type { Chosen } from './selected.ts'
import { firstSnippets, type Snippet, snippetsAt, snippetsOf } from './snippets.ts'

export interface Hit {
  item: Item
  /** Width through height of its first picture; null where it has none. */
  thumbnailRatio: number | null
  /** Of its text, 0 where that has none; and pictures. */
  extent: { pages: number; images: number }
  textRevision: number | null
  score: number
  occurrences: number
  titleHighlights: Span[]
  /** `pageLabel`: as printed there, or ''. */
  snippets: (Snippet & { page: number | null; pageLabel: string })[]
  /** 已刊. */
  printed: PrintedIn | null
  /** Where the text says nothing of it: the element of the description that does. */
  described: (Snippet & { field: DescribedField }) | null
}

export const describedFields = ['caption', 'scopeAndContent', 'event'] as const
export type DescribedField = (typeof describedFields)[number]

/** What the title says already is not said again by what it is mostly made of. */
function describedIn(item: Item, isTitled: boolean, wanted: readonly Place[], keep: Keep): Hit['described'] {
  const { scopeAndContent, event } = item.description
  const { caption } = item
  for (const [field, text] of Object.entries(isTitled ? { caption } : { caption, scopeAndContent, event }))
    if (text) {
      const body = lineOf(text)
      const [snippet] = snippetsOf(text, body.layout, occurrencesIn(body, wanted, keep, 'names'))
      if (snippet) return { field: field as DescribedField, ...snippet }
    }
  return null
}

const ratioOf = (objects: readonly DigitalObject[]): number | null => {
  const { width = null, height = null } = objects.find((object) => object.width !== null) ?? {}
  return width && height ? Math.round((width / height) * 1000) / 1000 : null
}

export function createHits(deps: {
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  printed: Pick<PrintedStore, 'ofItems'>
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
    const printed = await deps.printed.ofItems(ids)
    const numbers = proof === 'text' || wanted.length === 0 ? [] : page.map(({ number }) => number)
    const keys = (await embedded.foldedKeys()).keys(numbers)
    const asked = new Set(wanted)
    const hits: Hit[] = []
    for (const { item: id, number, score, seq, occurrences, marks } of page) {
      const item = found.get(id)
      if (!item || item.deleted || !mayRead(actor, { id, access: accessOf(item) })) continue
      const row = present.get(id)
      const text = row ? bodyOf(row.text, layoutOf(row)) : undefined
      const keyed = keysAt(item.indexSeq, keys.get(number))
      const at = keyed && placesInText(keyed, wanted, text)
      const count = () => {
        if (occurrences !== undefined && seq === item.indexSeq) return occurrences
        if (at && at.length < MOST_PLACES) return at.length
        const written = { title: item.title, ...(text ? { body: text } : {}) }
        const counted = keyed && countByKeys(keyed, wanted, asked, written)
        if (counted) return textCount(counted.counts)
        return text ? occurrencesIn(text, wanted, keep).length : 0
      }
      const snippets = (): Snippet[] => {
        if (!text) return []
        if (marks) return snippetsOf(text.text, text.layout, marks)
        const known = keyed && at && snippetsAt(keyedText(text.text, text.layout, keyed), text.layout, at)
        return known ?? firstSnippets(text.text, text.layout, wanted, keep)
      }
      const cut = snippets()
      const titled = at && !standsInTitle(keyed!, wanted) ? [] : titleHighlights(item.title, wanted, keep)
      hits.push({
        item,
        thumbnailRatio: ratioOf(own.get(id) ?? []),
        extent: {
          pages: pages.get(id)?.length ?? 0,
          images: (own.get(id) ?? []).filter(({ width }) => width !== null).length,
        },
        textRevision: row?.revision ?? null,
        score,
        occurrences: count(),
        titleHighlights: titled,
        described: cut.length > 0 ? null : describedIn(item, titled.length > 0, wanted, keep),
        snippets: cut.map((snippet) => {
          const on = pageAt(pages.get(id) ?? [], snippet.start + (snippet.highlights[0]?.[0] ?? 0))
          return { ...snippet, page: on?.number ?? null, pageLabel: on?.label ?? '' }
        }),
        printed: printed.get(id) ?? null,
      })
    }
    return hits
  }
}
