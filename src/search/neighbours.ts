/** 相近的词: which words stand near the places that were found. No dictionary decides what a word is: old texts and local names are in none. Pure. */
import { fold, gaps } from '../hanzi/fold.ts'
import { isHan } from '../hanzi/packed.ts'

/** An occurrence in its context, as a concordance has it; those of an item together and in order. */
export interface Place {
  itemId: string
  start: number
  end: number
  left: string
  match: string
  right: string
}

export interface Neighbour {
  /** As it is written where it stands first. */
  text: string
  tokens: string[]
  /** How often it stands there. */
  near: number
}

const LONGEST = 4
/** Seen less often it is chance. And a word has different ones before and behind it: a piece of a longer word has not. */
const LEAST = 2
/** Of a word that stands mostly within a longer one, only the longer one is told. */
const WITHIN = 0.7
/** What holds sentences together is part of no word worth telling; numbers and measures alone are none. */
const particles = new Set(
  fold(
    '的了着过么吗呢吧啊呀嘛而且但之其与及或就也都又还很更最被把给这那哪我你他她它您们是不没有在于从到对因为以如则便即若虽再才只已要能可应该得想让各每某此彼谁什乃矣焉哉乎亦皆遂',
  ).tok,
)
const counting = new Set(
  fold('〇一二三四五六七八九十百千万亿零两几第多余半个只条件位名次回年月日时天岁元角分斤里丈尺寸亩石斗升').tok,
)

interface Seen {
  text: string
  near: number
  /** What stood before and behind it first; null once it has been something else. */
  before: string | null
  behind: string | null
}

function look({ left, match, right }: Pick<Place, 'left' | 'match' | 'right'>, seen: Map<string, Seen>, line: number) {
  const text = left + match + right
  const [from, to] = [left.length, left.length + match.length]
  const { tok, st, en, gap } = fold(text)
  const isPart = tok.map((one) => one.length === 1 && isHan(one.charCodeAt(0)) && !particles.has(one))
  // The edge of a sentence, or a particle, is a neighbour of its own.
  const beside = (i: number, behind: number) => (isPart[i] && gap[behind] === gaps.none ? tok[i]! : `${line}`)
  for (let i = 0; i < tok.length; i++) {
    let key = ''
    let isCount = true
    for (let end = i; end < i + LONGEST && isPart[end] && (end === i || gap[end] === gaps.none); end++) {
      key += tok[end]
      isCount &&= counting.has(tok[end]!)
      const [start, stop] = [st[i]!, en[end]!]
      const isCut = start < to && stop > from && !(start <= from && stop >= to && stop - start > to - from)
      if (end === i || isCount || isCut) continue
      const [before, behind] = [beside(i - 1, i), beside(end + 1, end + 1)]
      const own = seen.get(key)
      if (own) {
        own.near++
        if (own.before !== before) own.before = null
        if (own.behind !== behind) own.behind = null
      } else seen.set(key, { text: text.slice(start, stop), near: 1, before, behind })
    }
  }
}

/** The words of these contexts, the most frequent first. What stands in the contexts of two places is counted once. */
export function neighboursIn(places: readonly Place[]): Neighbour[] {
  const seen = new Map<string, Seen>()
  let last = { itemId: '', end: 0 }
  for (const [i, { itemId, start, end, left, match, right }] of places.entries()) {
    const seenTo = last.itemId === itemId ? last.end : 0
    const from = Math.max(0, left.length - Math.max(0, start - seenTo))
    const to = Math.max(0, seenTo - end)
    look({ left: left.slice(from), match, right: to > 0 ? `\n${right.slice(to)}` : right }, seen, i)
    last = { itemId, end: Math.max(seenTo, end + right.length) }
  }
  const words = [...seen].filter(([, { near, before, behind }]) => near >= LEAST && before === null && behind === null)
  /** Of each piece of a longer word, how often that one stands there. */
  const within = new Map<string, number>()
  for (const [key, { near }] of words)
    for (let size = 2; size < key.length; size++)
      for (let i = 0; i + size <= key.length; i++) {
        const piece = key.slice(i, i + size)
        within.set(piece, Math.max(near, within.get(piece) ?? 0))
      }
  return words
    .filter(([key, { near }]) => (within.get(key) ?? 0) < near * WITHIN)
    .map(([key, { text, near }]) => ({ tokens: [...key], near, text }))
    .sort((a, b) => b.near - a.near || b.tokens.length - a.tokens.length || (a.text < b.text ? -1 : 1))
}
