/** Characters that no font has, or that are only described: a visible 〓 with its number, and a list of them at the end of the book. Pure. */
import { codePointOf } from '../../hanzi/code-point.ts'
import { withDescribed } from '../../hanzi/ids.ts'
import type { Setting } from './setting.ts'

/** Shape the character before them, or nothing: no glyph of their own. */
const isUnseen = /[\p{Variation_Selector}\p{Default_Ignorable_Code_Point}\p{Cc}]/u

export interface MissingCharacter {
  /** 〓〔1〕 */
  sign: string
  /** U+2A6A5; ⿰亻尔 of one without a code. */
  code: string
}

export function withoutMissing(
  setting: Setting,
  has: (codePoint: number) => boolean,
): Setting & { missing: MissingCharacter[] } {
  const signs = new Map<string, string>()
  const signOf = (one: string): string => {
    if (!signs.has(one)) signs.set(one, `〓〔${signs.size + 1}〕`)
    return signs.get(one)!
  }
  const isSeen = (one: string) => has(one.codePointAt(0)!) || isUnseen.test(one)
  const replaced = (text: string, write: (one: string) => string) =>
    text.replace(/[^\u0000-\u007f\u4e00-\u9fff]/gu, (one) => (isSeen(one) ? one : write(one)))
  const write = (value: unknown): unknown =>
    typeof value === 'string' ? withDescribed(value, signOf, (between) => replaced(between, signOf)) : value
  const written = JSON.parse(JSON.stringify(setting), (_, value) => write(value)) as Setting
  const missing = [...signs].map(([one, sign]) => ({
    sign,
    code: [...one].length === 1 ? codePointOf(one) : replaced(one, (part) => `{${codePointOf(part)}}`),
  }))
  return { ...written, missing }
}
