/** A long list of rows, of which only those in sight exist. They scroll with the place. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'

const content = () => document.getElementById('content')

export function VirtualRows({
  count,
  height,
  row,
  label,
  current,
  atEnd,
}: {
  count: number
  /** Of row `i`, in pixels. */
  height: (i: number) => number
  row: (i: number) => ReactNode
  label: string
  /** Kept in sight. */
  current?: number
  /** The last rows came into sight. */
  atEnd?: () => void
}) {
  const list = useRef<HTMLUListElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const room = content()
    if (list.current && room)
      setMargin(list.current.getBoundingClientRect().top - room.getBoundingClientRect().top + room.scrollTop)
  }, [])
  const rows = useVirtualizer({
    count,
    getScrollElement: content,
    estimateSize: height,
    overscan: 8,
    scrollMargin: margin,
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  const reached = useEffectEvent(() => atEnd?.())
  useEffect(() => {
    if (last >= count - 10) reached()
  }, [last, count])
  useEffect(() => {
    if (current !== undefined && current >= 0) rows.scrollToIndex(current, { align: 'auto' })
  }, [current, rows])
  // Heights depend on the width.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the function changes
  useLayoutEffect(() => rows.measure(), [rows, height])
  return (
    <ul ref={list} aria-label={label} style={{ position: 'relative', height: rows.getTotalSize() }}>
      {shown.map(({ key, index, start }) => (
        <li
          key={key}
          aria-setsize={count}
          aria-posinset={index + 1}
          style={{ position: 'absolute', top: 0, right: 0, left: 0, transform: `translateY(${start - margin}px)` }}
        >
          {row(index)}
        </li>
      ))}
    </ul>
  )
}
