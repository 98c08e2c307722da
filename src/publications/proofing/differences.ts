/** 校样比对: every difference between the approved text and a proof, with its place on both sides and its kind. Pure. */
import { blockTexts, textOf } from '../content.ts'
import type { GeneratedPart } from '../volume.ts'
import { type Edit, editsOf } from './align.ts'
import { type ApprovedCaption, captionsApart } from './captions.ts'
import { apart, inReadingOrder } from './notes.ts'
import { ownPages, pagesOf, withoutFurniture } from './pages.ts'
import {
  type ApprovedChapter,
  type ApprovedPart,
  type ApprovedPlace,
  type ApprovedSection,
  type ApprovedStream,
  approvedStreams,
  type ProofLine,
  type ProofStream,
  plain,
  proofStream,
} from './stream.ts'
import { namingLines, textLines } from './text-lines.ts'

export const differenceKinds = ['wrong', 'missing', 'extra', 'punctuation', 'numeral', 'transposed'] as const
/** 错字, 漏字, 多字, 标点, 数字, 倒字. */
export type DifferenceKind = (typeof differenceKinds)[number]

export interface Difference {
  kind: DifferenceKind
  chapterId: string | null
  part: ApprovedPart
  /** Index of the note or the caption; 0 of other parts. */
  note: number
  /** UTF-16 offsets in that part of the chapter; `start` = `end` where something stands that should not. */
  start: number
  end: number
  approved: string
  proof: string
  /** Of the proof, 1-based. */
  page: number
  /** What stands around it. */
  before: string
  after: string
}
export interface Comparison {
  differences: Difference[]
  /** Characters that were compared: the approved text with its titles and notes. */
  characters: number
  /** Pages that hold something else: title page, contents, index. */
  otherPages: number[]
}

const AROUND = 16
/** Says of each picture what its caption ends with. */
const CREDITS: GeneratedPart = 'credits'
const isDigit = (char: string) => /[0-9０-９]/.test(char)
const isMark = (char: string) => /[\p{P}\p{S}]/u.test(char) && char !== '〇'

/** A number is one error, however many of its figures are wrong. */
function numbersJoined(
  edits: readonly Edit[],
  approved: readonly string[],
  proof: readonly string[],
): { edit: Edit; isNumeral: boolean }[] {
  const result: { edit: Edit; isNumeral: boolean }[] = []
  for (const edit of edits) {
    const own = [...approved.slice(edit.from, edit.fromEnd), ...proof.slice(edit.to, edit.toEnd)]
    if (!own.every(isDigit)) {
      result.push({ edit, isNumeral: false })
      continue
    }
    const last = result.at(-1)
    if (
      last?.isNumeral &&
      approved.slice(last.edit.fromEnd, edit.from).every(isDigit) &&
      proof.slice(last.edit.toEnd, edit.to).every(isDigit)
    )
      Object.assign(last.edit, { fromEnd: edit.fromEnd, toEnd: edit.toEnd })
    else result.push({ edit: { ...edit }, isNumeral: true })
  }
  return result
}

type Place = Pick<ApprovedPlace, 'chapterId' | 'part' | 'note'>
const samePart = (a: Place, b: Place) => a.chapterId === b.chapterId && a.part === b.part && a.note === b.note
/** Of the same part only. */
const around = ({ chars, places }: ApprovedStream, place: Place, start: number, end: number): string =>
  chars
    .slice(Math.max(0, start), end)
    .filter((_, i) => samePart(places[Math.max(0, start) + i]!, place))
    .join('')

function differencesIn(approved: ApprovedStream, proof: ProofStream): Difference[] {
  const edits = editsOf(approved.chars, proof.chars, (at) => proof.isOptional[at] === true)
  return numbersJoined(edits, approved.chars, proof.chars).map(({ edit, isNumeral }) => {
    let { from, fromEnd, to, toEnd } = edit
    if (isNumeral) {
      // The whole number is told.
      while (
        from > 0 &&
        to > 0 &&
        isDigit(approved.chars[from - 1]!) &&
        approved.chars[from - 1] === proof.chars[to - 1]
      )
        [from, to] = [from - 1, to - 1]
      while (isDigit(approved.chars[fromEnd] ?? '') && approved.chars[fromEnd] === proof.chars[toEnd])
        [fromEnd, toEnd] = [fromEnd + 1, toEnd + 1]
    }
    const [was, is] = [approved.chars.slice(from, fromEnd), proof.chars.slice(to, toEnd)]
    const both = [...was, ...is]
    const kind = isNumeral ? 'numeral' : edit.kind !== 'transposed' && both.every(isMark) ? 'punctuation' : edit.kind
    const line = proof.line[Math.min(to, proof.line.length - 1)]
    const startsLine = proof.line[to - 1] !== line && proof.line[toEnd] === line
    const place = placeOf(approved.places, from, fromEnd, startsLine)
    return {
      kind,
      ...place,
      approved: was.join(''),
      proof: is.join(''),
      page: line === undefined ? 0 : proof.lines[line]!.page,
      before: around(approved, place, from - AROUND, from),
      after: around(approved, place, fromEnd, fromEnd + AROUND),
    }
  })
}

/** What is missing, or where something was put in: in the part of the character before it, or of the next one where it begins that one's line. */
function placeOf(
  places: readonly ApprovedPlace[],
  from: number,
  fromEnd: number,
  startsLine: boolean,
): Pick<Difference, 'chapterId' | 'part' | 'note' | 'start' | 'end'> {
  if (from === fromEnd) {
    const next = places[from]
    const before = startsLine && next ? undefined : places[from - 1]
    const at = before ?? next
    if (!at) return { chapterId: null, part: 'section', note: 0, start: 0, end: 0 }
    const offset = before ? before.offset + 1 : 0
    const start = next && samePart(next, at) ? next.offset : offset
    return { chapterId: at.chapterId, part: at.part, note: at.note, start, end: start }
  }
  const [first, last] = [places[from]!, places[fromEnd - 1]!]
  const next = places[fromEnd]
  const end = samePart(first, last)
    ? next && samePart(next, last) && next.offset - last.offset <= 2
      ? Math.min(next.offset, last.offset + 2)
      : last.offset + 1
    : first.offset + 1
  return { chapterId: first.chapterId, part: first.part, note: first.note, start: first.offset, end }
}

export interface ProofText {
  text: string
  pages: readonly { number: number; start: number; end: number }[]
}
/**
 * Both sides, before they are compared. `parts`: 栏目, chapters, and the parts that are made at each print (大事记, 作者简介, 图片来源, 出处表, sources), compared like chapters. `captions`: compared
 * wherever they stand. `names`: what else is said at the edge of pages (series, volume); `loose`: lines that are no text of the book (图版 over its
 * pictures). Title page, contents, 人名索引 and 地名索引 are not compared: their pages are told as `otherPages`.
 */
export function streamsOf(
  parts: readonly (ApprovedChapter | ApprovedSection)[],
  read: ProofText,
  {
    names,
    loose,
    captions = [],
  }: { names: readonly string[]; loose: readonly string[]; captions?: readonly ApprovedCaption[] },
) {
  const streams = approvedStreams(parts, /编者按[:：]/.test(read.text))
  const all = pagesOf(read)
  const set = all.flatMap(({ number, lines }) => lines.map((text) => ({ page: number, text })))
  const { chars, places } = streams.body
  const said = [...chars.filter((_, i) => places[i]!.chapterId !== CREDITS), ...streams.notes.chars]
  const credits = parts.find((part): part is ApprovedChapter => 'content' in part && part.id === CREDITS)
  const isText = textLines(set, said)
  const isNaming = namingLines([...names, ...parts.map(({ title }) => title)])
  const { rest, found } = captionsApart(
    set,
    captions,
    {
      title: credits?.title ?? '',
      texts: credits ? blockTexts(credits.content) : [],
    },
    (line) => isText(line) || isNaming(line),
  )
  const left = Map.groupBy(rest, ({ page }) => page)
  const pictured = new Set(found.flatMap(({ lines }) => lines.map(({ page }) => page)))
  const { own, other } = ownPages(
    all.map(({ number }) => ({ number, lines: (left.get(number) ?? []).map(({ text }) => text) })),
    [streams.body, streams.notes],
  )
  const titles = parts.map((part, i) => ({
    title: part.title,
    next: 'content' in part ? part.byline + part.editorNote + textOf(part.content) : (parts[i + 1]?.title ?? ''),
  }))
  const asked = new Set(loose.map(plain))
  const lines = withoutFurniture(own, { always: names, titles }, [streams.body, streams.notes]).filter(
    ({ text }) => !asked.has(plain(text)),
  )
  const otherPages = other.filter((page) => !pictured.has(page))
  return { approved: streams, lines: apart(lines, streams), captions: found, otherPages }
}

/** As `streamsOf`. */
export function compareProof(...of: Parameters<typeof streamsOf>): Comparison {
  const { approved: streams, lines, captions: found, otherPages } = streamsOf(...of)
  const { body, notes } = lines
  const compare = (approved: ApprovedStream, set: readonly ProofLine[]) =>
    differencesIn(approved, proofStream(inReadingOrder(set, approved)))
  const differences = [
    ...compare(streams.body, body),
    ...compare(streams.notes, notes),
    ...found.flatMap(({ approved, lines: set }) => differencesIn(approved, proofStream(set))),
  ]
  const said = [streams.body, streams.notes, ...found.map(({ approved }) => approved)]
  const characters = said.reduce((sum, { chars }) => sum + chars.length, 0)
  return { differences, characters, otherPages }
}
