/** A chapter as Word paragraphs, its notes as Word's own footnotes. */
import { Bookmark, FootnoteReferenceRun, ImageRun, Paragraph, type ParagraphChild, TextRun } from 'docx'
import { citeBookmark } from '../../ports/word-styles.ts'
import { soundText } from '../../ports/xml-text.ts'
import { type BookPlate, EDITOR_NOTE, editorNoteLines, type namedIn, plateText } from '../../publications/book.ts'
import type { Chapter } from '../../publications/chapter.ts'
import {
  type Block,
  blockTexts,
  type Content,
  cutAt,
  type Inline,
  type TextInline,
} from '../../publications/content.ts'
import type { IndexEntry } from '../../publications/generated/index-entries.ts'
import { headingId, markStyle } from './book-styles.ts'
import { entryField } from './index-fields.ts'

/** Footnotes of a document: `written` under their numbers, as the library takes them; `cited`: the source that one cites, behind its own words. */
export interface Footnotes {
  written: Record<string, { children: Paragraph[] }>
  cited(number: number): readonly TextInline[]
}
/** Of a book in print every note has all its words already. */
export const noFootnotes = (): Footnotes => ({ written: {}, cited: () => [] })

/** A break inside a title or a line of the cover is a space: what it is made of is one paragraph. */
export const oneLine = (text: string): string => soundText(text).replace(/[\r\n\t]+/g, ' ')

const runOf = ({ text, marks = [] }: TextInline) =>
  new TextRun({ text: oneLine(text), ...(marks.length ? { style: markStyle(marks) } : {}) })

function runsOf(inlines: readonly Inline[], footnotes: Footnotes): ParagraphChild[] {
  return inlines.map((inline) => {
    if ('text' in inline) return runOf(inline)
    const number = Object.keys(footnotes.written).length + 1
    const cited = footnotes.cited(number).map(runOf)
    const children = [
      ...inline.note.map(runOf),
      ...(cited.length ? [new Bookmark({ id: citeBookmark(number), children: cited })] : []),
    ]
    footnotes.written[number] = { children: [new Paragraph({ style: 'FootnoteText', children })] }
    return new FootnoteReferenceRun(number)
  })
}

type Named = ReturnType<typeof namedIn>

/** Behind each name, Word's own mark of an entry. */
function namedRuns(inlines: readonly Inline[], start: number, footnotes: Footnotes, named: Named): ParagraphChild[] {
  const last = start + blockTexts([{ kind: 'paragraph', inlines: [...inlines] }])[0]!.length
  const ends = new Map<number, IndexEntry[]>()
  for (const [at, own] of named)
    for (const { entry, end } of at >= start && at < last ? own : []) {
      const until = Math.min(end, last)
      ends.set(until, [...(ends.get(until) ?? []), entry])
    }
  return cutAt(inlines, start, new Set(ends.keys())).flatMap(({ end, inline }) => [
    ...runsOf([inline], footnotes),
    ...(ends.get(end) ?? []).map(entryField),
  ])
}

const styleOf = (block: Block, level: number): string | undefined => {
  if (block.kind === 'heading') return headingId(level + block.level)
  return block.kind === 'quote' ? 'Quotation' : undefined
}

function blockParagraph(block: Block, level: number, children: ParagraphChild[]): Paragraph {
  const style = styleOf(block, level)
  return new Paragraph({ ...(style ? { style } : {}), children })
}

/** What the book prints before a chapter's text. `level`: of its title among the headings. */
export function headParagraphs(
  { title, byline, editorNote }: Pick<Chapter, 'title' | 'byline' | 'editorNote'>,
  level: number,
  isOnNewPage = false,
): Paragraph[] {
  return [
    new Paragraph({
      style: headingId(level),
      pageBreakBefore: isOnNewPage,
      children: [new TextRun(oneLine(title))],
    }),
    ...(byline ? [new Paragraph({ style: 'Byline', children: [new TextRun(oneLine(byline))] })] : []),
    ...editorNoteLines(editorNote).map(
      (line, i) =>
        new Paragraph({
          style: 'EditorNote',
          children: [
            ...(i === 0 ? [new TextRun({ text: EDITOR_NOTE, style: markStyle(['strong']) })] : []),
            new TextRun(oneLine(line)),
          ],
        }),
    ),
  ]
}

/** The pixel Word counts in, 96 to the inch. */
const PX_PER_MM = 96 / 25.4

/** A picture at its placed size, and what is printed below it, on one page. */
export function pictureParagraphs(plate: BookPlate): Paragraph[] {
  const { bytes, mediaType } = plate.image
  const said = oneLine(plateText(plate))
  const picture = new ImageRun({
    type: mediaType === 'image/png' ? 'png' : 'jpg',
    data: bytes,
    transformation: {
      width: Math.round(plate.placed.widthMm * PX_PER_MM),
      height: Math.round(plate.placed.heightMm * PX_PER_MM),
    },
    altText: { name: said, title: said, description: said },
  })
  return [
    new Paragraph({ style: 'Figure', children: [picture] }),
    new Paragraph({ style: 'FigureCaption', children: [new TextRun(said)] }),
  ]
}

/** `level`: of the title above, below which the chapter's own headings come; `figures`: what stands behind a block; `named`: what of the index stands in it. */
export function contentParagraphs(
  content: Content,
  level: number,
  footnotes: Footnotes,
  figures: (block: number) => BookPlate[],
  named: Named = new Map(),
): Paragraph[] {
  let start = 0
  return content.flatMap((block, i) => {
    const runs = namedRuns(block.inlines, start, footnotes, named)
    start += blockTexts([block])[0]!.length + 1
    return [blockParagraph(block, level, runs), ...figures(i).flatMap((figure) => pictureParagraphs(figure))]
  })
}
