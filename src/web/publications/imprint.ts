/** What a volume of either type says of itself, told beside the field before the service refuses it. Pure. */

import { linesOf } from '../frame/lines.ts'

export type VolumeType = 'internal' | 'public'

/** Of 内部资料性出版物管理办法: what calls itself a periodical is none. The longer word is the one that is named. */
const periodicalWords = ['本刊', '杂志', '雜誌', '刊']
export const wordRefused = (type: VolumeType, ...titles: string[]): string | null =>
  type === 'internal' ? (periodicalWords.find((word) => titles.some((title) => title.includes(word))) ?? null) : null

const both = ['printedBy', 'printedOn', 'printRun'] as const
/** In the order of the form. */
export const imprintOf = {
  internal: ['permitNumber', 'compiledBy', 'sentTo', 'issue', ...both],
  public: ['publisher', 'isbn', 'cip', 'price', 'compiledBy', ...both],
} as const

/** 16开 and its neighbours, in millimetres. */
export const trims = [
  [170, 240],
  [185, 260],
  [210, 285],
  [140, 210],
] as const

export interface Editor {
  role: string
  name: string
}
/** One a line, the duty before the first space; a line with one word is a name. */
export const editorsOf = (lines: string): Editor[] =>
  linesOf(lines).map((line) => {
    const [, role = '', name = ''] = /^(\S+)\s+(.+)$/.exec(line) ?? []
    return name ? { role, name } : { role: '', name: line }
  })
export const editorLines = (editors: readonly Editor[]): string =>
  editors.map(({ role, name }) => (role ? `${role}　${name}` : name)).join('\n')
