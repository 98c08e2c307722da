/** 图片墙: every picture that answers; its place is kept before it arrives. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import { type AnswerOf, call, type Refusal } from '../api.ts'
import { ChooseBasket } from '../baskets/choose-basket.tsx'
import { Failure } from '../frame/failure.tsx'
import { VirtualRows } from '../frame/virtual-rows.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useWords } from '../words/words.ts'
import { type Asking, filtersOf } from './asking.ts'
import { chosenAt, inOrder, nothing } from './choosing.ts'
import { addressOfHit } from './hit-list.tsx'
import { ledTo, wallRows } from './wall-rows.ts'

type Found = AnswerOf<'get /search'>
type Item = Found['hits'][number]['item']
const SIZE = 100
const CAPTION = 40

/** Beneath a picture there is room for a year, not for the months of a reign; what is no single year stays as written. */
function yearOf(date: Item['date']): string | undefined {
  const [first, last] = [date?.start?.slice(0, 4), date?.end?.slice(0, 4)]
  if (!first || first !== last) return date?.text
  return /[~?%]/.test(date?.edtf ?? '') ? `${first}?` : first
}

/** One picture: to open, or to choose by its corner. */
function Picture({
  item,
  at,
  size,
  to,
  isChosen,
  choose,
}: {
  item: Item
  at: number
  size: { width: number; height: number }
  to: string
  isChosen: boolean
  choose: (at: number, isStretch: boolean) => void
}) {
  const words = useWords()
  const { height } = size
  return (
    <figure data-at={at} className={isChosen ? 'is-chosen' : ''} style={{ width: size.width }}>
      <Link
        to={to}
        onClick={(event) => {
          if (!event.shiftKey) return
          event.preventDefault()
          choose(at, true)
        }}
      >
        {item.thumbnail ? (
          <img src={item.thumbnail} alt={item.title} style={{ height }} loading="lazy" decoding="async" />
        ) : (
          <span className="print no-picture" style={{ height }}>
            {[...item.title].slice(0, 12).join('')}
          </span>
        )}
      </Link>
      <label className="wall-choose">
        <input
          className="wall-tick"
          type="checkbox"
          checked={isChosen}
          aria-label={words.search.choose(item.title)}
          onChange={({ nativeEvent }) => choose(at, (nativeEvent as MouseEvent).shiftKey)}
        />
      </label>
      <figcaption className="small">
        <span className="ellipsis" title={item.title}>
          {item.title}
        </span>
        <span className="quiet ellipsis" title={item.date?.text}>
          {yearOf(item.date)}
        </span>
      </figcaption>
    </figure>
  )
}

export function Wall({ asking }: { asking: Asking }) {
  const words = useWords()
  const room = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    if (room.current) watch.observe(room.current)
    return () => watch.disconnect()
  }, [])
  const kind = asking.kind.length ? asking.kind : ['photograph', 'scan']
  const query = { ...filtersOf(asking), kind, sort: asking.sort, size: SIZE, facets: '', count: 'false' as const }
  const found = useInfiniteQuery<Found, Refusal>({
    queryKey: ['get /search', 'wall', query],
    initialPageParam: {},
    queryFn: ({ pageParam, signal }) =>
      call('get /search', { query: { ...query, ...(pageParam as object) } }, { signal }),
    getNextPageParam: ({ next }) => (next === null ? undefined : { after: next }),
  })
  const pictures = useMemo(
    () =>
      (found.data?.pages ?? [])
        .flatMap((page) => page.hits)
        // What has no picture yet has its place and its name.
        .map(({ item }) => ({ item, ratio: Math.min(3, Math.max(0.4, item.thumbnailRatio ?? 0.75)) })),
    [found.data],
  )
  const rows = useMemo(() => (width ? wallRows(pictures, width) : []), [pictures, width])
  const height = useCallback((i: number) => (rows[i]?.height ?? 168) + CAPTION, [rows])
  const [choice, setChoice] = useState(nothing)
  const order = useMemo(() => pictures.map(({ item }) => item.id), [pictures])
  const choose = (at: number, isStretch: boolean) => setChoice(chosenAt(choice, order, at, isStretch))
  const press = (event: React.KeyboardEvent) => {
    const { target } = event
    const figure = target instanceof Element ? target.closest<HTMLElement>('figure') : null
    if (event.key === 'Escape') return setChoice(nothing)
    const to = figure && ledTo(rows, Number(figure.dataset.at), event.key)
    if (to === null) return
    event.preventDefault()
    const same = target instanceof HTMLInputElement ? 'input' : 'a'
    room.current?.querySelector<HTMLElement>(`figure[data-at="${to}"] ${same}`)?.focus()
    if (event.shiftKey) choose(to, true)
  }
  const put = async (id: string) => {
    const body = { itemIds: inOrder(choice, order) }
    const { added, isFull } = await call('post /baskets/{id}/items', { path: { id }, body })
    setChoice(nothing)
    return words.baskets.addedMany(added, isFull)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the pictures in it
    <div ref={room} className="wall" onKeyDown={press}>
      {pictures.length > 0 && (
        <div className="wall-chosen">
          <p role="status" className={choice.ids.size ? '' : 'quiet small wide-only'}>
            {choice.ids.size ? words.search.chosen(choice.ids.size) : words.search.chooseHow}
          </p>
          {choice.ids.size > 0 && (
            <>
              <ChooseBasket label={words.baskets.put} size="small" keyName="b" put={put} />
              <Button size="small" type="text" onClick={() => setChoice(nothing)}>
                {words.search.chooseNone}
              </Button>
            </>
          )}
        </div>
      )}
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {!found.data && !found.error && <Waiting />}
      {found.data && pictures.length === 0 && <p className="quiet">{words.search.wallEmpty}</p>}
      {rows.length > 0 && (
        <VirtualRows
          label={words.search.views.wall}
          count={rows.length}
          height={height}
          atEnd={() => found.hasNextPage && !found.isFetchingNextPage && void found.fetchNextPage()}
          row={(i) => (
            <div className="wall-row">
              {rows[i]!.pictures.map(({ of: { item }, width: own }, nth) => (
                <Picture
                  key={item.id}
                  item={item}
                  at={rows[i]!.first + nth}
                  size={{ width: own, height: rows[i]!.height }}
                  to={addressOfHit(item.id, asking.q)}
                  isChosen={choice.ids.has(item.id)}
                  choose={choose}
                />
              ))}
            </div>
          )}
        />
      )}
    </div>
  )
}
