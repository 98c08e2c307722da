/** Paragraphs as a Word file: Song type for East Asian text, footnotes as Word's own. */
import {
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { WordParagraph, WordTable, WordWriter } from '../../ports/word-writer.ts'

/** Twentieths of a point. */
const INDENT = 480
const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }

// XML 1.0 has no place for these; Word calls a file that has them damaged.
const sound = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').toWellFormed()

function runs({ text }: WordParagraph, footnote: number | null) {
  const lines = sound(text)
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

function tableOf({ head, rows }: WordTable): Table {
  const cell = (text: string) =>
    new TableCell({
      margins: { left: 80, right: 80 },
      children: [new Paragraph({ children: [new TextRun({ text: sound(text), font, size: 20 })] })],
    })
  const row = (cells: readonly string[], tableHeader = false) =>
    new TableRow({ cantSplit: true, tableHeader, children: cells.map(cell) })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...(head.length ? [row(head, true)] : []), ...rows.map((cells) => row(cells))],
  })
}

export function createWordWriter(): WordWriter {
  return {
    async write(blocks) {
      const footnotes: Record<string, { children: Paragraph[] }> = {}
      const children = blocks.map((paragraph) => {
        if (paragraph.style === 'table') return tableOf(paragraph)
        let number: number | null = null
        if (paragraph.footnote !== undefined) {
          number = Object.keys(footnotes).length + 1
          footnotes[number] = {
            children: [new Paragraph({ children: [new TextRun({ text: sound(paragraph.footnote), font })] })],
          }
        }
        return new Paragraph({ ...styles[paragraph.style], children: runs(paragraph, number) })
      })
      return Packer.toBuffer(
        new Document({
          creator: '文史',
          styles: { default: { document: { run: { font, size: 24 }, paragraph: { spacing: { line: 360 } } } } },
          footnotes,
          sections: [{ children }],
        }),
      )
    },
  }
}
