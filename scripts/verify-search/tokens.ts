/**
 * What a text says, token by token, by chinese-text.md §1: written from the specification, apart from src/hanzi/fold.ts, with which it shares the
 * table and nothing else. One rule after the other for every code point; slow on purpose.
 */
import { readFileSync } from 'node:fs'

const table = JSON.parse(readFileSync(new URL('../../src/hanzi/fold-table.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>
for (const pair of ['〡一 〢二 〣三 〤四 〥五 〦六 〧七 〨八 〩九', '丗卅 〸十 〹廿 〺卅'].join(' ').split(' ')) {
  const [from, to] = [...pair]
  table[from!] = to!
}
/** By the table alone. */
export const simplest = (character: string): string => table[character] ?? character

export interface Token {
  token: string
  /** UTF-16 units of what was read. */
  start: number
  end: number
  /** A note marker stands before it. */
  isParted: boolean
}

const MOST = 64
const invisible = /^[\p{Cf}\p{M}]$/u
const figure = '[0-9０-９]'
const number = new RegExp(`${figure}(?:[\\p{Cf}\\p{M}]*${figure}|[,，.．·](?=${figure}))*`, 'uy')
const marker = /[①-⑳㉑-㉟㊱-㊿❶-❿*＊†]/uy
export const bracketedMarker = /(?<![0-9０-９])(?:[[［〔]注?[0-9０-９]{1,3}[\]］〕]|（注[0-9０-９]{1,3}）)/uy
const chineseFigure = /^[〇一二三四五六七八九十百千万廿卅卌]$/u

/** Scripts of the Far East by code point, so that no version of Unicode decides. */
export const isHan = (character: string): boolean =>
  /^[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]$/u.test(character)

function sequenceEnd(text: string, at: number): number {
  const character = at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : ''
  if (/^[\u2ff0-\u2fff]$/.test(character)) {
    const parts = '⿲⿳'.includes(character) ? 3 : character >= '\u2ffe' ? 1 : 2
    let end = at + 1
    for (let i = 0; i < parts && end > 0; i++) end = sequenceEnd(text, end)
    return end
  }
  return isHan(character) || /^[\u31c0-\u31ef]$/.test(character) ? at + character.length : -1
}

const isFigure = (token: string) => /^[0-9]/.test(token)
const unmarked = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const spelled = (character: string): string =>
  character < '⺀'
    ? unmarked(unmarked(character))
    : character
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^⺀-\u{10ffff}]+/gu, (one) => unmarked(unmarked(one)))

/** 12,500 and 3.5 are one number each; 1938.6.9 is three. */
function numbersIn(written: string): { token: string; start: number; end: number }[] {
  const parts = Array.from(
    written.matchAll(new RegExp(`(?:${figure}|[\\p{Cf}\\p{M}])+`, 'gu')),
    ({ 0: part, index }) => ({
      token: part.normalize('NFKC').replace(/\D/g, ''),
      start: index,
      end: index + part.length,
    }),
  )
  const signs = written
    .replace(/[^,，.．·]/g, '')
    .replaceAll('，', ',')
    .replace(/[．·]/g, '.')
  const isOne = /^,*\.?$/.test(signs)
  const grouped = parts.slice(0, signs.endsWith('.') ? -1 : undefined)
  const isGrouped =
    grouped.length === 1 || (grouped[0]!.token.length <= 3 && grouped.slice(1).every(({ token }) => token.length === 3))
  if (isOne && isGrouped && parts.length > 1) {
    const token = grouped.map((part) => part.token).join('') + (signs.endsWith('.') ? `·${parts.at(-1)!.token}` : '')
    if (token.length <= MOST) return [{ token, start: 0, end: written.length }]
  }
  return parts.flatMap(({ token, start, end }) =>
    token.length <= MOST
      ? [{ token, start, end }]
      : Array.from(token.match(/.{1,64}/g)!, (part, i) => ({
          token: part,
          start: start + i * MOST,
          end: start + i * MOST + part.length,
        })),
  )
}

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let isParted = false
  /** Letters that go on with the next letter. */
  let run = null as Token | null
  /** Where a token ended that the next character stands right behind. */
  let touched = -1
  const add = (token: string, start: number, end: number): Token => {
    const one = { token, start, end, isParted }
    tokens.push(one)
    isParted = false
    touched = end
    run = null
    return one
  }
  const pause = () => {
    run = null
  }
  const taken = (rule: RegExp, at: number): string => {
    rule.lastIndex = at
    return rule.exec(text)?.[0] ?? ''
  }
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at)!)
    const end = at + character.length
    const sequence = /^[\u2ff0-\u2fff]$/.test(character) ? sequenceEnd(text, at) : -1
    if (sequence > 0 && sequence - at <= MOST) {
      add(text.slice(at, sequence), at, sequence)
      at = sequence
      continue
    }
    const figures = taken(number, at)
    if (figures) {
      for (const one of numbersIn(figures)) add(one.token, at + one.start, at + one.end)
      at += figures.length
      continue
    }
    const mark = taken(marker, at) || taken(bracketedMarker, at)
    if (mark) {
      pause()
      isParted = true
      at += mark.length
      continue
    }
    if (invisible.test(character)) {
      if (touched === at) touched = end
      at = end
      continue
    }
    const last = tokens.at(-1)?.token ?? ''
    const next = text.charAt(end)
    const isTouching = touched === at && run === null
    if (/^[○◯OＯo]$/.test(character)) {
      const isLetter = !/[○◯]/.test(character) && (run !== null || /[A-Za-z]/.test(next))
      if (!isLetter && ((isTouching && chineseFigure.test(last)) || /[年月日]/.test(next))) {
        add('〇', at, end)
        at = end
        continue
      }
    }
    if (/^[々〻]$/.test(character)) {
      if (isTouching && isHan(last)) add(last, at, end)
      else pause()
      at = end
      continue
    }
    for (const part of table[character] ?? spelled(character)) {
      const one = simplest(part)
      if (/^[□■〓▢⬚\ufffd]$/.test(one)) add('□', at, end)
      else if (isHan(one)) add(one, at, end)
      else if (!/^[\p{L}\p{N}\p{Co}]$/u.test(one)) {
        if (!invisible.test(one)) pause()
      } else if (one >= '⺀') add(one, at, end)
      else {
        const open = run
        if (open && isFigure(open.token) === isFigure(one) && open.token.length + one.length <= MOST) {
          open.token += one
          open.end = touched = end
        } else {
          const begun = add(one, at, end)
          run = begun
        }
      }
    }
    at = end
  }
  return tokens
}
