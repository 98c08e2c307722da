/** Several names, each in a tag of its own; those of the authority lists are offered beneath. What is typed is taken as it stands, unless one of them is chosen. */
import { useId, useLayoutEffect, useRef } from 'react'
import { isComposing } from '../frame/keys.ts'
import { Select } from '../frame/select.tsx'
import { type Offered, OptionList, useChoice } from './options.tsx'

export function NamesField({
  id,
  names,
  change,
  offered,
  typed,
  ask,
  separators,
  isLocked,
  placeholder,
  focused,
}: {
  id: string
  names: string[]
  change: (names: string[]) => void
  offered: Offered
  /** What is being typed; null = nothing. */
  typed: string | null
  ask: (typed: string | null) => void
  separators: string[]
  isLocked: boolean
  placeholder?: string
  focused?: () => void
}) {
  const listId = useId()
  const around = useRef<HTMLDivElement>(null)
  const { choice, move, clear } = useChoice(offered)
  const isOpen = Boolean(typed) && offered.options.length > 0
  const settle = (to: string[]) => {
    clear()
    ask('')
    change([...new Set(to)])
  }
  // antd says of the field only what it knows of its own list, which stays closed.
  useLayoutEffect(() => {
    const field = around.current?.querySelector('input')
    field?.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) field?.setAttribute('aria-controls', listId)
    else field?.removeAttribute('aria-controls')
    if (isOpen && choice >= 0) field?.setAttribute('aria-activedescendant', `${listId}-${choice}`)
    else field?.removeAttribute('aria-activedescendant')
  })
  return (
    <div
      className="form-offer"
      ref={around}
      onKeyDownCapture={(event) => {
        const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
        const option = isOpen ? offered.options[choice] : undefined
        // The Enter of an input method takes nothing.
        if (isComposing(event)) return event.stopPropagation()
        if (isOpen && by !== 0) move(by)
        else if (event.key === 'Enter' && option) settle([...names, option.label])
        else if (event.key === 'Escape' && isOpen) ask(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        disabled={isLocked}
        placeholder={placeholder}
        value={names}
        tokenSeparators={separators}
        searchValue={typed ?? ''}
        onSearch={(text) => {
          clear()
          ask(text)
        }}
        onFocus={focused}
        onBlur={() => ask(null)}
        onChange={settle}
      />
      {isOpen && (
        <OptionList
          id={listId}
          offered={offered}
          chosen={choice}
          choose={({ label }) => settle([...names, label])}
          style={{ top: '100%', left: 0 }}
        />
      )}
    </div>
  )
}
