/** Where a title of the contents stands on the pages, in whatever script and spacing it is printed there. Pure. */
import { type Folded, fold } from '../hanzi/fold.ts'
import { pageNumberOf } from '../hanzi/layout/page-number.ts'
import { createMatcher } from '../hanzi/likeness/approximate.ts'

export interface FoundTitle {
  /** UTF-16 offset of the line it begins on; 0 where nothing that a reader reads stands before it on its page. */
  offset: number
  /** Letter for letter, as folded. */
  isExact: boolean
  /** It begins other lines of the page too. */
  isAlone: boolean
}

export interface PrintedPage {
  text: string
  folded: Folded
}
/** Pages by their place, each folded when it is first asked for. */
export function foldedPages(texts: readonly string[]): (page: number) => PrintedPage {
  const pages = new Map<number, PrintedPage>()
  return (at) => {
    const page = pages.get(at) ?? { text: texts[at]!, folded: fold(texts[at]!) }
    pages.set(at, page)
    return page
  }
}

/** A shorter one is found as it is or not at all. */
const SHORTEST = 5

const lineStart = (text: string, offset: number) => text.lastIndexOf('\n', offset - 1) + 1
/** Ornament and numbers before a title do not keep it from beginning its line. */
const isNothing = (before: string) => /^[\s\p{P}\p{S}\d]*$/u.test(before)

/** Places of these tokens that begin a line. */
function exactly({ text, folded }: PrintedPage, wanted: readonly string[]): number[] {
  const { tok, st } = folded
  const found: number[] = []
  if (wanted.length === 0) return found
  for (let i = 0; i + wanted.length <= tok.length; i++) {
    if (tok[i] !== wanted[0] || !wanted.every((token, k) => tok[i + k] === token)) continue
    if (isNothing(text.slice(lineStart(text, st[i]!), st[i]!))) found.push(st[i]!)
  }
  return found
}

export interface TitleFinder {
  /** Letter for letter, as folded; null where it stands not so. */
  exact(page: PrintedPage): FoundTitle | null
  /** Else without its subtitle, or much like it. */
  find(page: PrintedPage): FoundTitle | null
}

/** A title stands so on this page, letter for letter. */
export const standsOn = (title: string): ((page: PrintedPage) => boolean) => {
  const wanted = fold(title).tok
  return (page) => exactly(page, wanted).length > 0
}

/** `heads`: what stands above a title and is no text: the column, the series, titles that run at the head of pages. */
export function createTitleFinder(title: string, heads: ReadonlySet<string>): TitleFinder {
  const whole = fold(title).tok
  // Without its subtitle, where the page sets that in another way.
  const main = fold(title.split(/——|──|―|[:：]/)[0]!).tok
  const near = whole.length >= SHORTEST ? createMatcher(whole) : () => []

  const told = (page: PrintedPage, places: readonly number[], isExact: boolean): FoundTitle => ({
    offset: beginning(page.text, places[0]!, heads),
    isExact,
    isAlone: places.length === 1,
  })
  const exact = (page: PrintedPage): FoundTitle | null => {
    const places = exactly(page, whole)
    return places.length ? told(page, places, true) : null
  }
  function alike(page: PrintedPage): FoundTitle | null {
    if (whole.length === 0) return null
    if (main.length > 1 && main.length < whole.length) {
      const own = exactly(page, main)
      if (own.length) return told(page, own, false)
    }
    const [best] = near(page.folded.tok)
      .map(({ start, cost }) => ({ at: page.folded.st[start]!, cost }))
      .filter(({ at }) => isNothing(page.text.slice(lineStart(page.text, at), at)))
      .sort((a, b) => a.cost - b.cost)
    return best ? told(page, [best.at], false) : null
  }
  return { exact, find: (page) => exact(page) ?? alike(page) }
}

export const headKey = (text: string): string => fold(text).tok.join('')

/** The line a title begins on, with the column above it; the page's beginning where nothing but page furniture is before. */
function beginning(text: string, at: number, heads: ReadonlySet<string>): number {
  const start = lineStart(text, at)
  const isFurniture = (line: string) => {
    const bare = line.trim()
    if (bare === '' || pageNumberOf(bare)) return true
    const key = headKey(bare.replace(/^\d{1,4}\s+|\s+\d{1,4}$/g, ''))
    return key === '' || heads.has(key)
  }
  const before = text.slice(0, start).split('\n')
  if (before.every(isFurniture)) return 0
  // The heading of a column stands close above its first title.
  let offset = start
  for (let i = before.length - 2; i >= 0; i--) {
    const line = before[i]!
    if (line.trim() === '') continue
    if (heads.has(headKey(line)) && !pageNumberOf(line.trim()))
      offset = before.slice(0, i).join('\n').length + (i > 0 ? 1 : 0)
    break
  }
  return offset
}
