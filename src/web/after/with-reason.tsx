/** 不改, 撤销, 作废: nothing of it is done without a reason. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAfterWords } from '../words/after.ts'

/** What asks for its reason before it is done. `name`: of the first button, where `label` alone does not tell what it is about; `most`: characters. */
export function WithReason({
  label,
  name = label,
  most = 2000,
  done,
}: {
  label: string
  name?: string
  most?: number
  done: (reason: string) => void
}) {
  const own = useAfterWords()
  const [reason, setReason] = useState<string | null>(null)
  if (reason === null)
    return (
      <Button size="small" aria-label={name} onClick={() => setReason('')}>
        {label}
      </Button>
    )
  return (
    <form
      className="after-pay"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') done(reason.trim())
      }}
    >
      <Input
        size="small"
        autoFocus
        aria-label={own.reason}
        placeholder={own.reason}
        maxLength={most}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button size="small" htmlType="submit" disabled={reason.trim() === ''}>
        {label}
      </Button>
    </form>
  )
}
