/** A chapter as it was printed; the words that are selected in it are told. */
import { useEffect, useEffectEvent, useRef } from 'react'

export interface Selected {
  start: number
  end: number
}

/** UTF-16 offset in the text: its paragraphs are joined by one character. */
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

export function PrintedText({
  text,
  label,
  select,
}: {
  text: string
  label: string
  select: (range: Selected) => void
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
    <section ref={root} className="printed-text song as-written" aria-label={label} tabIndex={0}>
      {text.split('\n').map((line) => {
        const start = at
        at += line.length + 1
        return <p key={start}>{line}</p>
      })}
    </section>
  )
}
