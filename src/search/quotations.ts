/** 引文核对: every quoted span of a manuscript is looked up in the archive, and what it changed is named by character. */
import { setImmediate } from 'node:timers/promises'
import { fold } from '../hanzi/fold.ts'
import { createLocator, type Located } from '../hanzi/likeness/locate.ts'
import { type Quotation, quotations } from '../hanzi/likeness/quotations.ts'
import { skipsOf } from '../hanzi/readings.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader } from '../policy.ts'
import type { Match } from '../ports/search-index.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf, pageAt } from '../texts/text.ts'
import { anyPair } from './approximate.ts'
import { LONGEST_PHRASE } from './query.ts'
import type { Selection } from './selection.ts'

export interface CheckedQuotation {
  /** In the manuscript, UTF-16. */
  start: number
  end: number
  text: string
  state: 'verbatim' | 'altered' | 'not-found'
  source: {
    itemId: string
    title: string
    referenceCode: string | null
    textRevision: number
    page: number | null
    start: number
    end: number
  } | null
  /** What the quotation changed: `missing` stands in the source, `added` in the quotation. Spans are in the manuscript and in the source. */
  differences: {
    is: 'changed' | 'missing' | 'added'
    quote: string
    passage: string
    quoteSpan: [number, number]
    passageSpan: [number, number]
  }[]
}

/** Beyond this many the manuscript is to be sent in parts. */
export const MOST_QUOTATIONS = 500
/** Texts that are looked into for one quotation: where all its words stand, in whatever order; and where some of them do. */
const EXACT = 50
const NEAR = 40
/** UTF-16 units of texts kept folded between quotations. */
const MOST_KEPT = 2_000_000

type Source = { itemId: string; textRevision: number; text: string; folded: ReturnType<typeof fold> }

export function createQuotations(deps: { items: ItemStore; texts: TextStore; selection: Selection }) {
  const { items, texts, selection } = deps

  return {
    /** In the order of the manuscript; only what the actor may read is a source. */
    async quotations(
      actor: Actor,
      manuscript: string,
    ): Promise<{ quotations: CheckedQuotation[]; isComplete: boolean }> {
      demandReader(actor)
      const read = new Map<string, Source[]>()
      let kept = 0
      /** Each text in both its readings: a quotation may leave a bracketed note out. */
      async function sourcesOf(id: string): Promise<Source[]> {
        const known = read.get(id)
        if (known) return known
        const [row] = await texts.present([id])
        if (!row) return []
        const { itemId, revision: textRevision, text } = row
        const own = layoutOf(row)
        const readings = own.notes.length ? (['in-place', 'skipped'] as const) : (['in-place'] as const)
        const found = readings.map((reading) => ({
          itemId,
          textRevision,
          text,
          folded: fold(text, skipsOf(own, reading)),
        }))
        kept += text.length
        if (kept > MOST_KEPT) {
          read.clear()
          kept = text.length
        }
        read.set(id, found)
        return found
      }
      async function best(
        quotation: Quotation,
        match: Match,
        size: number,
        sort: 'number' | 'relevance',
      ): Promise<{ at: Located; source: Source } | null> {
        const locate = createLocator(quotation)
        let found: { at: Located; source: Source } | null = null
        const candidates = await selection.candidates(actor, match, { q: '', keep: [] }, size, sort)
        // Of passages equally near it is that of the item which came first.
        for (const { item } of candidates.sort((a, b) => a.number - b.number)) {
          for (const source of await sourcesOf(item)) {
            const at = locate(source)
            if (at && (!found || at.cost < found.at.cost || (at.isVerbatim && !found.at.isVerbatim)))
              found = { at, source }
          }
          if (found?.at.isVerbatim) break
          // Other requests go on in between.
          await setImmediate()
        }
        return found
      }
      const all = quotations(manuscript)
      const checked: CheckedQuotation[] = []
      for (const quotation of all.slice(0, MOST_QUOTATIONS)) {
        const tokens = quotation.parts.map(({ text }) => fold(text).tok)
        const exactly: Match = {
          is: 'and',
          of: tokens
            .filter((part) => part.length >= 4)
            .map((part) => ({ is: 'phrase', fields: ['text'], tokens: part.slice(0, LONGEST_PHRASE) })),
        }
        const exact = exactly.of.length ? await best(quotation, exactly, EXACT, 'number') : null
        const found = exact?.at.isVerbatim
          ? exact
          : ((await best(quotation, anyPair(tokens.flat()), NEAR, 'relevance')) ?? exact)
        checked.push(await shown(quotation, found))
      }
      return { quotations: checked, isComplete: all.length <= MOST_QUOTATIONS }
    },
  }

  async function shown(quotation: Quotation, found: { at: Located; source: Source } | null): Promise<CheckedQuotation> {
    const { start, end, text } = quotation
    const base = { start, end, text }
    if (!found) return { ...base, state: 'not-found', source: null, differences: [] }
    const { at, source } = found
    const spans = at.parts.flatMap((part) => (part.at ? [part.at.span] : []))
    const [item] = await items.getMany([source.itemId])
    const pages = await texts.pages(source.itemId, source.textRevision)
    const differences = at.parts.flatMap(({ part, differences: own }): CheckedQuotation['differences'] =>
      own
        ? own.ops.flatMap((op) =>
            op.is === 'same' || op.isBracketed
              ? []
              : [
                  {
                    is: op.is,
                    quote: op.quote ?? '',
                    passage: op.passage ?? '',
                    quoteSpan: [op.quoteSpan[0] + part.start, op.quoteSpan[1] + part.start],
                    passageSpan: op.passageSpan,
                  },
                ],
          )
        : [{ is: 'added', quote: part.text, passage: '', quoteSpan: [part.start, part.end], passageSpan: [0, 0] }],
    )
    return {
      ...base,
      state: at.isVerbatim ? 'verbatim' : 'altered',
      source: {
        itemId: source.itemId,
        title: item?.title ?? '',
        referenceCode: item?.referenceCode ?? null,
        textRevision: source.textRevision,
        page: pageAt(pages, spans[0]![0])?.number ?? null,
        start: spans[0]![0],
        end: spans.at(-1)![1],
      },
      differences,
    }
  }
}
