/** Files that nobody should have made: built byte by byte, because no library makes them. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
export const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  return Buffer.concat([u32(data.length), body, u32(crc32(body))])
}
/** A PNG that claims a size and holds next to nothing. */
export const png = (width: number, height: number, extra: readonly Buffer[] = []): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])])),
    ...extra,
    pngChunk('IDAT', deflateSync(Buffer.alloc(110))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])

/** One strip of a hundred bytes; `next`: where the next page's directory is (8 = this one again). */
export function tiff(width: number, height: number, next = 0): Buffer {
  const tags = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 300],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, 100],
  ] as const
  const bytes = Buffer.alloc(400)
  bytes.write('II*\0', 'latin1')
  bytes.writeUInt32LE(8, 4)
  bytes.writeUInt16LE(tags.length, 8)
  for (const [i, [tag, type, value]] of tags.entries()) {
    bytes.writeUInt16LE(tag, 10 + i * 12)
    bytes.writeUInt16LE(type, 12 + i * 12)
    bytes.writeUInt32LE(1, 14 + i * 12)
    bytes.writeUInt32LE(value, 18 + i * 12)
  }
  bytes.writeUInt32LE(next, 10 + tags.length * 12)
  return bytes
}

export function gif(width: number, height: number, frames: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16LE(width, 0)
  size.writeUInt16LE(height, 2)
  const frame = Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), size, Buffer.from([0, 2, 2, 0x4c, 1, 0])])
  const head = [Buffer.from('GIF89a'), size, Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255])]
  return Buffer.concat([...head, ...Array(frames).fill(frame), Buffer.from([0x3b])])
}

export interface Member {
  name: string | Buffer
  data?: Buffer | string
  /** Deflated already; with the size it claims. */
  packed?: Buffer
  size?: number
  crc?: number
  flags?: number
  /** Unix mode. */
  mode?: number
}

/** `isOverlapping`: every entry of the directory leads to the first member's bytes. */
export function zip(members: readonly Member[], isOverlapping = false): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [i, member] of members.entries()) {
    const name = Buffer.from(member.name as string)
    const data = Buffer.from((member.data ?? '') as string)
    const packed = member.packed ?? deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(member.flags ?? 0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(member.crc ?? crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(member.size ?? data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 6)
    tail.writeUInt32LE(isOverlapping ? 0 : at, 10)
    directory.push(Buffer.from('PK\x01\x02\x1e\x03', 'latin1'), common, tail, name)
    if (isOverlapping && i > 0) continue
    files.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed)
    at += 30 + name.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, central, end])
}
/** A member of `size` zeros. */
export const zeros = (name: string, size: number): Member => ({
  name,
  packed: deflateRawSync(Buffer.alloc(size), { level: 9 }),
  size,
  crc: crc32(Buffer.alloc(size)),
})

const relations = (target: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${target.endsWith('sheet1.xml') ? 'worksheet' : 'officeDocument'}" Target="${target}"/></Relationships>`
const types = (part: string, type: string) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`

/** `prolog`: where a document type would stand. */
export const docx = (body: string, prolog = ''): Buffer =>
  zip([
    { name: '[Content_Types].xml', data: types('/word/document.xml', 'wordprocessingml.document') },
    { name: '_rels/.rels', data: relations('word/document.xml') },
    {
      name: 'word/document.xml',
      data: `${prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    },
  ])
export const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

export const xlsx = (cells: string, prolog = ''): Buffer =>
  zip([
    { name: '[Content_Types].xml', data: types('/xl/workbook.xml', 'spreadsheetml.sheet') },
    { name: '_rels/.rels', data: relations('xl/workbook.xml') },
    { name: 'xl/_rels/workbook.xml.rels', data: relations('worksheets/sheet1.xml') },
    {
      name: 'xl/workbook.xml',
      data: '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `${prolog}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
    },
  ])

/** Objects numbered from 1; the first is the catalogue. */
export function pdf(...objects: (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')]
  let table = ''
  for (const [i, object] of objects.entries()) {
    table += `${String(Buffer.concat(parts).length).padStart(10, '0')} 00000 n \n`
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n'))
  }
  const count = objects.length + 1
  const start = Buffer.concat(parts).length
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${table}${trailer}`)])
}
export const pdfStream = (data: Buffer | string, dictionary = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${Buffer.byteLength(data)} ${dictionary} >>\nstream\n`),
    Buffer.from(data as string),
    Buffer.from('\nendstream'),
  ])
/** One page with this content, and what else the catalogue says. */
export const pdfPage = (content: Buffer, catalogue = ''): Buffer =>
  pdf(
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    content,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  )
