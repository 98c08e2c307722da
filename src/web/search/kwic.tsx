/** 逐条: every occurrence on a line of its own, the words found standing below each other. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type AnswerOf, call, type Refusal } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { useKeys } from '../frame/keys.ts'
import { VirtualRows } from '../frame/virtual-rows.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useWords } from '../words/words.ts'
import { type Asking, filtersOf } from './asking.ts'
import { addressOfHit } from './hit-list.tsx'

type Lines = AnswerOf<'get /concordance'>
const SIZE = 100
const HEIGHT = 30
const height = () => HEIGHT

export function Kwic({ asking }: { asking: Asking }) {
  const words = useWords()
  const go = useNavigate()
  const [current, setCurrent] = useState(-1)
  const query = { ...filtersOf(asking), sort: asking.lineSort, left: 20, right: 20, size: SIZE }
  const found = useInfiniteQuery<Lines, Refusal>({
    queryKey: ['get /concordance', query],
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      call('get /concordance', { query: { ...query, page: pageParam as number } }, { signal }),
    getNextPageParam: ({ page, lines, total }) =>
      lines.length === SIZE && page * SIZE < total && (page + 1) * SIZE <= 10_000 ? page + 1 : undefined,
  })
  const lines = found.data?.pages.flatMap((page) => page.lines) ?? []
  useKeys({
    j: () => setCurrent(Math.min(current + 1, lines.length - 1)),
    k: () => setCurrent(Math.max(current - 1, 0)),
    Enter: () => lines[current] && go(addressOfHit(lines[current].itemId, asking.q, lines[current].page)),
  })
  if (found.error) return <Failure error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Waiting />
  return (
    <div className="kwic">
      <div className="kwic-head quiet" aria-hidden="true">
        <span className="kwic-number wide-only">#</span>
        <span className="left">{words.search.left}</span>
        <span>{words.search.match}</span>
        <span>{words.search.right}</span>
        <span className="wide-only">{words.search.source}</span>
        <span className="kwic-number wide-only">{words.search.pageNumber}</span>
      </div>
      <VirtualRows
        label={words.search.views.kwic}
        count={lines.length}
        height={height}
        current={current}
        atEnd={() => found.hasNextPage && !found.isFetchingNextPage && void found.fetchNextPage()}
        row={(i) => {
          const { itemId, left, match, right, title, page, referenceCode } = lines[i]!
          return (
            <Link
              className={`kwic-line as-written ${i === current ? 'is-current' : ''}`}
              to={addressOfHit(itemId, asking.q, page)}
            >
              <span className="kwic-number quiet wide-only">{i + 1}</span>
              <span className="left">
                <bdi>{left}</bdi>
              </span>
              <mark>{match}</mark>
              <span className="right">{right}</span>
              <span className="kwic-source ellipsis wide-only small" title={referenceCode ?? title}>
                {title}
              </span>
              <span className="kwic-number quiet wide-only">{page}</span>
            </Link>
          )
        }}
      />
    </div>
  )
}
