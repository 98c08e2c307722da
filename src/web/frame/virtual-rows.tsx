/** A long list of rows, of which only those in sight exist. They scroll with the place. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'

const nothing = { top: 0, bottom: 0 }
const content = () => document.getElementById('content')

export function VirtualRows({
  count,
  height,
  row,
  label,
  current,
  atEnd,
  sees,
  inSight,
  covered = nothing,
  isMeasured = false,
  keyAt,
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
  /** The rows that exist now, first and last. */
  sees?: (first: number, last: number) => void
  /** The rows that can be read now, first and last. */
  inSight?: (first: number, last: number) => void
  /** What stands over the rows at the edges of the place, in pixels. */
  covered?: { top: number; bottom: number }
  /** Rows are as high as they come out; `height` is what is expected. */
  isMeasured?: boolean
  /** Whose row `i` is, where rows change places: what it holds goes with it. Another function when they did. */
  keyAt?: (i: number) => string
}) {
  const list = useRef<HTMLUListElement>(null)
  const [margin, setMargin] = useState(0)
  /** Of the place: on a narrow screen the navigation stands there. */
  const [padding, setPadding] = useState(0)
  useLayoutEffect(() => {
    const room = content()
    if (!list.current || !room) return
    setMargin(Math.round(list.current.getBoundingClientRect().top - room.getBoundingClientRect().top + room.scrollTop))
    setPadding(Number.parseFloat(getComputedStyle(room).paddingBottom) || 0)
  })
  const rows = useVirtualizer({
    count,
    getScrollElement: content,
    estimateSize: height,
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: covered.top,
    scrollPaddingEnd: covered.bottom + padding,
    ...(keyAt ? { getItemKey: keyAt } : {}),
  })
  const shown = rows.getVirtualItems()
  const first = shown[0]?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  const reached = useEffectEvent(() => atEnd?.())
  const seen = useEffectEvent(() => sees?.(first, last))
  const top = (rows.scrollOffset ?? 0) + covered.top
  const bottom = (rows.scrollOffset ?? 0) + (rows.scrollRect?.height ?? 0) - covered.bottom - padding
  const readable = shown.filter(({ start, end }) => start >= top - 1 && end <= bottom + 1)
  const [readFirst, readLast] = [readable[0]?.index ?? first, readable.at(-1)?.index ?? last]
  const read = useEffectEvent(() => inSight?.(readFirst, readLast))
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever others can be read
  useEffect(() => read(), [readFirst, readLast, count])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever other rows exist
  useEffect(() => seen(), [first, last, count])
  useEffect(() => {
    if (last >= count - 10) reached()
  }, [last, count])
  useEffect(() => {
    if (current !== undefined && current >= 0) rows.scrollToIndex(current, { align: 'auto' })
  }, [current, rows])
  // Heights depend on the width.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the function changes
  useLayoutEffect(() => {
    // Where rows are measured, each tells its height itself: forgetting it would leave what is expected.
    if (!isMeasured) rows.measure()
  }, [rows, height, isMeasured])
  return (
    <ul ref={list} aria-label={label} style={{ position: 'relative', height: rows.getTotalSize() }}>
      {shown.map(({ key, index, start }) => (
        <li
          key={key}
          data-index={index}
          ref={isMeasured ? rows.measureElement : undefined}
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
