/** 稿件 line by line, as many as there are: only those in sight exist. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useSubmissionWords } from '../words/submissions.ts'
import { useWords } from '../words/words.ts'
import { type Listed, MOST_CHOSEN } from './listed.ts'
import { UseTag } from './use-tag.tsx'

const ROW = 40
const room = () => document.getElementById('content')

export function SubmissionTable({
  count,
  row,
  sees,
  at,
  open,
  chosen,
  toggle,
  selectAll,
  look,
  above,
}: {
  count: number
  row: (i: number) => Listed | undefined
  /** The rows that exist now. */
  sees: (first: number, last: number) => void
  /** Where the keyboard is; kept in sight. */
  at: number
  /** The one that is open beside the table. */
  open: string | null
  chosen: ReadonlyMap<string, Listed>
  toggle: (row: Listed) => void
  selectAll: (on: boolean) => void
  look: (row: Listed, i: number) => void
  above: ReactNode
}) {
  const words = useWords()
  const own = useSubmissionWords()
  const table = useRef<HTMLTableElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const content = room()
    if (table.current && content)
      setMargin(
        Math.round(table.current.getBoundingClientRect().top - content.getBoundingClientRect().top + content.scrollTop),
      )
  })
  const rows = useVirtualizer({
    count,
    getScrollElement: room,
    estimateSize: () => ROW,
    overscan: 10,
    scrollMargin: margin,
    scrollPaddingStart: ROW,
    scrollPaddingEnd: ROW,
  })
  const shown = rows.getVirtualItems()
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0]
  const seen = useEffectEvent(() => sees(first, last))
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever others exist
  useEffect(() => seen(), [first, last])
  const moved = useRef(at)
  useEffect(() => {
    if (moved.current !== at) rows.scrollToIndex(at, { align: 'auto' })
    moved.current = at
  }, [at, rows])
  /** As high as the rows that do not exist. */
  const gap = (some: number) =>
    some > 0 && (
      <tbody aria-hidden="true">
        <tr style={{ height: some * ROW }} />
      </tbody>
    )
  return (
    <div className="submission-table">
      {above}
      <table ref={table} aria-rowcount={count + 1}>
        <thead>
          <tr>
            <th scope="col" className="choice">
              <input
                type="checkbox"
                aria-label={own.selectAll}
                title={own.selectAll}
                checked={chosen.size > 0 && chosen.size >= Math.min(count, MOST_CHOSEN)}
                onChange={({ target }) => selectAll(target.checked)}
              />
            </th>
            <th scope="col" className="number">
              {own.columns.number}
            </th>
            <th scope="col">{own.columns.title}</th>
            {!open && (
              <th scope="col" className="contributor">
                {own.columns.contributor}
              </th>
            )}
            <th scope="col" className="county">
              {own.columns.county}
            </th>
            {!open && (
              <th scope="col" className="received">
                {own.columns.received}
              </th>
            )}
            <th scope="col" className="count">
              {own.columns.chars}
            </th>
            <th scope="col" className="state">
              {own.columns.state}
            </th>
            <th scope="col" className="use">
              {own.columns.use}
            </th>
          </tr>
        </thead>
        {gap(first)}
        <tbody>
          {shown.map(({ index: i }) => {
            const one = row(i)
            if (!one)
              return (
                <tr key={i} aria-rowindex={i + 2}>
                  <td colSpan={open ? 7 : 9} />
                </tr>
              )
            const isCurrent = one.id === open || (!open && i === at)
            return (
              <tr
                key={one.id}
                aria-rowindex={i + 2}
                className={isCurrent ? 'is-current' : ''}
                aria-current={one.id === open || undefined}
              >
                <td>
                  <input
                    type="checkbox"
                    aria-label={own.selectOne(one.item.title)}
                    checked={chosen.has(one.id)}
                    onChange={() => toggle(one)}
                  />
                </td>
                <td className="reference">{one.number}</td>
                <td className="title as-written">
                  <button
                    type="button"
                    className="as-link ellipsis"
                    title={one.item.title}
                    onClick={() => look(one, i)}
                  >
                    {one.item.title}
                  </button>
                </td>
                {!open && <td className="contributor as-written">{one.contributor}</td>}
                <td className="county as-written">{one.county}</td>
                {!open && <td className="received">{one.receivedDate}</td>}
                <td className="count">{words.number(one.item.charCount)}</td>
                <td>
                  <span className="tag">{own.states[one.state]}</span>
                </td>
                <td>
                  <UseTag use={one.use} />
                </td>
              </tr>
            )
          })}
        </tbody>
        {gap(count - 1 - last)}
      </table>
    </div>
  )
}
