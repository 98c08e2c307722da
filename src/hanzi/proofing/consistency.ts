/** What a chapter does in two ways: years in figures and in characters, one person under two names. Pure. */
import type { Hint } from './hint.ts'
import { inFigures, inHan } from './numbers.ts'

const hanYear = /(?<![一二三四五六七八九〇零○十百千万])[一二三四五六七八九][一二三四五六七八九〇零○]{3}(?=年(?!代))/g
const figureYear = /(?<![\d-])[12]\d{3}(?=年(?!代))/g

/** The rarer of the two ways is what is asked about; where neither is rarer, the characters. */
export function mixedYears(texts: readonly string[]): Hint[][] {
  const find = (pattern: RegExp) => texts.map((text) => [...text.matchAll(pattern)])
  const [han, figures] = [find(hanYear), find(figureYear)]
  const [hanCount, figureCount] = [han.flat().length, figures.flat().length]
  if (hanCount === 0 || figureCount === 0) return texts.map(() => [])
  const [rarer, write] = hanCount <= figureCount ? [han, inFigures] : [figures, inHan]
  return rarer.map((matches) =>
    matches.map(({ 0: found, index }) => ({
      code: 'numerals.mixed-years' as const,
      start: index,
      end: index + found.length,
      found,
      suggestion: write(found),
    })),
  )
}

/** One person: the name that is preferred, and the others. */
export interface Person {
  preferred: string
  others: readonly string[]
}

/** 字焕章, 原名, （焕章）: where the other name is told as such. */
const isTold = (text: string, start: number, end: number): boolean =>
  /(?:[字号名]|笔名|别名|化名|乳名|又名|原名|本名|学名|谱名|曾用名|改名|人称|尊称|自称|称|叫|即)[“”（]?$/.test(
    text.slice(0, start),
  ) ||
  (/[（(]$/.test(text.slice(0, start)) && /^[）)，]/.test(text.slice(end))) ||
  (text.charAt(start - 1) === '“' && text.charAt(end) === '”')

function placesOf(text: string, name: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) places.push(at)
  return places
}

/** Where a person is called by the preferred name and by another: the others. Without the preferred one, all but the one that is used most. */
export function namedTwoWays(texts: readonly string[], persons: readonly Person[]): Hint[][] {
  const hints: Hint[][] = texts.map(() => [])
  for (const { preferred, others } of persons) {
    const names = [preferred, ...others].sort((a, b) => b.length - a.length)
    const uses = texts.flatMap((text, line) =>
      names.flatMap((name) => placesOf(text, name).map((start) => ({ line, name, start, end: start + name.length }))),
    )
    // A name within a longer one is that one's.
    const own = uses.filter(
      (use) =>
        !uses.some(
          (by) =>
            by !== use &&
            by.line === use.line &&
            by.start <= use.start &&
            by.end >= use.end &&
            by.name.length > use.name.length,
        ),
    )
    const counts = Map.groupBy(own, ({ name }) => name)
    const kept = counts.has(preferred) ? preferred : [...counts].sort((a, b) => b[1].length - a[1].length)[0]?.[0]
    if (counts.size < 2 || kept === undefined) continue
    for (const { line, name, start, end } of own)
      if (name !== kept && !isTold(texts[line]!, start, end))
        hints[line]!.push({ code: 'names.two-ways', start, end, found: name, suggestion: kept })
  }
  return hints
}
