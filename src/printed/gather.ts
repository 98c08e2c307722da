/** What was received of a printed volume, as its pages: pictures in order, each with the text that stands on it. Pure. */
import { pageNumberOf } from '../hanzi/layout/page-number.ts'
import type { TextPage } from '../texts/text.ts'

/** A file of the accession, with what was read and drawn of it. */
export interface SourceFile {
  objectId: string
  itemId: string
  /** Where it lay, with its name. */
  path: string
  mediaType: string
  /** Pages of it that are pictures; 0: none. */
  pictures: number
  /** Of its item. Pages may be none. */
  text: { revision: number; text: string; pages: readonly TextPage[] } | null
}

/** A page of a file, counted from 1. `of`: how many it has. */
export interface FilePage {
  objectId: string
  page: number
  of: number
}
export interface VolumePage {
  picture: FilePage | null
  text: (FilePage & { itemId: string; revision: number; start: number; end: number }) | null
}
export interface Gathered {
  pages: VolumePage[]
  /** What stands on each page. */
  texts: string[]
  /** As the files themselves have them, or ''. */
  labels: string[]
  /** A file of its own with the contents. */
  contents: string
  /** Every file that is of the volume: those that have no page go with its first part. */
  files: SourceFile[]
  doubts: { code: GatherDoubt; details: Record<string, number> }[]
}
export const gatherDoubts = ['no-page-breaks', 'counts-differ', 'page-marks', 'not-understood', 'too-many'] as const
export type GatherDoubt = (typeof gatherDoubts)[number]

export interface GatherOptions {
  /** The first page of text stands on this picture, from 0; null: on the first. */
  textStart: number | null
  /** Whether page marks in a text stand at the head or at the foot of their page; null: as it looks. */
  marksAt: 'head' | 'foot' | null
}

/** As people count: 2.jpg before 10.jpg. */
const inOrder = new Intl.Collator('zh', { numeric: true })
const stemOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.[A-Za-z0-9]{1,5}$/, '')
const isPicture = ({ mediaType }: SourceFile) => mediaType.startsWith('image/') || mediaType === 'application/pdf'
const isContents = ({ path, text }: SourceFile) => text !== null && /(?:目[录錄次]|contents)[^/]*$/i.test(path)

interface TextPart {
  page: NonNullable<VolumePage['text']>
  written: string
  label: string
  stem: string
}

/** Pages of a text that has marks of them: 第12页 or — 12 — on a line of its own, each counting on. Null where it has none. */
export function markedPages(
  text: string,
  at: 'head' | 'foot' | null,
): { pages: { start: number; end: number; label: string }[]; isSure: boolean } | null {
  const marks: { start: number; end: number; value: number }[] = []
  for (const { index, 0: line } of text.matchAll(/[^\n]+\n?/g)) {
    const number = pageNumberOf(line.trim())
    const last = marks.at(-1)
    if (number?.isCertain && (!last || (number.value > last.value && number.value - last.value < 20)))
      marks.push({ start: index, end: index + line.length, value: number.value })
  }
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first || !last || marks.length < 3) return null
  const isBlank = (start: number, end: number) => text.slice(start, end).trim() === ''
  const looks = isBlank(0, first.start) ? 'head' : isBlank(last.end, text.length) ? 'foot' : null
  const isHead = (at ?? looks ?? 'head') === 'head'
  const bounds = isHead ? marks.map(({ start }) => start) : marks.map(({ end }) => end)
  const cuts = [...new Set([0, ...bounds, text.length])]
  const pages = cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!
    const mark = marks.find((one) => one.start >= start && one.end <= end)
    return { start, end, label: mark ? String(mark.value) : '' }
  })
  return { pages, isSure: at !== null || looks !== null }
}

export function gather(given: readonly SourceFile[], { textStart, marksAt }: GatherOptions): Gathered {
  const files = [...given].sort((a, b) => inOrder.compare(a.path, b.path) || a.objectId.localeCompare(b.objectId))
  const doubts: Gathered['doubts'] = []
  const pictures = files
    .filter((file) => isPicture(file) && file.pictures > 0)
    .flatMap((file) =>
      Array.from({ length: file.pictures }, (_, i) => ({
        file,
        at: { objectId: file.objectId, page: i + 1, of: file.pictures } satisfies FilePage,
      })),
    )
  const onPicture = new Map<string, TextPart>()
  const apart: TextPart[] = []
  for (const file of files) {
    if (!file.text || isContents(file)) continue
    const { itemId, objectId } = file
    const { text, revision, pages } = file.text
    const own = pages.filter((page) => page.objectId === objectId || page.objectId === null)
    const marked = own.length < 2 ? markedPages(text, marksAt) : null
    if (marked && !marked.isSure) doubts.push({ code: 'page-marks', details: { count: marked.pages.length } })
    const bounds: readonly { start: number; end: number; label: string }[] =
      own.length > 1 ? own : (marked?.pages ?? (own.length ? own : [{ start: 0, end: text.length, label: '' }]))
    for (const [i, { start, end, label }] of bounds.entries()) {
      const part: TextPart = {
        page: { objectId, page: i + 1, of: bounds.length, itemId, revision, start, end },
        written: text.slice(start, end),
        label,
        stem: stemOf(file.path),
      }
      if (isPicture(file)) onPicture.set(`${objectId} ${i + 1}`, part)
      else apart.push(part)
    }
  }
  const place = apart.length && pictures.length ? placesOf(pictures, apart, textStart) : null
  if (pictures.length && apart.length === 1 && pictures.length > 1) doubts.push({ code: 'no-page-breaks', details: {} })
  else if (place && !place.isSure)
    doubts.push({ code: 'counts-differ', details: { pictures: pictures.length, texts: apart.length } })
  const behind = new Map(place?.places.map((at, i) => [at, apart[i]!]))
  const rest = place ? apart.filter((_, i) => place.places[i]! >= pictures.length) : apart
  const rows = [
    ...pictures.map(({ at }, i) => ({
      picture: at,
      part: onPicture.get(`${at.objectId} ${at.page}`) ?? behind.get(i) ?? null,
    })),
    ...rest.map((part) => ({ picture: null, part })),
  ]
  const contents = files.filter(isContents).map(({ text }) => text!.text)
  const unread = files.filter((file) => file.text === null && !(isPicture(file) && file.pictures > 0)).length
  if (unread) doubts.push({ code: 'not-understood', details: { count: unread } })
  return {
    pages: rows.map(({ picture, part }) => ({ picture, text: part?.page ?? null })),
    texts: rows.map(({ part }) => part?.written ?? ''),
    labels: rows.map(({ part }) => (part && /^\d{1,4}$/.test(part.label) ? part.label : '')),
    contents: contents.join('\n'),
    files,
    doubts,
  }
}

/** On which picture each page of text stands: by equal names, side by side, or counted from where it begins. */
function placesOf(
  pictures: readonly { file: SourceFile }[],
  texts: readonly TextPart[],
  start: number | null,
): { places: number[]; isSure: boolean } {
  if (start !== null) return { places: texts.map((_, i) => start + i), isSure: true }
  const stems = new Map(pictures.map(({ file }, i) => [stemOf(file.path), i]))
  const named = texts.map(({ stem }) => stems.get(stem))
  const isNamed = texts.length > 1 && new Set(named).size === texts.length && named.every((at) => at !== undefined)
  if (isNamed) return { places: named as number[], isSure: true }
  return { places: texts.map((_, i) => i), isSure: pictures.length === texts.length }
}
