/** The entries of a basket, read on as they come into sight; what is moved shows in its new place at once. */
import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type AnswerOf, call, type Refusal } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useWords } from '../words/words.ts'
import { moved } from './moved.ts'

type Answer = AnswerOf<'get /baskets/{id}/entries'>
type Read = InfiniteData<Answer, number>
export type Entry = Answer['items'][number]
const SIZE = 100
/** Rows before the last one read when more are asked for. */
const AHEAD = 10

const keyOfEntries = (id: string) => ['get /baskets/{id}/entries', 'all', id] as const
const all = (read: Read | undefined): Entry[] => read?.pages.flatMap(({ items }) => items) ?? []

/** What is known of them already, otherwise. */
export function changeEntries(client: QueryClient, id: string, change: (entries: Entry[]) => Entry[]): void {
  client.setQueryData<Read>(keyOfEntries(id), (read) => {
    if (!read) return read
    const before = all(read)
    const entries = change(before)
    const pages = read.pages.map((page, i) => ({
      ...page,
      total: page.total + entries.length - before.length,
      items: entries.slice(i * SIZE, (i + 1) * SIZE),
    }))
    return { ...read, pages }
  })
}

export function useEntries(id: string) {
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [last, setLast] = useState(0)
  const found = useInfiniteQuery<Answer, Refusal, Read, readonly string[], number>({
    queryKey: keyOfEntries(id),
    initialPageParam: 1,
    queryFn: ({ pageParam: page, signal }) =>
      call('get /baskets/{id}/entries', { path: { id }, query: { page, size: SIZE } }, { signal }),
    getNextPageParam: ({ total }, pages) => (pages.length * SIZE < total ? pages.length + 1 : undefined),
  })
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = found
  const items = useMemo(() => all(found.data), [found.data])
  const wantsMore = hasNextPage && !isFetching && !isFetchNextPageError && last >= items.length - AHEAD
  useEffect(() => {
    if (wantsMore) void fetchNextPage()
  }, [wantsMore, fetchNextPage])

  /** As the service last told it: shown again where a move is not taken. */
  const told = useRef<Entry[]>([])
  const mutationKey = ['basket order', id]
  const sending = useMutation({
    mutationKey,
    // One after the other, as they were pressed; only the last one looks again.
    scope: { id: mutationKey.join(' ') },
    mutationFn: ({ entryId, place }: { entryId: string; place: number }) =>
      call('patch /baskets/{id}/entries/{entryId}', { path: { id, entryId }, body: { place } }),
    onError(error) {
      message.error(sentenceOf(error, words), 8)
      changeEntries(client, id, () => told.current)
    },
    onSettled() {
      if (client.isMutating({ mutationKey }) === 1) void forget(client, 'get /baskets/{id}/entries')
    },
  })
  /** What is on its way as an answer knows nothing of it. */
  async function change(how: (entries: Entry[]) => Entry[]): Promise<void> {
    await client.cancelQueries({ queryKey: keyOfEntries(id) })
    changeEntries(client, id, how)
  }
  /** `to`: from where it stands when its turn comes, since several may be pressed before the first is drawn. */
  const move = (entryId: string, to: (from: number) => number) =>
    change((entries) => {
      const from = entries.findIndex((one) => one.id === entryId)
      const place = to(from)
      if (from === -1 || place === from || !(place in entries)) return entries
      if (client.isMutating({ mutationKey }) === 0) told.current = entries
      sending.mutate({ entryId, place })
      return moved(entries, from, place)
    })
  const leaveOut = (entryId: string) => change((entries) => entries.filter((one) => one.id !== entryId))
  return {
    found,
    items,
    total: found.data?.pages.at(-1)?.total ?? 0,
    move,
    leaveOut,
    sees: (_: number, to: number) => setLast(to),
  }
}
