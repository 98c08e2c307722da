/** What a file is by its first bytes; its name decides only where bytes cannot. Pure and cheap: every upload passes here. */
export interface Sniffed {
  mediaType: string
  kind: 'text' | 'document' | 'archive' | 'image' | 'audio' | 'video' | 'object'
}

const ascii = (head: Buffer, start: number, end: number) => head.toString('latin1', start, end)
const ending = (name: string) => /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Office files inside a ZIP look like a ZIP from outside: the name says which, and the reader looks inside. */
const zipped: Record<string, Sniffed> = {
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', kind: 'document' },
  docm: { mediaType: 'application/vnd.ms-word.document.macroEnabled.12', kind: 'document' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', kind: 'document' },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', kind: 'document' },
  epub: { mediaType: 'application/epub+zip', kind: 'document' },
}
const ole: Record<string, string> = {
  doc: 'application/msword',
  wps: 'application/vnd.ms-works',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}
const plain: Record<string, string> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
  srt: 'text/plain',
  vtt: 'text/plain',
}

const brands: [RegExp, Sniffed][] = [
  [/^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)/, { mediaType: 'image/heic', kind: 'image' }],
  [/^avi[fs]/, { mediaType: 'image/avif', kind: 'image' }],
  [/^(?:M4A|M4B)/, { mediaType: 'audio/mp4', kind: 'audio' }],
  [/^qt/, { mediaType: 'video/quicktime', kind: 'video' }],
  // Whatever follows, be it nothing.
  [/^/, { mediaType: 'video/mp4', kind: 'video' }],
]

const magic: [at: number, bytes: string, Sniffed][] = [
  [0, '\xff\xd8\xff', { mediaType: 'image/jpeg', kind: 'image' }],
  [0, '\x89PNG\r\n\x1a\n', { mediaType: 'image/png', kind: 'image' }],
  [0, 'GIF8', { mediaType: 'image/gif', kind: 'image' }],
  [0, 'II*\0', { mediaType: 'image/tiff', kind: 'image' }],
  [0, 'MM\0*', { mediaType: 'image/tiff', kind: 'image' }],
  [0, 'II+\0', { mediaType: 'image/tiff', kind: 'image' }],
  [0, 'MM\0+', { mediaType: 'image/tiff', kind: 'image' }],
  [0, '%PDF-', { mediaType: 'application/pdf', kind: 'document' }],
  [0, '{\\rtf', { mediaType: 'application/rtf', kind: 'document' }],
  [0, 'ID3', { mediaType: 'audio/mpeg', kind: 'audio' }],
  [0, '#!AMR', { mediaType: 'audio/amr', kind: 'audio' }],
  [0, 'fLaC', { mediaType: 'audio/flac', kind: 'audio' }],
  [0, 'OggS', { mediaType: 'audio/ogg', kind: 'audio' }],
  [0, '\x1aE\xdf\xa3', { mediaType: 'video/x-matroska', kind: 'video' }],
  [0, '\0\0\x01\xba', { mediaType: 'video/mpeg', kind: 'video' }],
  [0, 'FLV\x01', { mediaType: 'video/x-flv', kind: 'video' }],
  [0, 'Rar!', { mediaType: 'application/vnd.rar', kind: 'object' }],
  [0, "7z\xbc\xaf'\x1c", { mediaType: 'application/x-7z-compressed', kind: 'object' }],
  [0, '\x1f\x8b', { mediaType: 'application/gzip', kind: 'object' }],
  [0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11', { mediaType: 'video/x-ms-asf', kind: 'video' }],
  [0, '%!PS', { mediaType: 'application/postscript', kind: 'object' }],
]

/** UTF-16 without a mark: nearly every unit is Han, a sign of Chinese, kana or a letter. Of arbitrary bytes half are. */
function looksUtf16(head: Buffer): boolean {
  const units = Math.floor(head.length / 2)
  const likely = (unit: number) =>
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xd800 && unit <= 0xdfff) ||
    (unit >= 0x3000 && unit <= 0x30ff) ||
    (unit >= 0xa0 && unit <= 0x4ff) ||
    (unit >= 0xff01 && unit <= 0xff65) ||
    (unit >= 0x2010 && unit <= 0x2026) ||
    (unit >= 0x20 && unit <= 0x7e) ||
    unit === 9 ||
    unit === 10 ||
    unit === 13
  let [little, big] = [0, 0]
  for (let i = 0; i < units; i++) {
    if (likely(head.readUInt16LE(i * 2))) little++
    if (likely(head.readUInt16BE(i * 2))) big++
  }
  return units > 1 && Math.max(little, big) >= units * 0.9
}

/** Bytes that no text has, unless it is UTF-16. A NUL alone is one that a database or a crash has left in a text: of binary formats it is never the only sign. */
function looksBinary(head: Buffer): boolean {
  const mark = head.toString('latin1', 0, 2)
  if (mark === '\xff\xfe' || mark === '\xfe\xff') return false
  let [nul, control] = [0, 0]
  for (const byte of head) {
    if (byte === 0) nul++
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) control++
  }
  const isStray = control === 0 && nul < head.length * 0.3
  return ((nul > 0 && !isStray) || control > head.length * 0.3) && !looksUtf16(head)
}

/**
 * From where a markup document says what it is: instructions and comments before it are passed over one by one. A single expression for all of them
 * would try every way to split a row of comments, for longer than anybody lives.
 */
function rootOf(text: string): string {
  let rest = text.replace(/^[^\w<]+/, '')
  while (rest.startsWith('<?') || rest.startsWith('<!--')) {
    const closing = rest.startsWith('<?') ? '>' : '-->'
    const at = rest.indexOf(closing, 2)
    rest = at < 0 ? '' : rest.slice(at + closing.length).trimStart()
  }
  return rest
}

/** `head`: the first bytes, up to 8 KiB. Unknown bytes are text when they look like it, else an object that is only kept. */
export function sniffHead(head: Buffer, filename: string): Sniffed {
  const end = ending(filename)
  for (const [at, bytes, found] of magic) if (ascii(head, at, at + bytes.length) === bytes) return found
  if (ascii(head, 0, 4) === 'PK\x03\x04' || ascii(head, 0, 4) === 'PK\x05\x06')
    return zipped[end] ?? { mediaType: 'application/zip', kind: 'archive' }
  if (ascii(head, 0, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')
    return { mediaType: ole[end] ?? 'application/msword', kind: 'document' }
  if (ascii(head, 4, 8) === 'ftyp') return brands.find(([brand]) => brand.test(ascii(head, 8, 12)))![1]
  // Before its first line a PDF may have what a mail or a server put there (ISO 32000-1, annex H.3.4.1).
  if (end === 'pdf' && ascii(head, 0, 1024).includes('%PDF-')) return { mediaType: 'application/pdf', kind: 'document' }
  if (ascii(head, 0, 4) === 'RIFF') {
    const form = ascii(head, 8, 12)
    if (form === 'WEBP') return { mediaType: 'image/webp', kind: 'image' }
    if (form === 'WAVE') return { mediaType: 'audio/wav', kind: 'audio' }
    if (form === 'AVI ') return { mediaType: 'video/x-msvideo', kind: 'video' }
  }
  if (head.length > 2 && head[0] === 0xff && (head[1]! & 0xe6) === 0xe2 && /^(?:mp3|mp2|aac)$/.test(end))
    return { mediaType: 'audio/mpeg', kind: 'audio' }
  const text = ascii(head, 0, head.length).replaceAll('\0', '')
  if (end === 'svg' || /^<(?:!DOCTYPE\s+)?(?:\w+:)?svg[\s>]/i.test(rootOf(text)))
    return { mediaType: 'image/svg+xml', kind: 'image' }
  if (looksBinary(head)) return { mediaType: 'application/octet-stream', kind: 'object' }
  if (/^\W*(?:<!DOCTYPE\s+html|<html[\s>])/i.test(text)) return { mediaType: 'text/html', kind: 'document' }
  const known = plain[end]
  return known ? { mediaType: known, kind: 'document' } : { mediaType: 'text/plain', kind: 'text' }
}
