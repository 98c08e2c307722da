/** 逐条: every occurrence on a line of its own, the words found standing below each other. Lines are asked for as they come into sight, wherever that is. */
import { useQueries } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type AnswerOf, call, type Refusal } from '../api.ts'
import { ChooseBasket } from '../baskets/choose-basket.tsx'
import { yearOf } from '../frame/days.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useKeys } from '../frame/keys.ts'
import { VirtualRows } from '../frame/virtual-rows.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { keyOf } from '../queries.ts'
import { useCiting } from '../reader/citing.tsx'
import { useWords } from '../words/words.ts'
import { type Asking, filtersOf } from './asking.ts'
import { addressOfHit } from './hit-list.tsx'

type Lines = AnswerOf<'get /concordance'>
const SIZE = 100
/** The API's pages go no further. */
const MOST = 10_000
const AROUND = 20
const HEIGHT = 29
const height = () => HEIGHT
/** Head and foot stay in sight, over the lines. */
const covered = { top: 30, bottom: 44 }

export function Kwic({
  asking,
  start,
  keep,
  change,
}: {
  asking: Asking
  /** The line to begin at, or -1. */
  start: number
  keep: (current: number) => void
  change: (to: Partial<Asking>) => void
}) {
  const words = useWords()
  const go = useNavigate()
  const cite = useCiting()
  const [current, setCurrentNow] = useState(start)
  const setCurrent = (to: number) => {
    setCurrentNow(to)
    keep(to)
  }
  const [rows, setRows] = useState({ first: 0, last: 0 })
  const [inSight, setInSight] = useState({ first: 0, last: 0 })
  const [told, setTold] = useState({ total: 0, isWhole: true })
  const query = { ...filtersOf(asking), sort: asking.lineSort, left: AROUND, right: AROUND, size: SIZE }
  const pageOf = (row: number) => Math.floor(row / SIZE)
  // The first page always: it says how many there are.
  const pages = [...new Set([0, pageOf(rows.first), pageOf(rows.last), pageOf(Math.max(current, 0))])]
  const found = useQueries({
    queries: pages.map((page) => {
      const asked = { query: { ...query, page: page + 1 } }
      return {
        queryKey: keyOf('get /concordance', asked),
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<Lines> => call('get /concordance', asked, { signal }),
        staleTime: 60_000,
      }
    }),
  })
  const error = found.find((one) => one.error)?.error as Refusal | undefined
  const most = Math.max(0, ...found.map(({ data }) => data?.total ?? 0))
  const isWhole = !found.some(({ data }) => data?.totalRelation === 'atLeast')
  // What a page further behind has counted holds for all.
  useEffect(() => {
    if (most > 0) setTold((before) => (before.total > most ? before : { total: most, isWhole }))
  }, [most, isWhole])
  const total = Math.max(most, told.total)
  const count = Math.min(total, MOST)
  const lineAt = (row: number) => found[pages.indexOf(pageOf(row))]?.data?.lines[row % SIZE]
  const line = current >= 0 ? lineAt(current) : undefined
  const citeIt = () => line && void cite(line.itemId, { ...line, revision: line.textRevision })
  useKeys({
    j: () => setCurrent(Math.min(current + 1, count - 1)),
    k: () => setCurrent(Math.max(current - 1, 0)),
    Enter: () => line && go(addressOfHit(line.itemId, asking.q, line.page)),
    c: citeIt,
  })
  if (error) return <Failure error={error} again={() => found.forEach((one) => void one.refetch())} />
  if (!found[0]?.data) return <Waiting />
  if (count === 0)
    return (
      <p className="nothing">
        {words.search.linesNone}{' '}
        <Button type="link" onClick={() => change({ view: 'list' })}>
          {words.search.views.list}
        </Button>
      </p>
    )
  const turn = (by: 1 | -1) => {
    const room = document.getElementById('content')!
    room.scrollBy({ top: by * (room.clientHeight - covered.top - covered.bottom - HEIGHT) })
  }
  const putInto = async (id: string) => {
    const { itemId, start, end, textRevision } = line!
    await call('post /baskets/{id}/entries', { path: { id }, body: { itemId, start, end, textRevision } })
    return words.baskets.added
  }
  const sorted = (side: 'left' | 'right') => asking.lineSort === side && <span aria-hidden="true"> ↑</span>
  return (
    <div className="kwic">
      <div className="kwic-head quiet" aria-hidden="true">
        <span className="kwic-number wide-only">#</span>
        <span className="left">
          {words.search.left(AROUND)}
          {sorted('left')}
        </span>
        <span className="kwic-match">{words.search.match}</span>
        <span>
          {words.search.right(AROUND)}
          {sorted('right')}
        </span>
        <span className="kwic-source wide-only">{words.search.source}</span>
        <span className="kwic-number wide-only">{words.search.facets.year}</span>
        <span className="kwic-number wide-only">{words.search.pageNumber}</span>
      </div>
      <VirtualRows
        label={words.search.views.kwic}
        count={count}
        height={height}
        current={current}
        covered={covered}
        sees={(first, last) => setRows({ first, last })}
        inSight={(first, last) => setInSight({ first, last })}
        row={(i) => {
          const at = lineAt(i)
          if (!at) return <span className="kwic-waiting" />
          const { itemId, left, match, right, title, page, referenceCode, date } = at
          return (
            <Link
              className={`kwic-line as-written ${i === current ? 'is-current' : ''}`}
              to={addressOfHit(itemId, asking.q, page)}
            >
              <span className="kwic-number quiet wide-only">{i + 1}</span>
              <span className="left">
                <bdi>{left}</bdi>
              </span>
              <mark className={i === current ? 'now' : ''}>{match}</mark>
              <span className="right">{right}</span>
              <span className="kwic-source ellipsis wide-only small" title={referenceCode ?? title}>
                {title}
              </span>
              <span className="kwic-number quiet wide-only" title={date?.text}>
                {date && yearOf(date)}
              </span>
              <span className="kwic-number quiet wide-only">{page}</span>
            </Link>
          )
        }}
      />
      {total > MOST && <p className="quiet small kwic-end">{words.search.linesEnd(MOST)}</p>}
      <footer className="kwic-foot small">
        <span className="wide-only kwic-keys">
          {words.search.lineKeys.map(([keys, meaning]) => (
            <span key={keys}>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}{' '}
              {meaning}
            </span>
          ))}
          <Button type="text" size="small" disabled={!line} onClick={citeIt}>
            <kbd>c</kbd> {words.reader.cite}
          </Button>
          <ChooseBasket size="small" isPlain label={words.baskets.put} keyName="b" isOff={!line} put={putInto} />
        </span>
        <span className="spread" />
        <span role="status">
          {words.search.lines(inSight.first + 1, inSight.last + 1, words.search.figure(total, told.isWhole))}
        </span>
        <Button
          size="small"
          aria-label={words.search.linesBefore}
          title={words.search.linesBefore}
          icon={<Icon name="left" />}
          disabled={inSight.first === 0}
          onClick={() => turn(-1)}
        />
        <Button
          size="small"
          aria-label={words.search.linesBehind}
          title={words.search.linesBehind}
          icon={<Icon name="right" />}
          disabled={inSight.last >= count - 1}
          onClick={() => turn(1)}
        />
      </footer>
    </div>
  )
}
