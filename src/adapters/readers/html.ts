/** HTML as people read it: blocks on lines of their own, table cells apart, scripts and styles never. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Encoding, ReadText } from '../../ports/text-reader.ts'
import { decode } from './encoding.ts'
import { readText } from './plain-text.ts'

type Node = DefaultTreeAdapterTypes.Node

/** Never shown, or shown in place of something else; of a ruby only its base, so that 甪直 is found however 甪 is to be read. */
const silent = new Set(
  'script style template noscript noframes noembed head title svg math object iframe rt rp #comment'.split(' '),
)
const block = new Set(
  'address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const childrenOf = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : [])

function titleOf(root: Node): string | null {
  const html = childrenOf(root).find(({ nodeName }) => nodeName === 'html')
  const head = html && childrenOf(html).find(({ nodeName }) => nodeName === 'head')
  const title = head && childrenOf(head).find(({ nodeName }) => nodeName === 'title')
  const text = title && childrenOf(title).map((child) => ('value' in child ? child.value : ''))
  return text?.join('').trim() || null
}

/** The text of a page, and its title. Walked with a stack of its own: old pages nest without end. */
export function textOf(html: string): { text: string; title: string | null } {
  const root = parse(html)
  const out: string[] = []
  /** Where in `out` each open cell of a table begins. */
  const cells: number[] = []
  let isPre = 0
  const lastChar = () => out.at(-1)?.at(-1) ?? '\n'
  const newLine = () => {
    if (lastChar() !== '\n' && out.length !== cells.at(-1)) out.push('\n')
  }
  const write = (value: string) => {
    const text = isPre ? value : value.replace(/[ \t\r\n\f]+/g, ' ')
    const shown = !isPre && /\s/.test(lastChar()) ? text.replace(/^ /, '') : text
    if (shown !== '') out.push(shown)
  }
  /** The cell's last line ends are no part of it; the next cell stands after a tab. */
  const endCell = () => {
    const start = cells.pop()!
    while (out.length > start && out.at(-1)!.trim() === '') out.pop()
    if (out.length > start) out.push(out.pop()!.trimEnd())
    out.push('\t')
  }
  const toDo: (Node | (() => void))[] = [root]
  for (let next = toDo.pop(); next !== undefined; next = toDo.pop()) {
    if (typeof next === 'function') {
      next()
      continue
    }
    const name = next.nodeName
    if (name === '#text') write((next as DefaultTreeAdapterTypes.TextNode).value)
    if (name === 'br') out.push('\n')
    if (silent.has(name)) continue
    if (block.has(name)) {
      newLine()
      toDo.push(newLine)
    }
    if (name === 'pre') {
      isPre++
      toDo.push(() => isPre--)
    } else if (name === 'td' || name === 'th') {
      cells.push(out.length)
      toDo.push(endCell)
    } else if (name === 'tr')
      toDo.push(() => {
        if (out.at(-1) === '\t') out.pop()
      })
    const children = childrenOf(next)
    for (let i = children.length - 1; i >= 0; i--) toDo.push(children[i]!)
  }
  const text = out.join('')
  return {
    text: text
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    title: titleOf(root),
  }
}

const names: Record<string, Encoding> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  gb18030: 'gb18030',
  'x-gbk': 'gb18030',
  gb2312_80: 'gb18030',
  'gb_2312-80': 'gb18030',
  'cn-gb': 'gb18030',
  big5: 'big5',
  'big5-hkscs': 'big5',
  'cn-big5': 'big5',
  'x-x-big5': 'big5',
  unicode: 'utf-16le',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
}
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']\s*([\w-]+)/i

/** What its bytes look like; where they leave a doubt, what the page says of itself. Pages converted by a program often say what they were before. */
export function readHtml(bytes: Buffer, forced?: Encoding, preferred?: Encoding): ReadText {
  const said = DECLARED.exec(bytes.toString('latin1', 0, 4096))
  const declared = names[(said?.[1] ?? said?.[2] ?? '').toLowerCase()]
  let decoded = decode(bytes, forced, preferred)
  if (!forced && decoded.uncertain && declared && decoded.candidates.includes(declared)) {
    const isAgreed = declared === decoded.encoding
    decoded = { ...decode(bytes, declared), uncertain: !isAgreed, candidates: decoded.candidates }
  }
  const { text, title } = textOf(decoded.text)
  const { encoding, uncertain, candidates } = decoded
  return readText('text/html', text, { title, encoding, uncertain, candidates })
}
