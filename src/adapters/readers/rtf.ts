/**
 * RTF 1.9.1: a small reader of the text only. Code pages by \\ansicpg and \\fcharset; \\u with its fallback skipped; pictures and the like left out,
 * deleted text too; notes, boxes and comments set as in a docx.
 */
import type { Encoding, ReadText } from '../../ports/text-reader.ts'
import { decodeAs } from './encoding.ts'
import { readText } from './plain-text.ts'

const codePages: Record<number, string> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  65001: 'utf-8',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
}
const charsets: Record<number, string> = {
  134: 'gb18030',
  136: 'big5',
  128: 'shift_jis',
  129: 'euc-kr',
  161: 'windows-1253',
  204: 'windows-1251',
  238: 'windows-1250',
}
const words = (list: string) => new Set(list.split(' '))
const skipped = words(
  'fonttbl colortbl stylesheet info pict object themedata datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl mmathPr fldinst header footer headerl headerr headerf footerl footerr footerf sp shprslt nonshppict nonesttables xe tc upr',
)
/** What is marked as skippable for old readers and is text all the same. */
const kept = words('footnote annotation shpinst ud')
const breaks: Record<string, string> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  row: '\n',
  nestrow: '\n',
  page: '\f',
  cell: '\t',
  nestcell: '\t',
  tab: '\t',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}

/** Where text goes: the document, or one note, box or comment of it. */
interface Sink {
  text: string
}

interface State {
  isSkipped: boolean
  isDeleted: boolean
  /** Characters that stand in for a \\u, to be passed over. */
  fallback: number
  encoding: string
  sink: Sink
}

const decoded = (bytes: number[], encoding: string) =>
  encoding === 'big5'
    ? decodeAs(Uint8Array.from(bytes), encoding as Encoding)
    : new TextDecoder(encoding).decode(Uint8Array.from(bytes))

export function readRtf(bytes: Buffer): ReadText {
  const source = bytes.toString('latin1')
  const standard = codePages[Number(/\\ansicpg(\d+)/.exec(source)?.[1] ?? 1252)] ?? 'windows-1252'
  const fonts = new Map<number, string>()
  for (const [, number, charset] of source.matchAll(/\\f(\d+)[^{};]*?\\fcharset(\d+)/g)) {
    const encoding = charsets[Number(charset)]
    if (encoding) fonts.set(Number(number), encoding)
  }
  // A font of charset 0 in a Chinese document is used for Chinese all the same.
  const ofFont = (number: number) => fonts.get(number) ?? standard
  const document: Sink = { text: '' }
  const notes: Sink[] = []
  const boxes: Sink[] = []
  const comments: Sink[] = []
  let state: State = {
    isSkipped: false,
    isDeleted: false,
    fallback: 1,
    encoding: ofFont(Number(/\\deff(\d+)/.exec(source)?.[1] ?? -1)),
    sink: document,
  }
  const stack: State[] = []
  let pending: number[] = []
  let toSkip = 0
  let isStarred = false
  const isSilent = () => state.isSkipped || state.isDeleted
  const flush = () => {
    if (pending.length) state.sink.text += decoded(pending, state.encoding)
    pending = []
  }
  const write = (text: string) => {
    if (isSilent()) return
    flush()
    state.sink.text += text
  }
  const byte = (value: number) => {
    if (toSkip > 0) toSkip--
    else if (!isSilent()) pending.push(value)
  }
  const divert = (into: Sink[]) => {
    if (state.isSkipped) return
    state.sink = { text: '' }
    into.push(state.sink)
  }
  /** A word that opens a destination, or says whether what follows is text. */
  function destination(word: string): void {
    if ((isStarred && !kept.has(word)) || skipped.has(word)) state.isSkipped = true
    else if (word === 'ud') state.isSkipped = stack.at(-2)?.isSkipped ?? false
    else if (word === 'shptxt') divert(boxes)
    else if (word === 'annotation') divert(comments)
    else if (word === 'footnote' && !isSilent()) {
      write(`[${notes.length + 1}]`)
      divert(notes)
    }
  }
  function control(word: string, argument: string | undefined): void {
    const value = Number(argument ?? 0)
    if (word === 'uc') state.fallback = value
    else if (word === 'u') {
      write(String.fromCharCode(value & 0xffff))
      toSkip = state.fallback
    } else if (word === 'f' || word === 'plain') {
      flush()
      state.encoding = word === 'f' ? ofFont(value) : standard
      if (word === 'plain') state.isDeleted = false
    } else if (word === 'deleted') {
      flush()
      state.isDeleted = argument !== '0'
    } else if (word in breaks) {
      write(breaks[word]!)
      if (word === 'par' && state.sink === document) for (const box of boxes.splice(0)) write(`${box.text.trim()}\n`)
    }
  }
  const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n])/y
  while (token.lastIndex < source.length) {
    const found = token.exec(source)
    if (!found) break
    const [, word, argument, hex, symbol, brace, plain] = found
    if (brace === '{') {
      flush()
      stack.push({ ...state })
    } else if (brace === '}') {
      flush()
      state = stack.pop() ?? state
      toSkip = 0
    } else if (hex) byte(Number.parseInt(hex, 16))
    else if (plain) byte(plain.charCodeAt(0))
    else if (symbol) {
      if (symbol === '*') isStarred = true
      else if ('\\{}'.includes(symbol)) byte(symbol.charCodeAt(0))
      else if (symbol === '~') byte(0x20)
      else if (symbol === '_') write('‑')
      else if (symbol === '\r' || symbol === '\n') write('\n')
    } else if (word) {
      if (word === 'bin') token.lastIndex += Math.max(0, Number(argument ?? 0))
      flush()
      destination(word)
      control(word, argument)
      isStarred = false
    }
  }
  flush()
  const trimmed = ({ text }: Sink) => text.trim()
  const parts = [
    document.text.trim(),
    ...boxes.map(trimmed),
    ...notes.map((note, i) => `[${i + 1}] ${trimmed(note)}`),
    ...comments.map((comment) => `批注：${trimmed(comment)}`),
  ]
  return readText('application/rtf', parts.filter(Boolean).join('\n'))
}
