/** 著录: the items of an accession, or of any filter in the address, as a sheet that is written like one. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, Modal, Select } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { addressOf } from '../api.ts'
import type { Item } from '../api-types.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { forget, useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useCatalogueWords } from '../words/catalogues.ts'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { Batch } from './batch.tsx'
import { catalogueItems } from './catalogue-menu.tsx'
import { columnOf, labelsOf, typedCell } from './cells.ts'
import { ColumnsMenu, useColumns } from './columns-menu.tsx'
import { Conflict } from './conflict.tsx'
import { FindReplace, type Replacing } from './find-replace.tsx'
import { Grid, type GridHandle } from './grid.tsx'
import { ImportList } from './import-list.tsx'
import { Numbering } from './numbering.tsx'
import { boxOf, keptRange, type Range, single } from './range.ts'
import { useRequired } from './required.ts'
import { type ReviewAct, reviewActs, steps } from './review-acts.ts'
import { ReviewMany } from './review-many.tsx'
import { SaveState } from './save-state.tsx'
import type { Sheet } from './sheet.ts'
import { Source } from './source.tsx'
import { StatusLine } from './status-line.tsx'
import { type Filter, MOST, type Reading, useSheet } from './use-sheet.ts'
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

const codeColumn = columnOf.get('referenceCode')!

/** Required cells that are empty, and which codes stand in more than one row. */
function surveyed(sheet: Sheet, ids: readonly string[], required: readonly string[]) {
  const requiredColumns = required.flatMap((field) => columnOf.get(field) ?? [])
  let [ready, gaps] = [0, 0]
  const inState: Record<Item['review'], string[]> = { describing: [], submitted: [], filed: [] }
  const whole = new Set<string>()
  const codes = new Map<string, number>()
  const incomplete: string[] = []
  for (const id of ids) {
    const missing = requiredColumns.filter((column) => sheet.cell(id, column).text === '').length
    gaps += missing
    if (missing === 0) {
      ready++
      whole.add(id)
    } else incomplete.push(id)
    const review = sheet.row(id)?.item.review
    if (review) inState[review].push(id)
    const code = sheet.cell(id, codeColumn).text
    if (code !== '') codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  const taken = new Set([...codes].filter(([, count]) => count > 1).map(([code]) => code))
  return { ready, gaps, incomplete, taken, inState, toSubmit: inState.describing.filter((id) => whole.has(id)) }
}

/** How many there are in each state, and the choice of one. */
function StateFilter({ filter }: { filter: Filter }) {
  const words = useWords()
  const own = useReviewWords()
  const [params, setParams] = useSearchParams()
  const { review = '', ...rest } = filter
  const counted = (state: Item['review']) => ({ query: { ...rest, review: state, size: 1 } })
  const counts = {
    describing: useCall('get /items', counted('describing'), { staleTime: 0 }).data?.total,
    submitted: useCall('get /items', counted('submitted'), { staleTime: 0 }).data?.total,
    filed: useCall('get /items', counted('filed'), { staleTime: 0 }).data?.total,
  }
  return (
    <Select
      className="state-filter"
      aria-label={own.state}
      value={review as Item['review'] | ''}
      options={[
        { value: '' as const, label: own.anyState },
        ...(['describing', 'submitted', 'filed'] as const).map((state) => ({
          value: state,
          label: own.withCount(words.review[state], counts[state]),
        })),
      ]}
      onChange={(state) => {
        const next = new URLSearchParams(params)
        if (state === '') next.delete('review')
        else next.set('review', state)
        setParams(next, { replace: true })
      }}
    />
  )
}

export function DescribePlace() {
  const { id: accessionId } = useParams()
  const [params] = useSearchParams()
  const filter = useMemo(() => filterOf(params, accessionId), [params, accessionId])
  const { sheet, version, reading, again } = useSheet(filter)
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
}: {
  accessionId: string | undefined
  filter: Filter
  sheet: Sheet
  version: number
  reading: Reading & { total: number }
  again: () => void
}) {
  const words = useWords()
  const own = words.describe
  const review = useReviewWords()
  const required = useRequired()
  const catalogueWords = useCatalogueWords()
  const client = useQueryClient()
  const { isArchivist } = useRoles()
  const { message } = App.useApp()
  const [act, setAct] = useState<{ act: ReviewAct; selected: readonly string[]; shown: readonly string[] } | null>(null)
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
  const [batch, setBatch] = useState<{ selected: readonly string[]; shown: readonly string[] } | null>(null)
  const grid = useRef<GridHandle>(null)
  const title = accession.data?.title ?? own.title
  useTitle(`${own.title} ${accession.data?.accessionNumber ?? ''}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version tells that the sheet has changed
  const survey = useMemo(() => surveyed(sheet, reading.ids, required), [sheet, version, reading.ids, required])
  const ids = only ?? reading.ids
  const size = { rows: ids.length, columns: columns.length }
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

  const cellsWith = ({ from, isInColumn }: Replacing) => {
    const within = isInColumn ? [column] : columns.filter(({ kind }) => kind !== 'choice')
    return ids.flatMap((id, row) =>
      within.filter((one) => sheet.cell(id, one).text.includes(from)).map((one) => ({ id, row, column: one })),
    )
  }
  const findNext = (replacing: Replacing) => {
    const found = cellsWith(replacing).map(({ row, column: one }) => ({ row, column: columns.indexOf(one) }))
    const after = found.find(
      ({ row, column: at }) => row > range.at.row || (row === range.at.row && at > range.at.column),
    )
    const to = after ?? found[0]
    if (to) setRange(single(to))
  }
  const replaceAll = (replacing: Replacing) => {
    const entries = cellsWith(replacing).map(({ id, column: one }) => ({
      id,
      field: one.field,
      cell: typedCell(
        one,
        sheet.cell(id, one).text.replaceAll(replacing.from, () => replacing.to),
        labelsOf(one, words),
      ),
    }))
    const locked = sheet.put({ kind: 'replaced', cells: entries.length, rows: entries.length, columns: 1 }, entries)
    if (locked > 0) setSaid(review.skipped(locked))
  }
  const selectedIds = () => ids.slice(boxOf(range).top, boxOf(range).bottom + 1)
  /** Those to which an act applies: of the selection, and of all that are shown. */
  const begin = (which: ReviewAct) => {
    sheet.flush()
    const fits = new Set(which === 'submit' ? survey.toSubmit : survey.inState[steps[which].from])
    const selected = selectedIds().filter((id) => survey.inState[steps[which].from].includes(id))
    setAct({ act: which, selected, shown: ids.filter((id) => fits.has(id)) })
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

  const { undoable, redoable } = sheet.status()
  const total = reading.ids.length
  return (
    <div className="describe">
      <header className="describe-head">
        <div>
          <nav aria-label={own.crumbs} className="crumbs small">
            {accessionId && accession.data ? (
              <>
                <Link to="/accessions">{words.frame.places.accessions}</Link>
                <span aria-hidden="true">/</span>
                <Link to={`/accessions/${accessionId}`} className="reference">
                  {accession.data.accessionNumber}
                </Link>
                <span aria-hidden="true">/</span>
              </>
            ) : null}
            <span>{own.title}</span>
          </nav>
          <h1 className="as-written">{title}</h1>
        </div>
        <span className="spread" />
        <div className="describe-progress">
          <p>
            {own.progress(total, survey.ready).map((part, i) => (i === 1 ? <b key="ready">{part}</b> : part))}
            {survey.gaps > 0
              ? own.gaps(survey.gaps).map((part, i) =>
                  i === 1 ? (
                    <b key="gaps" className="bad">
                      {part}
                    </b>
                  ) : (
                    part
                  ),
                )
              : total > 0 && own.noGaps}
          </p>
          <progress value={survey.ready} max={Math.max(1, total)} aria-label={own.allReady} />
        </div>
        <StateFilter filter={filter} />
        <Button
          onClick={() => setOnly(only ? null : survey.incomplete)}
          disabled={!only && survey.incomplete.length === 0}
        >
          {only ? own.everyRow : own.onlyGaps}
        </Button>
        {isArchivist && next && (
          <Button type="primary" onClick={() => begin(next)}>
            {review.withNumber[next](next === 'submit' ? survey.toSubmit.length : survey.inState.submitted.length)}
          </Button>
        )}
      </header>
      <div className="describe-tools" role="toolbar" aria-label={own.title}>
        <Button type="text" size="small" icon={<Icon name="undo" />} disabled={!undoable} onClick={() => step('undo')}>
          {undoable ? own.undo[undoable.label.kind] : own.undoNothing}
        </Button>
        <Button type="text" size="small" icon={<Icon name="redo" />} disabled={!redoable} onClick={() => step('redo')}>
          {own.redo}
        </Button>
        <Button type="text" size="small" icon={<Icon name="clipboard" />} disabled={!isArchivist} onClick={paste}>
          {own.paste}
        </Button>
        <Button
          type="text"
          size="small"
          icon={<Icon name="fillDown" />}
          disabled={!isArchivist}
          onClick={() => {
            grid.current?.fill()
            grid.current?.focus()
          }}
        >
          {own.fill}
        </Button>
        <Button type="text" size="small" icon={<Icon name="search" />} onClick={() => setIsFinding(!isFinding)}>
          {own.find}
        </Button>
        <Button
          type="text"
          size="small"
          icon={<Icon name="list" />}
          disabled={!isArchivist || ids.length === 0}
          onClick={() => {
            sheet.flush()
            setBatch({ selected: selectedIds(), shown: ids })
          }}
        >
          {own.batch.open}
        </Button>
        {isArchivist && (
          <>
            <Button
              type="text"
              size="small"
              icon={<Icon name="list" />}
              disabled={ids.length === 0}
              onClick={() => setNumbers(selectedIds())}
            >
              {review.codes.open}
            </Button>
            <Dropdown
              trigger={['click']}
              disabled={ids.length === 0}
              menu={{
                items: reviewActs.map((which) => ({
                  key: which,
                  label: review.withNumber[which](survey.inState[steps[which].from].length),
                  disabled: survey.inState[steps[which].from].length === 0,
                })),
                onClick: ({ key }) => begin(key as ReviewAct),
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
            <Button type="text" size="small" icon={<Icon name="inbox" />} onClick={() => setIsImporting(true)}>
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
        <ColumnsMenu shown={columns} choose={chooseColumns} />
        <span className="spread" />
        {reading.total > total && total < MOST && <span className="quiet">{own.loading(total, reading.total)}</span>}
        {reading.restored > 0 && sheet.status().unsaved > 0 && (
          <span className="warn">{own.restored(reading.restored)}</span>
        )}
        <SaveState sheet={sheet} openConflict={openConflict} />
      </div>
      {reading.total > MOST && <p className="describe-note warn">{own.tooMany(MOST, reading.total)}</p>}
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
          shown={ids}
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
