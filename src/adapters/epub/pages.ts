/** The pages of an EPUB: a volume's parts as XHTML, notes as pop-up footnotes. */
import { escapeXml } from '../../ports/xml-text.ts'
import {
  type Book,
  type BookChapter,
  type BookPlate,
  EDITOR_NOTE,
  editorNoteLines,
  figuresBehind,
  indexesOf,
  namedIn,
  PLATES_TITLE,
  platesOf,
  plateText,
} from '../../publications/book.ts'
import { type Block, blockTexts, cutAt, type Inline, type Mark, type TextInline } from '../../publications/content.ts'
import { type FrontLine, frontLines, isOnImprint } from '../../publications/front.ts'
import type { IndexEntry, IndexPlace } from '../../publications/generated/index-entries.ts'

export interface Page {
  /** Its file, without folder and extension. */
  name: string
  title: string
  /** In the contents, 1 at the root; null: not there. */
  depth: number | null
  body: string
}

const open: Record<Mark, string> = { strong: '<strong>', emphasis: '<em>', name: '<span class="name">' }
const close: Record<Mark, string> = { strong: '</strong>', emphasis: '</em>', name: '</span>' }

const words = ({ text, marks = [] }: TextInline): string =>
  marks.map((mark) => open[mark]).join('') +
  escapeXml(text) +
  marks
    .map((mark) => close[mark])
    .reverse()
    .join('')

/** Takes the notes out of the text: what stands in `notes` is set at the end of the page. */
const inline = (one: Inline, notes: string[]): string => {
  if ('text' in one) return words(one)
  const n = notes.push(one.note.map(words).join(''))
  return `<a class="noteref" epub:type="noteref" role="doc-noteref" id="r${n}" href="#n${n}">${n}</a>`
}
/** `named`: offsets at which a name of the index begins; `start`: of the block. */
function block({ kind, inlines, ...rest }: Block, notes: string[], start: number, named: ReadonlySet<number>): string {
  const said = cutAt(inlines, start, named)
    .map(({ at, inline: one }) => (named.has(at) ? `<span id="${nameId(at)}"></span>` : '') + inline(one, notes))
    .join('')
  if (kind === 'quote') return `<blockquote><p>${said}</p></blockquote>`
  const tag = 'level' in rest ? `h${rest.level + 1}` : 'p'
  return `<${tag}>${said}</${tag}>`
}

export const imageName = ({ id, image }: BookPlate): string =>
  `images/${id}.${image.mediaType === 'image/png' ? 'png' : 'jpg'}`

/** As wide as on the printed page, between the margins that page has. */
function figure(plate: BookPlate, { volume }: Book): string {
  const width = Math.min(100, Math.round((plate.placed.widthMm / (volume.trim.widthMm * 0.75)) * 100))
  const said = escapeXml(plateText(plate))
  return `<figure><img src="${imageName(plate)}" alt="${said}" style="width: ${width}%"/><figcaption>${said}</figcaption></figure>`
}

const nameId = (offset: number) => `x${offset}`

const note = (text: string, i: number): string =>
  `<aside epub:type="footnote" role="doc-footnote" id="n${i + 1}"><p><a role="doc-backlink" href="#r${i + 1}">${i + 1}</a>${text}</p></aside>`

function chapter(book: Book, { id, title, byline, editorNote, version }: BookChapter): string {
  const notes: string[] = []
  const lines = [`<h1>${escapeXml(title)}</h1>`]
  if (byline) lines.push(`<p class="byline">${escapeXml(byline)}</p>`)
  const said = editorNoteLines(editorNote).map(
    (line, i) => `<p>${i ? '' : `<strong>${EDITOR_NOTE}</strong>`}${escapeXml(line)}</p>`,
  )
  if (said.length) lines.push(`<aside class="editor-note">${said.join('')}</aside>`)
  const named = new Set(namedIn(book, id).keys())
  let start = 0
  for (const [i, one] of version.content.entries()) {
    lines.push(block(one, notes, start, named), ...figuresBehind(book, id, i).map((plate) => figure(plate, book)))
    start += blockTexts([one])[0]!.length + 1
  }
  if (notes.length) lines.push(`<section class="notes" epub:type="footnotes">${notes.map(note).join('\n')}</section>`)
  return `<section epub:type="chapter" role="doc-chapter">\n${lines.join('\n')}\n</section>`
}

const frontLine = ({ kind, text }: FrontLine): string =>
  kind === 'title' ? `<h1>${escapeXml(text)}</h1>` : `<p class="${kind}">${escapeXml(text)}</p>`

/** Title page and imprint; a book without a title has that of its series as heading. */
function frontPages({ volume }: Book): Page[] {
  const all = frontLines(volume)
  const lines = all.some(({ kind }) => kind === 'title')
    ? all
    : all.map((line): FrontLine => (line.kind === 'series' ? { ...line, kind: 'title' } : line))
  const page = (name: string, title: string, own: FrontLine[]): Page => ({
    name,
    title,
    depth: null,
    body: `<section class="${name}" epub:type="${name === 'imprint' ? 'imprint' : 'titlepage'}">\n${own.map(frontLine).join('\n')}\n</section>`,
  })
  const imprint = lines.filter(isOnImprint)
  const cover = lines.filter((line) => !isOnImprint(line))
  return [page('title-page', '书名页', cover), ...(imprint.length ? [page('imprint', '版权页', imprint)] : [])]
}

/** A name, and for each chapter its title and, where it is named again, numbers, all led to the very place. */
function indexLine(
  { name, places }: IndexEntry,
  chapters: ReadonlyMap<string, { page: string; title: string }>,
): string {
  const links = [...Map.groupBy(places, ({ chapterId }) => chapterId)].flatMap(([id, own]) => {
    const chapter = chapters.get(id)
    if (!chapter) return []
    const link = ({ offset }: IndexPlace, said: string) =>
      `<a href="${chapter.page}.xhtml#${nameId(offset)}">${said}</a>`
    const [first, ...more] = own
    return [
      `${link(first!, `《${escapeXml(chapter.title)}》`)}${more.map((one, i) => link(one, String(i + 2))).join('')}`,
    ]
  })
  return `<li><span class="entry">${escapeXml(name)}</span>${links.join('')}</li>`
}
function indexPages(book: Book, parts: readonly Page[]): Page[] {
  const chapters = new Map(
    book.parts.flatMap((part, i) =>
      part.kind === 'chapter' ? [[part.id, { page: parts[i]!.name, title: part.chapter.title }] as const] : [],
    ),
  )
  return indexesOf(book).map(({ kind, title, entries }) => {
    const groups = [...Map.groupBy(entries, ({ letter }) => letter)].map(
      ([letter, own]) =>
        `<section epub:type="index-group"><h2>${letter}</h2>\n<ul>${own.map((entry) => indexLine(entry, chapters)).join('\n')}</ul></section>`,
    )
    const body = `<section class="index" epub:type="index" role="doc-index">\n<h1>${title}</h1>\n${groups.join('\n')}\n</section>`
    return { name: `index-${kind}`, title, depth: 1, body }
  })
}

/** In the order of the book: front pages, parts, 图版, indexes. */
export function pagesOf(book: Book): Page[] {
  const parts = book.parts.map((part, i): Page => {
    const name = `part${i + 1}`
    if (part.kind === 'chapter')
      return { name, title: part.chapter.title, depth: part.depth, body: chapter(book, part.chapter) }
    const body = `<section class="part" epub:type="part" role="doc-part">\n<h1>${escapeXml(part.title)}</h1>\n</section>`
    return { name, title: part.title, depth: part.depth, body }
  })
  const plates = platesOf(book).map((plate) => figure(plate, book))
  const body = `<section>\n<h1>${PLATES_TITLE}</h1>\n${plates.join('\n')}\n</section>`
  return [
    ...frontPages(book),
    ...parts,
    ...(plates.length ? [{ name: 'plates', title: PLATES_TITLE, depth: 1, body }] : []),
    ...indexPages(book, parts),
  ]
}
