/** Paragraphs as a Word file: Song type for East Asian text, footnotes as Word's own. */
import {
  BorderStyle,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  ImageRun,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { WordParagraph, WordPicture, WordTable, WordWriter } from '../../ports/word-writer.ts'
import { soundText } from '../../ports/xml-text.ts'

/** Twentieths of a point. */
const INDENT = 480
/** What lies between the margins of an A4 page, in the same. */
const [UPRIGHT, LYING] = [9026, 13_958]
/** Of a picture on the page, in points of the screen (96 to the inch): 5.8 × 6.4 cm at most. */
const [PICTURE_WIDTH, PICTURE_HEIGHT] = [220, 240]
const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }

function runs({ text }: WordParagraph, footnote: number | null) {
  const lines = soundText(text)
    .split('\n')
    .map((line, i) => new TextRun({ text: line, font, ...(i > 0 ? { break: 1 } : {}) }))
  return footnote === null ? lines : [...lines, new FootnoteReferenceRun(footnote)]
}

const styles = {
  title: { heading: HeadingLevel.TITLE },
  heading: { heading: HeadingLevel.HEADING_2 },
  text: { indent: { firstLine: INDENT } },
  plain: {},
  quote: { indent: { left: INDENT, right: INDENT, firstLine: INDENT }, spacing: { before: 120, after: 120 } },
  source: { indent: { left: INDENT, hanging: INDENT } },
} as const

const small = (text: string) => new TextRun({ text: soundText(text), font, size: 20 })

function tableOf({ head, rows, widths }: WordTable, across: number): Table {
  const sum = widths?.reduce((a, b) => a + b, 0) ?? 0
  const wide = widths?.map((width) => Math.round((width / sum) * across))
  const cell = (text: string, i: number) =>
    new TableCell({
      margins: { left: 80, right: 80 },
      ...(wide ? { width: { size: wide[i]!, type: WidthType.DXA } } : {}),
      children: [new Paragraph({ children: [small(text)] })],
    })
  const row = (cells: readonly string[], tableHeader = false) =>
    new TableRow({ cantSplit: true, tableHeader, children: cells.map(cell) })
  return new Table({
    ...(wide ? { columnWidths: wide } : {}),
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...(head.length ? [row(head, true)] : []), ...rows.map((cells) => row(cells))],
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const unruled = { top: none, left: none, right: none, insideVertical: none, insideHorizontal: none }

/** Never over the end of a page. */
function pictureOf({ image, rows }: WordPicture, across: number): Table {
  const scale = image ? Math.min(1, PICTURE_WIDTH / image.width, PICTURE_HEIGHT / image.height) : 1
  const shown = image
    ? [
        new ImageRun({
          type: 'jpg',
          data: image.data,
          transformation: { width: Math.round(image.width * scale), height: Math.round(image.height * scale) },
        }),
      ]
    : []
  const widths = [3600, across - 3600]
  const said = rows.map(([name, value]) => new Paragraph({ children: [small(`${name}：${value}`)] }))
  const cells = [[new Paragraph({ children: shown })], said.length ? said : [new Paragraph({})]]
  return new Table({
    columnWidths: widths,
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: unruled,
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children, i) =>
            new TableCell({
              children,
              width: { size: widths[i]!, type: WidthType.DXA },
              margins: { top: 120, bottom: 120, left: 80, right: 80 },
            }),
        ),
      }),
    ],
  })
}

export function createWordWriter(): WordWriter {
  return {
    async write(blocks, { isLandscape = false } = {}) {
      const across = isLandscape ? LYING : UPRIGHT
      const footnotes: Record<string, { children: Paragraph[] }> = {}
      const children = blocks.map((paragraph) => {
        if (paragraph.style === 'table') return tableOf(paragraph, across)
        if (paragraph.style === 'picture') return pictureOf(paragraph, across)
        let number: number | null = null
        if (paragraph.footnote !== undefined) {
          number = Object.keys(footnotes).length + 1
          footnotes[number] = {
            children: [new Paragraph({ children: [new TextRun({ text: soundText(paragraph.footnote), font })] })],
          }
        }
        return new Paragraph({ ...styles[paragraph.style], children: runs(paragraph, number) })
      })
      return Packer.toBuffer(
        new Document({
          creator: '文史',
          styles: { default: { document: { run: { font, size: 24 }, paragraph: { spacing: { line: 360 } } } } },
          footnotes,
          sections: [
            {
              properties: isLandscape ? { page: { size: { orientation: PageOrientation.LANDSCAPE } } } : {},
              children,
            },
          ],
        }),
      )
    },
  }
}
