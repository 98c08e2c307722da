/** 编校提示: what a copy editor would ask about, with the clause that asks it. It never changes a text by itself. Pure. */

/** Which clause each rests on; of GB/T 15834—2011 标点符号用法, GB/T 15835—2011 出版物上数字用法. */
export const hintClauses = {
  'numerals.short-year': 'GB/T 15835—2011 5.2.2',
  'numerals.estimate': 'GB/T 15835—2011 4.2.2',
  'numerals.estimate-pause': 'GB/T 15834—2011 4.5.3.4',
  'numerals.mixed-date': 'GB/T 15835—2011 4.3.3',
  'numerals.units': 'GB/T 15835—2011 5.1.1',
  'numerals.lunar': 'GB/T 15835—2011 4.2.1',
  'numerals.zero': 'GB/T 15835—2011 5.2.5',
  'numerals.range': 'GB/T 15835—2011 5.1.3',
  'numerals.mixed-years': 'GB/T 15835—2011 4.3.3',
  'punctuation.half-width': 'GB/T 15834—2011 5.1',
  'punctuation.straight-quotes': 'GB/T 15834—2011 4.8.2',
  'punctuation.doubled': 'GB/T 15834—2011 4',
  'punctuation.unpaired': 'GB/T 15834—2011 4.8, 4.9, 4.15',
  'punctuation.pause-between': 'GB/T 15834—2011 4.5.3.5',
  'punctuation.ellipsis': 'GB/T 15834—2011 4.11.2',
  'punctuation.ellipsis-and-so-on': 'GB/T 15834—2011 4.11.3',
  'punctuation.dash': 'GB/T 15834—2011 4.10.2',
  'punctuation.colon-nested': 'GB/T 15834—2011 4.7.3.5',
  'punctuation.pause-and-so-on': 'GB/T 15834—2011 4.5.3',
  'punctuation.nested-titles': 'GB/T 15834—2011 4.15.3',
  'words.variant': 'GF 1001—2001 第一批异形词整理表',
  'words.periodical': '内部资料性出版物管理办法 第十五条',
  'words.mixed-script': '出版物汉字使用管理规定 第六条',
  'names.two-ways': 'CY/T 266—2023',
  'years.disagree': 'CY/T 266—2023',
} as const
export type HintCode = keyof typeof hintClauses
export const hintCodes = Object.keys(hintClauses) as HintCode[]

export interface Hint {
  code: HintCode
  /** UTF-16 offsets of the text, [start, end), and what stands there. */
  start: number
  end: number
  found: string
  /** What one would write instead; null where only its writer can know. */
  suggestion: string | null
}

/** A paragraph: where it begins in the text. What is quoted stands as it was written. */
export interface Line {
  text: string
  at: number
  isQuoted: boolean
}

export type Rule = (text: string) => Hint[]

/** A hint for every match: `write` answers what stands there instead, null for nobody knows, undefined for no hint. */
export function matching(
  code: HintCode,
  pattern: RegExp,
  write: (match: RegExpExecArray, text: string) => string | null | undefined,
): Rule {
  return (text) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const suggestion = write(match as RegExpExecArray, text)
      if (suggestion === undefined || suggestion === match[0]) return []
      const start = match.index
      return [{ code, start, end: start + match[0].length, found: match[0], suggestion }]
    })
}
