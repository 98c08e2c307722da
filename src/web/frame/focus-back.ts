/** What had the focus has it again when a dialog is gone: antd sees to it where one closes, ours are taken away. */
import { useEffect } from 'react'

const MOST = 20

export function useFocusBack(): void {
  useEffect(() => {
    /** What had the focus, the latest last. */
    const trail: HTMLElement[] = []
    const keep = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target !== trail.at(-1)) trail.push(target)
      if (trail.length > MOST) trail.shift()
    }
    // Dialogs lie in the body itself.
    const removed = new MutationObserver(() => {
      if (document.activeElement === document.body && !trail.at(-1)?.isConnected)
        trail.findLast((one) => one.isConnected && one.offsetParent)?.focus()
    })
    document.addEventListener('focusin', keep)
    removed.observe(document.body, { childList: true })
    return () => {
      document.removeEventListener('focusin', keep)
      removed.disconnect()
    }
  }, [])
}
