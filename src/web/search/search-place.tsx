/** 检索. The address holds the whole state. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Popover, Segmented } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { type AnswerOf, addressOf, call } from '../api.ts'
import { ChooseBasket, usePutting } from '../baskets/choose-basket.tsx'
import { Failure } from '../frame/failure.tsx'
import { Icon, type IconName } from '../frame/icon.tsx'
import { useKeys } from '../frame/keys.ts'
import { NearSight } from '../frame/near-sight.tsx'
import { Select } from '../frame/select.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { askAhead, useCall } from '../queries.ts'
import { useCiting } from '../reader/citing.tsx'
import { useRoles } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import {
  type Asking,
  DEEPEST,
  filtersOf,
  isEmpty,
  lineSorts,
  readAsking,
  SIZE,
  sorts,
  type View,
  views,
  writeAsking,
} from './asking.ts'
import { Facets } from './facets.tsx'
import { addressOfHit, HitList } from './hit-list.tsx'
import { keepPlace, useKeptPlace } from './kept-place.ts'
import { NotSearched } from './not-searched.tsx'
import { SearchBox } from './search-box.tsx'
import './search.css'

const Kwic = lazy(() => import('./kwic.tsx').then(({ Kwic: it }) => ({ default: it })))
const Told = lazy(async () => ({ default: (await import('./told.tsx')).Told }))
const Wall = lazy(() => import('./wall.tsx').then(({ Wall: it }) => ({ default: it })))
const YearsView = lazy(() => import('./years.tsx').then(({ YearsView: it }) => ({ default: it })))

const SavedPanel = lazy(async () => ({ default: (await import('../saved-searches/saved-panel.tsx')).SavedPanel }))
const RelatedWords = lazy(async () => ({ default: (await import('./related-words.tsx')).RelatedWords }))
const Pages = lazy(async () => ({ default: (await import('./pages.tsx')).Pages }))
const RegisterHits = lazy(async () => ({ default: (await import('../submissions/register-hits.tsx')).RegisterHits }))
const Drawer = lazy(async () => ({ default: (await import('antd')).Drawer }))

const viewIcons: Record<View, IconName> = { list: 'list', kwic: 'lines', wall: 'picture', time: 'clock' }
type Found = AnswerOf<'get /search'>

function Help({ ask }: { ask: (q: string) => void }) {
  const words = useWords()
  return (
    <section>
      <h2>{words.search.help}</h2>
      <dl className="helps">
        {words.search.helps.map(([query, meaning]) => (
          <div key={query}>
            <dt>
              <button type="button" className="as-link as-written" onClick={() => ask(query)}>
                {query}
              </button>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="small as-written">{words.search.helpMore}</p>
    </section>
  )
}

/** Beside the hits: other spellings, the forms that were united, how to ask. */
function Aside({ found, asking, ask }: { found: Found; asking: Asking; ask: (q: string) => void }) {
  const words = useWords()
  return (
    <aside className="search-aside wide-only">
      {found.alternatives.length > 0 && (
        <section>
          <h2>{words.search.alternatives}</h2>
          <p className="flowing">
            {found.alternatives.map(({ text, total }) => (
              <button type="button" className="as-link as-written" key={text} onClick={() => ask(text)}>
                {words.search.alternative(text, total)}
              </button>
            ))}
          </p>
        </section>
      )}
      {found.forms.length > 1 && (
        <section>
          <h2>{words.search.forms}</h2>
          <p className="flowing">
            {found.forms.map(({ text, count }) => (
              <button type="button" className="as-link as-written" key={text} onClick={() => ask(`“${text}”`)}>
                {words.search.form(text, count)}
              </button>
            ))}
          </p>
        </section>
      )}
      {asking.q !== '' && <Help ask={ask} />}
      {asking.q !== '' && found.total > 0 && !found.approximate && (
        <NearSight height={80}>
          <Suspense fallback={null}>
            <RelatedWords key={asking.q} asking={asking} ask={ask} />
          </Suspense>
        </NearSight>
      )}
    </aside>
  )
}

/** Also where nothing is asked yet: to open what was saved. */
function SavedMenu({ asking, isOff }: { asking: Asking; isOff: boolean }) {
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <Suspense fallback={<Waiting />}>
          <SavedPanel asking={asking} close={() => setIsOpen(false)} />
        </Suspense>
      }
    >
      <Button icon={<Icon name="bookmark" />} aria-expanded={isOpen} disabled={isOff}>
        {words.search.save}
      </Button>
    </Popover>
  )
}

function ExportMenu({ asking, isOff }: { asking: Asking; isOff: boolean }) {
  const words = useWords()
  const query = filtersOf(asking)
  const link = (call: string, format: string, label: string): ReactNode => (
    <a href={addressOf(call, {}, { ...query, format })} download>
      {label}
    </a>
  )
  const items = [
    { key: 'csv', label: link('/search/export', 'csv', words.search.exportCsv) },
    { key: 'ris', label: link('/search/export', 'ris', words.search.exportRis) },
    { key: 'lines', label: link('/concordance/export', 'csv', words.search.exportLines), disabled: asking.q === '' },
    { key: 'text', label: link('/concordance/export', 'txt', words.search.exportText), disabled: asking.q === '' },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} disabled={isOff}>
      <Button icon={<Icon name="export" />} className="wide-only" disabled={isOff}>
        {words.search.export}
      </Button>
    </Dropdown>
  )
}

function Order({ asking, change }: { asking: Asking; change: (to: Partial<Asking>) => void }) {
  const words = useWords()
  if (asking.view === 'time') return null
  if (asking.view === 'kwic')
    return (
      <Select
        aria-label={words.search.sort}
        value={asking.lineSort}
        options={lineSorts.map((value) => ({ value, label: words.search.kwicSorts[value] }))}
        onChange={(lineSort) => change({ lineSort })}
      />
    )
  return (
    <Select
      aria-label={words.search.sort}
      value={asking.sort}
      options={sorts.map((value) => ({ value, label: words.search.sorts[value] }))}
      onChange={(sort) => change({ sort })}
    />
  )
}

function Summary({ found }: { found: Found }) {
  const words = useWords()
  const figure = (value: number, relation: string) => words.search.figure(value, relation === 'exact')
  const [total, items, count, occurrences] = words.search.found(
    figure(found.total, found.totalRelation),
    figure(found.occurrences.count, found.occurrences.relation),
  )
  return (
    <p className="summary" role="status">
      <span>
        <b>{total}</b>
        {items}
        <b>{count}</b>
        {occurrences}
      </span>
      {!found.approximate && found.total > 0 && (
        <span className="quiet small wide-only ellipsis" title={words.search.verified}>
          {words.search.verified}
        </span>
      )}
    </p>
  )
}

function Hits({
  found,
  asking,
  change,
  start,
  keep,
}: {
  found: Found
  asking: Asking
  change: (to: Partial<Asking>) => void
  /** The hit to begin at, or -1. */
  start: number
  keep: (current: number) => void
}) {
  const words = useWords()
  const go = useNavigate()
  const [current, setCurrent] = useState(start)
  const move = (to: number) => {
    setCurrent(to)
    keep(to)
    document.querySelectorAll('.hits > li')[to]?.scrollIntoView({ block: 'nearest' })
  }
  const cite = useCiting()
  const at = found.hits[current]?.item.id
  const { into } = usePutting(async (id) => {
    await call('post /baskets/{id}/entries', { path: { id }, body: { itemId: at! } })
    return words.baskets.added
  })
  useKeys({
    j: () => move(Math.min(current + 1, found.hits.length - 1)),
    k: () => move(Math.max(current - 1, 0)),
    Enter: () => at && go(addressOfHit(at, asking.q)),
    c: () => at && void cite(at),
    b: () => at && void into(),
  })
  return (
    <>
      <HitList hits={found.hits} q={asking.q} current={current} first={found.first} />
      <footer className="hits-foot">
        {found.total > SIZE && asking.after === '' && (
          <NearSight height={32}>
            <Suspense fallback={null}>
              <Pages
                page={asking.page}
                size={SIZE}
                total={Math.min(found.total, DEEPEST)}
                go={(page) => change({ page })}
              />
            </Suspense>
          </NearSight>
        )}
        {found.next !== null && found.first + SIZE > DEEPEST && (
          <Button className="further" onClick={() => change({ after: found.next! })}>
            {words.search.further}
          </Button>
        )}
        <NotSearched found={found} />
      </footer>
    </>
  )
}

function Start({ ask }: { ask: (q: string) => void }) {
  const words = useWords()
  return (
    <div className="search-start">
      <h1>{words.search.startTitle}</h1>
      <p className="quiet">{words.search.startWhy}</p>
      <Help ask={ask} />
    </div>
  )
}

const askedFor = (asking: Asking) => ({
  query: {
    ...filtersOf(asking),
    sort: asking.sort,
    size: SIZE,
    ...(asking.after ? { after: asking.after } : { page: asking.page }),
  },
})

export function SearchPlace() {
  const words = useWords()
  const client = useQueryClient()
  const { isArchivist, isEditor } = useRoles()
  const [params, setParams] = useSearchParams()
  const [showsFilters, setShowsFilters] = useState(false)
  const asking = readAsking(params)
  useTitle(asking.q || words.search.title)
  /** Whatever changes the answer begins at its first page. */
  const change = (to: Partial<Asking>) => {
    const next = { ...asking, page: 1, after: '', ...to }
    if (!isEmpty(next)) void askAhead(client, 'get /search', askedFor(next))
    setParams(writeAsking(next))
  }
  const ask = (q: string) => change({ q })
  const isAsked = !isEmpty(asking)
  const found = useCall('get /search', askedFor(asking), { enabled: isAsked, keep: true })
  const data = isAsked ? found.data : undefined
  const address = `/search?${params}`
  const isAnswered = data !== undefined && !found.isPlaceholderData
  const question = JSON.stringify(filtersOf(asking))
  const [answered, setAnswered] = useState('')
  /** What is shown answers another question, not only another page or order of this one. */
  const isOld = data !== undefined && !isAnswered && answered !== question
  const told = found.error || isOld ? undefined : data
  const { current: start } = useKeptPlace(address, isAnswered || !isAsked)
  const keep = (current: number) => keepPlace(address, { current })
  useEffect(() => {
    if (!isAnswered) return
    setAnswered(question)
    // From the reader one goes on to the next hit, and back to where one was.
    if (data)
      sessionStorage.setItem(
        'wenshi.results',
        JSON.stringify({
          address,
          ids: data.hits.map(({ item }) => item.id),
          first: data.first - 1,
          total: data.total,
        }),
      )
  }, [data, address, isAnswered, question])
  const putAll = async (id: string) => {
    const body = { ...filtersOf(asking), keep: asking.keep.join(',') }
    const { added, isFull } = await call('post /baskets/{id}/hits', { path: { id }, body })
    return words.baskets.addedMany(added, isFull)
  }
  const notes = told && (asking.view !== 'list' || told.hits.length === 0 || told.approximate) && (
    <Suspense fallback={null}>
      <Told found={told} asking={asking} change={change} />
    </Suspense>
  )
  const facets = isAsked && (data || found.error) && (
    <Facets facets={data?.facets ?? {}} asking={asking} change={change} />
  )
  /** There are hits whose every place is in the text: lines and years are of these. */
  const isExact = !found.error && (told ? told.total > 0 && !told.approximate : isOld)
  return (
    <div className="sheet search-place">
      {(isAsked || asking.view === 'wall') && <h1 className="hidden-but-read">{words.search.title}</h1>}
      <aside className="facets wide-only" aria-label={words.search.filters}>
        {facets}
      </aside>
      <SearchBox q={asking.q} keep={asking.keep} ask={ask} setKeep={(keep) => change({ keep })} />
      <div className={`search-bar ${isAsked ? '' : 'is-idle'}`}>
        {told && <Summary found={told} />}
        {isOld && (
          <p className="summary" role="status">
            {words.search.searching}
          </p>
        )}
        <span className="spread" />
        <Button className="narrow-only" icon={<Icon name="filter" />} onClick={() => setShowsFilters(true)}>
          {words.search.filters}
        </Button>
        <Segmented
          aria-label={words.search.view}
          value={asking.view}
          options={views.map((value) => ({
            value,
            label: (
              <span className="view-name">
                <Icon name={viewIcons[value]} />
                {words.search.views[value]}
              </span>
            ),
          }))}
          onChange={(view) => change({ view })}
        />
        <Order asking={asking} change={change} />
        <SavedMenu asking={asking} isOff={isOld} />
        <ExportMenu asking={asking} isOff={isOld} />
        {data && data.total > 0 && !data.approximate && (
          <span className="wide-only">
            <ChooseBasket label={words.baskets.putAll} isOff={isOld} put={putAll} />
          </span>
        )}
        {told && told.total > 0 && !told.approximate && (isArchivist || isEditor) && (
          <span className="wide-only">
            <Suspense fallback={null}>
              <RegisterHits hits={{ ...filtersOf(asking), keep: asking.keep.join(',') }} total={told.total} />
            </Suspense>
          </span>
        )}
      </div>
      <section className={`answers ${found.isPlaceholderData ? 'is-old' : ''}`} aria-busy={found.isFetching}>
        {!isAsked && asking.view !== 'wall' && <Start ask={ask} />}
        {isAsked && found.error && <Failure error={found.error} again={() => void found.refetch()} />}
        {isAsked && !found.error && !data && <Waiting />}
        {asking.view !== 'list' && notes}
        <Suspense fallback={<Waiting />}>
          {asking.view === 'kwic' && isExact && (
            <Kwic asking={asking} key={address} start={start} keep={keep} change={change} />
          )}
          {asking.view === 'wall' && !found.error && told?.total !== 0 && <Wall asking={asking} key={address} />}
          {asking.view === 'time' && isExact && <YearsView asking={asking} change={change} />}
        </Suspense>
        {asking.view === 'list' && data && !found.error && (
          <div className="list-and-aside">
            <div>
              {notes}
              <Hits key={address} found={data} asking={asking} change={change} start={start} keep={keep} />
            </div>
            <Aside found={data} asking={asking} ask={ask} />
          </div>
        )}
      </section>
      <Suspense fallback={null}>
        {showsFilters && (
          <Drawer
            open
            onClose={() => setShowsFilters(false)}
            title={words.search.filters}
            placement="bottom"
            size="large"
          >
            <div className="facets">{facets}</div>
          </Drawer>
        )}
      </Suspense>
    </div>
  )
}
