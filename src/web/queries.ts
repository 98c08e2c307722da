/** The calls of api.ts as TanStack queries: the key is the call, so that whoever changes a noun knows what to forget. */
import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import { type AnswerOf, type Asked, call, type Name, type Refusal } from './api.ts'

type Reading = Extract<Name, `get ${string}`>

export const keyOf = <N extends Reading>(name: N, asked: Asked<N>) => [name, asked] as const

export interface Options<Answer = unknown> {
  enabled?: boolean
  /** The former answer stands until the new one is there. */
  keep?: boolean
  refetchInterval?: number | false | ((query: { state: { data?: Answer | undefined } }) => number | false)
  staleTime?: number
}

export const useCall = <N extends Reading>(name: N, asked: Asked<N>, { keep, ...options }: Options<AnswerOf<N>> = {}) =>
  useQuery<AnswerOf<N>, Refusal>({
    queryKey: keyOf(name, asked),
    queryFn: ({ signal }) => call(name, asked, { signal }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...options,
  })

/** What is said in place of what was asked for. Where that is there already it stays, and what is half typed in it, until the service says that it is gone. */
export const failureOf = ({ data, error }: { data: unknown; error: Refusal | null }) =>
  error && (data === undefined || !error.isPassing) ? error : null

/** Asks before the place that will show it is drawn; whoever then uses the call has this answer. */
export const askAhead = <N extends Reading>(client: QueryClient, name: N, asked: Asked<N>) =>
  client.prefetchQuery({ queryKey: keyOf(name, asked), queryFn: ({ signal }) => call(name, asked, { signal }) })

/** Everything read under these names is asked for again. */
export const forget = (client: QueryClient, ...names: Reading[]) =>
  Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })))
