/** Which columns the sheet shows, kept in this browser. */
import { Button, Checkbox, Popover } from 'antd'
import { useState } from 'react'
import { Icon } from '../frame/icon.tsx'
import { useWords } from '../words/describe.ts'
import { type Column, columns } from './cells.ts'

const KEPT = 'wenshi.describe.columns'
const standard = columns.filter(({ isShown }) => isShown).map(({ field }) => field)

/** The chosen columns in the sheet's own order; never none. */
export function useColumns(): [shown: readonly Column[], choose: (fields: readonly string[] | null) => void] {
  const [chosen, setChosen] = useState<readonly string[]>(() => {
    const kept = localStorage.getItem(KEPT)?.split(',') ?? standard
    return columns.some(({ field }) => kept.includes(field)) ? kept : standard
  })
  const choose = (fields: readonly string[] | null) => {
    const next = fields === null || fields.length === 0 ? standard : fields
    localStorage.setItem(KEPT, next.join(','))
    setChosen(next)
  }
  const [shown, setShown] = useState({ of: chosen, columns: columns.filter(({ field }) => chosen.includes(field)) })
  if (shown.of !== chosen) setShown({ of: chosen, columns: columns.filter(({ field }) => chosen.includes(field)) })
  return [shown.columns, choose]
}

export function ColumnsMenu({
  shown,
  choose,
}: {
  shown: readonly Column[]
  choose: (fields: readonly string[] | null) => void
}) {
  const words = useWords()
  const own = words.describe
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={own.columnsTitle}
      content={
        <>
          <Checkbox.Group
            className="columns-menu"
            value={shown.map(({ field }) => field)}
            options={columns.map(({ field }) => ({ value: field, label: words.reader.fields[field] }))}
            onChange={(fields) => choose(fields as string[])}
          />
          <Button size="small" onClick={() => choose(null)}>
            {own.columnsReset}
          </Button>
        </>
      }
    >
      <Button type="text" size="small" icon={<Icon name="columns" />}>
        {own.columns(shown.length, columns.length)}
      </Button>
    </Popover>
  )
}
