/** Rooms beneath the paragraphs that are written: the editor keeps them in their place, React draws what stands in them. */
import { type ReactNode, useRef } from 'react'
import { createPortal } from 'react-dom'

/** One room for each id, the same as long as this stands. */
export function useRooms(): (id: string) => HTMLElement {
  const rooms = useRef(new Map<string, HTMLElement>())
  return (id) => {
    const known = rooms.current.get(id)
    if (known) return known
    const made = document.createElement('div')
    made.className = 'beneath'
    rooms.current.set(id, made)
    return made
  }
}
export function Beneath<One extends { id: string }>({
  some,
  roomOf,
  draw,
}: {
  some: readonly One[]
  roomOf: (id: string) => HTMLElement
  draw: (one: One) => ReactNode
}) {
  return some.map((one) => createPortal(draw(one), roomOf(one.id), one.id))
}
