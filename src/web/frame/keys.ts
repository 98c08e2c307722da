/** Shortcuts: single keys, never while somebody writes, never from an input method. */
import { useEffect, useEffectEvent } from 'react'

/** A box that is ticked takes no letters. */
const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))

/** What Enter activates by itself. */
const isActive = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('a, button, summary, [role=button], [role=menuitem], [role=option], [role=tab]') !== null

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
    if (!act || (event.key === 'Enter' && isActive(event.target))) return
    event.preventDefault()
    // The place's Enter is for what was moved to, no longer for what had the focus.
    if (keys.Enter && isActive(event.target)) (event.target as HTMLElement).blur()
    act(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
