/** The lines of a proof that are text of the book: without folios, running heads, and pages that hold nothing of it. Pure. */
import { type ApprovedStream, charsOf, type ProofLine, plain } from './stream.ts'

const GRAM = 5
/** Of a page's characters, this share stands in the approved text, or it is a page of something else: a title page, contents, an index. */
const SHARE = 0.3
/** So few characters say nothing by themselves. */
const FEW = 60

/** A chapter's or 栏目's title, and what comes next in the approved text. */
export interface Heading {
  title: string
  next: string
}
/** So much of what comes next is looked at below a heading; more where every piece of that name has had its own: list after list begins alike. */
const [BEGINNING, LONGER] = [6, 24]

export interface ProofPage {
  number: number
  lines: string[]
}

export const pagesOf = ({
  text,
  pages,
}: {
  text: string
  pages: readonly { number: number; start: number; end: number }[]
}): ProofPage[] =>
  (pages.length ? pages : [{ number: 1, start: 0, end: text.length }]).map(({ number, start, end }) => ({
    number,
    // Columns stand apart by tabs.
    lines: text
      .slice(start, end)
      .split(/[\n\t]/)
      .filter((line) => line.trim() !== ''),
  }))

const FOLIO = /^[\s·•—–\-~〜.]*(\d{1,4}|[ivxlcIVXLC]{1,7})[\s·•—–\-~〜.]*$/
/** A running head with or without its folio. */
const keyOf = (line: string) =>
  plain(line).replace(/^[·—–\-~〜.|｜/]*\d{1,4}[·—–\-~〜.|｜/]*|[·—–\-~〜.|｜/]*\d{1,4}[·—–\-~〜.|｜/]*$/g, '')

const ISSUE = /第[\d〇一二三四五六七八九十百]+[辑期集卷册]/

/** Where furniture stands: among the first two lines, among the last two; of a short page a line is at both. */
const edgesOf = (lines: readonly string[], i: number): string[] => [
  ...(i < 2 ? ['top'] : []),
  ...(i >= lines.length - 2 ? ['bottom'] : []),
]

/** Pages before the first, behind the last and between, that are not of this text. `streams`: all of what was approved. */
export function ownPages(
  pages: readonly ProofPage[],
  streams: readonly ApprovedStream[],
): { own: ProofPage[]; other: number[] } {
  const known = new Map<string, number>()
  for (const { chars } of streams)
    for (let i = 0; i + GRAM <= chars.length; i++) {
      const gram = chars.slice(i, i + GRAM).join('')
      known.set(gram, (known.get(gram) ?? 0) + 1)
    }
  const shareOf = ({ lines }: ProofPage): [share: number, length: number] => {
    const chars = lines.flatMap(charsOf)
    let covered = 0
    let end = 0
    for (let i = 0; i + GRAM <= chars.length; i++)
      if (known.has(chars.slice(i, i + GRAM).join(''))) {
        covered += i + GRAM - Math.max(end, i)
        end = i + GRAM
      }
    return [chars.length === 0 ? 0 : covered / chars.length, chars.length]
  }
  const shares = pages.map(shareOf)
  const isText = shares.map(([share, length]) => length > FEW && share >= SHARE)
  const [first, last] = [isText.indexOf(true), isText.lastIndexOf(true)]
  // A few words run over to a page of their own; the title of the first 栏目 stands before all else. Empty pages are none.
  const isBeside = ([share, length]: [number, number]) => length === 0 || (length <= FEW && share >= SHARE)
  let [from, to] = [first, last]
  while (from > 0 && isBeside(shares[from - 1]!)) from--
  while (last >= 0 && to + 1 < pages.length && isBeside(shares[to + 1]!)) to++
  const isOwn = (i: number): boolean => {
    const [share, length] = shares[i]!
    return isText[i] || (i > first && i < last ? length <= FEW || share >= SHARE : i >= from && i <= to)
  }
  const own = pages.filter((_, i) => isOwn(i))
  return {
    own,
    other: pages.filter((page) => !own.includes(page) && page.lines.length > 0).map(({ number }) => number),
  }
}

/**
 * Lines without folios and running heads. A folio agrees with those of the other pages; a head is said at the same edge of three pages, or is one of
 * `names` (of the series, the volume, its 栏目 and chapters). What notes often end with is none: the approved text (`streams`) says it
 * as often as the proof does. Of a chapter's name where it begins, one stays: that is its heading.
 */
export function withoutFurniture(
  pages: readonly ProofPage[],
  names: { always: readonly string[]; titles: readonly Heading[] },
  streams: readonly ApprovedStream[],
): ProofLine[] {
  const folios = new Map<string, number>()
  const heads = new Map<string, number>()
  const count = (of: Map<string, number>, key: string) => of.set(key, (of.get(key) ?? 0) + 1)
  for (const { number, lines } of pages)
    for (const [i, line] of lines.entries())
      for (const edge of edgesOf(lines, i)) {
        const folio = Number(FOLIO.exec(line)?.[1])
        if (folio) count(folios, `${edge} ${folio - number}`)
        const key = keyOf(line)
        if (key !== '' && key.length <= 40) count(heads, `${edge} ${key}`)
      }
  const always = names.always
    .map(plain)
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
  /** Series, number and volume, in whatever order the setter says them. */
  const isNamed = (key: string) =>
    key !== '' &&
    always.reduce((rest, name) => rest.replace(name, ''), key.replace(ISSUE, '')).replace(/[·|｜—-]/g, '') === ''
  const titles = new Map<string, string[]>()
  /** Headings so far, by title. */
  const seen = new Map<string, number>()
  for (const { title, next } of names.titles) {
    const key = plain(title)
    if (key !== '') titles.set(key, [...(titles.get(key) ?? []), plain(next).slice(0, LONGER)])
  }
  /** What stands below is what the heading stands over: of two pieces of one name, the second has a heading too. */
  const isOver = (key: string, below: string) => {
    const all = titles.get(key)!
    const length = (seen.get(key) ?? 0) < all.length ? BEGINNING : LONGER
    const said = plain(below).slice(0, length)
    return (
      said !== '' && all.some((next) => next !== '' && next.slice(0, length).startsWith(said.slice(0, next.length)))
    )
  }
  const isFolio = (line: string, edges: readonly string[], page: number) => {
    const found = FOLIO.exec(line)?.[1]
    if (found === undefined) return false
    // Front matter counts in Roman figures.
    return (
      Number.isNaN(Number(found)) ||
      pages.length < 3 ||
      edges.some((edge) => (folios.get(`${edge} ${Number(found) - page}`) ?? 0) >= 2)
    )
  }
  const said = streams.map(({ chars }) => chars.join(''))
  const saidByKey = new Map<string, boolean>()
  const isSaid = (key: string): boolean => {
    const known = saidByKey.get(key)
    if (known !== undefined) return known
    const times = said.reduce((sum, text) => sum + text.split(key).length - 1, 0)
    const isText =
      times >= pages.reduce((sum, { lines }) => sum + lines.filter((line) => keyOf(line) === key).length, 0)
    saidByKey.set(key, isText)
    return isText
  }
  const kept: ProofLine[] = []
  for (const { number, lines } of pages) {
    lines.forEach((text, i) => {
      const edges = edgesOf(lines, i)
      // 旧事之1 ends in no folio.
      const key = titles.has(plain(text)) ? plain(text) : keyOf(text)
      const isTitle = titles.has(key)
      if (edges.length > 0 && isFolio(text, edges, number)) return
      const isHead =
        edges.length > 0 &&
        (isNamed(key) || isTitle || (edges.some((edge) => (heads.get(`${edge} ${key}`) ?? 0) >= 3) && !isSaid(key)))
      if (isHead && !(isTitle && (!seen.has(key) || isOver(key, lines[i + 1] ?? '')) && !isHeadOver(lines, i, key)))
        return
      if (isTitle) seen.set(key, (seen.get(key) ?? 0) + 1)
      kept.push({ page: number, text })
    })
  }
  return kept
}

/** The heading itself stands below, perhaps with an error in it. */
function isHeadOver(lines: readonly string[], i: number, key: string): boolean {
  return lines.slice(i + 1, i + 4).some((line) => {
    const below = plain(line)
    if (below === key) return true
    if (Math.abs(below.length - key.length) > 1 || key.length < 3) return false
    const shared = [...key].filter((char) => below.includes(char)).length
    return shared >= key.length - 1 && below.length <= key.length + 1
  })
}
