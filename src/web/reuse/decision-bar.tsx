/** 重复, 同稿异本, 摘录, 无关: one press, or one key. */
import { Button } from 'antd'
import { useKeys } from '../frame/keys.ts'
import { useReuseWords } from '../words/reuse.ts'
import { type Decision, decisions } from './deciding.ts'

export function DecisionBar({
  decided,
  isBusy,
  decide,
}: {
  decided: Decision
  isBusy: boolean
  decide: (decision: Decision) => void
}) {
  const own = useReuseWords()
  // The same once more takes it back.
  const press = (one: Decision) => !isBusy && decide(one === decided ? null : one)
  useKeys(Object.fromEntries(decisions.map((one, i) => [String(i + 1), () => press(one)])))
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
    </fieldset>
  )
}
