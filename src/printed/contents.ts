/** 目录: each line as it is understood, for people to correct. Pure. */

import { closedUp, looksLikeByline } from '../hanzi/byline.ts'
import { pageNumberOf } from '../hanzi/layout/page-number.ts'
import { numeralValue } from '../hanzi/numerals.ts'

export interface ContentsLine {
  kind: 'column' | 'piece'
  title: string
  byline: string
  /** Printed page, '' where none is told. */
  page: string
  /** It could be read in one way only. */
  isSure: boolean
}

/** More is no table of contents. */
export const MOST_LINES = 1000

const han = '[〇零○一二三四五六七八九十百]{1,5}'
const leader = '(?:…|⋯|\\.{3,}|．{3,}|·{3,}|・{3,}|•{3,}|_{3,}|-{3,}|—{3,}|─{2,}|―{3,})'
const leaders = new RegExp(`\\s*(?:${leader})+[\\s.…⋯·・•_\\-—]*`)
/** The number in brackets, or behind a leader or a space; figures alone may also stand close to what is before them. */
const pageEnd = new RegExp(
  `^(.*?)(?:\\s*[（(\\[〔【]\\s*(?:第|[pP]\\.?)?\\s*(\\d{1,4}|${han})\\s*(?:[-—–~～至]\\s*\\d{1,4}\\s*)?[页頁]?\\s*[)）\\]〕】]|(?:\\s+|${leader}[\\s.…⋯·・•_\\-—]*|[\\s:：]+|[／/]\\s*)(?:第|[pP]\\.?)?\\s*(\\d{1,4}|${han}(?=$|[页頁]))\\s*(?:[-—–~～至]\\s*\\d{1,4})?\\s*[页頁]?|(?<![\\d.,、第])(\\d{1,3})(?:[-—–~～]\\d{1,3})?[页頁]?)\\s*$`,
)
const heading = /^(?:[【《]?\s*目\s*[录錄次]\s*[】》]?|contents)$/i
const bracketed = /^[【〖［[〔〈《](.+)[】〗］\]〕〉》]$/
const bulleted = /^[·•●◆◇★☆※○■□▲△＊*]+\s*(.+?)\s*[·•●◆◇★☆※○■□▲△＊*]*$/
const numbered = /^(?:第?[一二三四五六七八九十]{1,3}(?:[、.．]|[编輯辑部分章]{1,2}\s))/
const listMark = /^(?:\d{1,3}\s*[.．、)）]|[·•●◆◇★☆※○]+)\s*/

/** One unit for one unit. */
const narrow = (line: string) => line.replace(/[０-９]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
const figures = (written: string): string => {
  const value = numeralValue(written)
  return value === null ? '' : String(value)
}
/** 序　言 → 序言. */
const titleOf = (text: string) => closedUp(text.replace(listMark, '')).replace(/[\s:：.…⋯]+$/, '')

/** Title and byline of what stands before the page. */
function parted(rest: string): { title: string; byline: string; isSure: boolean } {
  const text = rest.replace(new RegExp(`(?:\\s|${leader}|[.…⋯·_])+$`), '')
  const slash = /^(.+?)\s*[／/]\s*([^／/]+)$/.exec(text)
  if (slash) return { title: titleOf(slash[1]!), byline: closedUp(slash[2]!), isSure: true }
  const [before, ...behind] = text.split(leaders)
  const behindLeader = behind.join(' ').trim()
  if (before && behindLeader)
    return { title: titleOf(before), byline: closedUp(behindLeader), isSure: looksLikeByline(behindLeader, true) }
  const inBrackets = /^(.+?)\s*[（(]([^（）()]+)[）)]$/.exec(text)
  if (inBrackets && looksLikeByline(inBrackets[2]!, false))
    return { title: titleOf(inBrackets[1]!), byline: closedUp(inBrackets[2]!), isSure: true }
  // The longest end that is nothing but names and what they did.
  const gaps = [...text.matchAll(/\s+/g)]
  for (const { index, 0: gap } of gaps) {
    const end = text.slice(index + gap.length)
    const isApart = gap.length > 1 || /[\t\u3000]/.test(gap)
    if (index > 1 && looksLikeByline(end, isApart) && !/——$/.test(text.slice(0, index)))
      return { title: titleOf(text.slice(0, index)), byline: closedUp(end), isSure: true }
  }
  const title = titleOf(text)
  return { title, byline: '', isSure: !/\s/.test(title) || /——/.test(text) }
}

/** As pasted, typed, or printed on the pages of the contents. */
export function readContents(text: string): ContentsLine[] {
  const raw = text.replace(/\r\n?|\f/g, '\n').split('\n')
  const cells = raw.map((line) => line.split('\t').map((cell) => cell.trim()))
  if (cells.some((row) => headingsOf(row) !== null)) return readRows(cells)
  const lines: ContentsLine[] = []
  let pending = ''
  const asColumn = (own: string, isSure: boolean) => {
    const title = titleOf(bracketed.exec(own)?.[1] ?? bulleted.exec(own)?.[1] ?? own)
    if (title) lines.push({ kind: 'column', title, byline: '', page: '', isSure })
  }
  const settle = () => {
    const own = parted(pending)
    // What names somebody is a piece, though its page is not told.
    if (own.byline) lines.push({ kind: 'piece', ...own, page: '' })
    else if (pending) asColumn(pending, [...pending].length <= 10)
    pending = ''
  }
  for (const line of raw.map((one) => one.trim())) {
    if (line === '' || heading.test(line) || lines.length >= MOST_LINES) continue
    const last = lines.at(-1)
    const number = pageNumberOf(line)
    if (number) {
      // The page on a line of its own, or the number of the page of the contents.
      if (!number.isCertain && pending) {
        lines.push({ kind: 'piece', ...parted(pending), page: String(number.value), isSure: false })
        pending = ''
      }
      continue
    }
    const [, { length } = '', inBrackets, apart, close] = pageEnd.exec(narrow(line)) ?? []
    const rest = line.slice(0, length)
    const page = figures(inBrackets ?? apart ?? close ?? '')
    if (page !== '') {
      const own = parted(rest)
      const goesOn =
        pending !== '' &&
        (own.title === '' || /^[—―-]/.test(rest) || [...pending].length > 12 || looksLikeByline(rest, false))
      const isByline = goesOn && own.byline === '' && looksLikeByline(rest, false)
      if (goesOn) {
        const whole = isByline ? { ...parted(pending), byline: closedUp(rest) } : parted(`${pending}${rest}`)
        lines.push({ kind: 'piece', ...whole, page, isSure: false })
        pending = ''
        continue
      }
      settle()
      if (own.title) lines.push({ kind: 'piece', ...own, page })
      continue
    }
    if (/^[—―]{1,2}/.test(line)) {
      if (pending) pending += line
      else if (last?.kind === 'piece') Object.assign(last, { title: `${last.title}${titleOf(line)}`, isSure: false })
      continue
    }
    if (!pending && last?.kind === 'piece' && last.byline === '' && looksLikeByline(line, false)) {
      Object.assign(last, { byline: closedUp(line), isSure: false })
      continue
    }
    settle()
    if (bracketed.test(line) || bulleted.test(line) || numbered.test(line)) asColumn(line, true)
    else pending = line
  }
  settle()
  return ascending(lines)
}

const columnNames = [
  ['column', /^(?:栏目|专栏|类别|section|column)$/i],
  ['title', /^(?:题名|篇名|标题|题目|文章|title)$/i],
  ['byline', /^(?:作者|责任者|署名|撰稿人?|author|byline)$/i],
  ['page', /^(?:页|页码|起始页|起页|页次|page)$/i],
] as const
type ColumnName = (typeof columnNames)[number][0]

/** Which cell is what, where a row is one of headings. */
function headingsOf(row: readonly string[]): Map<ColumnName, number> | null {
  const found = new Map<ColumnName, number>()
  for (const [i, cell] of row.entries()) {
    const name = columnNames.find(([, pattern]) => pattern.test(cell))?.[0]
    if (name && !found.has(name)) found.set(name, i)
  }
  return found.has('title') && found.size > 1 ? found : null
}

/** A table: with headings, or as 栏目, 题名, 署名, 页 — the first of them left out where there are fewer. */
export function readRows(rows: readonly (readonly string[])[]): ContentsLine[] {
  const at = rows.findIndex((row) => headingsOf(row) !== null)
  const widest = Math.max(0, ...rows.map((row) => row.length))
  const names: ColumnName[] =
    widest > 3 ? ['column', 'title', 'byline', 'page'] : widest > 2 ? ['title', 'byline', 'page'] : ['title', 'page']
  const places = at < 0 ? new Map(names.map((name, i) => [name, i])) : headingsOf(rows[at]!)!
  const lines: ContentsLine[] = []
  let present = ''
  for (const row of rows.slice(at + 1)) {
    const cell = (name: ColumnName) => (row[places.get(name) ?? -1] ?? '').trim()
    const [column, title] = [closedUp(cell('column')), titleOf(cell('title'))]
    if (column && column !== present) {
      lines.push({ kind: 'column', title: column, byline: '', page: '', isSure: true })
      present = column
    }
    const page = figures(/\d{1,4}|[〇零○一二三四五六七八九十百]{1,5}/.exec(cell('page').normalize('NFKC'))?.[0] ?? '')
    if (title) lines.push({ kind: 'piece', title, byline: closedUp(cell('byline')), page, isSure: page !== '' })
    if (lines.length >= MOST_LINES) break
  }
  return ascending(lines)
}

/** A page before that of the line above was misread, or the line is in the wrong place. */
function ascending(lines: ContentsLine[]): ContentsLine[] {
  let last = 0
  return lines.map((line) => {
    if (line.kind === 'column') return line
    const page = Number(line.page)
    const isSure = line.isSure && page >= last && line.page !== ''
    if (page >= last) last = page
    return { ...line, isSure }
  })
}

/** Which of the first pages print the contents: with the heading, or lines most of which end in a page. Places among `texts`, in a row. */
export function contentsPages(texts: readonly string[]): number[] {
  const isList = (text: string) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return lines.length > 2 && lines.filter((line) => pageEnd.test(narrow(line.trim()))).length >= lines.length * 0.5
  }
  const first = texts.slice(0, 40).findIndex(
    (text) =>
      text
        .split('\n')
        .slice(0, 4)
        .some((line) => heading.test(line.trim())) && isList(text),
  )
  if (first < 0) return []
  const pages = [first]
  for (let i = first + 1; i < texts.length && isList(texts[i]!) && pages.length < 20; i++) pages.push(i)
  return pages
}
