/**
 * GB/T 7714: 2015 as it is in force, 2025 (from 2026-07-01) as far as it is known: full-width punctuation in Chinese entries, names in capitals no more,
 * the number of an archive item behind its title, no access date but for what changes. The strings of 2025 are provisional until the printed standard was
 * read against them. Clauses are those of 2015. Pure.
 */
import type { Reference } from './reference.ts'
import { dateParts, isWestern, nameParts, westernEdition, withoutOrigin } from './reference-words.ts'

export type GbtStyle = 'gbt2015' | 'gbt2025'

interface Marks {
  comma: string
  colon: string
  open: string
  close: string
}
const half: Marks = { comma: ', ', colon: ': ', open: '(', close: ')' }
const full: Marks = { comma: '，', colon: '：', open: '（', close: '）' }

/** 附录 B.1. */
const typeMark: Record<Reference['kind'], string> = {
  archive: 'A',
  photograph: 'Z',
  book: 'M',
  chapter: 'M',
  article: 'J',
  newspaper: 'N',
  thesis: 'D',
  report: 'R',
  compilation: 'G',
  web: 'EB',
  interview: 'Z',
  gazetteer: 'M',
  wenshi: 'G',
}

/** 8.1.1: the surname first, in capitals (2015), the given names as initials without stops. A body as it is written. */
function personal(name: string, isCapital: boolean): string {
  const [surname, given] = nameParts(withoutOrigin(name))
  if (given === '') return surname
  const initials = given
    .split(/[\s.]+/)
    .filter(Boolean)
    .map((part) =>
      part
        .split('-')
        .map((one) => one[0]!.toUpperCase())
        .join('-'),
    )
    .join(' ')
  return `${isCapital ? surname.toUpperCase() : surname} ${initials}`
}

/** 8.1.2: three, of more the first three and 等 or et al; 译 and 采访 are their role (8.1.3). */
function people(names: readonly string[], marks: Marks, style: GbtStyle, role = ''): string {
  if (names.length === 0) return ''
  const own = names.slice(0, 3).map((name) => personal(name, style === 'gbt2015'))
  const isLatin = isWestern(names[0]!)
  if (names.length > 3) return [...own, `${isLatin ? 'et al' : '等'}${role}`].join(marks.comma)
  return [...own, ...(role ? [role] : [])].join(marks.comma)
}

/** 8.3: the first edition is not told. */
function edition({ edition: given, reign, kind }: Reference, isLatin: boolean): string {
  if (given === '') return kind === 'gazetteer' && reign ? `${reign}本` : ''
  if (!/^\d+$/.test(given)) return given
  if (isLatin) return westernEdition(given)
  return given === '1' ? '' : `${given}版`
}

/** 8.4.3.1: by the common era, another way of counting in brackets behind it: 1947(民国三十六年). */
function yearOf({ date, year }: Reference, marks: Marks): string {
  if (dateParts(date)) return date
  const own = /^(\d{4})年/.exec(date)?.[1]
  if (own) return own
  return year && date && date !== year ? `${year}${marks.open}${date}${marks.close}` : year || date
}

/** 8.4: 出版地: 出版者, 出版年: 页. */
function imprint(of: Reference, pages: string, marks: Marks): string {
  const publisher = of.publisher || (of.isInternal ? of.containerAuthors[0] || of.authors[0] || '' : '')
  const year = of.kind === 'web' || of.kind === 'article' || of.kind === 'newspaper' ? '' : yearOf(of, marks)
  const body = [[of.place && publisher ? of.place : '', publisher || of.place].filter(Boolean).join(marks.colon), year]
    .filter(Boolean)
    .join(marks.comma)
  return body && pages ? `${body}${marks.colon}${pages}` : body || pages
}

/** 8.2: the title with its volume; of 2025 also the number an archive gave it. */
function titled(of: Reference, marks: Marks, style: GbtStyle): string {
  const isOwn = of.container === '' || of.kind === 'gazetteer'
  const parts = isOwn ? [of.volume, of.part].filter(Boolean).join(' ') : ''
  const code = style === 'gbt2025' && of.code ? of.code : ''
  return [of.title, parts, code].filter(Boolean).join(marks.colon)
}

/** 8.5, 8.6: of a journal or a newspaper, in which issue. */
function serial(of: Reference, pages: string, marks: Marks): string {
  const { container, volume, date } = of
  // The page of a newspaper is its 版.
  if (of.kind === 'newspaper') {
    const sheet = pages || of.issue
    return [container, date].filter(Boolean).join(marks.comma) + (sheet ? `${marks.open}${sheet}${marks.close}` : '')
  }
  const issue = of.issue ? `${marks.open}${of.issue}${marks.close}` : ''
  const year = dateParts(date)?.year ?? date
  const told = [container, year, volume].filter(Boolean).join(marks.comma)
  return `${told}${issue}${pages ? `${marks.colon}${pages}` : ''}`
}

const rangeMark = (pages: string): string => pages.replace(/\s*[—–~～]\s*/g, '-').replace(/\s*[,，、]\s*/g, ', ')

export function gbtText(of: Reference, style: GbtStyle, given: string): string {
  const isLatin = isWestern(of.title)
  const isFull = style === 'gbt2025' && !isLatin
  const marks = isFull ? full : half
  const pages = rangeMark(given)
  const medium = of.url || of.kind === 'web' ? '/OL' : ''
  const host =
    of.kind === 'chapter' || of.kind === 'wenshi'
      ? `//${[
          people(of.containerAuthors, marks, style),
          [of.container, of.kind === 'wenshi' ? of.issue && `第${of.issue}辑` : of.volume]
            .filter(Boolean)
            .join(marks.colon),
        ]
          .filter(Boolean)
          .join('. ')}`
      : ''
  const mark = `[${typeMark[of.kind]}${medium}]`
  const translated = people(of.translators, marks, style, isLatin ? 'trans' : '译')
  const asked = people(of.interviewers, marks, style, '采访')
  // 4.2: who translated a part stands before its host.
  const title = `${titled(of, marks, style)}${mark}`
  const headed = host && translated ? `${title}. ${translated}${host}` : `${title}${host}`
  const where = of.kind === 'article' || of.kind === 'newspaper' ? serial(of, pages, marks) : imprint(of, pages, marks)
  const isAccessed = of.accessed && (of.kind === 'web' || style === 'gbt2015')
  const published = of.kind === 'web' && of.date ? `${marks.open}${of.date}${marks.close}` : ''
  const accessed = isAccessed ? `[${of.accessed}]` : ''
  const parts = [
    people(of.authors, marks, style),
    headed,
    host ? '' : translated,
    asked,
    edition(of, isLatin),
    of.kind === 'web' ? [where, `${published}${accessed}`].filter(Boolean).join('. ') : `${where}${accessed}`,
    style === 'gbt2015' && of.code ? `档号${marks.colon}${of.code}` : '',
    of.url,
  ].filter(Boolean)
  return `${parts.map((part) => part.replace(/\.$/, '')).join('. ')}.`
}

/** 10.1.4 of 2015: what is cited again keeps its number, the pages stand behind it. */
export const gbtRepeated = (style: GbtStyle, pages: string, number: number): string =>
  `参考文献[${number}]${pages ? `${(style === 'gbt2025' ? full : half).colon}${rangeMark(pages)}` : ''}.`
