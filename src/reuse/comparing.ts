/** 对照: the passages of two items side by side, with every character that differs; and the list of such pairs. What takes long, for the reader thread. */
import { Fault } from '../faults.ts'
import { type Folded, fold } from '../hanzi/fold.ts'
import type { Difference } from '../hanzi/likeness/differences.ts'
import { passageDifferences } from '../hanzi/likeness/passage-differences.ts'
import { skipsOf } from '../hanzi/readings.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, may, scope } from '../policy.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf, pageAt } from '../texts/text.ts'
import type { ReuseQuery } from './input.ts'
import type { Passage, Sharing } from './pair.ts'
import { demandText } from './reuse.ts'
import type { Named, Pair, ReuseReader } from './store.ts'

export interface ComparedPassage extends Passage {
  text: string
  otherText: string
  /** Numbers of the pages they begin on; null where a text has none. */
  page: number | null
  otherPage: number | null
  /** Without what is the same, in order; null where the answer holds too much text for it. */
  differences: Difference[] | null
  /** Places at which only the punctuation differs. */
  punctuation: number | null
}

export interface SideBySide {
  sharing: Sharing
  /** Why it was decided so; '' for those who do not decide. */
  note: string
  item: Named
  other: Named
  total: number
  passages: ComparedPassage[]
}

/** UTF-16 units of the passages of one answer that are compared by character. */
const COMPARED = 200_000

export type Comparing = ReturnType<typeof createComparing>

export function createComparing(deps: {
  items: Pick<ItemStore, 'get'>
  texts: Pick<TextStore, 'get' | 'layout' | 'pages'>
  pairs: Pick<ReuseReader, 'between' | 'list'>
}) {
  async function opened(itemId: string, revision: number) {
    const version = await deps.texts.get(itemId, revision)
    if (!version) throw new Fault('revision.not-found', { revision })
    const { text } = version
    const pages = await deps.texts.pages(itemId, revision)
    const skips = skipsOf(layoutOf({ text, layout: await deps.texts.layout(itemId, revision) }, pages), 'in-place')
    return {
      text,
      page: (offset: number) => pageAt(pages, offset)?.number ?? null,
      /** One stretch, folded by itself, with its places in the whole. */
      part(start: number, end: number) {
        const within = skips
          .filter((skip) => skip.start < end && skip.end > start)
          .map((skip) => ({ ...skip, start: Math.max(0, skip.start - start), end: Math.min(end, skip.end) - start }))
        const { tok, st, en, gap } = fold(text.slice(start, end), within)
        const folded: Folded = { tok, st: st.map((at) => at + start), en: en.map((at) => at + start), gap }
        return { text, folded, from: 0, to: tok.length }
      },
    }
  }

  return {
    /** 查重: pairs that nobody has decided about, or that were decided in one way; the most shared first. */
    async reusePairs(
      actor: Actor,
      { decision, kind, accession, page, size }: ReuseQuery,
    ): Promise<{ total: number; items: Pair[] }> {
      demand(actor, 'reuse.decide')
      const filter = { decision: decision === 'none' ? null : decision, kind, accession }
      return deps.pairs.list(filter, scope(actor), { from: (page - 1) * size, size })
    },
    /** As seen from `itemId`. Faults item.not-found, item.no-text; reuse.not-found, also where the other may not be read. */
    async sideBySide(actor: Actor, itemId: string, otherId: string, page: Page): Promise<SideBySide> {
      const { title, referenceCode } = await demandText(deps.items, actor, itemId)
      const found = await deps.pairs.between(itemId, otherId, scope(actor))
      if (!found) throw new Fault('reuse.not-found')
      const { sharing, other, passages } = found
      const own = await opened(itemId, sharing.textRevision)
      const theirs = await opened(otherId, sharing.otherTextRevision)
      const { total, items } = pageOf(passages, page)
      let left = COMPARED
      return {
        sharing,
        note: may(actor, 'reuse.decide') ? (sharing.decided?.note ?? '') : '',
        item: { id: itemId, title, referenceCode },
        other,
        total,
        passages: items.map((one): ComparedPassage => {
          left -= one.end - one.start + one.otherEnd - one.otherStart
          const compared =
            left < 0
              ? null
              : passageDifferences(own.part(one.start, one.end), theirs.part(one.otherStart, one.otherEnd))
          return {
            ...one,
            text: own.text.slice(one.start, one.end),
            otherText: theirs.text.slice(one.otherStart, one.otherEnd),
            page: own.page(one.start),
            otherPage: theirs.page(one.otherStart),
            differences: compared?.ops.filter(({ is }) => is !== 'same') ?? null,
            punctuation: compared?.punctuation.length ?? null,
          }
        }),
      }
    },
  }
}
