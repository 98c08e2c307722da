/** The lines of a concordance as a file has them. The reader thread writes them (reading.ts): so many objects would take longer to hand over than to make. */
import type { Language } from '../http/sentences.ts'
import type { ConcordanceLine, LineFormat } from '../search/concordance.ts'
import { row } from './csv.ts'

const columns = ['题名', '档号', '页', '左', '命中', '右', 'itemId', 'textRevision', 'start', 'end']

export const lineHeads: Record<LineFormat, string> = { csv: `\ufeff${row(columns)}`, txt: '\ufeff', json: '' }

export const writeLine: Record<LineFormat, (line: ConcordanceLine) => string> = {
  csv: (one) =>
    row([
      one.title,
      one.referenceCode ?? '',
      one.page === null ? '' : String(one.page),
      one.left,
      one.match,
      one.right,
      one.itemId,
      String(one.textRevision),
      String(one.start),
      String(one.end),
    ]),
  txt: ({ left, match, right, title, referenceCode, page }) =>
    `${left}【${match}】${right}\t${title}${referenceCode ? ` ${referenceCode}` : ''}${page === null ? '' : ` 第${page}页`}\r\n`,
  json: (one) => `${JSON.stringify(one)}\n`,
}

const sentences = {
  'zh-CN': '本文件不全：以下各件中命中处过多，只列出前一部分。请用更具体的检索式另行导出。',
  en: 'This file is not complete: these items have too many occurrences, of which only the first are listed. Export again with a narrower query.',
}

/** The last row of a file in which not every occurrence is told. `items`: whose, as far as that is known. */
export function incomplete(format: LineFormat, items: readonly string[], language: Language): string {
  if (format === 'json') return `${JSON.stringify({ incomplete: items })}\n`
  const told = [sentences[language], ...items]
  return format === 'csv' ? row(told) : `${told.join(' ')}\r\n`
}
