/** antd's Select with the house's arrow, and with a name for the list that opens: antd gives it none (WCAG 4.1.2). */
// biome-ignore lint/style/noRestrictedImports: it is here that the list gets its name
import { Select as Bare, type SelectProps } from 'antd'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Icon } from './icon.tsx'

/** The list is called what the field is called: by its own name or by its label. */
export function NamedList({ children }: { children: ReactNode }) {
  const around = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    for (const list of around.current?.querySelectorAll('[role="listbox"]') ?? []) {
      const field = document.querySelector<HTMLInputElement>(`[aria-controls="${CSS.escape(list.id)}"]`)
      const name = field?.getAttribute('aria-label') ?? field?.labels?.[0]?.textContent
      if (name) list.setAttribute('aria-label', name)
    }
    // What scrolls is reached by the keyboard.
    for (const holder of around.current?.querySelectorAll<HTMLElement>('[class$="-list-holder"]') ?? [])
      holder.tabIndex = 0
  })
  return <div ref={around}>{children}</div>
}

export const named = (list: ReactNode) => <NamedList>{list}</NamedList>

export const Select = <Value,>(props: SelectProps<Value>) => (
  <Bare<Value> suffixIcon={<Icon name="down" />} {...props} popupRender={named} />
)
