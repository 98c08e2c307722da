/** The Koa service: request id, log, headers, faults, actor, routing, validation. Knows no feature. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import findMyWay, { type HTTPMethod } from 'find-my-way'
import Koa from 'koa'
import { z } from 'zod'
import { Fault, type FaultItem } from '../faults.ts'
import type { Log } from '../ports/log.ts'
import { securityHeaders } from './headers.ts'
import { problemDocument } from './problem.ts'
import type { Answer, Caller, Route } from './route.ts'
import { type Language, languageOf } from './sentences.ts'
import type { Site } from './site.ts'

export const SESSION_COOKIE = 'wenshi_session'
const MIB = 1 << 20

export interface Credentials {
  bearer: string | null
  cookie: string | null
  /** X-CSRF-Token, and whether the browser says the request is its own. */
  csrfToken: string | null
  isForeign: boolean
  /** GET and HEAD change nothing. */
  isChange: boolean
  /** Asked again on behalf of an answer that goes on: no sign that anybody is at work. */
  isLater: boolean
  address: string
}

export interface Observed {
  method: string
  path: string
  status: number
  milliseconds: number
}

type Header = [name: string, value: string]

/** What is asked, and what is known of it by and by. */
interface Asked<Actor> {
  request: IncomingMessage
  response: ServerResponse
  method: string
  path: string
  query: () => unknown
  /** The last of a whole answer, or all there is after its head. */
  end: (data?: Buffer | string) => void
  /** Sends what is no whole answer. */
  stream: (answer: Answer, headers: Record<string, string>) => void
  requestId: string
  language: Language
  route: string | null
  actor: Actor | null
}

/** The connection's address; a proxy's word only where the proxy is trusted. */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : ''
  return forwarded || (request.socket.remoteAddress ?? '')
}

function credentialsOf(
  { headers, method = '' }: IncomingMessage,
  address: string,
  publicHost: string | null,
): Credentials {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null
  const cookie = headers.cookie
    ? (new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]*)`).exec(headers.cookie)?.[1] ?? null)
    : null
  const site = headers['sec-fetch-site']
  const origin = headers.origin
  // Behind a proxy that does not pass Host on, the page's own origin is the public one. `null` is what a sandboxed page says.
  const host = origin === undefined ? undefined : (URL.parse(origin)?.host ?? '')
  const isOther = host !== undefined && host !== headers.host && host !== publicHost
  const isForeign = (site !== undefined && site !== 'same-origin' && site !== 'none') || isOther
  return {
    bearer,
    cookie,
    csrfToken: String(headers['x-csrf-token'] ?? '') || null,
    isForeign,
    isChange: !['GET', 'HEAD', 'OPTIONS'].includes(method),
    isLater: false,
    address,
  }
}

async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  if (size > limit) throw new Fault('request.too-large', { limit })
  if (size === 0) return undefined
  if (type !== 'application/json' && type !== 'application/merge-patch+json')
    throw new Fault('request.media-type', { expected: 'application/json' })
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch (error) {
    throw new Fault('request.json', {}, { cause: error })
  }
}

const locales = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError }

function parse<T>(schema: z.ZodType<T> | undefined, value: unknown, language: Language, root: string): T {
  if (!schema) return value as T
  const parsed = schema.safeParse(value, { error: locales[language] as never })
  if (parsed.success) return parsed.data
  const errors: FaultItem[] = parsed.error.issues.map((issue) => ({
    pointer: `${root}${issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`,
    code: issue.code ?? 'invalid',
    detail: issue.message,
  }))
  throw new Fault('request.invalid', {}, { errors })
}

/** Every list has pages, and no list is walked through to its depth (api.md). */
const DEEPEST = 10_000
function demandShallow(query: unknown): void {
  const { page = 0, size = 0 } = (query ?? {}) as { page?: number; size?: number }
  if (page * size > DEEPEST) throw new Fault('search.too-deep', { export: '/api/v1/search/export' })
}

const isHangUp = (error: unknown): boolean =>
  ['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED'].includes(
    (error as NodeJS.ErrnoException)?.code ?? '',
  )

/** A whole answer at once: header by header, Koa would take longer over it than everything before (bench http). Streams are Koa's. */
function send(
  { method, response, requestId, end, stream }: Omit<Asked<unknown>, 'actor'>,
  answer: Answer,
  standing: readonly Header[],
): void {
  const { status, headers = {}, body } = answer
  if (answer.stream) {
    stream(answer, { ...Object.fromEntries(standing), 'x-request-id': requestId, ...headers })
    return
  }
  const data = answer.buffer ?? answer.text ?? (body === undefined ? '' : JSON.stringify(body))
  const hasBody = status !== 204 && status !== 304
  const list: string[] = ['x-request-id', requestId]
  for (const [name, value] of standing) if (headers[name] === undefined) list.push(name, value)
  for (const name in headers) list.push(name, headers[name]!)
  if (body !== undefined && headers['content-type'] === undefined)
    list.push('content-type', 'application/json; charset=utf-8')
  if (hasBody) list.push('content-length', String(Buffer.byteLength(data)))
  response.writeHead(status, list)
  end(hasBody && method !== 'HEAD' ? data : undefined)
}

/** What is sent in one turn of the event loop goes out at its end, one after the other: who reads it on this machine, a proxy say, is woken once for all of it (bench iiif). */
function createTogether(): (send: () => void) => void {
  let waiting: (() => void)[] = []
  const sendAll = () => {
    const all = waiting
    waiting = []
    for (const send of all) send()
  }
  return (send) => {
    if (waiting.length === 0) setImmediate(sendAll)
    waiting.push(send)
  }
}

export function createServer<Actor extends Caller>(deps: {
  routes: readonly Route<Actor>[]
  /** Faults login.required, login.suspended, csrf.wrong. */
  authenticate: (credentials: Credentials) => Promise<Actor>
  /** Whether this caller may ask at all, before what is asked is looked at. Fault login.required. */
  admit: (actor: Actor, isChange: boolean) => void
  /** A refusal, for the audit. */
  refused: (actor: Actor | null, code: string, path: string, address: string) => void
  observed: (request: Observed) => void
  log: Log
  /** The browser client. */
  site: Site
  trustProxy: boolean
  /** PUBLIC_URL. */
  publicUrl: string | null
}): RequestListener {
  const { log } = deps
  const publicHost = deps.publicUrl === null ? null : new URL(deps.publicUrl).host
  // What an answer does not say of itself: it was for this caller, and is asked for again.
  const standing: readonly Header[] = [
    ...Object.entries(securityHeaders(deps.publicUrl?.startsWith('https:') ?? false)),
    ['cache-control', 'private, no-cache'],
  ]

  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 20_000 })
  for (const declared of deps.routes) {
    const methods = declared.method === 'get' ? ['GET', 'HEAD'] : [declared.method.toUpperCase()]
    router.on(methods as HTTPMethod[], declared.path, () => undefined, declared)
  }
  const known = [...new Set(deps.routes.map(({ method }) => method.toUpperCase()))] as HTTPMethod[]

  async function answered(asked: Asked<Actor>): Promise<Answer> {
    const { request, response, method, path, language, requestId } = asked
    const found = router.find(method as HTTPMethod, path)
    if (!found) {
      const isRead = method === 'GET' || method === 'HEAD'
      const file = isRead ? await deps.site.answer(path, request.headers) : null
      if (file) return file
      const allowed = known.filter((one) => router.find(one, path))
      throw allowed.length
        ? new Fault('request.method', { allowed: allowed.join(', ') })
        : new Fault('request.not-found')
    }
    const declared = found.store as Route<Actor>
    asked.route = declared.path
    const address = addressOf(request, deps.trustProxy)
    const given = credentialsOf(request, address, publicHost)
    const credentials = declared.isPublic ? { ...given, bearer: null, cookie: null } : given
    const actor = await deps.authenticate(credentials)
    asked.actor = actor
    if (!declared.isPublic) deps.admit(actor, credentials.isChange)
    const params = declared.isDirect ? found.params : parse(declared.params, found.params, language, '/params')
    const query = declared.query && parse(declared.query, asked.query(), language, '/query')
    demandShallow(query)
    const raw = declared.raw || !credentials.isChange ? undefined : await readJson(request, declared.maxBody ?? MIB)
    const body = declared.body ? parse(declared.body, raw, language, '') : raw
    return declared.handle({
      actor,
      params,
      query,
      body,
      language,
      requestId,
      address,
      // A token stands alone: the cookie beside it is not looked at (api.md).
      cookie: given.bearer === null ? given.cookie : null,
      callerNow: () => deps.authenticate({ ...credentials, isLater: true }),
      request,
      response,
    })
  }

  async function serve(given: Omit<Asked<Actor>, 'requestId' | 'language' | 'route' | 'actor'>) {
    const started = performance.now()
    const { request, response, method, path } = given
    const requestId = randomUUID()
    // What was chosen in the client holds for what is opened as a link too, where the browser says its own language.
    const { cookie = '', 'accept-language': accepted } = request.headers
    const language = languageOf(/(?:^|;\s*)wenshi_language=(zh-CN|en)(?:;|$)/.exec(cookie)?.[1] ?? accepted)
    const asked: Asked<Actor> = { ...given, requestId, language, route: null, actor: null }
    try {
      send(asked, await answered(asked), standing)
    } catch (error) {
      const { document, headers: extra } = problemDocument(error, language, requestId)
      if (document.status >= 500 && !isHangUp(error)) log.error({ err: error, requestId, path }, document.code)
      if (document.status === 401 || document.status === 403)
        deps.refused(
          asked.actor,
          document.code,
          `${method} ${asked.route ?? path}`,
          addressOf(request, deps.trustProxy),
        )
      if (!response.headersSent)
        send(asked, { status: document.status, headers: extra, text: JSON.stringify(document) }, standing)
      // What is left of an upload that was refused is read and dropped, so that the client sees the answer.
      if (!request.complete) request.resume()
    } finally {
      const milliseconds = performance.now() - started
      const status = response.statusCode
      deps.observed({ method, path: asked.route ?? 'none', status, milliseconds })
      log.debug({ requestId, method, path, status, ms: Math.round(milliseconds) }, 'request')
    }
  }

  const app = new Koa({ proxy: deps.trustProxy })
  app.on('error', (error) => {
    if (!isHangUp(error)) log.error({ err: error }, 'while answering')
  })
  app.use(async (context) => {
    const { req: request, res: response, method, path } = context
    let isStreamed = false
    await serve({
      request,
      response,
      method,
      path,
      query: () => context.query,
      end: (data) => void response.end(data),
      stream({ status, stream }, headers) {
        isStreamed = true
        context.status = status
        context.set(headers)
        context.body = stream
      },
    })
    context.respond = isStreamed
  })
  const byKoa = app.callback()

  // What lies beside a direct route goes the same way: it is asked without a query then.
  const direct = deps.routes.filter(({ isDirect }) => isDirect).map(({ path }) => path.slice(0, path.indexOf(':')))
  const together = createTogether()
  const query = () => ({})
  const stream = () => {
    throw new Error('a direct route streams')
  }
  return (request, response) => {
    const { method = '', url: path = '' } = request
    const isDirect = method === 'GET' && !path.includes('?') && direct.some((start) => path.startsWith(start))
    if (!isDirect) return void byKoa(request, response)
    const end = (data?: Buffer | string) => together(() => response.end(data))
    void serve({ request, response, method, path, query, end, stream })
  }
}
