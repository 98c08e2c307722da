/** A stored text laid out for reading: pages, headings, paragraphs closed over broken lines, and where the hits stand in them. Pure; offsets are UTF-16 units of the stored text version. */
export type Span = readonly [start: number, end: number]
export interface Laid {
  text: string
  pages: readonly { number: number; label: string; start: number; end: number }[]
  joins: readonly Span[]
  furniture: readonly Span[]
  headings: readonly Span[]
  notes: readonly { start: number; end: number }[]
}
export interface Hit {
  ranges: readonly Span[]
}
/** A verbatim slice: nothing is left out within it, so an offset on the screen is an offset in the text. */
export interface Run {
  start: number
  end: number
  /** The hit it belongs to. */
  hit: number | null
  isNote: boolean
  /** Of the passage that is pointed at. */
  isPointed?: true
}
export interface Block {
  kind: 'heading' | 'paragraph' | 'furniture'
  start: number
  end: number
  /** Goes on from the page before: no indent. */
  continues: boolean
  runs: Run[]
}
export interface ReadingPage {
  /** 0: the text has no pages. */
  number: number
  label: string
  start: number
  end: number
  blocks: Block[]
}

interface Marked {
  start: number
  end: number
  value: number
}
const marked = (spans: readonly Span[]): Marked[] => spans.map(([start, end], value) => ({ start, end, value }))

/** Sorted spans that reach into [start, end). */
function within(spans: readonly Marked[], start: number, end: number): Marked[] {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.end > start) high = middle
    else low = middle + 1
  }
  const found: Marked[] = []
  for (let i = low; i < spans.length && spans[i]!.start < end; i++) found.push(spans[i]!)
  return found
}
const covers = (spans: readonly Marked[], at: number) => spans.find(({ start, end }) => at >= start && at < end)

interface Marks {
  joins: Marked[]
  hits: Marked[]
  notes: Marked[]
  point: Marked[]
}

function runsOf(start: number, end: number, { joins, hits, notes, point }: Marks): Run[] {
  const [gone, found, noted, pointed] = [joins, hits, notes, point].map((spans) => within(spans, start, end)) as [
    Marked[],
    Marked[],
    Marked[],
    Marked[],
  ]
  const edges = [...gone, ...found, ...noted, ...pointed].flatMap((span) => [span.start, span.end])
  const cuts = [...new Set([start, ...edges.filter((edge) => edge > start && edge < end), end])].sort((a, b) => a - b)
  return cuts
    .slice(0, -1)
    .map((from, i) => ({
      start: from,
      end: cuts[i + 1]!,
      hit: covers(found, from)?.value ?? null,
      isNote: covers(noted, from) !== undefined,
      ...(covers(pointed, from) ? { isPointed: true as const } : {}),
    }))
    .filter((run) => !covers(gone, run.start))
}

/** Pages with their blocks. A paragraph ends at a line break that no join closes, at a page, and where headings and furniture begin or end. */
export function readingOf(laid: Laid, hits: readonly Hit[], point: Span | null = null): ReadingPage[] {
  const { text } = laid
  const joins = marked(laid.joins)
  const furniture = marked(laid.furniture)
  const headings = marked(laid.headings)
  const notes = laid.notes.map(({ start, end }, value) => ({ start, end, value }))
  const found = hits
    .flatMap(({ ranges }, value) => ranges.map(([start, end]) => ({ start, end, value })))
    .sort((a, b) => a.start - b.start)

  const blocksOf = (start: number, end: number): Block[] => {
    const blocks: Block[] = []
    const closed = within(joins, start, end)
    const put = (from: number, to: number) => {
      if (text.slice(from, to).trim() === '') return
      const isOf = (spans: Marked[]) => within(spans, from, to).length > 0
      const kind = isOf(furniture) ? 'furniture' : isOf(headings) ? 'heading' : 'paragraph'
      const lead = kind === 'furniture' ? 0 : /^[\s\u3000]*/.exec(text.slice(from, to))![0].length
      const runs = runsOf(from + lead, to, { joins, hits: found, notes, point: marked(point ? [point] : []) })
      if (runs.length) blocks.push({ kind, start: from, end: to, continues: false, runs })
    }
    let from = start
    for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
      const isClosed = covers(closed, at) && within(furniture, from, at + 2).length === 0
      if (isClosed) continue
      put(from, at)
      from = at + 1
    }
    put(from, end)
    return blocks
  }

  // A text that was never paged is read as one.
  const pages = laid.pages.length ? laid.pages : [{ number: 0, label: '', start: 0, end: text.length }]
  return pages.map(({ number, label, start, end }) => {
    const blocks = blocksOf(start, end)
    const first = blocks.find(({ kind }) => kind === 'paragraph')
    // A join reaches over the page break: the sentence began on the page before.
    if (first && start > 0 && covers(joins, start - 1) && text.slice(start, first.start).trim() === '')
      first.continues = true
    return { number, label, start, end, blocks }
  })
}
