/** 引用: the historians' note first, GB/T 7714 (2015 and 2025) second. Pure. Archive material that is not published: archive, reference code, page. */
import type { Span } from '../hanzi/phrases.ts'

export const styles = ['note', 'gbt2015', 'gbt2025'] as const
export type Style = (typeof styles)[number]

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
}

/** `第35页`, `第35—36页`; nothing where the source has no pages. */
export const pagesOf = (from: number | null, to: number | null): string =>
  from === null ? '' : to === null || to === from ? `第${from}页` : `第${from}—${to}页`

const end = (text: string) => (text.endsWith('。') || text.endsWith('.') ? text : `${text}。`)

/** 沈季清：《花园口见闻》（1961年），某市政协文史馆藏，档号：Y108-WS·1961-Y-0042，第3页。 */
function note(source: Source, pages: string): string {
  const author = source.creators.length ? `${source.creators.join('、')}：` : ''
  const date = source.date ? `（${source.date}）` : ''
  const parts = [
    `${author}《${source.title.replace(/[《〈]/g, '〈').replace(/[》〉]/g, '〉')}》${date}`,
    source.keeper ? `${source.keeper}藏` : '',
    source.referenceCode ? `档号：${source.referenceCode}` : '',
    pages,
  ]
  return end(parts.filter(Boolean).join('，'))
}

/** GB/T 7714: 责任者. 题名[A]. 保存者, 年: 页. 档号. Three authors, then 等. The 2025 edition writes full-width punctuation for Chinese sources. */
function gbt(source: Source, from: number | null, to: number | null, isNewer: boolean): string {
  const [first3, isMore] = [source.creators.slice(0, 3), source.creators.length > 3]
  const type = source.kind === 'photograph' ? 'Z' : 'A'
  const page = from === null ? '' : to === null || to === from ? String(from) : `${from}-${to}`
  const [dot, comma, colon] = isNewer ? ['. ', '，', '：'] : ['. ', ', ', ': ']
  const author = first3.length ? `${first3.join(comma)}${isMore ? `${comma}等` : ''}${dot}` : ''
  const published = [source.keeper, source.year].filter(Boolean).join(comma)
  const code = source.referenceCode ? `${dot}档号${colon}${source.referenceCode}` : ''
  return `${author}${source.title}[${type}]${published ? dot + published : ''}${page ? `${colon}${page}` : ''}${code}.`
}

/** The source alone. `from`, `to`: pages. */
export const citationOf = (
  source: Source,
  style: Style,
  from: number | null = null,
  to: number | null = null,
): string => (style === 'note' ? note(source, pagesOf(from, to)) : gbt(source, from, to, style === 'gbt2025'))

/** A quotation with its source: quotation marks of the outer kind, those within turned to the inner kind, the script kept as it is. */
export function quotationOf(text: string, citation: string): string {
  const isTraditional = /[「」『』]/.test(text)
  const inner = isTraditional
    ? text.replace(/「/g, '『').replace(/」/g, '』')
    : text.replace(/“/g, '‘').replace(/”/g, '’')
  const [open, close] = isTraditional ? ['「', '」'] : ['“', '”']
  return `${open}${inner}${close}\n${citation}`
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
