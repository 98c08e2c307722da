import { Fault } from '../../faults.ts'
import type { Encoding, ReadPage, ReadText } from '../../ports/text-reader.ts'
import { decode } from './encoding.ts'

export const MAX_TEXT = 20_000_000

/** LF newlines, no NUL, no end-of-file mark of DOS; a form feed ends a page. */
export function paged(raw: string): { text: string; pages: ReadPage[] } {
  const text = raw
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/^\ufeff/, '')
    .replace(/\u001a+$/, '')
  if (text.length > MAX_TEXT) throw new Fault('text.too-long', { length: text.length, limit: MAX_TEXT })
  if (!text.includes('\f')) return { text, pages: [] }
  return joinPages(text.split('\f'))
}

/** Pages one after the other, each ending with a line break. */
export function joinPages(
  parts: readonly string[],
  labels: readonly string[] = [],
): { text: string; pages: ReadPage[] } {
  let text = ''
  const pages = parts.map((part, i) => {
    const start = text.length
    text += part.endsWith('\n') || i === parts.length - 1 ? part : `${part}\n`
    return { number: i + 1, label: labels[i] ?? '', start, end: text.length }
  })
  if (text.length > MAX_TEXT) throw new Fault('text.too-long', { length: text.length, limit: MAX_TEXT })
  return { text, pages }
}

export const readText = (mediaType: string, text: string, more: Partial<ReadText> = {}): ReadText => ({
  kind: 'text',
  mediaType,
  ...paged(text),
  encoding: null,
  uncertain: false,
  candidates: [],
  title: null,
  imageOnlyPages: 0,
  warnings: [],
  ...more,
})

export function readPlainText(bytes: Buffer, mediaType: string, forced?: Encoding, preferred?: Encoding): ReadText {
  const { text, encoding, uncertain, candidates } = decode(bytes, forced, preferred)
  return readText(mediaType, text, { encoding, uncertain, candidates })
}
