/** One report over the place it speaks of, with what can be done about it. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Item, Text } from '../api-types.ts'
import { Icon } from '../frame/icon.tsx'
import { useReportWords } from '../words/reports.ts'
import { useWords } from '../words/words.ts'
import { CorrectPassage } from './correct-passage.tsx'
import { useDeciding } from './deciding.ts'
import { type PlacedReport, ReportTold } from './report-told.tsx'

function Acts({
  report,
  isCorrectable,
  correct,
  describe,
}: {
  report: PlacedReport
  isCorrectable: boolean
  correct: () => void
  describe: () => void
}) {
  const own = useReportWords()
  const { isBusy, decide } = useDeciding(report)
  const [isRefusing, setIsRefusing] = useState(false)
  const [reason, setReason] = useState('')
  if (report.decided)
    return (
      <p className="acts">
        <Button loading={isBusy} onClick={() => decide({ outcome: null }, own.acts.reopened)}>
          {own.acts.reopen}
        </Button>
      </p>
    )
  if (isRefusing)
    return (
      <form
        className="acts"
        onSubmit={(event) => {
          event.preventDefault()
          void decide({ outcome: 'refused', reason: reason.trim() }, own.acts.refused)
        }}
      >
        <Input
          autoFocus
          aria-label={own.acts.reasonLabel}
          placeholder={own.acts.reasonLabel}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button htmlType="submit" loading={isBusy} disabled={reason.trim() === ''}>
          {own.acts.refuse}
        </Button>
        <Button type="text" onClick={() => setIsRefusing(false)}>
          {own.acts.cancel}
        </Button>
      </form>
    )
  return (
    <p className="acts">
      {isCorrectable && (
        <Button type="primary" onClick={correct}>
          {own.acts.correct}
        </Button>
      )}
      {report.kind === 'description' && <Button onClick={describe}>{own.acts.describe}</Button>}
      <Button loading={isBusy} onClick={() => decide({ outcome: 'accepted' }, own.acts.accepted)}>
        {own.acts.accept}
      </Button>
      <Button onClick={() => setIsRefusing(true)}>{own.acts.refuse}</Button>
      <span className="spread" />
      <Link to="/reports">{own.acts.next}</Link>
    </p>
  )
}

export function ReportCard({
  item,
  text,
  report,
  mayDecide,
  describe,
  close,
}: {
  item: Item
  text: Text | null
  report: PlacedReport
  mayDecide: boolean
  describe: () => void
  close: () => void
}) {
  const words = useWords()
  const own = useReportWords()
  const [isCorrecting, setIsCorrecting] = useState(false)
  const { decide } = useDeciding(report)
  const { passage, place, decided } = report
  return (
    <aside className="cited report-card no-print" aria-label={own.title}>
      <header>
        <Icon name="flag" />
        <b>{own.title}</b>
        <span className="spread" />
        <Button size="small" type="text" aria-label={words.frame.close} icon={<Icon name="close" />} onClick={close} />
      </header>
      <ReportTold report={report} />
      {passage && !place && <p className="small warn">{own.lost}</p>}
      {!decided && place?.state === 'moved' && <p className="small warn">{own.moved}</p>}
      {mayDecide && isCorrecting && text && place ? (
        <CorrectPassage
          item={item}
          text={text}
          place={place}
          proposal={report.proposal}
          note={own.correct.note(own.kinds[report.kind] ?? '', report.reporter.name)}
          label={own.acts.correctSave}
          done={(revision) => decide({ outcome: 'accepted', correctedRevision: revision }, own.acts.corrected)}
          close={() => setIsCorrecting(false)}
        />
      ) : (
        mayDecide && (
          <Acts
            report={report}
            isCorrectable={place !== null && text !== null}
            correct={() => setIsCorrecting(true)}
            describe={describe}
          />
        )
      )}
    </aside>
  )
}
