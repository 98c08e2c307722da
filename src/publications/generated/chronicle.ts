/** 大事记: events by their dates. What a volume's chapters tell with a date is offered; what editors took, in their own words, is printed. Pure. */

import { datePlace, dateWords } from '../../hanzi/dates/date-words.ts'
import type { DateOptions } from '../../hanzi/dates/dates.ts'
import { type DateInText, datesIn } from '../../hanzi/dates/dates-in.ts'
import { type Block, type Content, textOf, withoutNotes } from '../content.ts'
import { sentencesOf } from '../tracing.ts'

/** A sentence of a version of a chapter, UTF-16 offsets into its text. */
export interface ChronicleAnchor {
  chapterId: string
  revision: number
  start: number
  end: number
  exact: string
}
export interface ChronicleDate {
  /** As printed. */
  text: string
  edtf: string
  /** A month or year of another calendar, which covers days of two of ours. */
  isVague: boolean
}
export interface ChronicleEntry {
  id: string
  date: ChronicleDate
  text: string
  /** null: of the editor's own knowledge. */
  anchor: ChronicleAnchor | null
}
export interface Chronicle {
  revision: number
  /** Else as the editor ordered them. */
  isByDate: boolean
  entries: ChronicleEntry[]
}
export const noChronicle: Chronicle = { revision: 1, isByDate: true, entries: [] }
export const MOST_ENTRIES = 1000

export interface Candidate extends Omit<ChronicleEntry, 'id' | 'anchor'> {
  /** As the chapter writes it. */
  written: string
  anchor: ChronicleAnchor
}

/** What a date says by what was said before it: 同年八月, 次日. */
const RELATIVE = /^(?:[同是当该此本其次翌转来越上]|第二)[年岁月日天]/
const FIGURES = /[0-9〇零一二三四五六七八九十廿卅]/

/** The resolved date, and behind it the source's own words where these say it by another calendar, or by a name. */
function printedDate({ edtf, calendar, text }: DateInText): string {
  const words = dateWords(edtf)
  const bare = text.replace(/\s+/g, '')
  const isRelative = RELATIVE.test(bare)
  if (calendar === 'gregorian') return FIGURES.test(bare) || isRelative ? words : `${words}（${bare}）`
  // 1938年（民国二十七年）3月 says both.
  if (bare.includes(words.slice(0, words.indexOf('年') + 1))) return bare
  const own = bare.replace(RELATIVE, '')
  if (own === '' || (isRelative && calendar === 'republic')) return words
  const isPlain = calendar !== 'republic' && !/[年载]|^[农阴旧夏古正冬腊元]/.test(own)
  return `${words}（${isPlain ? '农历' : ''}${own}）`
}
const isOtherMonth = ({ edtf, calendar, text }: DateInText) =>
  (calendar === 'lunar' || calendar === 'era') && edtf.includes('/') && !/[至到—~～-]/.test(text)

/** One for each date a sentence names; a date that opens it is not said again in its text. */
export function candidatesOf(
  chapter: { id: string; revision: number; content: Content },
  dates: DateOptions,
): Candidate[] {
  const text = textOf(chapter.content)
  const found = datesIn(text, dates)
  let next = 0
  return sentencesOf(text).flatMap(({ start, end }) => {
    const own: Candidate[] = []
    while (next < found.length && found[next]!.start < start) next++
    for (; next < found.length && found[next]!.start < end; next++) {
      const date = found[next]!
      if (own.some((one) => one.date.edtf === date.edtf)) continue
      const from = text.slice(start, date.start).trim() === '' ? date.end : start
      const said = withoutNotes(text.slice(from, end))
        .replace(/^[\s，、,：:]+/, '')
        .trim()
      const anchor = { chapterId: chapter.id, revision: chapter.revision, start, end, exact: text.slice(start, end) }
      const { edtf } = date
      if (said !== '' && date.end <= end)
        own.push({
          written: date.text,
          date: { text: printedDate(date), edtf, isVague: isOtherMonth(date) },
          text: said,
          anchor,
        })
    }
    return own
  })
}

/** Earlier first; of one day what is known best; what cannot be placed last. Neighbours of one date stay as they are. */
export function byDate<One extends { date: ChronicleDate }>(entries: readonly One[]): One[] {
  const placed = entries.map((one) => ({ one, place: datePlace(one.date.edtf, one.date.isVague) }))
  return placed
    .sort((a, b) =>
      a.place && b.place ? a.place[0] - b.place[0] || a.place[1] - b.place[1] : Number(!a.place) - Number(!b.place),
    )
    .map(({ one }) => one)
}

export const chronicleContent = ({ entries }: Pick<Chronicle, 'entries'>): Content =>
  entries.map(
    ({ date, text }): Block => ({
      kind: 'paragraph',
      inlines: [{ text: date.text, marks: ['strong'] }, { text: `　${text}` }],
    }),
  )
