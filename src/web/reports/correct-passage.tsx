/** The reported passage among what stands around it, to be corrected: a new version of the text, and the report is accepted with it. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { call, Refusal } from '../api.ts'
import type { Item, Text } from '../api-types.ts'
import { forget } from '../queries.ts'
import { useReportWords } from '../words/reports.ts'
import { useDeciding } from './deciding.ts'
import type { PlacedReport } from './report-told.tsx'

const AROUND = 40

export function CorrectPassage({
  item,
  text,
  report,
  place,
  close,
}: {
  item: Item
  text: Text
  report: PlacedReport
  place: { start: number; end: number }
  close: () => void
}) {
  const own = useReportWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { isBusy, attempt, decide } = useDeciding(report)
  const { start, end } = place
  const present = text.text.slice(start, end)
  const [value, setValue] = useState(report.proposal || present)
  const note = own.correct.note(own.kinds[report.kind] ?? '', report.reporter.name)

  const save = async () => {
    if (value === present) return void message.info(own.correct.same)
    let revision: number | null = null
    const isSaved = await attempt(async () => {
      try {
        const whole = text.text.slice(0, start) + value + text.text.slice(end)
        const body = { text: whole, note, kind: 'correction' as const }
        // Where item and text were read at different times, the text's own revision says what was seen.
        const ifMatch = item.text?.revision === text.revision ? item.revision : text.revision
        revision = (await call('put /items/{id}/text', { path: { id: item.id }, body }, { ifMatch })).revision
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'item.stale')) throw error
        message.warning(own.correct.stale)
      }
      await forget(client, 'get /items/{id}', 'get /items/{id}/text', 'get /items/{id}/history')
    })
    if (!isSaved || revision === null) return
    if (await decide({ outcome: 'accepted', correctedRevision: revision }, own.acts.corrected)) close()
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
          {own.acts.correctSave}
        </Button>
        <Button onClick={close}>{own.acts.cancel}</Button>
      </p>
    </div>
  )
}
