/** The tools over the sheet: undo, paste, fill, find, many rows at once, lists in and out. */
import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { addressOf } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { useRoles } from '../session/session.ts'
import { useCatalogueWords } from '../words/catalogues.ts'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { catalogueItems } from './catalogue-menu.tsx'
import type { ReviewAct } from './review-acts.ts'
import type { Sheet } from './sheet.ts'
import type { Filter } from './use-sheet.ts'

export interface ToolActs {
  step(which: 'undo' | 'redo'): void
  paste(): void
  fill(): void
  find(): void
  batch(): void
  number(): void
  import(): void
  review(act: ReviewAct): void
}

/** `acts`: of the review menu. `children`: what stands at the right end. */
export function Tools({
  accessionId,
  filter,
  sheet,
  isEmpty,
  acts,
  does,
  children,
}: {
  accessionId: string | undefined
  filter: Filter
  sheet: Sheet
  isEmpty: boolean
  acts: { key: ReviewAct; label: string; disabled: boolean }[]
  does: ToolActs
  children: ReactNode
}) {
  const own = useWords().describe
  const review = useReviewWords()
  const catalogueWords = useCatalogueWords()
  const { isArchivist } = useRoles()
  const { undoable, redoable } = sheet.status()
  return (
    <div className="describe-tools" role="toolbar" aria-label={own.title}>
      <Button
        type="text"
        size="small"
        icon={<Icon name="undo" />}
        disabled={!undoable}
        onClick={() => does.step('undo')}
      >
        {undoable ? own.undo[undoable.label.kind] : own.undoNothing}
      </Button>
      <Button
        type="text"
        size="small"
        icon={<Icon name="redo" />}
        disabled={!redoable}
        onClick={() => does.step('redo')}
      >
        {own.redo}
      </Button>
      <Button type="text" size="small" icon={<Icon name="clipboard" />} disabled={!isArchivist} onClick={does.paste}>
        {own.paste}
      </Button>
      <Button type="text" size="small" icon={<Icon name="fillDown" />} disabled={!isArchivist} onClick={does.fill}>
        {own.fill}
      </Button>
      <Button type="text" size="small" icon={<Icon name="search" />} onClick={does.find}>
        {own.find}
      </Button>
      <Button
        type="text"
        size="small"
        icon={<Icon name="list" />}
        disabled={!isArchivist || isEmpty}
        onClick={does.batch}
      >
        {own.batch.open}
      </Button>
      {isArchivist && (
        <>
          <Button type="text" size="small" icon={<Icon name="list" />} disabled={isEmpty} onClick={does.number}>
            {review.codes.open}
          </Button>
          <Dropdown
            trigger={['click']}
            disabled={isEmpty}
            menu={{
              items: acts,
              onClick: ({ key }) => does.review(key as ReviewAct),
            }}
          >
            <Button type="text" size="small" icon={<Icon name="check" />}>
              {review.more}
            </Button>
          </Dropdown>
        </>
      )}
      {accessionId && isArchivist && (
        <>
          <Button type="text" size="small" icon={<Icon name="inbox" />} onClick={does.import}>
            {own.list.import}
          </Button>
          <Dropdown
            trigger={['click']}
            menu={{
              items: (['xlsx', 'csv'] as const).map((format) => ({
                key: format,
                label: (
                  <a href={addressOf('/accessions/{id}/metadata', { id: accessionId }, { format })} download>
                    {format === 'xlsx' ? own.list.exportXlsx : own.list.exportCsv}
                  </a>
                ),
              })),
            }}
          >
            <Button type="text" size="small" icon={<Icon name="export" />}>
              {own.list.export}
            </Button>
          </Dropdown>
        </>
      )}
      {isArchivist && (
        <Dropdown trigger={['click']} menu={{ items: catalogueItems(filter, catalogueWords) }}>
          <Button type="text" size="small" icon={<Icon name="file" />}>
            {catalogueWords.open}
          </Button>
        </Dropdown>
      )}
      {children}
    </div>
  )
}
