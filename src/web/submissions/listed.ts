/** The 稿件 that are asked for, of which those in sight are read: a page at a time, as far as pages are given. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, type Calls, call } from '../api.ts'
import { keyOf, useCall } from '../queries.ts'

export type Listed = AnswerOf<'get /submissions'>['items'][number]
export type Query = NonNullable<Calls['get /submissions']['query']>
const SIZE = 50
/** As deep as the service lists; whoever looks for more narrows the question. */
export const DEEPEST = 10_000
/** As many as are decided about at once. */
export const MOST_CHOSEN = 500

export function useListed(query: Query, first: number, last: number) {
  const client = useQueryClient()
  const asked = (page: number) => ({ query: { ...query, page, size: SIZE } })
  // With the totals; the first rows are there when one comes back to the top.
  const found = useCall('get /submissions', asked(1), { keep: true })
  const count = Math.min(found.data?.total ?? 0, DEEPEST)
  const from = Math.floor(first / SIZE) + 1
  const to = Math.floor(Math.max(0, Math.min(last, count - 1)) / SIZE) + 1
  const pages = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i).filter((page) => page > 1)
  const others = useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOf('get /submissions', asked(page)),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('get /submissions', asked(page), { signal }),
    })),
  })
  const read = new Map([[1, found.data], ...pages.map((page, i) => [page, others[i]?.data] as const)])
  return {
    found,
    count,
    /** Undefined until it is read. */
    row: (i: number): Listed | undefined => read.get(Math.floor(i / SIZE) + 1)?.items[i % SIZE],
    async firstOnes(): Promise<Listed[]> {
      const all: Listed[] = []
      for (let page = 1; all.length < Math.min(count, MOST_CHOSEN) && page <= MOST_CHOSEN / SIZE; page++) {
        const { items } = await client.fetchQuery({
          queryKey: keyOf('get /submissions', asked(page)),
          queryFn: () => call('get /submissions', asked(page)),
        })
        if (items.length === 0) break
        all.push(...items)
      }
      return all.slice(0, MOST_CHOSEN)
    },
  }
}
