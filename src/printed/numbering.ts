/** How the pages of a volume are numbered: as the files have it, as it is printed, as people say, or counted from where the titles stand. Pure. */
import { contentsPages } from './contents.ts'
import { type Anchor, anchored, offsetAmong, printedLabels } from './labels.ts'
import type { Entry } from './plan.ts'
import { foldedPages, type PrintedPage, standsOn } from './titles.ts'

/** One label a page, '' where it has none. `known`: what was found of these texts before. */
export function volumeLabels(
  texts: readonly string[],
  given: { labels: readonly string[]; entries: readonly Entry[]; anchors: readonly Anchor[] },
  known?: { isContents: ReadonlySet<number>; pageAt: (page: number) => PrintedPage },
): string[] {
  const { entries, anchors } = given
  const own = given.labels.some((label) => label !== '') ? [...given.labels] : printedLabels(texts)
  if (anchors.length || own.some((label) => label !== '')) return anchored(own, anchors)
  // Nothing is printed on the pages: the titles that are found once tell how they are counted.
  const { isContents, pageAt } = known ?? { isContents: new Set(contentsPages(texts)), pageAt: foldedPages(texts) }
  const places = entries.flatMap(({ kind, title, page: label, start }) => {
    if (start) return [{ page: start.page, label }]
    if (kind === 'column' || label === '') return []
    const isOn = standsOn(title)
    const found = texts.flatMap((text, page) =>
      text !== '' && !isContents.has(page) && isOn(pageAt(page)) ? [page] : [],
    )
    return found.length === 1 ? [{ page: found[0]!, label }] : []
  })
  const first = offsetAmong(places)
  if (first === null) return own
  return own.map((_, i) => (i - first + 1 > 0 ? String(i - first + 1) : ''))
}
