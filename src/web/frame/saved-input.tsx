/** A field that is saved when it is left, or by Enter. What is typed stays until it is saved, whatever is answered meanwhile. */
import { Input, type InputProps } from 'antd'
import { useRef, useState } from 'react'
import { isComposing } from './keys.ts'

type Given = Omit<InputProps, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'onPressEnter' | 'status'>

/** `save` is given what was typed, trimmed, where it is another than `value`; true where it was saved. What is not allowed is marked, and not saved. */
export function SavedInput({
  value,
  save,
  allows = () => true,
  ...given
}: Given & { value: string; save: (said: string) => Promise<boolean>; allows?: (said: string) => boolean }) {
  const [typed, setTyped] = useState<string | null>(null)
  /** What was said and is not answered yet. */
  const told = useRef<string | null>(null)
  const said = (typed ?? value).trim()
  const isWrong = typed !== null && !allows(said)
  async function leave(): Promise<void> {
    if (typed === null || isWrong || said === told.current) return
    if (told.current === null && said === value) return setTyped(null)
    told.current = said
    const isSaved = await save(said)
    if (told.current === said) told.current = null
    if (isSaved) setTyped((now) => (now === typed ? null : now))
  }
  return (
    <Input
      {...given}
      value={typed ?? value}
      status={isWrong ? 'error' : ''}
      aria-invalid={isWrong || undefined}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => void leave()}
      onPressEnter={(event) => {
        if (!isComposing(event)) event.currentTarget.blur()
      }}
    />
  )
}
