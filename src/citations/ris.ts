/** RIS, as reference managers read it: a tag, two spaces, a hyphen, a space. Pure. */
import type { Reference, ReferenceKind } from './reference.ts'
import { dateParts } from './reference-words.ts'

type Line = [tag: string, value: string]
/** Lines end with CR LF, an entry with an empty one; what is not said is left out. */
export const risEntry = (lines: readonly Line[]): string =>
  `${lines
    .filter(([, value]) => value !== '')
    .map(([tag, value]) => `${tag}  - ${value.replace(/[\r\n]+/g, ' ')}\r\n`)
    .join('')}ER  - \r\n\r\n`

const types: Record<ReferenceKind, string> = {
  archive: 'MANSCPT',
  photograph: 'ART',
  book: 'BOOK',
  chapter: 'CHAP',
  article: 'JOUR',
  newspaper: 'NEWS',
  thesis: 'THES',
  report: 'RPRT',
  compilation: 'BOOK',
  web: 'ELEC',
  interview: 'PCOMM',
  gazetteer: 'BOOK',
  wenshi: 'CHAP',
}
const slashed = (date: string): string => {
  const { year, month, day } = dateParts(date) ?? { year: '', month: null, day: null }
  return year && [year, month ?? '', day ?? ''].map((part) => String(part).padStart(part === '' ? 0 : 2, '0')).join('/')
}

/** `pages`: what was cited of it, '' for the whole. */
export function risOf(of: Reference, pages = ''): string {
  const [first = '', last = ''] = pages.split(/[-—–~～]/)
  const lines: Line[] = [
    ['TY', types[of.kind]],
    ...of.authors.map((name): Line => ['AU', name]),
    ['TI', [`${of.reign}${of.title}`, of.part].filter(Boolean).join(' ')],
    ['T2', of.container],
    ...[...of.containerAuthors, ...of.interviewers].map((name): Line => ['A2', name]),
    ...of.translators.map((name): Line => ['A4', name]),
    ['PY', dateParts(of.date)?.year ?? of.year],
    ['DA', slashed(of.date) || of.date],
    ['CY', of.place],
    ['PB', of.publisher],
    ['ET', of.edition],
    ['VL', of.volume],
    [of.kind === 'newspaper' ? 'SE' : 'IS', of.issue],
    ['SP', first.trim()],
    ['EP', last.trim()],
    ['CN', of.code],
    ['M3', of.degree && `${of.degree}学位论文`],
    ['UR', of.url],
    ['Y2', slashed(of.accessed)],
  ]
  return risEntry(lines)
}
