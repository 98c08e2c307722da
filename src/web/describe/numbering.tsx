/** 编档号: the next free codes by the mask, seen before they are written into the sheet. */
import { Alert, Button, InputNumber, Modal, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { columnOf } from './cells.ts'
import type { Sheet } from './sheet.ts'

type Proposals = AnswerOf<'post /items/reference-codes'>['proposals']
/** Rows that are listed; all are written. */
const LISTED = 300
const code = columnOf.get('referenceCode')!

export function Numbering({
  sheet,
  selected,
  shown,
  close,
}: {
  sheet: Sheet
  selected: readonly string[]
  shown: readonly string[]
  close: () => void
}) {
  const words = useWords()
  const own = useReviewWords()
  const [isAll, setIsAll] = useState(selected.length < 2)
  const [year, setYear] = useState<number | null>(null)
  const [proposals, setProposals] = useState<Proposals | null>(null)
  const [error, setError] = useState<unknown>(null)
  // What was written and is not saved yet counts too.
  const wanted = (isAll ? shown : selected).filter((id) => sheet.cell(id, code).text === '' && !sheet.isLocked(id))
  const key = wanted.join()
  useEffect(() => {
    setProposals(null)
    setError(null)
    const ids = key === '' ? [] : key.split(',')
    if (ids.length === 0) return setProposals([])
    const aborter = new AbortController()
    const timer = setTimeout(
      () =>
        call('post /items/reference-codes', { body: { ids, ...(year ? { year } : {}) } }, { signal: aborter.signal })
          .then((answer) => setProposals(answer.proposals))
          .catch((refusal: unknown) => !aborter.signal.aborted && setError(refusal)),
      200,
    )
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [key, year])
  const ready = (proposals ?? []).flatMap(({ id, referenceCode }) => (referenceCode ? [{ id, referenceCode }] : []))
  const write = () => {
    sheet.put(
      { kind: 'numbered', cells: ready.length, rows: ready.length, columns: 1 },
      ready.map(({ id, referenceCode }) => ({ id, field: 'referenceCode', cell: { text: referenceCode } })),
    )
    sheet.flush()
    close()
  }
  return (
    <Modal
      open
      width={720}
      title={own.codes.title}
      onCancel={close}
      footer={
        <Button type="primary" disabled={ready.length === 0} onClick={write}>
          {own.codes.write(ready.length)}
        </Button>
      }
    >
      <p className="quiet">{own.codes.why}</p>
      <p className="numbering-bar">
        <Radio.Group
          value={isAll}
          onChange={({ target }) => setIsAll(target.value as boolean)}
          options={[
            { value: false, label: own.selected(selected.length), disabled: selected.length === 0 },
            { value: true, label: own.shown(shown.length) },
          ]}
        />
        <label htmlFor="codes-year">{own.codes.year}</label>
        <InputNumber
          id="codes-year"
          min={1900}
          max={2200}
          value={year}
          placeholder={own.codes.yearHint}
          onChange={(value) => setYear(value)}
        />
      </p>
      {error !== null && <Failure error={error} />}
      {proposals === null && error === null && <p role="status">{own.codes.asking}</p>}
      {proposals?.length === 0 && <Alert type="info" title={own.codes.noneWanted} />}
      {proposals && proposals.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <section className="batch-examples" tabIndex={0} aria-label={own.codes.title}>
          <table className="conflict">
            <thead>
              <tr>
                <th>{own.codes.columns.item}</th>
                <th>{own.codes.columns.code}</th>
              </tr>
            </thead>
            <tbody>
              {proposals.slice(0, LISTED).map(({ id, referenceCode, missing }) => (
                <tr key={id}>
                  <th scope="row" className="as-written">
                    {sheet.row(id)?.item.title ?? id}
                  </th>
                  <td>
                    {referenceCode ? (
                      <span className="reference">{referenceCode}</span>
                    ) : (
                      <span className="bad">
                        {own.codes.lacks(
                          missing.map((one) => own.codes.missing[one] ?? words.reader.fields[one] ?? one),
                        )}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {proposals.length > LISTED && <p className="quiet">{own.codes.only(LISTED, proposals.length)}</p>}
        </section>
      )}
    </Modal>
  )
}
