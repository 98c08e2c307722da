/** 用词用字: 异形词, 繁简混用, and what a volume of 内部资料 may not call itself. Pure. */
import { foldTable } from '../fold.ts'
import { isTraditional } from '../keep.ts'
import { type Hint, matching, type Rule } from './hint.ts'
import { standardForms } from './variant-forms.ts'

/** Another form, and the one that is preferred. */
export interface Preferred {
  from: string
  to: string
}

/** The forms of the table with those of the house; by first character, the longest first. */
export function variantRule(added: readonly Preferred[], dropped: ReadonlySet<string>): Rule {
  const all = [...standardForms.filter(({ from }) => !dropped.has(from)), ...added]
  const byFirst = Map.groupBy(all, ({ from }) => from.charAt(0))
  for (const forms of byFirst.values()) forms.sort((a, b) => b.from.length - a.from.length)
  return (text) => {
    const found: Hint[] = []
    for (let at = 0; at < text.length; at++) {
      const form = byFirst.get(text.charAt(at))?.find(({ from }) => text.startsWith(from, at))
      if (!form || isWithin(form.from, text, at)) continue
      const end = at + form.from.length
      found.push({ code: 'words.variant', start: at, end, found: form.from, suggestion: form.to })
      at = end - 1
    }
    return found
  }
}

/** Where the characters are those of other words: 规定单位 has no 定单, 磁器口 is a place. */
const others: Record<string, RegExp> = {
  定单: /[规固决指特限一否肯确鉴选]定单|定单[位独元]/,
  定户: /[固规鉴核限]定户|定户[口籍]/,
  定货: /[规固指]定货/,
  定婚: /[决约]定婚/,
  定阅: /[规]定阅/,
  磁器: /磁器[口街]/,
  份量: /一份量/,
  成份: /[组完分]成份/,
  人材: /[\p{Script=Han}]人材料/u,
  模胡: /模胡子/,
  联接: /[全各]联接/,
  告戒: /[报公通布]告戒/,
  预会: /预会[议]/,
  原故: /原故[事乡宫居]/,
}
function isWithin(form: string, text: string, at: number): boolean {
  const other = others[form]
  if (!other) return false
  const from = Math.max(0, at - 1)
  return [...text.slice(from, at + form.length + 1).matchAll(new RegExp(other, 'gu'))].length > 0
}

export const periodical = matching('words.periodical', /本刊物?|本杂志|我刊(?=[编读将特])/g, () => '本辑')

/** Of a text that is written in simplified characters, the others. */
export const mixedScript: Rule = (text) => {
  const found: Hint[] = []
  for (const { 0: run, index } of text.matchAll(/\p{Script=Han}+/gu)) {
    for (let at = 0; at < run.length; at++) {
      let end = at
      while (end < run.length && isTraditional(run.charAt(end))) end++
      if (end === at) continue
      const traditional = run.slice(at, end)
      const suggestion = [...traditional].map((one) => foldTable.get(one) ?? one).join('')
      const start = index + at
      found.push({ code: 'words.mixed-script', start, end: start + traditional.length, found: traditional, suggestion })
      at = end
    }
  }
  return found
}
/** Written in simplified characters as a whole. */
export function isSimplified(text: string): boolean {
  let [all, traditional] = [0, 0]
  for (const one of text) {
    if (one < '\u4e00' || one > '\u9fff') continue
    all++
    if (isTraditional(one)) traditional++
  }
  return traditional * 10 < all
}
