/** A volume as a Word file that is set from: cover, imprint, contents, 栏目 and chapters in real styles on pages of its trim size. */
import {
  Document,
  Footer,
  Header,
  type ISectionOptions,
  LeaderType,
  NoteNumberRestart,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  SimpleField,
  TableOfContents,
  TextRun,
  VerticalAlignSection,
} from 'docx'
import {
  type Book,
  type BookPart,
  type BookWriter,
  figuresBehind,
  namedIn,
  PLATES_TITLE,
  platesOf,
} from '../../publications/book.ts'
import { bookName, type FrontLine, frontLines, isOnImprint } from '../../publications/front.ts'
import type { Volume } from '../../publications/volume.ts'
import { bookStyles, headingId } from './book-styles.ts'
import {
  contentParagraphs,
  type Footnotes,
  headParagraphs,
  noFootnotes,
  oneLine,
  pictureParagraphs,
} from './chapter-paragraphs.ts'
import { indexParagraphs } from './index-fields.ts'

const TWIPS_PER_MM = 1440 / 25.4
const twips = (mm: number) => Math.round(mm * TWIPS_PER_MM)

/** Margins in the proportions of a book of 16开, and ①②③ anew on every page. */
const pageOf = ({ trim: { widthMm, heightMm } }: Volume) => ({
  page: {
    size: { width: twips(widthMm), height: twips(heightMm) },
    margin: {
      top: twips(heightMm * 0.11),
      bottom: twips(heightMm * 0.095),
      left: twips(widthMm * 0.125),
      right: twips(widthMm * 0.125),
      header: twips(heightMm * 0.06),
      footer: twips(heightMm * 0.05),
    },
  },
  footnoteProperties: {
    numberFormat: { type: NumberFormat.DECIMAL_ENCLOSED_CIRCLE_CHINESE },
    restart: NoteNumberRestart.EACH_PAGE,
  },
})

const coverStyles: Record<FrontLine['kind'], string> = {
  series: 'Series',
  number: 'Issue',
  title: 'Title',
  issue: 'Issue',
  editor: 'Editors',
  permit: 'Notice',
  notice: 'Notice',
  imprint: 'Imprint',
}
/** What the law wants on the cover stands at its foot. */
const isAtFoot = ({ kind }: FrontLine) => kind === 'permit' || kind === 'notice'

function coverParagraphs(lines: readonly FrontLine[], { trim }: Volume): Paragraph[] {
  const first = lines.findIndex(isAtFoot)
  const above = lines.filter((line) => !isAtFoot(line)).length
  const gap = Math.max(240, twips(trim.heightMm * 0.5) - above * 500)
  return lines.map(
    (line, i) =>
      new Paragraph({
        style: coverStyles[line.kind],
        ...(i === first ? { spacing: { before: gap } } : {}),
        children: [new TextRun(oneLine(line.text))],
      }),
  )
}

const folio = () =>
  new Footer({
    children: [new Paragraph({ style: 'Folio', children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  })
const head = (child: TextRun | SimpleField) =>
  new Header({ children: [new Paragraph({ style: 'RunningHead', children: [child] })] })

/** A part's title has the level of its place, headings inside chapters the levels below all of these. */
function bodyParagraphs(book: Book, footnotes: Footnotes): Paragraph[] {
  const { parts } = book
  const deepest = deepestOf(parts)
  const body = parts.flatMap((part, i): Paragraph[] => {
    // What comes right behind the name of its 栏目 stands on its page.
    const isOnNewPage = i > 0 && parts[i - 1]!.kind === 'chapter'
    if (part.kind === 'section') {
      const children = [new TextRun(oneLine(part.title))]
      return [new Paragraph({ style: headingId(part.depth), pageBreakBefore: isOnNewPage, children })]
    }
    const { id, version } = part.chapter
    return [
      ...headParagraphs(part.chapter, part.depth, isOnNewPage),
      ...contentParagraphs(
        version.content,
        deepest,
        footnotes,
        (block) => figuresBehind(book, id, block),
        namedIn(book, id),
      ),
    ]
  })
  const plates = platesOf(book)
  if (plates.length === 0) return body
  const title = new Paragraph({ style: headingId(1), pageBreakBefore: true, children: [new TextRun(PLATES_TITLE)] })
  return [...body, title, ...plates.flatMap(pictureParagraphs)]
}
const deepestOf = (parts: readonly BookPart[]) => Math.max(1, ...parts.map(({ depth }) => depth))

/** The level that most chapters have: the running head names their titles. */
function chapterLevel({ parts }: Book): number {
  const depths = parts.flatMap((part) => (part.kind === 'chapter' ? [part.depth] : []))
  const count = (depth: number) => depths.filter((one) => one === depth).length
  return [...new Set(depths)].sort((a, b) => count(b) - count(a) || b - a)[0] ?? 1
}

/** Its title over both columns. */
function indexSections(book: Book, page: ReturnType<typeof pageOf>): ISectionOptions[] {
  return indexParagraphs(book).flatMap(({ title, paragraphs }): ISectionOptions[] => {
    const headers = { default: head(new TextRun(title)) }
    return [
      {
        properties: { ...page, type: SectionType.NEXT_PAGE },
        headers,
        children: [new Paragraph({ style: headingId(1), children: [new TextRun(title)] })],
      },
      {
        properties: { ...page, type: SectionType.CONTINUOUS, column: { count: 2, space: twips(6) } },
        headers,
        children: paragraphs,
      },
    ]
  })
}

export const writeBookDocx: BookWriter = async (book) => {
  const { volume, parts } = book
  const lines = frontLines(volume)
  const imprint = lines.filter(isOnImprint)
  const name = bookName(volume)
  const page = pageOf(volume)
  const footnotes = noFootnotes()
  const body = bodyParagraphs(book, footnotes)
  const newPage = { ...page, type: SectionType.NEXT_PAGE }
  const sections: ISectionOptions[] = [
    {
      properties: page,
      children: coverParagraphs(
        lines.filter((line) => !isOnImprint(line)),
        volume,
      ),
    },
    {
      properties: { ...newPage, verticalAlign: VerticalAlignSection.BOTTOM },
      children: imprint.map(({ text }) => new Paragraph({ style: 'Imprint', children: [new TextRun(oneLine(text))] })),
    },
    {
      properties: {
        ...newPage,
        page: { ...page.page, pageNumbers: { start: 1, formatType: NumberFormat.UPPER_ROMAN } },
      },
      footers: { default: folio(), even: folio() },
      children: [
        new Paragraph({ style: 'ContentsTitle', children: [new TextRun('目　录')] }),
        new TableOfContents('目录', {
          hyperlink: true,
          headingStyleRange: `1-${deepestOf(parts)}`,
          tabLeader: LeaderType.MIDDLE_DOT,
        }),
      ],
    },
    {
      properties: { ...newPage, page: { ...page.page, pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } } },
      headers: {
        default: head(new SimpleField(`STYLEREF ${chapterLevel(book)}`)),
        even: head(new TextRun(oneLine(name))),
      },
      footers: { default: folio(), even: folio() },
      children: body,
    },
    ...indexSections(book, page),
  ]
  return Packer.toBuffer(
    new Document({
      title: oneLine(name),
      creator: oneLine(volume.editors.map((editor) => editor.name).join('、') || volume.seriesTitle),
      styles: bookStyles,
      evenAndOddHeaderAndFooters: true,
      footnotes: footnotes.written,
      sections: sections.filter(({ children }) => children.length > 0),
    }),
  )
}
