/** 300 anchors through five rounds of random edits on both sides; the truth is known because every character has a number of its own. */
import test from 'ava'
import { sameStretches } from '../../src/publications/alignment.ts'
import { type Content, textOf as chapterText, contentFrom } from '../../src/publications/content.ts'
import { followThrough } from '../../src/publications/follow.ts'
import { carry, type Run, wrongRun } from '../../src/publications/origins.ts'
import { type SourceText, sourceChanges, takenOver } from '../../src/publications/source-changes.ts'
import { laidOut } from '../../src/texts/text.ts'

/** mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** A text whose characters are told apart. */
type Marked = { character: string; id: number }[]
const textOf = (marked: Marked) => marked.map(({ character }) => character).join('')

const words =
  '渡口船工民国二十七年大水石级米行布号合捐义田收租两岸的人自己带了锄头来清没有一个要工钱他说父亲我们那时候在上下中国'
const phrases = ['中国人民政治协商会议云川市委员会', '他说：“这件事我记得很清楚。”', '据当事人回忆，', '民国二十七年，']

function writerOf(random: (below: number) => number) {
  let ids = 0
  const marked = (text: string): Marked => [...text].map((character) => ({ character, id: ids++ }))
  const sentence = (): string => {
    let text = random(4) === 0 ? phrases[random(phrases.length)]! : ''
    for (let i = 6 + random(20); i > 0; i--) text += words[random(words.length)]
    return random(3) === 0 ? `${text.slice(0, -4)}，${text.slice(-4)}。` : `${text}。`
  }
  const scrap = (length: number) => Array.from({ length }, () => words[random(words.length)]!).join('')
  const paragraph = (): string => Array.from({ length: 1 + random(5) }, sentence).join('')
  const document = (paragraphs: number): Marked => {
    const all: string[] = []
    for (let i = 0; i < paragraphs; i++) all.push(i > 4 && random(15) === 0 ? all[random(i - 1)]! : paragraph())
    return marked(all.join('\n'))
  }
  /** [start, end) of the lines, without their breaks. */
  const lines = (text: Marked): [number, number][] => {
    const found: [number, number][] = []
    let start = 0
    for (let i = 0; i <= text.length; i++)
      if (i === text.length || text[i]!.character === '\n') {
        found.push([start, i])
        start = i + 1
      }
    return found
  }
  const other = (than: string): string => {
    for (;;) {
      const found = words[random(words.length)]!
      if (found !== than) return found
    }
  }
  /** One thing an editor does. */
  function edit(text: Marked): Marked {
    const all = lines(text)
    const [start, end] = all[random(all.length)]!
    const at = start + random(end - start + 1)
    const stop = Math.min(end, at + 1 + random(12))
    switch (random(7)) {
      case 0:
        return text.toSpliced(at, 0, ...marked(scrap(1 + random(15))))
      case 1:
        return text.toSpliced(at, stop - at)
      case 2: {
        // Nobody writes over a character with itself.
        const [first, last] = [text[at]?.character ?? '', text[stop - 1]?.character ?? '']
        if (stop <= at) return text
        return text.toSpliced(at, stop - at, ...marked(other(first) + scrap(random(8)) + other(last)))
      }
      case 3: {
        if (stop <= at) return text
        return text.toSpliced(at, 1, ...marked(other(text[at]!.character)))
      }
      case 4:
        return text.toSpliced(start, 0, ...marked(`${paragraph()}\n`))
      case 5:
        return end < text.length ? text.toSpliced(start, end + 1 - start) : text
      default: {
        if (end === text.length) return text
        const rest = text.toSpliced(start, end + 1 - start)
        const [to] = lines(rest)[random(all.length - 1)]!
        return rest.toSpliced(to, 0, ...text.slice(start, end + 1))
      }
    }
  }
  /**
   * A copy of a paragraph, or what looks like it, somewhere else. Made last, so that what was copied is still there, and of what was not moved at the
   * same time: which of two is the copy would be for nobody to tell.
   */
  function copy(text: Marked, before: Marked): Marked {
    const all = lines(text)
    const [start, end] = all[random(all.length)]!
    const [to] = all[random(all.length)]!
    if (to === start || to === end + 1) return text
    const id = text[start]?.id
    const at = before.findIndex((one) => one.id === id)
    if (at < 0 || start === 0 || before[at - 2]?.id !== text[start - 2]?.id) return text
    const copied = [...textOf(text.slice(start, end))]
    if (copied.length && random(2)) {
      const i = random(copied.length)
      copied[i] = other(copied[i]!)
    }
    return text.toSpliced(to, 0, ...marked(`${copied.join('')}\n`))
  }
  /** Typing anew, beside what stayed, the very character that was deleted there is no change: it has its old number again. */
  function settled(before: Marked, after: Marked): Marked {
    const places = new Map(before.map(({ id }, i) => [id, i]))
    const present = new Set(after.map(({ id }) => id))
    const result = [...after]
    for (const step of [1, -1])
      for (let i = step > 0 ? 0 : result.length - 1; result[i]; i += step) {
        const beside = before[(places.get(result[i - step]?.id ?? -1) ?? -2) + step]
        if (places.has(result[i]!.id) || !beside || present.has(beside.id)) continue
        if (beside.character === result[i]!.character) present.add((result[i] = beside).id)
      }
    return result
  }
  return {
    document,
    round(text: Marked): Marked {
      let edited = text
      for (let i = 3 + random(12); i > 0; i--) edited = edit(edited)
      for (let i = random(3); i > 0; i--) edited = copy(edited, text)
      return settled(text, edited)
    },
  }
}

type Range = { start: number; end: number }
/** Where the characters of a passage stand together in a later text by their numbers; null: no more. */
function truth(before: Marked, after: Marked, { start, end }: Range): number | null {
  const at = after.findIndex(({ id }) => id === before[start]!.id)
  if (at < 0) return null
  for (let i = start; i < end; i++) if (after[at + i - start]?.id !== before[i]!.id) return null
  return at
}
/** Most of the characters told are the anchor's own by their numbers: a mark at its edge may be the one of its neighbour that went. */
const isOwn = (before: Marked, after: Marked, { start, end }: Range, at: number): boolean => {
  let own = 0
  for (let i = start; i < end; i++) if (after[at + i - start]?.id === before[i]!.id) own++
  return own > (end - start) / 2
}
/** How much of what stood within 32 units before and after a passage stands there still (W3C prefix and suffix). */
function around(before: string, after: string, { start, end }: Range, at: number): [number, number] {
  let [left, right] = [0, 0]
  while (left < 32 && start > left && before[start - left - 1] === after[at - left - 1]) left++
  while (right < 32 && before[end + right] && before[end + right] === after[at + end - start + right]) right++
  return [left, right]
}
/** What is told looks as much like the anchor as what is true: of two equal passages nobody can tell which of them was deleted. */
function isUndecidable(before: string, after: string, range: Range, told: number, real: number | null): boolean {
  const [left, right] = around(before, after, range, told)
  if (real === null) return Math.max(left, right) === 32
  const [trueLeft, trueRight] = around(before, after, range, real)
  return Math.max(left, right) >= Math.max(trueLeft, trueRight)
}

/** Some of it, or of what stands beside it, stands in one of the texts more than once. */
function hasTwin(before: string, after: string, { start, end }: Range): boolean {
  const isRepeated = (text: string, words: string) => text.indexOf(words) !== text.lastIndexOf(words)
  for (let i = Math.max(0, start - 8); i < end; i++) {
    const words = before.slice(i, i + 8)
    if (isRepeated(before, words) || isRepeated(after, words)) return true
  }
  return false
}

interface Tally {
  told: number
  lost: number
  twins: number
  missed: number
  undecidable: number
  wrong: string[]
}
/** Follows passages of the first text through all versions; `place` tells where one stands in the next version. */
function judge(
  versions: readonly Marked[],
  anchors: readonly Range[],
  tell: (step: number, range: Range) => number | null,
): Tally {
  const tally: Tally = { told: 0, lost: 0, twins: 0, missed: 0, undecidable: 0, wrong: [] }
  const texts = versions.map(textOf)
  for (const anchor of anchors) {
    let place = anchor
    for (let step = 0; step + 1 < versions.length; step++) {
      const [before, after] = [versions[step]!, versions[step + 1]!]
      const quote = texts[step]!.slice(place.start, place.end)
      const real = truth(before, after, place)
      const told = tell(step, place)
      if (told === null) {
        if (real === null) tally.lost++
        else if (hasTwin(texts[step]!, texts[step + 1]!, place)) tally.twins++
        else tally.missed++
        break
      }
      const isVerbatim = texts[step + 1]!.slice(told, told + quote.length) === quote
      if (!isVerbatim || (told !== real && !(real === null && isOwn(before, after, place, told)))) {
        if (isVerbatim && isUndecidable(texts[step]!, texts[step + 1]!, place, told, real)) tally.undecidable++
        else tally.wrong.push(`step ${step}: “${quote}” of ${place.start} told at ${told}, is at ${real}`)
        break
      }
      tally.told++
      place = { start: told, end: told + quote.length }
    }
  }
  return tally
}

function play(seed: number) {
  const random = randomOf(seed)
  const { document, round } = writerOf(random)
  const first = document(40)
  const [sources, chapters] = [[first], [first]]
  for (let i = 0; i < 5; i++) {
    sources.push(round(sources.at(-1)!))
    chapters.push(round(chapters.at(-1)!))
  }
  const text = textOf(first)
  const anchors: Range[] = []
  while (anchors.length < 300) {
    const start = random(text.length - 40)
    const end = start + 6 + random(34)
    if (!text.slice(start, end).includes('\n')) anchors.push({ start, end })
  }
  const sourceTexts = sources.map(textOf)
  const steps = sourceTexts.slice(1).map((after, i) => sameStretches(sourceTexts[i]!, after))
  const source = judge(sources, anchors, (step, range) => {
    const found = followThrough([steps[step]!], range)
    return found.state === 'lost' ? null : found.start
  })
  const chapterTexts = chapters.map(textOf)
  const origins: Run[][] = [[{ at: 0, length: text.length, source: 0, from: 0 }]]
  for (const [i, after] of chapterTexts.slice(1).entries()) origins.push(carry(origins[i]!, chapterTexts[i]!, after))
  const broken = origins.map((runs, i) => wrongRun(runs, chapterTexts[i]!, [text])).find((run) => run !== null)
  const chapter = judge(chapters, anchors, (step, range) => {
    const covering = (runs: Run[], key: 'at' | 'from', { start, end }: Range) =>
      runs.find((run) => run[key] <= start && end <= run[key] + run.length)
    const own = covering(origins[step]!, 'at', range)
    if (!own) return null
    const start = own.from + range.start - own.at
    const next = covering(origins[step + 1]!, 'from', { start, end: start + range.end - range.start })
    return next ? next.at + start - next.from : null
  })
  return { source, chapter, broken }
}

/** The same each time, so that a red run is a change's doing; SEED tries another. */
const given = Number(process.env.SEED ?? 1831944039)

for (const seed of [given, 1, 142, 287])
  test(`300 anchors, five rounds of edits on both sides: none is told where it is not (seed ${seed})`, (t) => {
    const { source, chapter, broken } = play(seed)
    t.is(broken, undefined, 'every origin is the very characters of its source')
    for (const tally of [source, chapter]) {
      const { wrong, ...counts } = tally
      t.deepEqual(wrong, [])
      // What is there and not found again has a twin, or stands beside one; hardly anything else.
      t.true(counts.missed <= 0.1 * counts.told, JSON.stringify(counts))
      t.true(counts.told > 3 * counts.twins && counts.lost > 0, JSON.stringify(counts))
      t.log(counts)
    }
  })

for (const seed of [given, 7])
  test(`a source corrected five times: taken over wholly, an unedited chapter is what it would be made of it now (seed ${seed})`, (t) => {
    const random = randomOf(seed)
    const { document, round } = writerOf(random)
    let marked = document(30)
    const sourceOf = (text: string): SourceText => ({
      text,
      layout: laidOut(text, []),
      range: { start: 0, end: text.length },
    })
    const made = ({ text, layout, range }: SourceText) => contentFrom(text, layout, range, 0)
    let source = sourceOf(textOf(marked))
    let [whole, edited] = [made(source), made(source)]
    let written = [...chapterText(edited.content)].map((character, id) => ({ character, id }))
    for (let i = 0; i < 5; i++) {
      marked = round(marked)
      const next = sourceOf(textOf(marked))
      const all = sourceChanges(whole, 0, source, next)
      t.true(all.every(({ chapter, isEdited }) => chapter !== null && !isEdited))
      whole = takenOver(whole, 0, source, next, new Set(all.map(({ id }) => id)))
      t.is(chapterText(whole.content), chapterText(made(next).content))
      t.is(wrongRun(whole.origins, chapterText(whole.content), [next.text]), null)

      // One that is edited as well, and takes some of the changes.
      const before = chapterText(edited.content)
      written = round(written)
      const content: Content = textOf(written)
        .split('\n')
        .map((text) => ({ kind: 'paragraph', inlines: [{ text }] }))
      edited = { content, origins: carry(edited.origins, before, chapterText(content)) }
      const some = sourceChanges(edited, 0, source, next).filter(({ chapter }) => chapter && random(2))
      const taken = takenOver(edited, 0, source, next, new Set(some.map(({ id }) => id)))
      t.is(wrongRun(taken.origins, chapterText(taken.content), [next.text]), null)
      if (some.length === 0) t.is(chapterText(taken.content), chapterText(content))
      edited = taken
      written = [...chapterText(edited.content)].map((character, id) => ({ character, id: -1 - id - i * 100_000 }))
      source = next
    }
  })
