/** 图片墙: every picture that answers; its place is kept before it arrives. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import { type AnswerOf, call, type Refusal } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { VirtualRows } from '../frame/virtual-rows.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useWords } from '../words/words.ts'
import { type Asking, filtersOf } from './asking.ts'
import { addressOfHit } from './hit-list.tsx'
import { wallRows } from './wall-rows.ts'

type Found = AnswerOf<'get /search'>
const SIZE = 100
const CAPTION = 40

/** Beneath a picture there is room for a year, not for the months of a reign; what is no single year stays as written. */
function yearOf(date: Found['hits'][number]['item']['date']): string | undefined {
  const [first, last] = [date?.start?.slice(0, 4), date?.end?.slice(0, 4)]
  if (!first || first !== last) return date?.text
  return /[~?%]/.test(date?.edtf ?? '') ? `${first}?` : first
}

/** As deep as the service lists by pages. */
const DEEPEST = 10_000

export function Wall({ asking, change }: { asking: Asking; change: (to: Partial<Asking>) => void }) {
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
  const isInOrder = asking.sort === 'number' || (asking.sort === 'relevance' && asking.q.trim() === '')
  const found = useInfiniteQuery<Found, Refusal>({
    queryKey: ['get /search', 'wall', query],
    initialPageParam: {},
    queryFn: ({ pageParam, signal }) =>
      call('get /search', { query: { ...query, ...(pageParam as object) } }, { signal }),
    // In the order received there is no end to the depth; by another one there is.
    getNextPageParam: ({ next, page, total }) => {
      if (next !== null) return { after: next }
      const isMore = !isInOrder && page * SIZE < total && (page + 1) * SIZE <= DEEPEST
      return isMore ? { page: page + 1 } : undefined
    },
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
  return (
    <div ref={room} className="wall">
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
              {rows[i]!.pictures.map(({ of: { item }, width: own }) => (
                <figure key={item.id} style={{ width: own }}>
                  <Link to={addressOfHit(item.id, asking.q)}>
                    {item.thumbnail ? (
                      <img
                        src={item.thumbnail}
                        alt={item.title}
                        style={{ height: rows[i]!.height }}
                        loading="lazy"
                        decoding="async"
                      />
                    ) : (
                      <span className="print no-picture" style={{ height: rows[i]!.height }}>
                        {[...item.title].slice(0, 12).join('')}
                      </span>
                    )}
                  </Link>
                  <figcaption className="small">
                    <span className="ellipsis" title={item.title}>
                      {item.title}
                    </span>
                    <span className="quiet ellipsis" title={item.date?.text}>
                      {yearOf(item.date)}
                    </span>
                  </figcaption>
                </figure>
              ))}
            </div>
          )}
        />
      )}
      {!isInOrder && !found.hasNextPage && (found.data?.pages[0]?.total ?? 0) > DEEPEST && (
        <p className="quiet">
          {words.search.wallEnd(DEEPEST)}{' '}
          <button type="button" className="as-link" onClick={() => change({ sort: 'number' })}>
            {words.search.wallAll}
          </button>
        </p>
      )}
    </div>
  )
}
