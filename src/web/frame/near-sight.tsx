/** What is not loaded before somebody comes near it. */
import { type ReactNode, useEffect, useRef, useState } from 'react'

const ROOM = '300px'

/** `height`: px kept free until then. */
export function NearSight({ height, children }: { height: number; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    if (!place.current) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setIsNear(true), { rootMargin: ROOM })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  return (
    <div ref={place} style={{ minHeight: height }}>
      {isNear && children}
    </div>
  )
}
