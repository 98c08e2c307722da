/** Whether what was written is saved, and what keeps it from being. */
import { Button } from 'antd'
import { Icon } from '../frame/icon.tsx'
import { useWords } from '../words/describe.ts'
import type { Sheet } from './sheet.ts'

export function SaveState({ sheet, openConflict }: { sheet: Sheet; openConflict: () => void }) {
  const own = useWords().describe
  const { unsaved, conflicts, refused, savedAt, isUnreachable, saving } = sheet.status()
  const time =
    savedAt === null ? null : new Date(savedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return (
    <span className="save-state">
      {conflicts > 0 && (
        <Button size="small" danger onClick={openConflict}>
          {own.conflicts(conflicts)}
        </Button>
      )}
      {refused > 0 && <span className="bad">{own.refused(refused)}</span>}
      <span role="status" className={isUnreachable ? 'warn' : ''}>
        {isUnreachable ? (
          own.unreachable
        ) : saving > 0 ? (
          own.saving(unsaved)
        ) : unsaved > 0 ? (
          own.unsaved(unsaved)
        ) : time ? (
          <>
            <Icon name="check" /> {own.saved(time)}
          </>
        ) : (
          own.savedNone
        )}
      </span>
    </span>
  )
}
