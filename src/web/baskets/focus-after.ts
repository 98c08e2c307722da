/** Whoever works by keyboard goes on at an entry when the one they pressed is at another place, or gone. */
import { useEffect, useRef } from 'react'

type Act = 'place' | 'up' | 'down' | 'remove'
const selectorOf = { place: 'input', up: '[data-act="up"]', down: '[data-act="down"]', remove: '[data-act="remove"]' }

export function useFocusAfter() {
  const wanted = useRef<{ id: string | undefined; acts: Act[] } | null>(null)
  useEffect(() => {
    if (!wanted.current) return
    const { id, acts } = wanted.current
    const place = document.querySelector('.basket-place')
    const [to] = id
      ? acts.flatMap(
          (act) => place?.querySelector<HTMLElement>(`[data-entry="${id}"] ${selectorOf[act]}:enabled`) ?? [],
        )
      : [place?.querySelector<HTMLElement>('.empty a')]
    if (!to) return
    wanted.current = null
    const now = document.activeElement
    // Not away from where they have gone meanwhile.
    if (now === document.body || now?.closest('.entry-acts, .entry-number, .ant-modal, .ant-message')) to.focus()
  })
  /** The first of `acts` that can be pressed there; without an entry, the way to fill the basket again. */
  return (entry: { id: string } | undefined, acts: Act[]) => {
    wanted.current = { id: entry?.id, acts }
  }
}
