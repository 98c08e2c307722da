/**
 * 编校质量差错率. The weights follow what is public of 《图书质量管理规定》(新闻出版总署令第 26 号, 2005), annex, which CY/T 266—2023 took over as a
 * standard: 错字 别字 多字 漏字 倒字 1 each; 2–5 characters left out or put in 2, more 4; the same wrong character once a page and at most 4 in the book;
 * a number 1 whatever is wrong in it; punctuation 0.1. The wording of CY/T 266—2023 itself could not be read in full: the table is a setting. Pure.
 */
import type { ProofWeights } from '../../settings/setting.ts'
import type { Difference, DifferenceKind } from './differences.ts'

export interface Rate {
  /** Errors by kind, not weighted. */
  counts: Record<DifferenceKind, number>
  weighted: number
  characters: number
  /** ‱, to 0.01. */
  rate: number
}

const weightOf = ({ kind, approved, proof }: Difference, weights: ProofWeights): number => {
  if (kind !== 'missing' && kind !== 'extra') return weights[kind]
  const length = [...(kind === 'missing' ? approved : proof)].length
  return length === 1 ? weights.few : length <= 5 ? weights.several : weights.many
}

/** `characters`: 版面字数 where it is known, else those of the text. */
export function rateOf(differences: readonly Difference[], characters: number, weights: ProofWeights): Rate {
  const counts: Rate['counts'] = { wrong: 0, missing: 0, extra: 0, punctuation: 0, numeral: 0, transposed: 0 }
  for (const { kind } of differences) counts[kind]++
  let weighted = 0
  for (const same of Map.groupBy(differences, ({ kind, approved, proof }) => `${kind} ${approved} ${proof}`).values()) {
    const { kind } = same[0]!
    const weight = weightOf(same[0]!, weights)
    if (kind === 'wrong') weighted += Math.min(weights.mostOfSame, weight * new Set(same.map(({ page }) => page)).size)
    else if (kind === 'punctuation') weighted += Math.min(weights.mostOfPunctuation, weight * same.length)
    else weighted += weight * same.length
  }
  weighted = Math.round(weighted * 1000) / 1000
  const rate = characters > 0 ? Math.round((weighted / characters) * 1_000_000) / 100 : 0
  return { counts, weighted, characters, rate }
}
