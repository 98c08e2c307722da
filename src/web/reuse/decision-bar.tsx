/** 重复, 同稿异本, 摘录, 无关: one press, or one key; and why, for who comes after. */
import { Button, Input } from 'antd'
import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import { isComposing, useKeys } from '../frame/keys.ts'
import { useReuseWords } from '../words/reuse.ts'
import { type Decision, decisions } from './deciding.ts'

/** One pair's: give it the pair as its key. */
export function DecisionBar({
  decided,
  note,
  isBusy,
  decide,
}: {
  decided: Decision
  note: string
  isBusy: boolean
  decide: (decision: Decision, note: string) => void
}) {
  const own = useReuseWords()
  const [why, setWhy] = useState(note)
  // The same once more takes it back.
  const press = (one: Decision) => !isBusy && decide(one === decided ? null : one, why.trim())
  useKeys(Object.fromEntries(decisions.map((one, i) => [String(i + 1), () => press(one)])))
  // What was decided stays; only its reason is another.
  const keepWhy = ({ currentTarget, relatedTarget }: FocusEvent<HTMLInputElement>) => {
    // A decision that is pressed next takes it along.
    if (currentTarget.closest('fieldset')?.contains(relatedTarget)) return
    if (decided && !isBusy && why.trim() !== note) decide(decided, why.trim())
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !isComposing(event)) event.currentTarget.blur()
  }
  return (
    <fieldset className="decision-bar">
      <legend className="hidden-but-read">{own.state}</legend>
      {decisions.map((one, i) => (
        <Button
          key={one}
          title={own.meanings[one]}
          aria-pressed={one === decided}
          type={one === decided ? 'primary' : 'default'}
          disabled={isBusy}
          onClick={() => press(one)}
        >
          {own.states[one]} <kbd>{i + 1}</kbd>
        </Button>
      ))}
      <Input
        className="decision-why"
        aria-label={own.why}
        placeholder={own.why}
        maxLength={2000}
        value={why}
        onChange={({ target }) => setWhy(target.value)}
        onBlur={keepWhy}
        onKeyDown={onKeyDown}
      />
    </fieldset>
  )
}
