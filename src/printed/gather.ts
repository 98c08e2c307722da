/** What was received of a printed volume, as its pages: pictures in order, each with the text that stands on it. Nothing is told twice, nothing left out in silence. Pure. */
import { type SourceFile, textsOfFiles } from './file-texts.ts'
import type { Stretch } from './page-marks.ts'

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
export const gatherDoubts = [
  'no-page-breaks',
  'counts-differ',
  'pages-differ',
  'page-marks',
  'text-twice',
  'same-again',
  'left-out',
  'printed',
  'not-understood',
  'too-many',
] as const
/**
 * One text for many pictures · pictures and texts beside them are not equally many · nor are pictures of a file and pages of its own text ·
 * parted at marks that may stand at head or foot · beside pictures that have a text already: not taken · a file like one before: its text is taken once ·
 * text of files that were not chosen: not taken · of a volume that was taken in before: taken again · neither text nor picture: not taken · more files than one volume has.
 */
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
const contentsName =
  /^(?:\d{1,4}|第[\d〇零一二三四五六七八九十百]{1,5}[辑輯期册冊卷集])?[\s\d._、()-]*(?:目\s*[录錄次]|(?:table of )?contents)[\s\d._、()〇零一二三四五六七八九十-]*$/i
/** Its name is 目录, perhaps numbered: 第5辑（含目录） is the volume. */
export const isContents = (path: string): boolean => contentsName.test(stemOf(path).normalize('NFKC').trim())

interface TextPart {
  page: NonNullable<VolumePage['text']>
  written: string
  label: string
}
interface Row {
  picture: FilePage | null
  part: TextPart | null
  stem: string
}
const isBlank = (part: TextPart | null) => part === null || part.written.trim() === ''

export function gather(given: readonly SourceFile[], { textStart, marksAt }: GatherOptions): Gathered {
  const lines = [...given].sort((a, b) => inOrder.compare(a.path, b.path) || a.objectId.localeCompare(b.objectId))
  // The same file at the same place was sent again; at another place it is a page again.
  const files = lines.filter(
    ({ objectId, path }, i) => i === 0 || objectId !== lines[i - 1]!.objectId || path !== lines[i - 1]!.path,
  )
  const once = [...new Map(files.toReversed().map((file) => [file.objectId, file])).values()].toReversed()
  const { of, leftOut, unsureMarks, hasUnparted, differing } = textsOfFiles(once, marksAt)
  const doubts: Gathered['doubts'] = unsureMarks.map((count) => ({ code: 'page-marks', details: { count } }))
  const tell = (code: GatherDoubt, count: number) => count > 0 && doubts.push({ code, details: { count } })

  const rows: Row[] = []
  const apart: (TextPart & { stem: string; isAgain: boolean })[] = []
  const contents: string[] = []
  const seen = new Set<string>()
  const used = new Set<SourceFile>()
  let again = 0
  for (const file of files) {
    const stem = stemOf(file.path)
    const isAgain = seen.has(file.objectId)
    seen.add(file.objectId)
    const parts = partsOf(file, of.get(file.objectId)!)
    if (isAgain && !parts.every(isBlank)) again++
    const isOfContents = file.text !== null && isContents(file.path)
    if (isOfContents && !isAgain) contents.push(...parts.map(({ written }) => written))
    if (isPicture(file) && file.pictures > 0)
      rows.push(...onPictures(file, isAgain ? [] : parts).map((row) => ({ ...row, stem })))
    // One that is like another still takes its place among the pages.
    else if (!isOfContents) apart.push(...parts.map((part) => ({ ...part, stem, isAgain })))
    if (isOfContents || (isPicture(file) && file.pictures > 0)) used.add(file)
  }

  const pictures = rows.filter(({ picture }) => picture !== null)
  const { places, isSure } = placesOf(pictures, apart, textStart)
  if (hasUnparted || (pictures.length > 1 && apart.length === 1)) doubts.push({ code: 'no-page-breaks', details: {} })
  else if (pictures.length > 0 && apart.length > 0 && !isSure)
    doubts.push({ code: 'counts-differ', details: { pictures: pictures.length, texts: apart.length } })
  const behind: Row[] = []
  let twice = 0
  for (const [i, part] of apart.entries()) {
    if (part.isAgain) continue
    const row = pictures[places[i]!]
    if (!row) behind.push({ picture: null, part, stem: part.stem })
    else if (row.part === null || (isBlank(row.part) && !isBlank(part))) row.part = part
    else if (!isBlank(part)) twice++
  }
  const pages = [...rows, ...behind]
  const paged = new Set(pages.map(({ part }) => part?.page.objectId))
  const isUnread = (file: SourceFile) => file.text === null && !(isPicture(file) && file.pictures > 0)
  tell('pages-differ', differing)
  tell('text-twice', twice)
  tell('same-again', again)
  tell('left-out', leftOut)
  tell('not-understood', files.filter(isUnread).length)
  return {
    pages: pages.map(({ picture, part }) => ({ picture, text: part?.page ?? null })),
    texts: pages.map(({ part }) => part?.written ?? ''),
    labels: pages.map(({ part }) => (part && /^\d{1,4}$/.test(part.label) ? part.label : '')),
    contents: contents.join('\n'),
    files: files.filter((file) => used.has(file) || paged.has(file.objectId)),
    doubts,
  }
}

function partsOf({ objectId, itemId, text }: SourceFile, stretches: readonly Stretch[]): TextPart[] {
  if (text === null) return []
  return stretches.map(({ start, end, label }, i) => ({
    page: { objectId, page: i + 1, of: stretches.length, itemId, revision: text.revision, start, end },
    written: text.text.slice(start, end),
    label,
  }))
}
/** The k-th page of a file's own text on its k-th picture; what is beyond, as where a picture shows two pages, goes on on the last. */
function onPictures(file: SourceFile, parts: readonly TextPart[]): Pick<Row, 'picture' | 'part'>[] {
  const { objectId, pictures } = file
  const rows = Array.from({ length: pictures }, (_, i): Pick<Row, 'picture' | 'part'> => {
    const at = { objectId, page: i + 1, of: pictures }
    const part = parts[i]
    return { picture: at, part: part ? { ...part, page: { ...part.page, ...at } } : null }
  })
  for (const part of parts.slice(pictures)) {
    const last = rows.at(-1)!.part!
    const own = { ...part, page: { ...part.page, page: pictures, of: pictures } }
    // Only what follows at once can be one stretch of the text with it.
    if (last.page.end !== part.page.start) rows.push({ picture: null, part: own })
    else
      rows.at(-1)!.part = {
        page: { ...last.page, end: part.page.end },
        written: last.written + part.written,
        label: last.label || part.label,
      }
  }
  return rows
}

/** On which picture each page of text stands: by equal names, side by side, or counted from where it begins. */
function placesOf(
  pictures: readonly { stem: string }[],
  texts: readonly { stem: string }[],
  start: number | null,
): { places: number[]; isSure: boolean } {
  if (start !== null) return { places: texts.map((_, i) => start + i), isSure: true }
  const named = Map.groupBy(pictures.keys(), (i) => pictures[i]!.stem)
  const seen = new Map<string, number>()
  const byName = texts.map(({ stem }) => {
    const nth = seen.get(stem) ?? 0
    seen.set(stem, nth + 1)
    return named.get(stem)?.[nth]
  })
  if (texts.length > 1 && byName.every((at) => at !== undefined))
    return { places: byName, isSure: [...seen].every(([stem, count]) => named.get(stem)!.length === count) }
  return { places: texts.map((_, i) => i), isSure: pictures.length === texts.length }
}
