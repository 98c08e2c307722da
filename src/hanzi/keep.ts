/** The switches of a search: which foldings are turned off (api.md `keep=`). Pure; decides on what the full fold has found. */
import { readFileSync } from 'node:fs'
import { foldTable, noteBracket, noteSign } from './fold.ts'

/** 繁简 · 异体 · 全半角 · 标点. */
export const keepNames = ['script', 'variants', 'width', 'punctuation'] as const
export type Keep = ReadonlySet<(typeof keepNames)[number]>

const classes = JSON.parse(readFileSync(new URL('./fold-classes.json', import.meta.url), 'utf8')) as Record<
  'variant' | 'shinjitai' | 'radical' | 'traditionalVariant',
  string
>
const setOf = (characters: string) => new Set([...characters])
const [variants, traditional] = [
  setOf(classes.variant + classes.shinjitai + classes.radical),
  setOf(classes.traditionalVariant),
]

/** Only traditional: what simplified writing has no use for (乾 and 於 it has). */
export const isTraditional = (character: string): boolean => foldTable.has(character) && !variants.has(character)

/** 國 is a traditional form and a variant: either switch keeps it apart. */
function isKept(character: string, keep: Keep): boolean {
  const isVariant = variants.has(character)
  return (keep.has('variants') && isVariant) || (keep.has('script') && (!isVariant || traditional.has(character)))
}

const invisible = /\p{Cf}|\p{Mn}/gu

/** How a token was written, with only those foldings that are on: two that come out alike are the same under the switches. */
export function written(source: string, keep: Keep): string {
  const sized = keep.has('width') ? source : source.normalize('NFKC')
  let result = ''
  for (const one of sized.normalize('NFD').replace(invisible, '').normalize('NFC').toLowerCase()) {
    const folded = foldTable.get(one)
    result += folded === undefined || isKept(one, keep) ? one : folded
  }
  return result
}

/** Whether two writings of the same token are the same under the switches. */
export const isSameWriting = (a: string, b: string, keep: Keep): boolean =>
  a === b || written(a, keep) === written(b, keep)

const noteMarks = new RegExp(`${noteSign.source}|${noteBracket.source}|[\\s\\p{Cf}]+`, 'gu')
/** The punctuation that stands between two tokens; marks of notes are none. */
export const marksOf = (between: string): string => between.replace(noteMarks, '')
