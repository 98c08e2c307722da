/** Where somebody was in an answer, kept by its address: who comes back is there again. */
import { useEffect, useLayoutEffect, useMemo } from 'react'
import { useLocation, useNavigationType } from 'react-router'

interface Place {
  top: number
  /** The hit that was gone to by keys. */
  current: number
}
const beginning: Place = { top: 0, current: -1 }
const nameOf = (address: string) => `wenshi.place ${address}`
const placeAt = (address: string): Place => {
  const kept = sessionStorage.getItem(nameOf(address))
  return kept === null ? beginning : JSON.parse(kept)
}
export const keepPlace = (address: string, part: Partial<Place>) =>
  sessionStorage.setItem(nameOf(address), JSON.stringify({ ...placeAt(address), ...part }))

/** Told by the link that leads back; the browser's own Back tells by itself. */
export const returning = { isReturn: true }

/** `isThere`: the answer to this address is shown. Gives where to begin. */
export function useKeptPlace(address: string, isThere: boolean): Place {
  const { state } = useLocation()
  const isReturn = useNavigationType() === 'POP' || state?.isReturn === true
  const start = useMemo(() => (isReturn ? placeAt(address) : beginning), [address, isReturn])
  useLayoutEffect(() => {
    if (isReturn) return
    sessionStorage.removeItem(nameOf(address))
    document.getElementById('content')?.scrollTo({ top: 0 })
  }, [address, isReturn])
  useEffect(() => {
    const room = document.getElementById('content')
    const place = room?.querySelector('.search-place')
    if (!isThere || !room || !place) return
    // What is loaded late makes room for the place only by and by; who moves meanwhile is where he wants to be.
    let isReached = start.top === 0
    const reach = () => {
      if (isReached) return
      room.scrollTop = start.top
      isReached = room.scrollTop >= start.top - 1
    }
    const stay = () => {
      isReached = true
    }
    const keep = () => isReached && keepPlace(address, { top: room.scrollTop })
    const grown = new ResizeObserver(reach)
    grown.observe(place)
    room.addEventListener('scroll', keep, { passive: true })
    const moves = ['wheel', 'pointerdown', 'keydown']
    for (const move of moves) addEventListener(move, stay, { passive: true })
    return () => {
      grown.disconnect()
      room.removeEventListener('scroll', keep)
      for (const move of moves) removeEventListener(move, stay)
    }
  }, [address, isThere, start])
  return start
}
