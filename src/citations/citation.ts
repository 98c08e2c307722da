/** 引用: a passage of an item with its source, in the style that is wanted. Pure. */
import type { Span } from '../hanzi/phrases.ts'
import { type PrintedIn, printedReference } from '../printed/printed.ts'
import { emptyReference, type Reference, referenceText, type Style } from './reference.ts'

/** An item as its archive tells it. */
export interface Source {
  title: string
  creators: readonly string[]
  /** As written. */
  date: string | null
  /** Four digits, where the date is known. */
  year: string | null
  referenceCode: string | null
  kind: string
  /** The office that keeps it; '' where the archive has not said its name. */
  keeper: string
  /** Where it is; '' where the archive has not said. */
  city: string
  /** 已刊: then the book is what is cited. */
  printed?: PrintedIn | null
}

/** A passage of an item, verbatim, with its source to the page. */
export interface Cited {
  source: Source
  textRevision: number | null
  /** '' where the whole item is cited. */
  quote: string
  /** Where the passage begins and ends; null without pages. */
  pages: { from: number | null; to: number | null }
  /** The same as printed in the book; of the whole item, all of its pages. null: it is not printed, or no numbers are. */
  printedPages: { from: string; to: string } | null
}

export const referenceOf = (source: Source): Reference =>
  source.printed ? printedReference(source.printed) : archived(source)
const archived = (source: Source): Reference => ({
  ...emptyReference,
  kind: source.kind === 'photograph' ? 'photograph' : 'archive',
  title: source.title,
  authors: source.creators,
  date: source.date ?? '',
  year: source.year ?? '',
  code: source.referenceCode ?? '',
  publisher: source.keeper,
  place: source.city,
})

/** Numbers, or as pages are labelled. */
export const pagesOf = (from: number | string | null, to: number | string | null): string =>
  from === null ? '' : to === null || to === from ? String(from) : `${from}-${to}`

/** The source alone. `from`, `to`: pages. */
export const citationOf = (
  source: Source,
  style: Style,
  from: number | string | null = null,
  to: number | string | null = null,
): string => referenceText(referenceOf(source), style, pagesOf(from, to))

/** A quotation with its source: quotation marks of the outer kind, those within turned to the inner kind, the script kept as it is. */
export function quotationOf(text: string, citation: string): string {
  const isTraditional = /[「」『』]/.test(text)
  const inner = isTraditional
    ? text.replace(/「/g, '『').replace(/」/g, '』')
    : text.replace(/“/g, '‘').replace(/”/g, '’')
  const [open, close] = isTraditional ? ['「', '」'] : ['“', '”']
  return `${open}${inner}${close}\n${citation}`
}

/** A citation as it is copied: the quotation, where there is one, and its source. */
export function written(
  { source, quote, pages, printedPages }: Cited,
  style: Style,
): { citation: string; text: string } {
  const citation = source.printed
    ? citationOf(source, style, printedPages?.from ?? null, printedPages?.to ?? null)
    : citationOf(source, style, pages.from, pages.to)
  return { citation, text: quote === '' ? citation : quotationOf(quote, citation) }
}

/** What is quoted, verbatim: its broken lines closed, page numbers and running titles left out; other line breaks stay. Offsets in UTF-16 units. */
export function quoted(
  text: string,
  { joins, furniture }: { joins: readonly Span[]; furniture: readonly Span[] },
  start: number,
  end: number,
): string {
  const gone = [...joins, ...furniture].filter(([a, b]) => b > start && a < end).sort((x, y) => x[0] - y[0])
  let out = ''
  let from = start
  for (const [a, b] of gone) {
    if (a > from) out += text.slice(from, a)
    from = Math.max(from, b)
  }
  return (out + text.slice(from, Math.max(from, end))).trim()
}
