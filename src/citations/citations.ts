/** 引用 use-case: a passage of an item, verbatim, with its source to the page. */
import { Fault } from '../faults.ts'
import type { Items } from '../items/items.ts'
import type { Actor } from '../policy.ts'
import type { Settings } from '../settings/settings.ts'
import { pageAt } from '../texts/text.ts'
import type { Texts } from '../texts/texts.ts'
import { type Cited, quoted, type Source } from './citation.ts'

export interface Passage {
  itemId: string
  /** Of the text; null: the present one. */
  textRevision: number | null
  /** UTF-16 offsets in that text version; null: the whole item is cited. */
  range: { start: number; end: number } | null
}

export interface Citations {
  /** Faults item.not-found, item.no-text, revision.not-found, citation.range. */
  passage(actor: Actor, passage: Passage): Promise<Cited>
}

export function createCitations(deps: {
  items: Pick<Items, 'get'>
  texts: Pick<Texts, 'get'>
  settings: Pick<Settings, 'officeName' | 'city'>
}): Citations {
  return {
    async passage(actor, { itemId, textRevision, range }) {
      const { item, printed } = await deps.items.get(actor, itemId)
      const source: Source = {
        title: item.title,
        creators: item.creators,
        date: item.date?.text ?? null,
        year: item.date?.start?.slice(0, 4) ?? null,
        referenceCode: item.referenceCode,
        kind: item.kind,
        keeper: await deps.settings.officeName(),
        city: await deps.settings.city(),
        printed,
      }
      if (!range) {
        const { from = '', to = '' } = printed ?? {}
        const printedPages = from && { from, to: to || from }
        return {
          source,
          textRevision: null,
          quote: '',
          pages: { from: null, to: null },
          printedPages: printedPages || null,
        }
      }
      const { text, pages, layout, revision } = await deps.texts.get(actor, itemId, textRevision)
      const { start, end } = range
      if (start >= end || end > text.length) throw new Fault('citation.range', { length: text.length })
      const [first, last] = [pageAt(pages, start), pageAt(pages, end - 1)]
      const isLabelled = printed !== null && first !== null && last !== null && first.label !== '' && last.label !== ''
      return {
        source,
        textRevision: revision,
        quote: quoted(text, layout, start, end),
        pages: { from: first?.number ?? null, to: last?.number ?? null },
        printedPages: isLabelled ? { from: first.label, to: last.label } : null,
      }
    },
  }
}
