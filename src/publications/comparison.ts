/** 原文对照: paragraphs of the sources beside those of the chapter that were made of them, with what differs by character. Pure. */
import { diffArrays } from 'diff'
import { type Keep, written } from '../hanzi/keep.ts'
import { type Content, contentFrom, textOf } from './content.ts'
import type { Run } from './origins.ts'
import type { SourceText } from './source-changes.ts'
import type { Range } from './tracing.ts'

export interface Part {
  kind: 'same' | 'removed' | 'added'
  text: string
}
/** A paragraph, or several that became one, of a source. */
export interface SourceSide {
  source: number
  /** Of the text version. */
  start: number
  end: number
  parts: Part[]
}
export interface ComparedRow {
  source: SourceSide | null
  chapter: (Range & { parts: Part[] }) | null
}

/** Characters in which two paragraphs may differ; what differs in more is another paragraph. */
const MOST_DIFFERENCES = 1500

interface Paragraph extends Range {
  text: string
  runs: Run[]
}

/** Paragraphs of a text with the runs in each. */
function paragraphsOf(text: string, runs: readonly Run[]): Paragraph[] {
  let start = 0
  let next = 0
  return text.split('\n').map((line) => {
    const end = start + line.length
    const own: Run[] = []
    while (next < runs.length && runs[next]!.at < end) own.push(runs[next++]!)
    const paragraph = { start, end, text: line, runs: own }
    start = end + 1
    return paragraph
  })
}

/** Both sides cut into what they share and what one of them has alone; what is shared is told as each side writes it. `keep` null: to the letter. */
export function differences(before: string, after: string, keep: Keep | null): { before: Part[]; after: Part[] } {
  const [left, right] = [[...before], [...after]]
  const sides = { before: [] as Part[], after: [] as Part[] }
  const put = (side: Part[], kind: Part['kind'], text: string) => {
    if (text) side.push({ kind, text })
  }
  const forms = new Map([...new Set(left.concat(right))].map((one) => [one, keep ? written(one, keep) : one]))
  const formsOf = (characters: readonly string[]) => characters.map((one) => forms.get(one)!)
  const parts = diffArrays(formsOf(left), formsOf(right), { maxEditLength: MOST_DIFFERENCES })
  if (!parts) {
    put(sides.before, 'removed', before)
    put(sides.after, 'added', after)
    return sides
  }
  let [from, to] = [0, 0]
  for (const { added, removed, count } of parts) {
    if (!added) put(sides.before, removed ? 'removed' : 'same', left.slice(from, (from += count)).join(''))
    if (!removed) put(sides.after, added ? 'added' : 'same', right.slice(to, (to += count)).join(''))
  }
  return sides
}

/** In the order of the chapter; what the editor left out stands where it stood in its source. */
export function comparisonOf(
  chapter: { content: Content; origins: readonly Run[] },
  sources: readonly (SourceText | null)[],
  keep: Keep,
): ComparedRow[] {
  const present = paragraphsOf(textOf(chapter.content), chapter.origins)
  const originals = sources.flatMap((one, source) => {
    if (!one) return []
    const { content, origins } = contentFrom(one.text, one.layout, one.range, source)
    return paragraphsOf(textOf(content), origins).flatMap(({ text, runs }) => {
      const last = runs.at(-1)
      return last ? [{ source, text, start: runs[0]!.from, end: last.from + last.length }] : []
    })
  })
  /** For each original paragraph, the written one that has most of it. */
  const homes = originals.map((original) => {
    let best = { index: -1, shared: 0 }
    for (const [index, { runs }] of present.entries()) {
      let shared = 0
      for (const run of runs)
        if (run.source === original.source)
          shared += Math.max(0, Math.min(original.end, run.from + run.length) - Math.max(original.start, run.from))
      if (shared > best.shared) best = { index, shared }
    }
    return best.index
  })
  const rowOf = (members: typeof originals, paragraph: Paragraph | null): ComparedRow => {
    const before = members.map(({ text }) => text).join('\n')
    const parts = differences(before, paragraph?.text ?? '', keep)
    const [first] = members
    return {
      source: first
        ? {
            source: first.source,
            start: Math.min(...members.map(({ start }) => start)),
            end: Math.max(...members.map(({ end }) => end)),
            parts: parts.before,
          }
        : null,
      chapter: paragraph && { start: paragraph.start, end: paragraph.end, parts: parts.after },
    }
  }
  const rows: ComparedRow[] = []
  const isTold = originals.map(() => false)
  /** Left out, and next before or after what was told of the same source. */
  const tellLeftOut = (upTo: number) => {
    for (let i = 0; i < upTo; i++)
      if (homes[i]! < 0 && !isTold[i] && originals[i]!.source === originals[upTo - 1]!.source) {
        isTold[i] = true
        rows.push(rowOf([originals[i]!], null))
      }
  }
  for (const [index, paragraph] of present.entries()) {
    const own = originals.flatMap((_, i) => (homes[i] === index ? [i] : []))
    // Paragraphs of two sources in one: each stands by itself, the first beside what became of them.
    const [first] = own
    if (first !== undefined) tellLeftOut(first + 1)
    const together = own.filter((i) => originals[i]!.source === originals[first!]!.source)
    for (const i of own) isTold[i] = true
    if (paragraph.text !== '' || own.length)
      rows.push(
        rowOf(
          together.map((i) => originals[i]!),
          paragraph,
        ),
      )
    for (const i of own) if (!together.includes(i)) rows.push(rowOf([originals[i]!], null))
  }
  for (const [i, original] of originals.entries()) if (!isTold[i]) rows.push(rowOf([original], null))
  return rows
}
