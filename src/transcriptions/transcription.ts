/** 誊录 page by page: the rounds it goes through, which picture each page stands on, and the text made of them. Pure. */
import { type DigitalObject, pagesOfPart } from '../items/item.ts'
import type { TextPage } from '../texts/text.ts'

/** 录入, 一校, 二校: each but the first by somebody else than the one before. */
export const rounds = ['transcribing', 'first', 'second'] as const
export type Round = (typeof rounds)[number]
/** `final`: 定本; what is changed after it is another 二校. */
export type Stage = Round | 'final'
export const after: Record<Round, Stage> = { transcribing: 'first', first: 'second', second: 'final' }
/** What the version that ends a round is called in the list of versions. */
export const roundNames: Record<Round, string> = { transcribing: '录入', first: '一校', second: '二校' }

export interface Ended {
  round: Round
  actorId: string
  actorName: string
  at: string
  textRevision: number
}
export interface Transcription {
  itemId: string
  stage: Stage
  /** In order. */
  ended: Ended[]
}

export interface Draft {
  itemId: string
  objectId: string
  /** Within the object, from 1. */
  page: number
  text: string
  /** What stood on this page when the draft was begun. */
  base: string
  /** 这一页好了 */
  isDone: boolean
  revision: number
  actorId: string
  actorName: string
  at: string
}

export interface Sheet {
  objectId: string
  /** Within the object, from 1. */
  page: number
}

/** The pictures of an item, in order. */
export const sheetsOf = (objects: readonly Pick<DigitalObject, 'id' | 'width' | 'pages' | 'part'>[]): Sheet[] =>
  objects.flatMap(({ id, width, pages, part }) =>
    width === null ? [] : pagesOfPart(part, pages ?? 1).map((page) => ({ objectId: id, page })),
  )

const withoutEnd = (text: string) => (text.endsWith('\n') ? text.slice(0, -1) : text)

/** What of a text stands on each picture, and as which page it is labelled. Null where its pages are not those of the pictures. */
export function onSheets(
  sheets: readonly Sheet[],
  text: string,
  pages: readonly TextPage[],
): { text: string; label: string }[] | null {
  if (sheets.length === 1 && pages.length <= 1) return [{ text: withoutEnd(text), label: pages[0]?.label ?? '' }]
  if (pages.length === 0) return text === '' ? sheets.map(() => ({ text: '', label: '' })) : null
  const isSide = pages.length === sheets.length && pages.every(({ objectId }) => objectId === null)
  const placed = new Map<string, TextPage>()
  const own = Map.groupBy(sheets, ({ objectId }) => objectId)
  const seen = new Map<string, number>()
  for (const [i, page] of pages.entries()) {
    const { objectId } = page
    if (isSide) placed.set(keyOf(sheets[i]!), page)
    else if (objectId !== null) {
      const nth = (seen.get(objectId) ?? 0) + 1
      seen.set(objectId, nth)
      // The k-th page of a file on its k-th picture; beyond those, on none.
      placed.set(keyOf(own.get(objectId)?.[nth - 1] ?? { objectId, page: 0 }), page)
    }
  }
  const keys = new Set(sheets.map(keyOf))
  if (placed.size !== pages.length || [...placed.keys()].some((key) => !keys.has(key))) return null
  return sheets.map((sheet) => {
    const page = placed.get(keyOf(sheet))
    return page ? { text: withoutEnd(text.slice(page.start, page.end)), label: page.label } : { text: '', label: '' }
  })
}
export const keyOf = ({ objectId, page }: Sheet): string => `${objectId} ${page}`

/** One text of the pages, each on its picture; a page keeps its label. */
export function joined(
  sheets: readonly (Sheet & { label: string })[],
  texts: readonly string[],
): { text: string; pages: TextPage[] } {
  let text = ''
  const pages: TextPage[] = []
  for (const [i, { objectId, label }] of sheets.entries()) {
    const start = text.length
    text += texts[i]!
    if (i < sheets.length - 1) text += '\n'
    pages.push({ number: i + 1, label, start, end: text.length, objectId })
  }
  return { text, pages }
}

/** Who may not do the next round: who ended the one before. */
export const isOwnWork = ({ stage, ended }: Transcription, actorId: string | null): boolean =>
  stage !== 'transcribing' && ended.at(-1)?.actorId === actorId
