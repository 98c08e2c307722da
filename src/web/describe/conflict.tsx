/** Two people changed the same cells of an item: both versions side by side, to be decided cell by cell. */
import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useCall } from '../queries.ts'
import { useWords } from '../words/describe.ts'
import { columnOf, storedCell } from './cells.ts'
import { shownText } from './row.tsx'
import type { Row, Sheet } from './sheet.ts'

type Which = 'mine' | 'theirs'

export function Conflict({ row, sheet, close }: { row: Row; sheet: Sheet; close: () => void }) {
  const words = useWords()
  const own = words.describe.conflict
  const { item, trouble } = row
  const [keep, setKeep] = useState<Record<string, Which>>({})
  const history = useCall('get /items/{id}/history', { path: { id: item.id }, query: { size: 1 } }, { staleTime: 0 })
  if (trouble?.is !== 'conflict') return null
  const { fields, theirs } = trouble
  const last = history.data?.items[0]
  const settle = () => {
    sheet.resolve(item.id, keep)
    close()
  }
  const all = (which: Which) => setKeep(Object.fromEntries(fields.map((field) => [field, which])))
  return (
    <Modal
      open
      width={760}
      title={`${own.title}：${item.title}`}
      onCancel={close}
      footer={
        <>
          <Button onClick={close}>{own.later}</Button>
          <Button onClick={() => all('mine')}>{own.keepMine}</Button>
          <Button onClick={() => all('theirs')}>{own.keepTheirs}</Button>
          <Button type="primary" disabled={fields.some((field) => !keep[field])} onClick={settle}>
            {own.settle}
          </Button>
        </>
      }
    >
      <p className="quiet">{own.why}</p>
      {last && <p className="small">{own.who(last.actorName, new Date(last.at).toLocaleString())}</p>}
      <table className="conflict">
        <thead>
          <tr>
            <th>{own.field}</th>
            <th>{own.mine}</th>
            <th>{own.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const column = columnOf.get(field)!
            const version = (which: Which) => {
              const cell = which === 'mine' ? sheet.cell(item.id, column) : storedCell(theirs, column)
              return (
                <td key={which} className={keep[field] === which ? 'is-kept' : ''}>
                  <Radio checked={keep[field] === which} onChange={() => setKeep({ ...keep, [field]: which })}>
                    <span className="as-written">{shownText(column, cell, words) || '—'}</span>
                  </Radio>
                </td>
              )
            }
            return (
              <tr key={field}>
                <th scope="row">{words.reader.fields[field]}</th>
                {version('mine')}
                {version('theirs')}
              </tr>
            )
          })}
        </tbody>
      </table>
    </Modal>
  )
}
