/** What a corrected source would change in a chapter, and the chapter with the accepted changes made. Pure. */
import { inOrder, sameStretches } from './alignment.ts'
import { type Block, type Content, contentFrom, type Inline, textOf, tidy } from './content.ts'
import type { Run } from './origins.ts'
import type { Range } from './tracing.ts'

/** One text version of the source as a chapter would be made of it. */
export interface SourceText {
  text: string
  layout: Parameters<typeof contentFrom>[1]
  /** The stretch of it that the chapter is based on. */
  range: Range
}
export interface SourceChange {
  id: string
  before: string
  after: string
  /** Where the chapter has it, with what the editor made of it; null: the chapter does not have that place any more. */
  chapter: Range | null
  /** The editor has changed this very place too. */
  isEdited: boolean
}

interface Change extends SourceChange {
  /** Into the later text as it is read. */
  to: Range
}

/** Units of the text as it is read that are at this unit of the version; −1: left out. */
function read(source: SourceText): { text: string; runs: Run[] } {
  const { content, origins } = contentFrom(source.text, source.layout, source.range, 0)
  return { text: textOf(content), runs: origins }
}
/** The first run unit ≥ `at`, or the last < `at`, as an offset on the other side. */
const unitFrom = (runs: readonly Run[], at: number): Run | undefined => runs.find((run) => run.at + run.length > at)
const unitBefore = (runs: readonly Run[], at: number): Run | undefined => runs.findLast((run) => run.at < at)

/** Chapter units of the text as it was read: as `Run`, `at` in that text and `from` in the chapter. */
function inChapter(origins: readonly Run[], source: number, runs: readonly Run[]): Run[] {
  const found: Run[] = []
  for (const own of origins) {
    if (own.source !== source) continue
    for (const run of runs) {
      const [start, end] = [Math.max(own.from, run.from), Math.min(own.from + own.length, run.from + run.length)]
      if (start < end)
        found.push({ at: run.at + start - run.from, length: end - start, source, from: own.at + start - own.from })
    }
  }
  return found.sort((a, b) => a.at - b.at)
}

function changesOf(
  before: ReturnType<typeof read>,
  after: ReturnType<typeof read>,
  chapterText: string,
  chapterRuns: readonly Run[],
): Change[] {
  const changes: Change[] = []
  let [from, to] = [0, 0]
  let at = 0
  const ends = { from: before.text.length, to: after.text.length, length: 0 }
  // What was moved is told as taken away here and put in there.
  for (const next of [...inOrder(sameStretches(before.text, after.text), ({ length }) => length), ends]) {
    if (next.from > from || next.to > to) {
      const left = unitBefore(chapterRuns, from)
      const right = unitFrom(chapterRuns, next.from)
      const l = left ? Math.min(left.at + left.length, from) : 0
      const r = right ? Math.max(right.at, next.from) : before.text.length
      const start = left ? left.from + l - left.at : 0
      const end = right ? right.from + r - right.at : chapterText.length
      const isPlaced = (left !== undefined || right !== undefined) && start <= end && start >= at
      const shown = before.text.slice(l, r)
      changes.push({
        id: `${from}-${next.from}`,
        before: before.text.slice(from, next.from),
        after: after.text.slice(to, next.to),
        chapter: isPlaced ? { start, end } : null,
        isEdited: isPlaced && chapterText.slice(start, end) !== shown,
        to: { start: to - (from - l), end: next.to + (r - next.from) },
      })
      if (isPlaced) at = end
    }
    from = next.from + next.length
    to = next.to + next.length
  }
  return changes
}

/** In the order of the source. `id` is of these two versions. */
export function sourceChanges(
  chapter: { content: Content; origins: readonly Run[] },
  source: number,
  before: SourceText,
  after: SourceText,
): SourceChange[] {
  const [was, is] = [read(before), read(after)]
  return changesOf(was, is, textOf(chapter.content), inChapter(chapter.origins, source, was.runs)).map(
    ({ to: _, ...change }) => change,
  )
}

/** The chapter with the accepted changes made, its origins in `source` those in the later version. */
export function takenOver(
  chapter: { content: Content; origins: readonly Run[] },
  source: number,
  before: SourceText,
  after: SourceText,
  accepted: ReadonlySet<string>,
): { content: Content; origins: Run[] } {
  const [was, is] = [read(before), read(after)]
  const text = textOf(chapter.content)
  const chapterRuns = inChapter(chapter.origins, source, was.runs)
  const changes = changesOf(was, is, text, chapterRuns).filter(({ id, chapter: at }) => at && accepted.has(id))

  // Unit by unit: of which source it is (0: of none), and where there.
  const sources = new Array<number>(text.length).fill(-1)
  const places = new Array<number>(text.length).fill(0)
  const put = (run: Run, own: number) => {
    for (let i = 0; i < run.length; i++) {
      sources[run.at + i] = own
      places[run.at + i] = run.from + i
    }
  }
  for (const run of chapter.origins) if (run.source !== source) put(run, run.source)
  const later = new Array<number>(is.text.length).fill(-1)
  for (const run of is.runs) for (let i = 0; i < run.length; i++) later[run.at + i] = run.from + i
  for (const same of sameStretches(was.text, is.text))
    for (const run of chapterRuns) {
      const [start, end] = [Math.max(run.at, same.from), Math.min(run.at + run.length, same.from + same.length)]
      for (let i = start; i < end; i++) {
        const place = later[same.to + i - same.from]!
        const at = run.from + i - run.at
        sources[at] = place < 0 ? -1 : source
        places[at] = place
      }
    }
  let { content } = chapter
  for (const { chapter: at, to } of changes.toReversed()) {
    const { start, end } = at!
    const fresh = later.slice(to.start, to.end)
    content = replaced(content, at!, is.text.slice(to.start, to.end))
    sources.splice(start, end - start, ...fresh.map((place) => (place < 0 ? -1 : source)))
    places.splice(start, end - start, ...fresh)
  }
  const origins: Run[] = []
  for (let i = 0; i < sources.length; i++) {
    if (sources[i]! < 0) continue
    const last = origins.at(-1)
    const isNext =
      last?.source === sources[i] && last!.at + last!.length === i && last!.from + last!.length === places[i]
    if (isNext) last!.length++
    else origins.push({ at: i, length: 1, source: sources[i]!, from: places[i]! })
  }
  return { content, origins }
}

/** A range of the text written anew; a break in what is written begins a paragraph. What stays keeps its marks and its kind of block. */
export function replaced(content: Content, { start, end }: Range, written: string): Content {
  const kinds = content.map(({ inlines: _, ...kind }) => kind)
  const units: (Inline | number)[] = []
  for (const [i, { inlines }] of content.entries()) {
    if (i > 0) units.push(i)
    for (const inline of inlines)
      if ('note' in inline) units.push(inline)
      else for (let k = 0; k < inline.text.length; k++) units.push({ ...inline, text: inline.text[k]! })
  }
  const beside = units[start - 1] ?? units[end]
  const marks = typeof beside === 'object' && 'text' in beside ? beside.marks : undefined
  const fresh = written.split('').map((unit) => (unit === '\n' ? -1 : { text: unit, marks }))
  units.splice(start, end - start, ...fresh)
  const blocks: Block[] = [{ ...(kinds[0] ?? { kind: 'paragraph' }), inlines: [] } as Block]
  for (const unit of units)
    if (typeof unit === 'number') blocks.push({ ...(kinds[unit] ?? { kind: 'paragraph' }), inlines: [] } as Block)
    else blocks.at(-1)!.inlines.push(unit)
  return tidy(blocks)
}
