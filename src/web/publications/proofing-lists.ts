/** The lists of the house as they are typed: a line each. Pure. */
import { linesOf } from '../frame/lines.ts'

const pieces = (line: string): string[] => line.split(/[\s　、，,；;]+/).filter(Boolean)

/** `耽心 担心`: another form, and the one that is preferred; a line without two is left out. */
export const formsOf = (text: string): { from: string; to: string }[] =>
  linesOf(text).flatMap((line) => {
    const [from, to] = pieces(line)
    return from && to ? [{ from, to }] : []
  })
/** `冯玉祥 冯焕章、焕章`: the preferred name, then the others. */
export const personsOf = (text: string): { preferred: string; others: string[] }[] =>
  linesOf(text).flatMap((line) => {
    const [preferred, ...others] = pieces(line)
    return preferred && others.length > 0 ? [{ preferred, others }] : []
  })
export const keptOf = (text: string): string[] => linesOf(text).flatMap(pieces)

export const formLines = (forms: readonly { from: string; to: string }[]): string =>
  forms.map(({ from, to }) => `${from}　${to}`).join('\n')
export const personLines = (persons: readonly { preferred: string; others: readonly string[] }[]): string =>
  persons.map(({ preferred, others }) => `${preferred}　${others.join('、')}`).join('\n')
