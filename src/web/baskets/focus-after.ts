/** Whoever works by keyboard goes on at an entry when the one they pressed is at another place, or gone. */
import { useEffect, useLayoutEffect, useReducer, useRef } from 'react'

type Act = 'place' | 'up' | 'down' | 'remove'
const selectorOf = { place: 'input', up: '[data-act="up"]', down: '[data-act="down"]', remove: '[data-act="remove"]' }

export function useFocusAfter() {
  /** Until the next press: the entries may be drawn more than once, and what is drawn at another place loses the focus. */
  const wanted = useRef<{ id: string | undefined; acts: Act[] } | null>(null)
  const [, look] = useReducer((times: number) => times + 1, 0)
  useEffect(() => {
    const forget = () => {
      wanted.current = null
    }
    const presses = ['keydown', 'pointerdown']
    for (const press of presses) addEventListener(press, forget, { capture: true })
    return () => {
      for (const press of presses) removeEventListener(press, forget, { capture: true })
    }
  }, [])
  // Before anything else can be pressed.
  useLayoutEffect(() => {
    if (!wanted.current) return
    const { id, acts } = wanted.current
    const place = document.querySelector('.basket-place')
    const [to] = id
      ? acts.flatMap(
          (act) => place?.querySelector<HTMLElement>(`[data-entry="${id}"] ${selectorOf[act]}:enabled`) ?? [],
        )
      : [place?.querySelector<HTMLElement>('.empty a')]
    const now = document.activeElement
    // Not away from where they have gone meanwhile.
    if (now === document.body || now?.closest('.entry-acts, .entry-number, .ant-modal, .ant-message')) to?.focus()
  })
  /** The first of `acts` that can be pressed there; without an entry, the way to fill the basket again. */
  return (entry: { id: string } | undefined, acts: Act[]) => {
    wanted.current = { id: entry?.id, acts }
    look()
  }
}
