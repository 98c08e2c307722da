import { marked } from 'marked'
import type { Encoding, ReadText } from '../../ports/text-reader.ts'
import { decode } from './encoding.ts'
import { textOf } from './html.ts'
import { readText } from './plain-text.ts'

/** Markdown without its signs: rendered, then read like any page. */
export function readMarkdown(bytes: Buffer, forced?: Encoding, preferred?: Encoding): ReadText {
  const { text, encoding, uncertain, candidates } = decode(bytes, forced, preferred)
  // To marked a note `[^1]: …` defines a link, and is not shown.
  const html = marked.parse(text.replace(/^(\s{0,3})\[\^([^\]\n]+)\]:/gm, '$1\\[^$2\\]:'), {
    async: false,
    gfm: true,
    breaks: true,
  })
  const { text: shown } = textOf(html)
  const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? null
  return readText('text/markdown', shown, { title, encoding, uncertain, candidates })
}
