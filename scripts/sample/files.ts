/** Stories as the files people really send: six encodings, Word old and new, web pages, PDF, ZIPs with GBK names. */
import { Document, FootnoteReferenceRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import iconv from 'iconv-lite'
import PDFDocument from 'pdfkit'
import { docFile } from './doc.ts'
import { FONT_FILE } from './font.ts'
import { type Story, setPages } from './prose.ts'
import type { Random } from './random.ts'

export const textEncodings = ['utf-8', 'utf-8-bom', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const
export type TextEncoding = (typeof textEncodings)[number]

/** Big5 has no simplified characters and not every traditional one: what it lacks is left out of the text beforehand. */
export function encode(text: string, encoding: TextEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`)
  if (encoding === 'big5') {
    const held = [...text].filter((one) => iconv.decode(iconv.encode(one, 'big5'), 'big5') === one).join('')
    return iconv.encode(held, 'big5')
  }
  return iconv.encode(text, encoding, encoding.startsWith('utf-16') ? { addBOM: true } : {})
}

export async function docx(story: Story): Promise<Buffer> {
  const paragraphs = story.paragraphs.map(
    (text, i) => new Paragraph({ children: [new TextRun(text), ...(i === 2 ? [new FootnoteReferenceRun(1)] : [])] }),
  )
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
  const table = new Table({
    rows: [
      ['姓名', '职务', '年份'],
      [story.author, '船工', '民国二十七年'],
    ].map((row) => new TableRow({ children: row.map(cell) })),
  })
  const document = new Document({
    title: story.title,
    footnotes: { 1: { children: [new Paragraph('样例脚注：据虚构之县志稿。')] } },
    sections: [
      {
        children: [
          new Paragraph({ text: story.title, heading: 'Heading1' }),
          new Paragraph(story.author),
          ...paragraphs,
          table,
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

export const doc = (story: Story, random: Random): Buffer => docFile(setPages(story, random))

export function html(story: Story): Buffer {
  const body = story.paragraphs.map((text) => `<p>${text}</p>`).join('\n')
  const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>${story.title}</title><script>var hidden = '脚本里的字不算正文';</script></head><body><h1>${story.title}</h1><p>${story.author}</p>${body}</body></html>`
  return iconv.encode(page, 'gb18030')
}

export const markdown = (story: Story): Buffer =>
  Buffer.from(
    `# ${story.title}\n\n*${story.author}*\n\n${story.paragraphs.map((text, i) => (i % 7 === 3 ? `> ${text}` : text)).join('\n\n')}\n`,
  )

export async function pdf(story: Story): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A5', margin: 48, info: { Title: story.title } })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => document.on('end', resolve))
  document.registerFont('song', FONT_FILE).font('song').fontSize(16).text(story.title).fontSize(10.5)
  for (const paragraph of story.paragraphs) document.text(paragraph, { indent: 21, lineGap: 3 })
  document.end()
  await done
  return Buffer.concat(chunks)
}

/** Pages that are pictures only. */
export async function scannedPdf(pages: readonly Buffer[]): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A5', margin: 0, autoFirstPage: false })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => document.on('end', resolve))
  for (const page of pages) document.addPage().image(page, 0, 0, { width: 420, height: 595 })
  document.end()
  await done
  return Buffer.concat(chunks)
}

const crcTable = Int32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})
const crc32 = (data: Buffer) => {
  let crc = -1
  for (const byte of data) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ -1) >>> 0
}

/** A ZIP as Windows here writes it: stored members, names in GBK (or as said) without the UTF-8 flag. Libraries write UTF-8 only. */
export function gbkZip(members: readonly { name: string; data: Buffer }[], encoding = 'gb18030'): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of members) {
    const nameBytes = iconv.encode(name, encoding)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt32LE(crc32(data), 14)
    local.writeUInt32LE(data.length, 18)
    local.writeUInt32LE(data.length, 22)
    local.writeUInt16LE(nameBytes.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    central.writeUInt16LE(20, 6)
    local.copy(central, 16, 14, 30)
    central.writeUInt32LE(offset, 42)
    parts.push(local, nameBytes, data)
    directory.push(central, nameBytes)
    offset += local.length + nameBytes.length + data.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, end])
}
