/**
 * Plain text in whatever encoding it was typed: candidates are decoded strictly and scored by how much the result looks like Chinese.
 * “First strict decode wins” is wrong: Big5 passes as GB18030 (stack.md §9).
 */
import { readFileSync } from 'node:fs'
import { Fault } from '../../faults.ts'
import { type Encoding, encodings } from '../../ports/text-reader.ts'

export interface Decoded {
  text: string
  encoding: Encoding
  /** Another encoding was nearly as likely. */
  uncertain: boolean
  /** All that decode strictly, most likely first. */
  candidates: Encoding[]
}

/** The most used characters, simplified and traditional, most used first: written for this project from general knowledge of Chinese prose. */
const common = new Map(
  [...readFileSync(new URL('./common-characters.txt', import.meta.url), 'utf8').replace(/\s/g, '')].map(
    (one, i) => [one, i < 200 ? 3 : i < 600 ? 2 : 1.5] as const,
  ),
)
const SAMPLE = 40_000
/** Mean score per character; between these two a result is doubtful. */
const CLOSE = 0.35
const FEW = 6

const strict = (bytes: Uint8Array, encoding: Encoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** How much a text looks like one that somebody wrote: mean over its characters, about -5 … 3. */
export function plausibility(text: string): number {
  let score = 0
  let count = 0
  for (const one of text.length > SAMPLE ? text.slice(0, SAMPLE) : text) {
    const cp = one.codePointAt(0)!
    if (one === '\n' || one === '\r' || one === '\t' || one === ' ' || one === '\f') continue
    count++
    const known = common.get(one)
    if (known !== undefined) score += known
    else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0)) score -= 6
    else if (cp < 0x7f) score += 1
    else if (
      (cp >= 0x3001 && cp <= 0x3011) ||
      (cp >= 0x2014 && cp <= 0x201d) ||
      '，。！？；：（）、…—·《》〈〉　“”‘’「」『』'.includes(one)
    )
      score += 1.5
    else if (cp >= 0x4e00 && cp <= 0x9fff) score += 0.2
    else if (cp >= 0x3040 && cp <= 0x30ff) score -= 0.5
    else if (cp >= 0xff01 && cp <= 0xff5e) score += 0.3
    else if (cp >= 0xff61 && cp <= 0xffdf) score -= 4
    else if (cp === 0xfffd || (cp >= 0xe000 && cp <= 0xf8ff)) score -= 4
    else if (cp >= 0x2460 && cp <= 0x24ff) score += 0.5
    else if (cp >= 0x3400 && cp <= 0x4dbf) score -= 1.5
    else score -= 1
  }
  return count === 0 ? 0 : score / count
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

/** A file cut in the middle of a character, or with a few bad bytes: readable, and said aloud. */
function lenient(bytes: Uint8Array, encoding: Encoding) {
  if (encoding.startsWith('utf-16')) return []
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  const broken = text.split('\ufffd').length - 1
  if (broken > Math.max(2, text.length / 1000)) return []
  const score = plausibility(text.replaceAll('\ufffd', ''))
  return score > 0.5 ? [{ encoding, text, isStrict: false, score }] : []
}

/** Reads bytes as text. `forced`: a person has chosen. Fault text.undecodable when nothing fits. */
export function decode(bytes: Uint8Array, forced?: Encoding): Decoded {
  const mark = byMark(bytes)
  const skip = mark && (forced === undefined || forced === mark.encoding) ? mark.skip : 0
  const body = bytes.subarray(skip)
  const wanted = forced ?? mark?.encoding
  if (wanted) {
    const text = strict(body, wanted)
    if (text !== null) return { text, encoding: wanted, uncertain: false, candidates: [wanted] }
    if (forced)
      return { text: new TextDecoder(forced).decode(body), encoding: forced, uncertain: true, candidates: [forced] }
  }
  const isAscii = body.every((byte) => byte < 0x80 && byte !== 0)
  const scored = encodings
    .flatMap((encoding) => {
      if (encoding.startsWith('utf-16') && (body.length % 2 === 1 || body.length < 4)) return []
      const text = strict(body, encoding)
      if (text === null) return lenient(body, encoding)
      return [{ encoding, text, isStrict: true, score: plausibility(text) + (encoding === 'utf-8' ? 1 : 0) }]
    })
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (best && best.score > -1) {
    // The fewer the characters, the less they prove.
    const close = CLOSE + FEW / best.text.length
    const rivals = second !== undefined && second.text !== best.text && best.score - second.score < close
    return {
      text: best.text,
      encoding: isAscii ? 'utf-8' : best.encoding,
      uncertain: !isAscii && (rivals || best.score < 0.2 || !best.isStrict),
      candidates: scored.filter((one) => one.isStrict || one === best).map(({ encoding }) => encoding),
    }
  }
  throw new Fault('text.undecodable')
}
