/** Light, dark, or as the system says; kept in this browser. */
import { useSyncExternalStore } from 'react'

export const appearances = ['light', 'dark', 'auto'] as const
export type Appearance = (typeof appearances)[number]

const KEPT = 'wenshi.appearance'
const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

export const appearanceNow = (): Appearance => appearances.find((one) => one === localStorage.getItem(KEPT)) ?? 'auto'
const isDark = () => (appearanceNow() === 'auto' ? system.matches : appearanceNow() === 'dark')

function show(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'
  for (const listener of listeners) listener()
}

export function keepAppearance(appearance: Appearance): void {
  localStorage.setItem(KEPT, appearance)
  show()
}

system.addEventListener('change', show)
show()

export const useIsDark = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, isDark)
