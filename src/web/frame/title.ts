import { useEffect } from 'react'

/** The name of the place in the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · 文史` : '文史'
  }, [title])
}
