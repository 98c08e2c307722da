/** 图说 stand where their pictures fit: their lines are found by what they say, taken out of the text, and compared by themselves. Pure. */
import { type ApprovedStream, charsOf, type ProofLine, unitsOf } from './stream.ts'

export interface ApprovedCaption {
  /** Of a 插图; null: of a 图版. */
  chapterId: string | null
  text: string
}
interface Found {
  approved: ApprovedStream
  /** None: it was not set. */
  lines: ProofLine[]
}

/** So much of a line stands in its caption; so alike are a caption and its lines. */
const SHARE = 0.5
/** A caption takes as many lines as there are such pieces in it. */
const [LEAST_LINE, FEW_LINES] = [8, 5]

const pairsOf = (chars: readonly string[]): Set<string> => new Set(chars.slice(1).map((char, i) => chars[i]! + char))
const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((one) => b.has(one)).length

function approvedOf({ chapterId, text }: ApprovedCaption, note: number): ApprovedStream {
  const units = unitsOf(text)
  return {
    chars: units.map(({ char }) => char),
    places: units.map(({ offset }) => ({ chapterId, part: 'caption', note, offset })),
  }
}

/**
 * The likeliest first: captions of one book are often alike but for a number. Those that no line says are told as such (`lines` empty) where others were
 * found; a proof that has none of them has no pictures yet, and nothing is told. `rivals`: paragraphs of the text that say much the same, below
 * their title (图片来源); a line that is one of theirs stays where it is, and so does one that stands in the text where it stands here (`isText`), however much of it a caption says.
 */
export function captionsApart(
  lines: readonly ProofLine[],
  captions: readonly ApprovedCaption[],
  { title, texts: rivals }: { title: string; texts: readonly string[] } = { title: '', texts: [] },
  isText: (line: ProofLine) => boolean = () => false,
): { rest: ProofLine[]; found: Found[] } {
  const chars = lines.map(({ text }) => charsOf(text))
  const pairs = chars.map(pairsOf)
  const holders = new Map<string, number[]>()
  for (const [i, own] of pairs.entries())
    for (const pair of own) {
      const held = holders.get(pair)
      if (held) held.push(i)
      else holders.set(pair, [i])
    }
  const approved = captions.map(approvedOf)
  const isRival = (saying: number) => saying < rivals.length
  const runs = [...rivals.map(charsOf), ...approved.map((one) => one.chars)].flatMap((sought, saying) => {
    const own = pairsOf(sought)
    const said = sought.join('')
    const most = Math.max(FEW_LINES, Math.ceil(sought.length / LEAST_LINE))
    const votes = new Map<number, number>()
    for (const pair of own) for (const i of holders.get(pair) ?? []) votes.set(i, (votes.get(i) ?? 0) + 1)
    const isOf = (i: number) =>
      (votes.get(i) ?? 0) >= pairs[i]!.size * SHARE && (pairs[i]!.size > 0 || said.includes(chars[i]!.join('')))
    return [...votes.keys()].filter(isOf).flatMap((first) => {
      const starts: { saying: number; first: number; last: number; score: number }[] = []
      let isOnlyText = true
      for (let last = first; last < first + most; last++) {
        if (lines[last]?.page !== lines[first]!.page || !isOf(last)) break
        isOnlyText &&= isText(lines[last]!)
        if (isOnlyText && !isRival(saying)) continue
        const set = pairsOf(chars.slice(first, last + 1).flat())
        const score = (2 * shared(own, set)) / (own.size + set.size)
        if (score >= SHARE) starts.push({ saying, first, last, score })
      }
      return starts
    })
  })
  const places = new Map<number, { first: number; last: number }>()
  const taken = new Set<number>()
  // What both say word for word: that of 图片来源 stands next below its title, or a running head that says it.
  const heading = charsOf(title).join('')
  const below: number[] = []
  for (const [i, own] of chars.entries()) below[i] = own.join('') === heading ? 0 : (below[i - 1] ?? Infinity) + 1
  runs.sort(
    (a, b) =>
      b.score - a.score ||
      Number(isRival(b.saying)) - Number(isRival(a.saying)) ||
      (isRival(a.saying) && below[a.first] !== below[b.first] ? below[a.first]! - below[b.first]! : 0),
  )
  for (const { saying, first, last } of runs) {
    const own = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    if (places.has(saying) || own.some((i) => taken.has(i))) continue
    places.set(saying, { first, last })
    for (const i of own) taken.add(i)
  }
  const found = approved.map((one, caption) => {
    const place = places.get(rivals.length + caption)
    return { approved: one, lines: place ? lines.slice(place.first, place.last + 1) : [] }
  })
  const apart = new Set(found.flatMap((one) => one.lines))
  return { rest: lines.filter((line) => !apart.has(line)), found: apart.size > 0 ? found : [] }
}
