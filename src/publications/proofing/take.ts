/** A difference of which the proof is right goes into the chapter: at its place in the present text, or nowhere. Pure. */
import { sameStretches } from '../alignment.ts'
import { type Content, type Inline, NOTE, type TextInline, textOf, wordsText } from '../content.ts'
import { followIn } from '../follow.ts'
import type { Difference } from './differences.ts'

/** So much on either side is known again with it. */
const AROUND = 12

/** Where a place of the text that was compared stands now; null: something was changed there. */
export function placeNow(
  before: string,
  now: string,
  { start, end }: { start: number; end: number },
): { start: number; end: number } | null {
  if (before === now) return { start, end }
  const [from, to] = [Math.max(0, start - AROUND), Math.min(before.length, end + AROUND)]
  const found = followIn(sameStretches(before, now), { start: from, end: to })
  return found.state === 'lost' ? null : { start: found.start + start - from, end: found.start + end - from }
}

/** The words in [start, end) of a paragraph replaced; what is put in has the marks of the words before it. null where a note lies within. */
function replaced<One extends Inline>(
  inlines: readonly One[],
  start: number,
  end: number,
  words: string,
): One[] | null {
  const result: One[] = []
  let at = 0
  let isPut = false
  const put = (before: string, inline: TextInline, after: string) => {
    result.push({ ...inline, text: before + (isPut ? '' : words) + after } as One)
    isPut = true
  }
  for (const inline of inlines) {
    const length = 'note' in inline ? NOTE.length : inline.text.length
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, length)]
    at += length
    if ('note' in inline) {
      if (from < to) return null
      // Before the mark, not behind it.
      if (!isPut && start + length === at) put('', { text: '' }, '')
      result.push(inline)
    } else if (from < to || (!isPut && from <= length && to >= 0))
      put(inline.text.slice(0, from), inline, inline.text.slice(Math.max(from, to)))
    else result.push(inline)
  }
  if (!isPut) put('', { text: '' }, '')
  return result
}

/** The content with a difference taken over; null where its place is not there any more, or not words alone. `before`: the text that was compared. */
export function takenOver(
  content: Content,
  before: Content,
  difference: Pick<Difference, 'part' | 'note' | 'start' | 'end' | 'approved' | 'proof'>,
): Content | null {
  const { proof: words } = difference
  if (difference.part === 'note') {
    let number = -1
    let isDone = false
    const next = content.map((block) => ({
      ...block,
      inlines: block.inlines.map((inline): Inline => {
        if (!('note' in inline) || ++number !== difference.note || inline.citation) return inline
        const text = wordsText(inline.note)
        if (text.slice(difference.start, difference.end).replace(/\s/g, '') !== difference.approved) return inline
        const note = replaced<TextInline>(inline.note, difference.start, difference.end, words)
        isDone = note !== null
        return note ? { ...inline, note } : inline
      }),
    }))
    return isDone ? next : null
  }
  const now = textOf(content)
  const place = placeNow(textOf(before), now, difference)
  if (!place || now.slice(place.start, place.end).includes('\n')) return null
  let at = 0
  let isDone = false
  const next = content.map((block) => {
    const length = textOf([block]).length
    const [start, end] = [place.start - at, place.end - at]
    at += length + 1
    if (isDone || start < 0 || end > length) return block
    const inlines = replaced(block.inlines, start, end, words)
    isDone = inlines !== null
    return inlines ? { ...block, inlines } : block
  })
  return isDone ? next : null
}
