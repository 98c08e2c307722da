/** What a volume says of itself before its first page: title page and imprint page. Pure. */
import type { CountedVolume } from './store.ts'
import { type Imprint, INTERNAL_NOTICE } from './volume.ts'

/** In the order of the imprint page, under the names that are printed. */
const imprintNames: [keyof Imprint, string][] = [
  ['publisher', '出版'],
  ['compiledBy', '编印单位'],
  ['permitNumber', '准印证号'],
  ['isbn', 'ISBN'],
  ['cip', 'CIP'],
  ['sentTo', '发送对象'],
  ['printedBy', '印刷单位'],
  ['printedOn', '印刷日期'],
  ['printRun', '印数'],
  ['price', '定价'],
]

/** As printed: `第12辑`; '' where a volume has none. */
const issueOf = (number: number | null): string => (number === null ? '' : `第${number}辑`)
/** Of the series and the title, with the number between: 云川文史资料 第12辑 水陆旧踪 */
export const bookName = ({ seriesTitle, number, title }: Pick<CountedVolume, 'seriesTitle' | 'number' | 'title'>) =>
  [seriesTitle, issueOf(number), title].filter((part) => part !== '').join(' ')

export interface FrontLine {
  kind: 'series' | 'number' | 'title' | 'issue' | 'editor' | 'imprint' | 'permit' | 'notice'
  text: string
}

/** In the order in which it is read; nothing that is not known. */
export function frontLines({ seriesTitle, number, title, type, editors, imprint }: CountedVolume): FrontLine[] {
  const lines: FrontLine[] = [
    { kind: 'series', text: seriesTitle },
    { kind: 'number', text: issueOf(number) },
    { kind: 'title', text: title },
    { kind: 'issue', text: imprint.issue },
    ...editors.map(({ role, name }) => ({ kind: 'editor' as const, text: role ? `${role}：${name}` : name })),
    ...imprintNames.map(([field, name]) => ({
      kind: field === 'permitNumber' ? ('permit' as const) : ('imprint' as const),
      text: imprint[field] && `${name}：${imprint[field]}`,
    })),
    { kind: 'notice', text: type === 'internal' ? INTERNAL_NOTICE : '' },
  ]
  return lines.filter(({ text }) => text !== '')
}

/** The cover of 内部资料 has its permit number and notice (内部资料性出版物管理办法, art. 15); the imprint page has the rest. */
export const isOnImprint = ({ kind }: FrontLine): boolean => kind === 'imprint'
