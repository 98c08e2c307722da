/** 阅览: page image beside text, scrolling together, hits on both. */
import { App, Button, Dropdown, Tabs } from 'antd'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { call } from '../api.ts'
import type { Item, Text } from '../api-types.ts'
import { ChooseBasket, usePutting } from '../baskets/choose-basket.tsx'
import { copyText } from '../frame/copying.tsx'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useKeys } from '../frame/keys.ts'
import { rememberRead } from '../frame/recent.ts'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { WrittenDate } from '../frame/written-date.tsx'
import { failureOf, useCall } from '../queries.ts'
import type { About } from '../reports/report-form.tsx'
import { useRoles, useUser } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { keepStyle, type Style, styleNow } from './citation-styles.ts'
import { FindInItem } from './find-in-item.tsx'
import { readingOf, type Span } from './reading.ts'
import { ReadingSettingsButton, useReadingSettings } from './reading-settings.tsx'
import { Results } from './results.tsx'
import { sheetsOf } from './sheets.ts'
import { type Selected, TextPane } from './text-pane.tsx'
import './reader.css'

const ImagePane = lazy(() => import('./image-pane.tsx').then(({ ImagePane: it }) => ({ default: it })))
const Description = lazy(async () => ({ default: (await import('./description.tsx')).Description }))
const Rights = lazy(async () => ({ default: (await import('./description.tsx')).Rights }))
const History = lazy(async () => ({ default: (await import('./description.tsx')).History }))
const Similar = lazy(async () => ({ default: (await import('./description.tsx')).Similar }))
const Cited = lazy(async () => ({ default: (await import('./cited.tsx')).Cited }))
const NamesPanel = lazy(async () => ({ default: (await import('./names-panel.tsx')).NamesPanel }))
const ReportForm = lazy(async () => ({ default: (await import('../reports/report-form.tsx')).ReportForm }))
const ReportCard = lazy(async () => ({ default: (await import('../reports/report-card.tsx')).ReportCard }))
const CorrectCard = lazy(async () => ({ default: (await import('../reports/correct-card.tsx')).CorrectCard }))
const ItemReports = lazy(async () => ({ default: (await import('../reports/item-reports.tsx')).ItemReports }))
const Ask = lazy(async () => ({ default: (await import('../requests/ask.tsx')).Ask }))
const tabNames = ['text', 'description', 'rights', 'history', 'similar', 'names', 'reports'] as const
type TabName = (typeof tabNames)[number]
const noPages: Text['pages'] = []

/** `at=120-134`: a passage to be shown, in UTF-16 units of the present text. */
function spanOf(at: string | null): Span | null {
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(at ?? '') ?? []
  return start === undefined ? null : [Number(start), Number(end)]
}

const isTraditional = (text: string) => {
  const sample = text.slice(0, 4000)
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0
  return count(/[這說來時為國會們個後與過當對學開關]/g) > count(/[这说来时为国会们个后与过当对学开关]/g)
}

function Reader({ item, text }: { item: Item; text: Text | null }) {
  const words = useWords()
  const { message } = App.useApp()
  const { isEditor, isArchivist } = useRoles()
  const go = useNavigate()
  const [params, setParams] = useSearchParams()
  const q = params.get('q') ?? ''
  const wantedPage = Number(params.get('page')) || null
  const tab = tabNames.find((name) => name === params.get('tab')) ?? 'text'
  const [style, setStyleNow] = useState(styleNow)
  const [cited, setCited] = useState<{
    range: Selected | null
    quote: string
    citation: string
    isCopied: boolean
  } | null>(null)
  const [settings, setSettings] = useReadingSettings()
  const [page, setPage] = useState<number | null>(wantedPage)
  const [shownPage, setShownPage] = useState<{ number: number; at: number } | null>(null)
  const [sheetIndex, setSheetIndex] = useState(0)
  const [showsImage, setShowsImage] = useState(false)
  const [reporting, setReporting] = useState<About | null>(null)
  const [correcting, setCorrecting] = useState<Selected | null>(null)
  useTitle(item.title)

  const found = useCall(
    'get /items/{id}/occurrences',
    { path: { id: item.id }, query: { q, revision: text?.revision } },
    { enabled: q !== '' && text !== null },
  )
  const hits = useMemo(() => (q === '' ? [] : (found.data?.occurrences ?? [])), [found.data, q])
  const reported = useCall('get /items/{id}/reports', { path: { id: item.id }, query: { size: 100 } })
  const reports = reported.data?.items ?? []
  const report = reports.find(({ id }) => id === params.get('report'))
  const isPlaced = report?.place && reported.data?.textRevision === text?.revision
  const at = isPlaced ? `${report.place!.start}-${report.place!.end}` : report ? null : params.get('at')
  const point = useMemo(() => spanOf(at), [at])
  const pages = useMemo(() => (text ? readingOf(text, hits, point) : []), [text, hits, point])
  const sheets = useMemo(() => sheetsOf(item, text?.pages ?? noPages), [item, text])
  const counts = useMemo(() => {
    const by = new Map<number, number>()
    for (const hit of hits) if (hit.page !== null) by.set(hit.page, (by.get(hit.page) ?? 0) + 1)
    return by
  }, [hits])
  const [now, setNow] = useState(0)
  // A page that was asked for begins at its first hit.
  useEffect(() => {
    const first = wantedPage === null ? 0 : hits.findIndex((hit) => (hit.page ?? 0) >= wantedPage)
    setNow(Math.max(0, first))
    const shown = wantedPage ?? hits[first]?.page ?? null
    if (shown !== null) setPage(shown)
    if (wantedPage !== null && (hits.length === 0 || hits[first]?.page !== wantedPage))
      setShownPage({ number: wantedPage, at: Date.now() })
  }, [hits, wantedPage])
  useEffect(() => {
    const pointed = point && text?.pages.find(({ start, end }) => point[0] >= start && point[0] < end)
    if (pointed) setPage(pointed.number)
  }, [point, text])
  useEffect(() => {
    const index = sheets.findIndex(({ number }) => number === page)
    if (index !== -1) setSheetIndex(index)
  }, [page, sheets])

  useEffect(() => {
    const index = sheets.findIndex(
      ({ objectId, page: nth }) => objectId === report?.sheet?.objectId && nth === report.sheet.page,
    )
    if (index !== -1) setSheetIndex(index)
  }, [report?.sheet?.objectId, report?.sheet?.page, sheets])

  const put = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name)
      else next.set(name, value)
    }
    setParams(next, { replace: true })
  }
  const goTo = (hit: number) => {
    setNow(hit)
    const number = hits[hit]?.page ?? null
    if (number !== null) setPage(number)
  }
  const move = (by: number) => hits.length && goTo((now + by + hits.length) % hits.length)
  const showSheet = (index: number) => {
    const to = Math.min(Math.max(index, 0), sheets.length - 1)
    setSheetIndex(to)
    const number = sheets[to]?.number
    if (number !== null && number !== undefined) setShownPage({ number, at: Date.now() })
  }

  /** Quotation and source are made by the service, so that they are the same everywhere; here they are copied and shown. */
  const copy = async (range: Selected | null, as: Style) => {
    try {
      const query = { style: as, ...(range ? { start: range.start, end: range.end, revision: text?.revision } : {}) }
      const made = await call('get /items/{id}/exports/citation', { path: { id: item.id }, query })
      setCited({ range, quote: made.quote, citation: made.citation, isCopied: await copyText(made.text) })
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
  }
  const setStyle = (to: Style) => {
    keepStyle(to)
    setStyleNow(to)
    if (cited) void copy(cited.range, to)
  }
  const putInto = (range: Selected | null) => async (basketId: string) => {
    const place = range && text ? { start: range.start, end: range.end, textRevision: text.revision } : {}
    await call('post /baskets/{id}/entries', { path: { id: basketId }, body: { itemId: item.id, ...place } })
    return words.baskets.added
  }
  const putting = usePutting(putInto(null))
  const acts: Record<string, () => unknown> = {
    cite: () => copy(null, style),
    basket: () => putting.into(),
    report: () => setReporting({}),
    print: () => print(),
    transcribe: () => go(`/items/${item.id}/transcribe`),
  }
  useKeys({
    n: () => move(1),
    N: () => move(-1),
    '[': () => showSheet(sheetIndex - 1),
    ']': () => showSheet(sheetIndex + 1),
  })

  const open = reports.filter(({ decided }) => !decided).length
  const hasBoth = sheets.length > 0 && text !== null
  const body = {
    text: () =>
      text ? (
        <>
          {text.uncertain && <p className="uncertain warn">{words.reader.uncertain}</p>}
          <TextPane
            text={text.text}
            pages={pages}
            hits={hits}
            now={now}
            goTo={goTo}
            shownPage={shownPage}
            pageCameIntoSight={setPage}
            point={point}
            cite={(range) => void copy(range, style)}
            report={(range) => setReporting({ range })}
            {...(isArchivist && !item.deleted ? { correct: setCorrecting } : {})}
            putInto={putInto}
            settings={settings}
            language={isTraditional(text.text) ? 'zh-Hant' : 'zh-Hans'}
          />
        </>
      ) : (
        <div className="tab-body">
          <h2>{item.state === 'processing' ? words.reader.processing : words.reader.noText}</h2>
          <p className="quiet">{item.problem?.detail ?? words.reader.noTextWhy}</p>
          {isArchivist && sheets.length > 0 && !item.deleted && (
            <p>
              <Link to={`/items/${item.id}/transcribe`}>{words.reader.transcribe}</Link>
            </p>
          )}
        </div>
      ),
    description: () => (
      <Description
        item={item}
        mayDownload={isEditor || isArchivist}
        mayDescribe={isArchivist}
        isEditing={params.get('edit') === 'yes'}
        edit={(isEditing) => put({ edit: isEditing ? 'yes' : null })}
      />
    ),
    rights: () => <Rights item={item} />,
    history: () => <History id={item.id} mayRestore={isArchivist} />,
    similar: () => <Similar id={item.id} />,
    names: () => (
      <Suspense fallback={<Waiting />}>
        <NamesPanel
          id={item.id}
          show={({ start, end }) => put({ at: `${start}-${end}`, tab: null, report: null, page: null })}
        />
      </Suspense>
    ),
    reports: () => (
      <Suspense fallback={<Waiting />}>
        <ItemReports reports={reports} open={(id) => put({ report: id, tab: null })} />
      </Suspense>
    ),
  }
  return (
    <div
      className={`reader ${hasBoth ? (showsImage ? 'shows-image' : 'shows-text') : sheets.length ? 'has-image' : 'has-text'}`}
    >
      <header className="item-bar no-print">
        <Results id={item.id} q={q} />
        <h1 className="as-written">{item.title}</h1>
        <p className="facts as-written wide-only">
          {item.creators.length > 0 && <span>{item.creators.join('，')}</span>}
          {item.date && <WrittenDate date={item.date} />}
          {text && text.pages.length > 0 && <span>{words.pages(text.pages.length)}</span>}
          {text && <span>{words.reader.characters(text.charCount)}</span>}
          {item.referenceCode && <span className="reference">{item.referenceCode}</span>}
          {item.printed && <span>{words.printedIn(item.printed.place)}</span>}
        </p>
        {item.printed && (
          <span className="tag good narrow-only" title={words.printedIn(item.printed.place)}>
            {words.printed}
          </span>
        )}
        <span className={`tag ${item.access === 'open' ? 'good' : 'warn'}`}>{words.access[item.access]}</span>
        <span className="spread" />
        {hasBoth && (
          <Button className="narrow-only" onClick={() => setShowsImage(!showsImage)}>
            {showsImage ? words.reader.showText : words.reader.showImage}
          </Button>
        )}
        <Button className="wide-only" icon={<Icon name="quote" />} onClick={() => copy(null, style)}>
          {words.reader.citeWhole}
        </Button>
        <span className="wide-only">
          <ChooseBasket label={words.baskets.put} put={putInto(null)} />
        </span>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'cite', label: words.reader.citeWhole },
              { key: 'basket', label: words.baskets.put, className: 'narrow-only' },
              { key: 'report', label: words.reader.reportItem },
              { key: 'print', label: words.reader.print },
              ...(isArchivist && sheets.length > 0 && text
                ? [{ key: 'transcribe', label: words.reader.proofread }]
                : []),
            ],
            onClick: ({ key }) => void acts[key]?.(),
          }}
        >
          <Button aria-label={words.frame.more} icon={<Icon name="more" />} />
        </Dropdown>
      </header>
      <header className="print-only printed-head as-written">
        <h1>{item.title}</h1>
        <p>{[item.creators.join('，'), item.date?.text, item.referenceCode].filter(Boolean).join('　')}</p>
      </header>
      <div className="panes">
        {sheets.length > 0 && (
          <Suspense fallback={<Waiting />}>
            <ImagePane
              sheets={sheets}
              current={sheetIndex}
              show={showSheet}
              counts={counts}
              report={(sheet) => setReporting({ sheet })}
            />
          </Suspense>
        )}
        <section className="text-pane" aria-label={item.title}>
          <div className="pane-bar no-print">
            <Tabs
              activeKey={tab}
              onChange={(key) => put({ tab: key === 'text' ? null : (key as TabName) })}
              items={tabNames
                .filter((key) => key !== 'reports' || reports.length > 0 || tab === key)
                .map((key) => ({
                  key,
                  label: (
                    <>
                      {words.reader.tabs[key]}
                      {key === 'reports' && open > 0 && <span className="count">{open}</span>}
                    </>
                  ),
                }))}
            />
            <span className="spread" />
            {text && tab === 'text' && <ReadingSettingsButton settings={settings} change={setSettings} />}
            {text && tab === 'text' && (
              <FindInItem
                q={q}
                find={(to) => put({ q: to, page: null })}
                now={now}
                total={q === '' || !found.data ? null : hits.length}
                go={move}
              />
            )}
          </div>
          {found.error && q !== '' && <Failure error={found.error} again={() => void found.refetch()} />}
          <Suspense fallback={<Waiting />}>{body[tab]()}</Suspense>
          <Suspense fallback={null}>
            {correcting && text && (
              <CorrectCard
                key={`${correcting.start}-${correcting.end}`}
                item={item}
                text={text}
                place={correcting}
                close={() => setCorrecting(null)}
              />
            )}
            {cited && !correcting && (
              <Cited
                cited={{ quote: cited.quote, source: cited.citation, isCopied: cited.isCopied }}
                style={style}
                setStyle={setStyle}
                close={() => setCited(null)}
              />
            )}
            {report && !cited && !correcting && (
              <ReportCard
                key={report.id}
                item={item}
                text={text}
                report={isPlaced ? report : { ...report, place: null }}
                mayDecide={isArchivist}
                describe={() => put({ tab: 'description', edit: 'yes' })}
                close={() => put({ report: null })}
              />
            )}
            {reporting && <ReportForm item={item} text={text} about={reporting} close={() => setReporting(null)} />}
          </Suspense>
        </section>
      </div>
    </div>
  )
}

const isItemId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function ReaderPlace() {
  const { id = '' } = useParams()
  const item = useCall('get /items/{id}', { path: { id } })
  const user = useUser()
  const { isArchivist } = useRoles()
  const read = item.data?.id
  useEffect(() => {
    if (read) rememberRead(user.id, read)
  }, [user.id, read])
  const hasText = Boolean(item.data?.text)
  const text = useCall('get /items/{id}/text', { path: { id } }, { enabled: hasText })
  const error = failureOf(item) ?? failureOf(text)
  if (error)
    return (
      <div className="sheet">
        <Failure error={error} again={() => void Promise.all([item.refetch(), hasText && text.refetch()])} />
        {error.code === 'item.not-found' && isItemId.test(id) && !isArchivist && (
          <Suspense>
            <Ask itemId={id} />
          </Suspense>
        )}
      </div>
    )
  if (!item.data || (hasText && !text.data)) return <Waiting />
  return <Reader key={id} item={item.data} text={text.data ?? null} />
}
