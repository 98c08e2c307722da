/** HTML as people read it: blocks on lines of their own, table cells apart, scripts and styles never. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Encoding, ReadText } from '../../ports/text-reader.ts'
import { decode } from './encoding.ts'
import { readText } from './plain-text.ts'

type Node = DefaultTreeAdapterTypes.Node

const silent = new Set(['script', 'style', 'template', 'noscript', 'head', 'svg', 'math', 'object', 'iframe'])
const block = new Set(
  'address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const MAX_DEPTH = 2000

/** The text of a tree, and its title. */
export function textOf(html: string): { text: string; title: string | null } {
  let text = ''
  let title: string | null = null
  const newLine = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n'
  }
  function walk(node: Node, depth: number, isPre: boolean): void {
    if (depth > MAX_DEPTH) return
    if (node.nodeName === '#text') {
      const { value } = node as DefaultTreeAdapterTypes.TextNode
      const shown = isPre ? value : value.replace(/[ \t\r\n\f]+/g, ' ')
      text += text === '' || /[\n\t ]$/.test(text) ? (isPre ? shown : shown.replace(/^ /, '')) : shown
      return
    }
    const name = node.nodeName.toLowerCase()
    if (name === 'title' && title === null) {
      title =
        (node as DefaultTreeAdapterTypes.Element).childNodes
          .map((child) => ('value' in child ? child.value : ''))
          .join('')
          .trim() || null
    }
    if (name === 'head') {
      for (const child of (node as DefaultTreeAdapterTypes.Element).childNodes)
        if (child.nodeName === 'title') walk(child, depth + 1, false)
      return
    }
    if (name === 'title' || silent.has(name)) return
    if (name === 'br') text += '\n'
    const isBlock = block.has(name)
    if (isBlock) newLine()
    if ('childNodes' in node) for (const child of node.childNodes) walk(child, depth + 1, isPre || name === 'pre')
    if (name === 'td' || name === 'th') text = `${text.replace(/[ \n]+$/, '')}\t`
    if (name === 'tr') text = text.replace(/\t$/, '')
    if (isBlock) {
      text = text.replace(/ +$/, '')
      newLine()
    }
  }
  walk(parse(html), 0, false)
  return {
    text: text
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    title,
  }
}

const names: Record<string, Encoding> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  gb18030: 'gb18030',
  'x-gbk': 'gb18030',
  big5: 'big5',
  'big5-hkscs': 'big5',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
}

/** What the page says of itself, where it decodes so; else what its bytes look like. */
export function readHtml(bytes: Buffer, forced?: Encoding): ReadText {
  const said = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(bytes.toString('latin1', 0, 4096))?.[1]?.toLowerCase()
  const declared = said ? names[said] : undefined
  const tried = forced ?? declared
  let decoded = decode(bytes, forced)
  if (!forced && tried && decoded.encoding !== tried) {
    const asSaid = decode(bytes, tried)
    if (!asSaid.uncertain) decoded = asSaid
  } else if (declared === decoded.encoding) decoded = { ...decoded, uncertain: false }
  const { text, title } = textOf(decoded.text)
  const { encoding, uncertain, candidates } = decoded
  return readText('text/html', text, { title, encoding, uncertain, candidates })
}
