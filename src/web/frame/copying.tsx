/** Copying, also where a page over plain http may not write to the clipboard by the browser's newer way. */
import { App } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'

/** True where the text is on the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // None in an office's plain http, or not allowed.
  }
  const before = document.activeElement
  const area = document.createElement('textarea')
  area.className = 'hidden-but-read'
  area.value = text
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}

/** Copies and says so; where the browser refuses, what was to be copied is shown. True where it is copied. */
export function useCopying() {
  const words = useWords()
  const { message } = App.useApp()
  return async (text: string, said: ReactNode = words.failure.copied): Promise<boolean> => {
    const isCopied = await copyText(text)
    const shown = (
      <span className="as-written">
        {words.failure.copyByHand} {text}
      </span>
    )
    if (isCopied) message.success(said)
    else message.warning(shown, 30)
    return isCopied
  }
}
