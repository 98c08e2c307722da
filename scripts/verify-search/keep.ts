/** The switches of a search, told apart by the classes of the table; from api.md, apart from src/hanzi/keep.ts. */
import { readFileSync } from 'node:fs'
import { simplest } from './tokens.ts'

export type Switch = 'script' | 'variants' | 'width' | 'punctuation'

const classes = JSON.parse(
  readFileSync(new URL('../../src/hanzi/fold-classes.json', import.meta.url), 'utf8'),
) as Record<'variant' | 'shinjitai' | 'radical' | 'traditionalVariant', string>
const isVariant = (one: string) =>
  [classes.variant, classes.shinjitai, classes.radical].some((list) => list.includes(one))
const isTraditional = (one: string) => !isVariant(one) || classes.traditionalVariant.includes(one)

/** A token's characters with those differences taken away that no switch keeps. */
function levelled(source: string, keep: readonly Switch[]): string {
  const sized = keep.includes('width') ? source : source.normalize('NFKC')
  return Array.from(
    sized
      .normalize('NFD')
      .replace(/[\p{Cf}\p{Mn}]/gu, '')
      .normalize('NFC')
      .toLowerCase(),
    (one) => {
      const isKept = (keep.includes('variants') && isVariant(one)) || (keep.includes('script') && isTraditional(one))
      return isKept ? one : simplest(one)
    },
  ).join('')
}

const known = new Map<string, string>()
function remembered(source: string, keep: readonly Switch[]): string {
  const name = `${keep} ${source}`
  const present = known.get(name) ?? levelled(source, keep)
  known.set(name, present)
  return present
}

export const isWrittenAlike = (a: string, b: string, keep: readonly Switch[]): boolean =>
  a === b || remembered(a, keep) === remembered(b, keep)
