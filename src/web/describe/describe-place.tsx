/** 著录: the items of an accession, or of any filter in the address, as a sheet that is written like one. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { forget, useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { Batch } from './batch.tsx'
import { labelsOf } from './cells.ts'
import { ColumnsMenu, useColumns } from './columns-menu.tsx'
import { Conflict } from './conflict.tsx'
import { DescribeHead } from './describe-head.tsx'
import { FindReplace } from './find-replace.tsx'
import { Grid, type GridHandle } from './grid.tsx'
import { ImportList } from './import-list.tsx'
import { Numbering } from './numbering.tsx'
import { boxOf, keptRange, type Range, single } from './range.ts'
import type { Reading } from './reading.ts'
import { foundCells, type Replacing, replaceIn } from './replacing.ts'
import { useRequired } from './required.ts'
import { type ReviewAct, reviewActs, steps } from './review-acts.ts'
import { ReviewMany } from './review-many.tsx'
import { SaveState } from './save-state.tsx'
import type { Scope } from './scope.ts'
import type { Sheet } from './sheet.ts'
import { Source } from './source.tsx'
import { StatusLine } from './status-line.tsx'
import { surveyed } from './survey.ts'
import { Tools } from './tools.tsx'
import { type Filter, MOST_HELD, useSheet } from './use-sheet.ts'
import './describe.css'

const filterNames = [
  'accession',
  'container',
  'kind',
  'category',
  'genre',
  'state',
  'access',
  'review',
  'person',
  'place',
  'from',
  'to',
  'sort',
] as const
const filterOf = (params: URLSearchParams, accession: string | undefined): Filter =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = name === 'accession' && accession ? accession : params.get(name)
      return value ? [[name, value]] : []
    }),
  )

const unseen = () => undefined

export function DescribePlace() {
  const { id: accessionId } = useParams()
  const [params] = useSearchParams()
  const filter = useMemo(() => filterOf(params, accessionId), [params, accessionId])
  // Another filter is another sheet: no row of the one before is seen under it.
  return <Read key={JSON.stringify(filter)} accessionId={accessionId} filter={filter} />
}

function Read({ accessionId, filter }: { accessionId: string | undefined; filter: Filter }) {
  const { sheet, version, reading, again, sees } = useSheet(filter)
  if (reading.error && reading.ids.length === 0)
    return (
      <div className="sheet">
        <Failure error={reading.error} again={again} />
      </div>
    )
  if (!sheet || reading.total === null) return <Waiting />
  return (
    <Describe
      accessionId={accessionId}
      filter={filter}
      sheet={sheet}
      version={version}
      reading={{ ...reading, total: reading.total }}
      again={again}
      sees={sees}
    />
  )
}

function Describe({
  accessionId,
  filter,
  sheet,
  version,
  reading,
  again,
  sees,
}: {
  accessionId: string | undefined
  filter: Filter
  sheet: Sheet
  version: number
  reading: Reading & { total: number }
  again: () => void
  sees: (first: number, last: number) => void
}) {
  const words = useWords()
  const own = words.describe
  const review = useReviewWords()
  const required = useRequired()
  const client = useQueryClient()
  const { isArchivist } = useRoles()
  const { message } = App.useApp()
  const [act, setAct] = useState<{ act: ReviewAct; selected: readonly string[]; shown: Scope } | null>(null)
  const [numbers, setNumbers] = useState<readonly string[] | null>(null)
  const accession = useCall(
    'get /accessions/{id}',
    { path: { id: accessionId ?? '' } },
    { enabled: Boolean(accessionId) },
  )
  const [columns, chooseColumns] = useColumns()
  const [wantedRange, setRange] = useState<Range>(single({ row: 0, column: 0 }))
  const [only, setOnly] = useState<readonly string[] | null>(null)
  const [said, setSaid] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const [isFinding, setIsFinding] = useState(false)
  const [showsKeys, setShowsKeys] = useState(false)
  const [isImporting, setIsImporting] = useState(false)
  const [batch, setBatch] = useState<{ selected: readonly string[]; shown: Scope } | null>(null)
  const grid = useRef<GridHandle>(null)
  useTitle(`${own.title} ${accession.data?.accessionNumber ?? ''}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version tells that the sheet has changed
  const survey = useMemo(() => surveyed(sheet, reading.ids, required), [sheet, version, reading.ids, required])
  const ids = only ?? reading.ids
  const count = only ? only.length : Math.max(reading.total, ids.length)
  const size = { rows: count, columns: columns.length }
  const range = keptRange(wantedRange, size)
  const column = columns[range.at.column]!
  const current = sheet.row(ids[range.at.row] ?? '')

  const step = (which: 'undo' | 'redo') => {
    const done = which === 'undo' ? sheet.undo() : sheet.redo()
    setSaid('')
    if (!done) return message.info(own.nothingToUndo)
    // Where it happened comes into sight.
    const row = ids.indexOf(done.edits[0]?.id ?? '')
    const at = columns.findIndex(({ field }) => field === done.edits[0]?.field)
    if (row >= 0) setRange(single({ row, column: Math.max(0, at) }))
  }
  const paste = async () => {
    try {
      grid.current?.paste(await navigator.clipboard.readText())
    } catch {
      message.info(own.pasteByKey)
    }
    grid.current?.focus()
  }
  const openConflict = () => setOpened(ids.find((id) => sheet.row(id)?.trouble?.is === 'conflict') ?? null)

  const cellsWith = (replacing: Replacing) => foundCells(sheet, ids, columns, column, replacing)
  const findNext = (replacing: Replacing) => {
    const found = cellsWith(replacing).map(({ row, column: one }) => ({ row, column: columns.indexOf(one) }))
    const after = found.find(
      ({ row, column: at }) => row > range.at.row || (row === range.at.row && at > range.at.column),
    )
    const to = after ?? found[0]
    if (to) setRange(single(to))
  }
  const replaceAll = (replacing: Replacing) => {
    const locked = replaceIn(sheet, cellsWith(replacing), replacing, (one) => labelsOf(one, words))
    if (locked > 0) setSaid(review.skipped(locked))
  }
  const selectedIds = () => ids.slice(boxOf(range).top, boxOf(range).bottom + 1)
  /** These rows, where every row is read; else whatever answers the filter, further narrowed. */
  const scopeOf = (shown: readonly string[], narrowed: Filter = {}): Scope => {
    if (only || reading.isWhole) return { ids: shown }
    const { sort: _, ...asked } = { ...filter, ...narrowed }
    return { filter: asked, count: narrowed.review ? null : reading.total }
  }
  /** Those to which an act applies: of the selection, and of all that are shown. */
  const begin = (which: ReviewAct) => {
    sheet.flush()
    const fits = new Set(which === 'submit' ? survey.toSubmit : survey.inState[steps[which].from])
    const selected = selectedIds().filter((id) => survey.inState[steps[which].from].includes(id))
    const shown = ids.filter((id) => fits.has(id))
    setAct({ act: which, selected, shown: scopeOf(shown, { review: steps[which].from }) })
  }
  const reread = () => {
    again()
    void forget(client, 'get /items', 'get /items/{id}')
  }
  const next: ReviewAct | null =
    survey.toSubmit.length > 0 && filter.review !== 'submitted'
      ? 'submit'
      : survey.inState.submitted.length > 0
        ? 'file'
        : null
  const isCurrentFiled = current?.item.review === 'filed'

  /** With how many to do it, where that is known. */
  const named = (which: ReviewAct, of: number) => (reading.isWhole ? review.withNumber[which](of) : review.acts[which])
  const mayHave = (which: ReviewAct) =>
    survey.inState[steps[which].from].length > 0 ||
    (!reading.isWhole && (filter.review ?? steps[which].from) === steps[which].from)
  return (
    <div className="describe">
      <DescribeHead
        accession={accession.data}
        filter={filter}
        survey={survey}
        showsGaps={only !== null}
        showGaps={() => setOnly(only ? null : survey.incomplete)}
      >
        {isArchivist && next && (
          <Button type="primary" onClick={() => begin(next)}>
            {named(next, next === 'submit' ? survey.toSubmit.length : survey.inState.submitted.length)}
          </Button>
        )}
      </DescribeHead>
      <Tools
        accessionId={accessionId}
        filter={filter}
        sheet={sheet}
        isEmpty={ids.length === 0}
        acts={reviewActs.map((which) => ({
          key: which,
          label: named(which, survey.inState[steps[which].from].length),
          disabled: !mayHave(which),
        }))}
        does={{
          step,
          paste,
          fill() {
            grid.current?.fill()
            grid.current?.focus()
          },
          find: () => setIsFinding(!isFinding),
          batch() {
            sheet.flush()
            setBatch({ selected: selectedIds(), shown: scopeOf(ids) })
          },
          number: () => setNumbers(selectedIds()),
          import: () => setIsImporting(true),
          review: begin,
        }}
      >
        <ColumnsMenu shown={columns} choose={chooseColumns} />
        <span className="spread" />
        {reading.ids.length < Math.min(MOST_HELD, reading.total) && (
          <span className="quiet">{own.loading(reading.ids.length, reading.total)}</span>
        )}
        {reading.restored > 0 && sheet.status().unsaved > 0 && (
          <span className="warn">{own.restored(reading.restored)}</span>
        )}
        <SaveState sheet={sheet} openConflict={openConflict} />
      </Tools>
      {reading.total > MOST_HELD && <p className="describe-note">{own.partly(survey.counted, reading.total)}</p>}
      {isFinding && (
        <FindReplace
          column={words.reader.fields[column.field] ?? ''}
          count={(replacing) => cellsWith(replacing).length}
          next={findNext}
          replace={replaceAll}
          close={() => {
            setIsFinding(false)
            grid.current?.focus()
          }}
        />
      )}
      {ids.length === 0 ? (
        <div className="describe-empty">
          <h2>{only ? own.allReady : own.nothing}</h2>
          {!only && <p className="quiet">{own.nothingWhy}</p>}
        </div>
      ) : (
        <div className="describe-work">
          <Grid
            ref={grid}
            sheet={sheet}
            ids={ids}
            count={count}
            sees={only ? unseen : sees}
            columns={columns}
            range={range}
            setRange={(to, isTold) => {
              setRange(to)
              if (!isTold) setSaid('')
            }}
            taken={survey.taken}
            isReadOnly={!isArchivist}
            say={setSaid}
            find={() => setIsFinding(true)}
            undo={() => step('undo')}
            redo={() => step('redo')}
          />
          <Source item={current?.item} sheet={sheet} isReadOnly={!isArchivist} />
        </div>
      )}
      <StatusLine
        sheet={sheet}
        at={range.at}
        column={column}
        said={said || (isCurrentFiled ? review.lockedRow : '')}
        undo={() => step('undo')}
        showKeys={() => setShowsKeys(true)}
      />
      {opened !== null && sheet.row(opened) && (
        <Conflict key={opened} row={sheet.row(opened)!} sheet={sheet} close={() => setOpened(null)} />
      )}
      {isImporting && accessionId && (
        <ImportList accessionId={accessionId} close={() => setIsImporting(false)} done={again} />
      )}
      {numbers && (
        <Numbering
          sheet={sheet}
          selected={numbers}
          shown={ids.filter((id) => sheet.row(id))}
          close={() => {
            setNumbers(null)
            grid.current?.focus()
          }}
        />
      )}
      {act && (
        <ReviewMany
          {...act}
          titleOf={(id) => sheet.row(id)?.item.title ?? id}
          close={() => setAct(null)}
          done={reread}
        />
      )}
      {batch && (
        <Batch {...batch} titleOf={(id) => sheet.row(id)?.item.title ?? id} close={() => setBatch(null)} done={again} />
      )}
      <Modal open={showsKeys} title={words.frame.keys} footer={null} onCancel={() => setShowsKeys(false)} width={560}>
        <dl className="sheet-keys">
          {own.keyList.map(([keys, meaning]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </div>
  )
}
