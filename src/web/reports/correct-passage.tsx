/** 改字: a passage among what stands around it, to be corrected; that makes a new version of the text. */
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { Item, Text } from '../api-types.ts'
import { useReportWords } from '../words/reports.ts'
import { useCorrecting } from './correcting.ts'

const AROUND = 40

export function CorrectPassage({
  item,
  text,
  place: { start, end },
  proposal,
  note,
  label,
  done,
  close,
}: {
  item: Item
  text: Text
  place: { start: number; end: number }
  /** What it should be, as somebody else sees it. */
  proposal?: string
  /** Kept with the version. */
  note: string
  /** Of the button that saves it. */
  label: string
  /** Told the revision of the text. */
  done: (revision: number) => unknown
  close: () => void
}) {
  const own = useReportWords()
  const { message } = App.useApp()
  const { isBusy, correct } = useCorrecting(item.id)
  const present = text.text.slice(start, end)
  const [value, setValue] = useState(proposal || present)

  const save = async () => {
    if (value === present) return void message.info(own.correct.same)
    const whole = text.text.slice(0, start) + value + text.text.slice(end)
    // Where item and text were read at different times, the text's own revision says what was seen.
    const seen = item.text?.revision === text.revision ? item.revision : text.revision
    const revision = await correct(whole, note, seen)
    if (revision === null) return
    await done(revision)
    close()
  }
  return (
    <div className="correct-passage">
      <p className="song as-written quiet small">……{text.text.slice(Math.max(0, start - AROUND), start)}</p>
      <Input.TextArea
        aria-label={own.correct.label}
        className="song as-written"
        autoFocus
        autoSize={{ minRows: 1, maxRows: 8 }}
        maxLength={10_000}
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
      <p className="song as-written quiet small">{text.text.slice(end, end + AROUND)}……</p>
      <p className="acts">
        <Button type="primary" loading={isBusy} onClick={save}>
          {label}
        </Button>
        <Button onClick={close}>{own.acts.cancel}</Button>
      </p>
    </div>
  )
}
