/** 查找替换: a small form over the sheet; how many cells it would change is told before it changes them. */
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { isComposing } from '../frame/keys.ts'
import { useWords } from '../words/describe.ts'
import type { Replacing } from './replacing.ts'

export function FindReplace({
  column,
  count,
  next,
  replace,
  close,
}: {
  column: string
  count: (replacing: Replacing) => number
  next: (replacing: Replacing) => void
  replace: (replacing: Replacing) => void
  close: () => void
}) {
  const words = useWords()
  const own = words.describe.finding
  const [replacing, setReplacing] = useState<Replacing>({ from: '', to: '', isInColumn: true })
  const found = replacing.from === '' ? 0 : count(replacing)
  const change = (to: Partial<Replacing>) => setReplacing({ ...replacing, ...to })
  return (
    <search
      className="sheet-find"
      aria-label={words.describe.find}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) close()
      }}
    >
      <Input
        autoFocus
        aria-label={own.from}
        placeholder={own.from}
        value={replacing.from}
        maxLength={200}
        onChange={({ target }) => change({ from: target.value })}
        onPressEnter={(event) => !isComposing(event) && found > 0 && next(replacing)}
      />
      <Input
        aria-label={own.to}
        placeholder={own.to}
        value={replacing.to}
        maxLength={1000}
        onChange={({ target }) => change({ to: target.value })}
      />
      <Checkbox checked={replacing.isInColumn} onChange={({ target }) => change({ isInColumn: target.checked })}>
        {own.inColumn(column)}
      </Checkbox>
      <span className="quiet small" role="status">
        {replacing.from !== '' && own.found(found)}
      </span>
      <Button size="small" disabled={found === 0} onClick={() => next(replacing)}>
        {own.next}
      </Button>
      <Button size="small" disabled={found === 0} onClick={() => replace(replacing)}>
        {own.replace(found)}
      </Button>
      <Button size="small" type="text" onClick={close}>
        {words.frame.close}
      </Button>
    </search>
  )
}
