/** A chapter as it was sent or printed; passages of it are marked, and the words that are selected in it are told. */
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'

/** UTF-16 offsets in the text, whose paragraphs are parted by one line feed. */
export interface Passage {
  start: number
  end: number
}

function offsetOf(root: HTMLElement, node: Node, offset: number): number | null {
  let at = 0
  for (const paragraph of root.querySelectorAll('p')) {
    if (paragraph.contains(node)) {
      const range = document.createRange()
      range.setStart(paragraph, 0)
      range.setEnd(node, offset)
      return at + range.toString().length
    }
    at += (paragraph.textContent ?? '').length + 1
  }
  return null
}

/** The line in pieces; where passages overlap, the earlier has the words. */
function marked(line: string, passages: readonly Passage[]): ReactNode[] {
  const pieces: ReactNode[] = []
  let from = 0
  for (const { start, end } of passages.toSorted((a, b) => a.start - b.start)) {
    const [a, b] = [Math.max(from, start), Math.min(line.length, end)]
    if (a >= b) continue
    pieces.push(line.slice(from, a), <mark key={a}>{line.slice(a, b)}</mark>)
    from = b
  }
  return [...pieces, line.slice(from)]
}

export function ChapterText({
  text,
  label,
  className,
  passages = [],
  select,
}: {
  text: string
  label: string
  className: string
  passages?: readonly Passage[]
  select: (passage: Passage) => void
}) {
  const root = useRef<HTMLElement>(null)
  const hear = useEffectEvent(() => {
    const selection = getSelection()
    if (!selection || selection.isCollapsed || !root.current) return
    const range = selection.getRangeAt(0)
    if (!root.current.contains(range.commonAncestorContainer)) return
    const start = offsetOf(root.current, range.startContainer, range.startOffset)
    const end = offsetOf(root.current, range.endContainer, range.endOffset)
    if (start !== null && end !== null && start < end) select({ start, end })
  })
  useEffect(() => {
    document.addEventListener('selectionchange', hear)
    return () => document.removeEventListener('selectionchange', hear)
  }, [])
  let at = 0
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section ref={root} className={`${className} song as-written`} aria-label={label} tabIndex={0}>
      {text.split('\n').map((line) => {
        const start = at
        at += line.length + 1
        const own = passages.map((one) => ({ start: one.start - start, end: one.end - start }))
        return <p key={start}>{marked(line, own)}</p>
      })}
    </section>
  )
}
