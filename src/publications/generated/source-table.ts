/** 出处表: from each paragraph of the book to the item, the version of its text and the page it comes from. Pure. */
import type { BookChapter } from '../book.ts'
import type { BasedOn } from '../chapter.ts'
import { blockTexts } from '../content.ts'
import { passagesIn, sourceRange } from '../tracing.ts'

/** What may be printed of a source. */
export interface PrintedSource {
  title: string
  /** 档号, or ''. */
  code: string
  /** Its page at an offset of the text version, or null: it has none. */
  pageAt(offset: number): number | null
}

interface Line {
  first: number
  last: number
  from: string
}

const paragraphs = ({ first, last }: Line) => (first === last ? `第${first}段` : `第${first}—${last}段`)

/** One line for paragraphs next to one another that come from one place; what was written for the book has none. `sourceOf`: null where it may not be named. */
export function sourceTable(
  chapters: readonly BookChapter[],
  sourceOf: (based: BasedOn) => PrintedSource | null,
): string[] {
  return chapters.flatMap(({ title, version: { content, origins, basedOn } }) => {
    const lines: Line[] = []
    let start = 0
    let number = 0
    for (const text of blockTexts(content)) {
      if (text !== '') number++
      const range = { start, end: start + text.length }
      start = range.end + 1
      const found = new Set<string>()
      for (const passage of passagesIn(origins, range)) {
        const based = basedOn[passage.source]
        const source = based && sourceOf(based)
        if (!source) continue
        const page = source.pageAt(sourceRange(passage).start)
        const said = [source.code, `文本第${based.textRevision}版`, page === null ? '' : `第${page}页`]
        found.add(`《${source.title}》（${said.filter(Boolean).join('，')}）`)
      }
      for (const from of found) {
        const before = lines.findLast((line) => line.from === from)
        if (before && before.last >= number - 1) before.last = number
        else lines.push({ first: number, last: number, from })
      }
    }
    return lines.map((line) => `《${title}》${paragraphs(line)}：${line.from}`)
  })
}
