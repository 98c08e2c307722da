/**
 * The quotations of a pasted manuscript: what stands in quotation marks, and blocks set in from the text after a colon. Marks forgotten, doubled or
 * carried over paragraphs are met with the reading a human would try first; no text is an error. Time O(text).
 */
import { fold } from '../fold.ts'

/** UTF-16 [start, end) in the manuscript. */
export interface Part {
  start: number
  end: number
  text: string
}

export interface Quotation extends Part {
  /** Without its marks; a block without its indent. */
  is: 'marked' | 'block'
  /** False where the closing mark is missing: it was taken to end with its paragraph, or where the same mark opens again. */
  isClosed: boolean
  /** What stands between signs of omission (…… 〔略〕), at least one; they follow each other in the source, with more between them. */
  parts: Part[]
}

/** Fewer tokens are a word in quotes, no quotation. */
const SHORTEST = 4
/** No quotation goes on for longer, units; what seems to has lost its closing mark. */
const LONGEST = 20_000

const closings: Record<string, string> = { '“': '”', '「': '」', '『': '』', '〝': '〞', '﹁': '﹂', '﹃': '﹄' }
const openings = Object.fromEntries(Object.entries(closings).map(([opening, closing]) => [closing, opening]))
openings['〟'] = '〝'
const anyMark = /["＂“”「」『』〝〞〟﹁﹂﹃﹄]/g

const omission =
  /[（(〔［[【]\s*(?:[…⋯.。．·]{1,12}|[上下前中后後以]{0,2}[从從省]?略)\s*[）)〕］\]】]|[…⋯]+|\.{3,}|。{3,}|．{3,}|·{3,}/g

interface Stretch {
  start: number
  end: number
  is: Quotation['is']
  isClosed: boolean
}

interface Paragraph {
  start: number
  /** Without its line break. */
  end: number
  /** Where its first character stands; = end where blank. */
  first: number
  /** In half widths. */
  indent: number
  /** Begins with `>`, as mail and Markdown quote. */
  isCited: boolean
}

function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (let start = 0; start <= text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop === -1 ? text.length : stop
    let [first, indent, isCited] = [start, 0, false]
    for (; first < end; first++) {
      const unit = text[first]!
      if (unit === '\t') indent += 4
      else if (unit === '\u3000') indent += 2
      else if (unit === '>' && indent < 4) isCited = true
      else if (/\s/.test(unit)) indent++
      else break
    }
    paragraphs.push({ start, end, first, indent, isCited: isCited && first < end })
    start = end + 1
  }
  return paragraphs
}

/** Stretches between marks, in the order they open; nested ones too. */
function marked(text: string, paragraphs: readonly Paragraph[]): Stretch[] {
  const marks = Array.from(text.matchAll(anyMark), ({ index, 0: mark }) => ({ at: index, mark }))
  const kinds = Map.groupBy(marks, ({ mark }) => (mark === '＂' ? '"' : (openings[mark] ?? mark)))
  const stretches = [...kinds].flatMap(([kind, own]) =>
    kind === '"' ? straight(text, own, paragraphs) : paired(own, paragraphs),
  )
  return stretches.sort((a, b) => a.start - b.start)
}

interface Mark {
  at: number
  mark: string
}

function paired(marks: readonly Mark[], paragraphs: readonly Paragraph[]): Stretch[] {
  const stretches: Stretch[] = []
  /** Open ones of the quotation at hand, outermost first. */
  let open: Stretch[] = []
  let here = 0
  for (const { at, mark } of marks) {
    const before = here
    while (paragraphs[here]!.end < at) here++
    const isOpening = mark in closings
    const opensParagraph = isOpening && at === paragraphs[here]!.first
    if (open.length > 0 && here > before) {
      // A quotation goes on over paragraphs where its mark comes next as a closing one, or again at the head of the very next paragraph.
      const blank = paragraphs.slice(before + 1, Math.min(here, before + 3)).every(({ first, end }) => first === end)
      const goesOn = at - open[0]!.start <= LONGEST && (!isOpening || (opensParagraph && blank && here <= before + 3))
      if (!goesOn) open = []
      else if (opensParagraph) {
        for (const one of open) one.end = paragraphs[here]!.end
        continue
      }
    }
    if (isOpening) {
      // Until it is closed: to the end of the paragraph, or to where the same mark opens again.
      const outer = open.at(-1)
      if (outer && outer.end > at) outer.end = at
      const one: Stretch = { start: at + 1, end: paragraphs[here]!.end, is: 'marked', isClosed: false }
      stretches.push(one)
      open.push(one)
    } else {
      const one = open.pop()
      if (one) [one.end, one.isClosed] = [at, true]
    }
  }
  return stretches
}

/** Straight marks open and close by turns within a paragraph; after a digit they are inches. */
function straight(text: string, marks: readonly Mark[], paragraphs: readonly Paragraph[]): Stretch[] {
  const stretches: Stretch[] = []
  let open: Stretch | undefined
  let here = 0
  for (const { at } of marks) {
    while (paragraphs[here]!.end < at) here++
    if (open && open.start >= paragraphs[here]!.start) {
      ;[open.end, open.isClosed] = [at, true]
      open = undefined
    } else if (!/[0-9]/.test(text[at - 1] ?? '')) {
      open = { start: at + 1, end: paragraphs[here]!.end, is: 'marked', isClosed: false }
      stretches.push(open)
    }
  }
  return stretches
}

const endsSentence = /[。！？：；…”」』）!?:;.)"]\s*$/

/** In a text of at least this many paragraphs the indent that most of them have is no block's. */
const MANY = 8

/** Paragraphs set in deeper than the one that introduces them with ：, and those cited with >. */
function blocks(text: string, paragraphs: readonly Paragraph[]): Stretch[] {
  const stretches: Stretch[] = []
  const filled = paragraphs.filter(({ first, end }) => first < end)
  const follows = (i: number) => filled[i]!.start === filled[i - 1]!.end + 1
  /** A line broken by hand has the indent of the paragraph it belongs to. */
  const indents: number[] = []
  for (const [i, { indent, start }] of filled.entries()) {
    const goesOn = i > 0 && follows(i) && !endsSentence.test(text.slice(Math.max(0, start - 4), start - 1))
    indents.push(goesOn ? indents[i - 1]! : indent)
  }
  const usual = filled.length < MANY ? -1 : mostCommon(indents)
  for (let i = 0; i < filled.length; i++) {
    const head = filled[i]!
    const isIntroduced =
      i > 0 &&
      head.indent >= indents[i - 1]! + 2 &&
      head.indent !== usual &&
      /[：:][\s—]*$/.test(text.slice(Math.max(0, filled[i - 1]!.end - 4), filled[i - 1]!.end))
    if (!head.isCited && !isIntroduced) continue
    let last = i
    const belongs = ({ indent, isCited }: Paragraph) => (head.isCited ? isCited : indent >= head.indent)
    while (last + 1 < filled.length && belongs(filled[last + 1]!)) last++
    // A block that is itself in quotation marks is found by them.
    if (!(text[head.first]! in closings) && text[head.first] !== '"')
      stretches.push({ start: head.first, end: filled[last]!.end, is: 'block', isClosed: true })
    i = last
  }
  return stretches
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0])[0]
}

const partOf = (text: string, start: number, end: number): Part => ({ start, end, text: text.slice(start, end) })

function partsOf(text: string, start: number, end: number): Part[] {
  const parts: Part[] = []
  let from = start
  const push = (to: number) => {
    const part = partOf(text, from, to)
    if (/[\p{L}\p{N}\p{Co}□]/u.test(part.text)) parts.push(part)
  }
  for (const { index, 0: sign } of text.slice(start, end).matchAll(omission)) {
    push(start + index)
    from = start + index + sign.length
  }
  push(end)
  // Scraps say nothing each on its own; the signs may be the source's.
  return parts.some((part) => fold(part.text).tok.length >= SHORTEST) ? parts : [partOf(text, start, end)]
}

/** The outermost quotations of at least four tokens, in order, none overlapping. */
export function quotations(text: string): Quotation[] {
  const paragraphs = paragraphsOf(text)
  const stretches = [...blocks(text, paragraphs), ...marked(text, paragraphs)].sort((a, b) => a.start - b.start)
  const found: Quotation[] = []
  let reached = 0
  for (const { start, end, is, isClosed } of stretches) {
    if (start < reached || end <= start) continue
    reached = end
    const part = partOf(text, start, end)
    const parts = partsOf(text, start, end)
    if (fold(part.text).tok.length >= SHORTEST) found.push({ ...part, is, isClosed, parts })
  }
  return found
}
