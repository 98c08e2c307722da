/** Papers, as a page that prints well without script, or as a Word file. */
import type { Readable } from 'node:stream'
import type { Paper, PaperPart } from '../accessions/papers.ts'
import { attachment } from '../http/range.ts'
import type { Answer } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import type { Sheet } from '../ports/table-writer.ts'
import type { WordBlock, WordWriter } from '../ports/word-writer.ts'

export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const STYLE = `body{font:15px/1.8 "Source Han Serif SC","Noto Serif SC",SimSun,serif;max-width:180mm;margin:12mm auto;padding:0 16px;color:#1f2328}
h1{font-size:24px;text-align:center;letter-spacing:.3em}h2{font-size:16px;margin:20px 0 0;break-after:avoid}p{white-space:pre-line;margin:10px 0}
table{border-collapse:collapse;width:100%;margin:16px 0;font-size:13px}td,th{border-bottom:1px solid #cfc9bd;padding:3px 8px;text-align:left;overflow-wrap:anywhere}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}dl{display:grid;grid-template-columns:6em 1fr 6em 1fr;gap:2px 8px}dt{color:#55524b}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
tr,figure{break-inside:avoid}thead{display:table-header-group}figure{display:grid;grid-template-columns:220px 1fr;gap:20px;margin:20px 0;padding-bottom:20px;border-bottom:1px solid #cfc9bd}
figure img{max-width:220px;max-height:240px}figure dl{grid-template-columns:6em 1fr;align-content:start;margin:0}.wide{max-width:265mm}.ruled{table-layout:fixed}.ruled td,.ruled th{border:1px solid #8a8378;padding:4px 6px}.ruled th{text-align:center}
footer{display:flex;flex-wrap:wrap;gap:12px 40px;margin-top:32px}`

const factsOf = (rows: readonly [string, string][]) =>
  `<dl>${rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`

function htmlOf(part: PaperPart): string {
  if (part.is === 'text') return `<p>${escaped(part.text)}</p>`
  if (part.is === 'facts') return factsOf(part.rows)
  if (part.is === 'picture')
    return `<figure>${part.address === null ? '<span></span>' : `<img src="${escaped(part.address)}" alt="">`}${factsOf(part.rows)}</figure>`
  if (part.is === 'heading') return `<h2>${escaped(part.text)}</h2>`
  const cell = (tag: 'td' | 'th') => (text: string, i: number) =>
    `<${tag}${part.numeric.includes(i) ? ' class="n"' : ''}>${escaped(text)}</${tag}>`
  const rows = part.rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('')
  const sum = part.widths?.reduce((a, b) => a + b, 0) ?? 0
  const columns = part.widths?.map((width) => `<col style="width:${((width / sum) * 100).toFixed(1)}%">`).join('') ?? ''
  return `<table${part.widths ? ' class="ruled"' : ''}>${columns && `<colgroup>${columns}</colgroup>`}<thead><tr>${part.head.map(cell('th')).join('')}</tr></thead><tbody>${rows}</tbody></table>`
}

export const paperPage = (
  { title, parts, signatures, isLandscape }: Paper,
  number: string,
  language: Language,
): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(`${title} ${number}`.trim())}</title><style>${STYLE}${isLandscape ? '@page{size:landscape}' : ''}</style></head>
<body${isLandscape ? ' class="wide"' : ''}><main><h1>${escaped(title)}</h1>${parts.map(htmlOf).join('')}<footer>${signatures.map((line) => `<span>${escaped(line)}</span>`).join('')}</footer></main></body></html>`

export const paperBlocks = ({ title, parts, signatures }: Paper): WordBlock[] => [
  { style: 'title', text: title },
  ...parts.map((part): WordBlock => {
    if (part.is === 'text') return { style: 'plain', text: part.text }
    if (part.is === 'heading') return { style: 'heading', text: part.text }
    if (part.is === 'picture') return { style: 'picture', image: part.image ?? null, rows: part.rows }
    if (part.is === 'facts') return { style: 'table', head: [], rows: part.rows.map((row) => [...row]), widths: [1, 4] }
    return { style: 'table', head: part.head, rows: part.rows, ...(part.widths ? { widths: part.widths } : {}) }
  }),
  ...signatures.map((text): WordBlock => ({ style: 'plain', text })),
]

/** The tables of a paper as sheets; its facts stand over the first. Columns as wide as what is in them, within reason. */
export function paperSheets({ title, parts, isLandscape = false }: Paper): Sheet[] {
  const lines = parts.flatMap((part) => (part.is === 'facts' ? part.rows.map((row) => row.join('：')) : []))
  const tables = parts.filter((part) => part.is === 'table')
  return tables.map(({ head, rows }) => ({
    name: title,
    title,
    lines,
    isForm: true,
    isLandscape,
    columns: head.map((heading, i) => ({
      heading,
      width: Math.min(44, 2 + 2 * Math.max(heading.length, ...rows.slice(0, 500).map((row) => row[i]?.length ?? 0))),
      isWrapped: true,
    })),
    rows,
  }))
}

const noStore = { 'cache-control': 'no-store' }
const file = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': attachment(name),
  ...noStore,
})
/** A page to print. `number`: of what it is about, '' for none. */
export const printed = (paper: Paper, number: string, language: Language): Answer => ({
  status: 200,
  text: paperPage(paper, number, language),
  headers: { 'content-type': 'text/html; charset=utf-8', ...noStore },
})
/** A file to keep, named by its title. */
export const wordFile = (buffer: Buffer, title: string): Answer => ({
  status: 200,
  buffer,
  headers: file(WORD, `${title}.docx`),
})
export const workbookFile = (stream: Readable, title: string): Answer => ({
  status: 200,
  stream,
  headers: file(WORKBOOK, `${title}.xlsx`),
})
/** The paper as it is asked for. */
export const paperAnswer = async (
  word: WordWriter,
  paper: Paper,
  number: string,
  wanted: 'html' | 'docx',
  language: Language,
): Promise<Answer> =>
  wanted === 'html'
    ? printed(paper, number, language)
    : wordFile(await word.write(paperBlocks(paper), paper), `${paper.title} ${number}`.trim())
