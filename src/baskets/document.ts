/** A basket as paragraphs: the quotations in their order, the owner's notes, the sources as footnotes and once more as a list. Pure. */
import { citationOf, written } from '../citations/citation.ts'
import type { WordParagraph } from '../ports/word-writer.ts'
import type { Basket, EntryView } from './basket.ts'

export function documentOf(basket: Pick<Basket, 'title' | 'note'>, entries: readonly EntryView[]): WordParagraph[] {
  const of = (style: WordParagraph['style'], text: string, footnote?: string): WordParagraph[] =>
    text === '' ? [] : [footnote === undefined ? { style, text } : { style, text, footnote }]
  const body = entries.flatMap(({ entry, shown }, i) => {
    if (!shown) return [...of('heading', `${i + 1}　（此件现已不可查阅）`), ...of('text', entry.note)]
    const { source, quote } = shown.cited
    const { citation } = written(shown.cited, 'note')
    const heading = `${i + 1}　${source.title}`
    return quote === ''
      ? [...of('heading', heading, citation), ...of('text', entry.note)]
      : [...of('heading', heading), ...of('quote', quote, citation), ...of('text', entry.note)]
  })
  const sources = new Set(entries.flatMap(({ shown }) => (shown ? [citationOf(shown.cited.source, 'note')] : [])))
  return [
    ...of('title', basket.title),
    ...of('text', basket.note),
    ...body,
    ...(sources.size ? of('heading', '资料来源') : []),
    ...[...sources].flatMap((source) => of('source', source)),
  ]
}
