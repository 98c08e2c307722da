/** RTF: a small reader of the text only. Code pages by \\ansicpg and \\fcharset; \\u with its fallback skipped; destinations like pictures left out. */
import type { ReadText } from '../../ports/text-reader.ts'
import { readText } from './plain-text.ts'

const codePages: Record<number, string> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  65001: 'utf-8',
  1252: 'windows-1252',
}
const charsets: Record<number, string> = { 134: 'gb18030', 136: 'big5', 128: 'shift_jis', 129: 'euc-kr' }
const skipped = new Set(
  'fonttbl colortbl stylesheet info pict object themedata datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl mmathPr fldinst header footer headerl headerr footerl footerr'.split(
    ' ',
  ),
)
const breaks: Record<string, string> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  row: '\n',
  page: '\f',
  cell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}

interface State {
  isSkipped: boolean
  /** Characters that stand in for a \u, to be passed over. */
  fallback: number
  encoding: string
}

export function readRtf(bytes: Buffer): ReadText {
  const source = bytes.toString('latin1')
  const fonts = new Map<number, string>()
  for (const [, number, charset] of source.matchAll(/\\f(\d+)[^{};]*?\\fcharset(\d+)/g)) {
    const encoding = charsets[Number(charset)]
    if (encoding) fonts.set(Number(number), encoding)
  }
  const standard = codePages[Number(/\\ansicpg(\d+)/.exec(source)?.[1] ?? 1252)] ?? 'windows-1252'
  let state: State = { isSkipped: false, fallback: 1, encoding: standard }
  const stack: State[] = []
  let text = ''
  let pending: number[] = []
  let toSkip = 0
  const flush = () => {
    if (pending.length) text += new TextDecoder(state.encoding).decode(Uint8Array.from(pending))
    pending = []
  }
  const byte = (value: number) => {
    if (toSkip > 0) toSkip--
    else if (!state.isSkipped) pending.push(value)
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
      if (symbol === '*') state.isSkipped = true
      else if ('\\{}'.includes(symbol)) byte(symbol.charCodeAt(0))
      else if (symbol === '~') byte(0x20)
    } else if (word) {
      const value = Number(argument ?? 0)
      if (word === 'bin') token.lastIndex += Math.max(0, value)
      if (skipped.has(word)) state.isSkipped = true
      else if (word === 'uc') state.fallback = value
      else if (word === 'u' && !state.isSkipped) {
        flush()
        text += String.fromCharCode(value & 0xffff)
        toSkip = state.fallback
      } else if (word === 'f' && fonts.has(value)) {
        flush()
        state.encoding = fonts.get(value)!
      } else if (word === 'plain') {
        flush()
        state.encoding = standard
      } else if (word in breaks && !state.isSkipped) {
        flush()
        text += breaks[word]
      }
    }
  }
  flush()
  return readText('application/rtf', text.trim())
}
