/** Where each page of the printed book begins in the text, read from the file that was printed. Pure. */
import { editsOf } from '../proofing/align.ts'
import { type ProofText, streamsOf } from '../proofing/differences.ts'
import { inReadingOrder } from '../proofing/notes.ts'
import { type ApprovedChapter, type ApprovedSection, proofStream } from '../proofing/stream.ts'
import type { PageStart } from './printing.ts'

/** In the order of the book; `sheetsBefore`: sheets before page 1. Of notes nothing is told: their signs stand in the text. */
export function pageStarts(
  parts: readonly (ApprovedChapter | ApprovedSection)[],
  read: ProofText,
  names: readonly string[],
  sheetsBefore: number,
): PageStart[] {
  const { approved, lines } = streamsOf(parts, read, { names, loose: [] })
  const { body } = approved
  const proof = proofStream(inReadingOrder(lines.body, body))
  const edits = editsOf(body.chars, proof.chars, (at) => proof.isOptional[at] === true)
  const starts: PageStart[] = []
  let [next, shift] = [0, 0]
  for (const [at, { chapterId, part, offset }] of body.places.entries()) {
    while (next < edits.length && edits[next]!.fromEnd <= at) {
      shift = edits[next]!.toEnd - edits[next]!.fromEnd
      next++
    }
    const line = proof.line[at + shift]
    // What differs from the print has no place there.
    if (chapterId === null || part !== 'text' || line === undefined || (edits[next]?.from ?? Infinity) <= at) continue
    const page = proof.lines[line]!.page - sheetsBefore
    const last = starts.at(-1)
    if (last?.chapterId !== chapterId) starts.push({ chapterId, start: 0, page })
    else if (page > last.page) starts.push({ chapterId, start: offset, page })
  }
  return starts
}
