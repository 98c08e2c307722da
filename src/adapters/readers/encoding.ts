/**
 * Plain text in whatever encoding it was typed: candidates are decoded strictly and the most probable text wins (likelihood.ts).
 * “First strict decode wins” is wrong: Big5 passes as GB18030 (stack.md §9).
 */
import iconv from 'iconv-lite'
import { Fault } from '../../faults.ts'
import { type Encoding, encodings } from '../../ports/text-reader.ts'
import { type Likelihood, likelihoodOf } from './likelihood.ts'

export interface Decoded {
  text: string
  encoding: Encoding
  /** Another encoding was nearly as likely. */
  uncertain: boolean
  /** All that decode strictly, most likely first. */
  candidates: Encoding[]
}

/** By so much (e^12) the best reading must be more probable than the next, or it is doubtful. */
const MARGIN = 12
/** A mean below this is no text at all. */
const NONE = -14
/** A mean that right readings do not fall below: few characters scatter more. Measured on prose, verse, lists of names and places, 5 to 600 long. */
const doubtful = (count: number) => -9.9 - 4 / Math.sqrt(count)
/** What nobody marks as anything is rarely UTF-16. */
const ASCII_BONUS = 8

/** Node's own Big5 is Windows' code page 950: what Hong Kong adds (着, 綫, 嘅) would come out as private characters. */
export const decodeAs = (bytes: Uint8Array, encoding: Encoding): string =>
  encoding === 'big5'
    ? iconv.decode(bytes, 'big5hkscs', { stripBOM: false })
    : new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)

/** Null where a byte does not fit. Big5 has no U+FFFD of its own. */
function strict(bytes: Uint8Array, encoding: Encoding): string | null {
  if (encoding === 'big5') {
    const text = decodeAs(bytes, encoding)
    return text.includes('\ufffd') ? null : text
  }
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function byMark(bytes: Uint8Array): { encoding: Encoding; skip: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', skip: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', skip: 2 }
  // GB18030's own mark.
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33)
    return { encoding: 'gb18030', skip: 4 }
  return null
}

interface Reading extends Likelihood {
  encoding: Encoding
  text: string
  isStrict: boolean
}

/** The bytes in one encoding. Cut in the middle of a character, or with a few bad bytes, a text is still read, but not strictly. */
function readingIn(bytes: Uint8Array, encoding: Encoding): Reading | null {
  const exact = strict(bytes, encoding)
  const text = exact ?? decodeAs(bytes, encoding)
  if (exact === null && text.split('\ufffd').length - 1 > 4 + text.length / 50) return null
  return { encoding, text, isStrict: exact !== null, ...likelihoodOf(text) }
}

const BLOCK = 60
const LF = 0x0a

/** Files put together of parts in GBK and Big5: a stretch of lines that is far more probable in the other one. LF is no part of a character in either. */
function isMixed(bytes: Uint8Array, encoding: Encoding): boolean {
  if (encoding !== 'gb18030' && encoding !== 'big5') return false
  const other = encoding === 'big5' ? 'gb18030' : 'big5'
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LF, start + BLOCK) + 1 || bytes.length
    const block = bytes.subarray(start, end)
    const rival = strict(block, other)
    if (rival !== null && likelihoodOf(rival).total - likelihoodOf(decodeAs(block, encoding)).total > MARGIN)
      return true
    start = end
  }
  return false
}

/** Private and control characters: 造字 of an old system, or a wrong reading. */
const SUSPECT = /[\u0080-\u009f\ue000-\uf8ff\ufffd-\uffff]/

/** Whether a text is unlikely to be what somebody wrote, whatever it was read as. */
export function isDoubtful(text: string): boolean {
  const { mean, count } = likelihoodOf(text)
  return mean < doubtful(count)
}

/**
 * Reads bytes as text. `forced`: a person has chosen. `preferred`: so files of this source were read before; what would be doubtful is read so, what is plainly
 * something else is not. Fault text.undecodable when nothing fits.
 */
export function decode(bytes: Uint8Array, forced?: Encoding, preferred?: Encoding): Decoded {
  const found = decided(bytes, forced)
  if (forced || !preferred || !found.uncertain) return found
  const text = strict(bytes, preferred)
  if (text === null || byMark(bytes) || likelihoodOf(text).mean < NONE || SUSPECT.test(text)) return found
  return { ...found, text, encoding: preferred, uncertain: isMixed(bytes, preferred) }
}

function decided(bytes: Uint8Array, forced?: Encoding): Decoded {
  const mark = byMark(bytes)
  const skip = mark && (forced === undefined || forced === mark.encoding) ? mark.skip : 0
  const body = bytes.subarray(skip)
  const wanted = forced ?? mark?.encoding
  if (wanted) {
    const text = strict(body, wanted)
    if (text !== null) return { text, encoding: wanted, uncertain: false, candidates: [wanted] }
  }
  const isAscii = body.every((byte) => byte < 0x80 && byte !== 0)
  const readings = encodings
    .flatMap((encoding) => readingIn(body, encoding) ?? [])
    .map((one) => (isAscii && one.encoding === 'utf-8' ? { ...one, total: one.total + ASCII_BONUS } : one))
    .sort((a, b) => b.total - a.total)
  const candidates = readings.filter((one) => one.isStrict).map(({ encoding }) => encoding)
  if (forced) return { text: decodeAs(body, forced), encoding: forced, uncertain: true, candidates }
  // A mark that does not hold to the last byte is still the best witness.
  const best = readings.find(({ encoding }) => encoding === wanted) ?? readings.find(({ mean }) => mean >= NONE)
  if (!best) throw new Fault('text.undecodable')
  const rival = readings.find(({ text }) => text !== best.text)
  const isClose = rival !== undefined && best.total - rival.total < MARGIN
  return {
    text: best.text,
    encoding: best.encoding,
    uncertain:
      isClose ||
      !best.isStrict ||
      best.mean < doubtful(best.count) ||
      (best.encoding !== 'utf-8' && SUSPECT.test(best.text)) ||
      isMixed(body, best.encoding),
    candidates: best.isStrict ? candidates : [best.encoding, ...candidates],
  }
}
