/** All hints of a chapter. Pure; paragraph by paragraph, so that who asks may rest in between. */
import type { DateOptions } from '../dates/dates.ts'
import { mixedYears, namedTwoWays, type Person } from './consistency.ts'
import type { Hint, HintCode, Line, Rule } from './hint.ts'
import { numeralRules } from './numerals.ts'
import { punctuationRules, unpaired } from './punctuation.ts'
import { isSimplified, mixedScript, type Preferred, periodical, variantRule } from './words.ts'
import { disagreeingYears } from './years.ts'

export interface ProofingLists {
  /** Rules that the house does not want. */
  off: readonly HintCode[]
  added: readonly Preferred[]
  /** Forms of the table that the house keeps. */
  dropped: readonly string[]
  persons: readonly Person[]
}
export interface Proofing extends ProofingLists {
  dates: DateOptions
  /** A volume of 内部资料 is no periodical. */
  isInternal: boolean
}

/** What stands in 《》 is called so. */
const titles = (text: string): [number, number][] =>
  [...text.matchAll(/《[^《》]*》|〈[^〈〉]*〉/g)].map(({ 0: title, index }) => [index, index + title.length])

/** `text` of blocks joined by LF, as offsets count; `isQuoted` of each block. */
export function linesOf(blocks: readonly { text: string; isQuoted: boolean }[]): Line[] {
  let at = 0
  return blocks.map(({ text, isQuoted }) => {
    const line = { text, at, isQuoted }
    at += text.length + 1
    return line
  })
}

/** One step a paragraph; the first looks at them all. Hints come in the order of the text within a step. */
export function* hintsOf(lines: readonly Line[], proofing: Proofing): Generator<Hint[]> {
  const off = new Set(proofing.off)
  const variants = variantRule(proofing.added, new Set(proofing.dropped))
  const texts = lines.map(({ text, isQuoted }) => (isQuoted ? '' : text))
  const whole = [mixedYears(texts), namedTwoWays(texts, proofing.persons)]
  const own: Rule[] = [...numeralRules, variants]
  if (proofing.isInternal) own.push(periodical)
  if (isSimplified(texts.join(''))) own.push(mixedScript)
  for (const [i, { text, at, isQuoted }] of lines.entries()) {
    const isTitled = titles(text)
    const written = isQuoted
      ? []
      : [...own.flatMap((rule) => rule(text)), ...whole.flatMap((hints) => hints[i]!)].filter(
          ({ start, end }) => !isTitled.some(([from, to]) => start < to && end > from),
        )
    const before = lines[i - 1]?.text ?? ''
    const after = lines[i + 1]?.text ?? ''
    const marks = [
      ...(isQuoted ? [] : punctuationRules.flatMap((rule) => rule(text))),
      ...unpaired(
        text,
        (mark) => after.startsWith(mark),
        (mark) => before.startsWith(mark),
      ),
    ]
    const years = isQuoted ? [] : disagreeingYears(text, proofing.dates)
    yield [...written, ...marks, ...years]
      .filter(({ code }) => !off.has(code))
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .map((hint) => ({ ...hint, start: hint.start + at, end: hint.end + at }))
  }
}
