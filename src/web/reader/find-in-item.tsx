/** 在本件中查. */
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { useWords } from '../words/words.ts'

export function FindInItem({
  q,
  find,
  now,
  total,
  go,
}: {
  q: string
  find: (q: string) => void
  now: number
  total: number | null
  go: (by: number) => void
}) {
  const words = useWords()
  const [text, setText] = useState(q)
  useEffect(() => setText(q), [q])
  return (
    <search className="find-in-item">
      <Input
        aria-label={words.reader.find}
        placeholder={words.reader.find}
        prefix={<Icon name="search" />}
        value={text}
        maxLength={8000}
        suffix={
          total !== null && (
            <span className="quiet">{total ? words.reader.nth(now + 1, total) : words.reader.noHit}</span>
          )
        }
        onChange={({ target }) => setText(target.value)}
        onPressEnter={(event) => {
          if (isComposing(event)) return
          if (text.trim() === q) go(event.shiftKey ? -1 : 1)
          else find(text.trim())
        }}
      />
      <Button
        aria-label={words.reader.previousHit}
        title={words.reader.previousHit}
        icon={<Icon name="up" />}
        disabled={!total}
        onClick={() => go(-1)}
      />
      <Button
        aria-label={words.reader.nextHit}
        title={words.reader.nextHit}
        icon={<Icon name="fall" />}
        disabled={!total}
        onClick={() => go(1)}
      />
    </search>
  )
}
