/** Shortcuts: single keys, never while somebody writes, never from an input method. */
import { useEffect, useEffectEvent } from 'react'

/** A box that is ticked takes no letters. */
const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))

/** True while an input method composes: its Enter and letters are not ours. */
export const isComposing = (event: { nativeEvent?: Event; isComposing?: boolean; keyCode?: number }): boolean => {
  const native = (event.nativeEvent ?? event) as KeyboardEvent
  return native.isComposing || native.keyCode === 229
}

export function useKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event) || isWriting(event.target)) return
    // What is open above the place has the keyboard.
    if (document.querySelector('[aria-modal="true"]:not([style*="display: none"])')) return
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
