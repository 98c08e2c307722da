/** 引用 use-case: a passage of an item, verbatim, with its source to the page. */
import { Fault } from '../faults.ts'
import type { Items } from '../items/items.ts'
import type { Actor } from '../policy.ts'
import type { Settings } from '../settings/settings.ts'
import { pageAt } from '../texts/text.ts'
import type { Texts } from '../texts/texts.ts'
import { citationOf, quotationOf, quoted, type Source, type Style } from './citation.ts'

export interface Passage {
  itemId: string
  /** Of the text; null: the present one. */
  textRevision: number | null
  /** UTF-16 offsets in that text version; null: the whole item is cited. */
  range: { start: number; end: number } | null
}

export interface Cited {
  source: Source
  textRevision: number | null
  /** '' where the whole item is cited. */
  quote: string
  /** Where the passage begins and ends; null without pages. */
  pages: { from: number | null; to: number | null }
}

export interface Citations {
  /** Faults item.not-found, item.no-text, revision.not-found, citation.range. */
  passage(actor: Actor, passage: Passage): Promise<Cited>
}

/** A citation as it is copied: the quotation, where there is one, and its source. */
export function written({ source, quote, pages }: Cited, style: Style): { citation: string; text: string } {
  const citation = citationOf(source, style, pages.from, pages.to)
  return { citation, text: quote === '' ? citation : quotationOf(quote, citation) }
}

export function createCitations(deps: {
  items: Pick<Items, 'get'>
  texts: Pick<Texts, 'get'>
  settings: Pick<Settings, 'officeName'>
}): Citations {
  return {
    async passage(actor, { itemId, textRevision, range }) {
      const { item } = await deps.items.get(actor, itemId)
      const source: Source = {
        title: item.title,
        creators: item.creators,
        date: item.date?.text ?? null,
        year: item.date?.start?.slice(0, 4) ?? null,
        referenceCode: item.referenceCode,
        kind: item.kind,
        keeper: await deps.settings.officeName(),
      }
      if (!range) return { source, textRevision: null, quote: '', pages: { from: null, to: null } }
      const { text, pages, layout, revision } = await deps.texts.get(actor, itemId, textRevision)
      const { start, end } = range
      if (start >= end || end > text.length) throw new Fault('citation.range', { length: text.length })
      return {
        source,
        textRevision: revision,
        quote: quoted(text, layout, start, end),
        pages: { from: pageAt(pages, start)?.number ?? null, to: pageAt(pages, end - 1)?.number ?? null },
      }
    },
  }
}
