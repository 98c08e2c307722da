/** The one way to the service: typed calls, problems as sentences, and the moment a session ends. */
import type { Calls, Problem } from './api-types.ts'
import { languageNow } from './words/words.ts'

export type { Calls } from './api-types.ts'
export type Name = keyof Calls
export type AnswerOf<N extends Name> = Calls[N]['answer']
type Part<P, T> = T extends undefined ? { [K in P & string]?: undefined } : { [K in P & string]: T }
type Query<N extends Name> = Calls[N]['query'] extends undefined ? { query?: undefined } : { query?: Calls[N]['query'] }
export type Asked<N extends Name> = Part<'path', Calls[N]['path']> & Query<N> & Part<'body', Calls[N]['body']>
export interface Around {
  signal?: AbortSignal
  /** The revision seen, for If-Match. */
  ifMatch?: string | number
}

/** A refusal of the service, or of the way to it (`code: network`). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string
  readonly errors: { pointer: string; code: string; detail: string }[]
  constructor(problem: Partial<Problem> & { status: number; detail: string }) {
    super(problem.detail)
    this.name = 'Refusal'
    this.status = problem.status
    this.code = problem.code ?? 'unknown'
    this.requestId = problem.requestId ?? ''
    this.errors = problem.errors ?? []
  }
  /** It may be otherwise in a moment: the service is away or has too much to do, or nobody is signed in. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500
  }
}

let csrfToken: string | null = null
const ends = new Set<() => void>()
export const keepCsrfToken = (token: string | null) => {
  csrfToken = token
}
/** Told when a call was refused because nobody is signed in any more. */
export function whenSessionEnds(listener: () => void): () => void {
  ends.add(listener)
  return () => ends.delete(listener)
}

type Values = Record<string, unknown> | undefined
/** `/items/{id}` with its values, as an address below /api/v1. */
export function addressOf(template: string, path?: Values, query?: Values): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path?.[name])))
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) asked.append(name, String(one))
  }
  return `/api/v1${filled}${asked.size ? `?${asked}` : ''}`
}

/** An answer that was none, as what it says; whoever waits for the end of a session hears of it. */
export function refusalFrom(status: number, text: string, isPublic = false): Refusal {
  let problem: Problem | null = null
  try {
    problem = JSON.parse(text) as Problem
  } catch {
    // Of something between here and the service.
  }
  if (status === 401 && !isPublic) for (const listener of ends) listener()
  return new Refusal({ ...(problem ?? {}), status, detail: problem?.detail || problem?.title || `HTTP ${status}` })
}
/** What every change carries: the language of its refusals, and the sign that it comes from here. */
export const changeHeaders = (): Record<string, string> => ({
  'accept-language': languageNow(),
  ...(csrfToken ? { 'x-csrf-token': csrfToken } : {}),
})

/** Sends what is asked; anything but a 2xx is thrown as a Refusal. */
export async function send(address: string, init: RequestInit & { isPublic?: boolean } = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  const isChange = init.method !== undefined && init.method !== 'GET'
  const own = isChange ? changeHeaders() : { 'accept-language': languageNow() }
  for (const [name, value] of Object.entries(own)) headers.set(name, value)
  const response = await fetch(address, { ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refusal({ status: 0, code: 'network', detail: '' })
  })
  if (response.ok) return response
  throw refusalFrom(response.status, await response.text().catch(() => ''), init.isPublic)
}

/** One call of the API, by its name in the OpenAPI document: `call('get /items/{id}', { path: { id } })`. */
export async function call<N extends Name>(name: N, asked: Asked<N>, around: Around = {}): Promise<AnswerOf<N>> {
  const [method = 'get', template = ''] = name.split(' ')
  const { path, query, body } = asked as { path?: Values; query?: Values; body?: unknown }
  const headers: Record<string, string> = {}
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (around.ifMatch !== undefined) headers['if-match'] = `"${around.ifMatch}"`
  const response = await send(addressOf(template, path, query), {
    method: method.toUpperCase(),
    headers,
    isPublic: name === 'post /session',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(around.signal ? { signal: around.signal } : {}),
  })
  if (response.status === 204) return undefined as AnswerOf<N>
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return (isJson ? response.json() : response.text()) as Promise<AnswerOf<N>>
}
