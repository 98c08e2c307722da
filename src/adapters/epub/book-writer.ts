/** A volume as EPUB 3: the same book gives the same bytes. */
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import { isTraditional } from '../../hanzi/script.ts'
import { escapeXml } from '../../ports/xml-text.ts'
import { type Book, type BookWriter, chaptersOf } from '../../publications/book.ts'
import { textOf } from '../../publications/content.ts'
import { bookName } from '../../publications/front.ts'
import { imageName, type Page, pagesOf } from './pages.ts'

const style = readFileSync(new URL('./style.css', import.meta.url))
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
/** No file of a ZIP is older; what a book says of its time is in its metadata. */
const ZIP_EPOCH = new Date(1980, 0, 1)
/** UTF-16 units by which its script is known. */
const SAMPLE = 20_000

const container = `${XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

const xhtml = (title: string, language: string, body: string): string =>
  `${XML}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}">
<head><title>${escapeXml(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${body}
</body>
</html>
`

/** Pages in one another by their depth; a level that is left out is no level. */
function listOf(pages: readonly Page[]): string {
  if (pages.length === 0) return ''
  const items: string[] = []
  for (let i = 0; i < pages.length; ) {
    const { name, title, depth } = pages[i]!
    const next = pages.findIndex((one, at) => at > i && one.depth! <= depth!)
    const end = next < 0 ? pages.length : next
    const below = listOf(pages.slice(i + 1, end))
    items.push(`<li><a href="${name}.xhtml">${escapeXml(title)}</a>${below}</li>`)
    i = end
  }
  return `<ol>${items.join('\n')}</ol>`
}

function contents(pages: readonly Page[]): string {
  const listed = pages.filter(({ depth }) => depth !== null)
  const first = listed[0] ?? pages[0]!
  const landmarks = [
    `<li><a epub:type="titlepage" href="${pages[0]!.name}.xhtml">书名页</a></li>`,
    '<li><a epub:type="toc" href="nav.xhtml">目录</a></li>',
    `<li><a epub:type="bodymatter" href="${first.name}.xhtml">正文</a></li>`,
  ]
  return `<nav epub:type="toc" role="doc-toc" id="toc"><h1>目　录</h1>${listOf(listed.length ? listed : pages)}</nav>
<nav epub:type="landmarks" hidden="hidden"><ol>${landmarks.join('')}</ol></nav>`
}

function metadata(book: Book, language: string): string {
  const { volume } = book
  const changed = [volume.createdAt, ...chaptersOf(book).map(({ version }) => version.savedAt)].sort().at(-1)!
  const element = (name: string, text: string) => (text ? [`<dc:${name}>${escapeXml(text)}</dc:${name}>`] : [])
  const isbn = volume.imprint.isbn && `ISBN ${volume.imprint.isbn}`
  return [
    `<dc:identifier id="id">urn:uuid:${escapeXml(volume.id)}</dc:identifier>`,
    ...element('identifier', isbn),
    ...element('title', bookName(book.volume)),
    `<dc:language>${language}</dc:language>`,
    ...volume.editors.flatMap(({ name }) => element('creator', name)),
    ...element('publisher', volume.imprint.publisher || volume.imprint.compiledBy),
    ...element('source', volume.imprint.permitNumber),
    `<meta property="dcterms:modified">${changed.slice(0, 19)}Z</meta>`,
    `<meta property="belongs-to-collection" id="series">${escapeXml(volume.seriesTitle)}</meta>`,
    '<meta refines="#series" property="collection-type">series</meta>',
    ...(volume.number === null ? [] : [`<meta refines="#series" property="group-position">${volume.number}</meta>`]),
    ...['textual', ...(book.plates.length ? ['visual'] : [])].map(
      (mode) => `<meta property="schema:accessMode">${mode}</meta>`,
    ),
    '<meta property="schema:accessModeSufficient">textual</meta>',
    ...['tableOfContents', 'structuralNavigation', ...(book.plates.length ? ['alternativeText'] : [])].map(
      (feature) => `<meta property="schema:accessibilityFeature">${feature}</meta>`,
    ),
    '<meta property="schema:accessibilityHazard">none</meta>',
  ].join('\n')
}

function packageOf(book: Book, pages: readonly Page[], language: string): string {
  const page = ({ name }: Pick<Page, 'name'>) =>
    `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`
  const manifest = [
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    '<item id="style" href="style.css" media-type="text/css"/>',
    ...pages.map(page),
    ...book.plates.map(
      (plate, i) => `<item id="image${i + 1}" href="${imageName(plate)}" media-type="${plate.image.mediaType}"/>`,
    ),
  ]
  const front = pages.filter(({ depth }) => depth === null)
  const order = [...front.map(({ name }) => name), 'nav', ...pages.slice(front.length).map(({ name }) => name)]
  return `${XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata(book, language)}
</metadata>
<manifest>
${manifest.join('\n')}
</manifest>
<spine>
${order.map((name) => `<itemref idref="${name}"/>`).join('\n')}
</spine>
</package>
`
}

export const writeBookEpub: BookWriter = async (book) => {
  const sample = chaptersOf(book).map(({ version }) => textOf(version.content).slice(0, SAMPLE))
  const language = isTraditional(sample.join('').slice(0, SAMPLE)) ? 'zh-Hant' : 'zh-Hans'
  const pages = pagesOf(book)
  const zip = new yazl.ZipFile()
  const add = (name: string, content: string | Buffer, compress = true) =>
    zip.addBuffer(Buffer.from(content), name, { mtime: ZIP_EPOCH, forceDosTimestamp: true, mode: 0o100644, compress })
  // First and as it is: by it the file is known.
  add('mimetype', 'application/epub+zip', false)
  add('META-INF/container.xml', container)
  add('book/package.opf', packageOf(book, pages, language))
  add('book/nav.xhtml', xhtml('目录', language, contents(pages)))
  add('book/style.css', style)
  for (const { name, title, body } of pages) add(`book/${name}.xhtml`, xhtml(title, language, body))
  for (const plate of book.plates) add(`book/${imageName(plate)}`, plate.image.bytes, false)
  zip.end()
  return buffer(zip.outputStream)
}
