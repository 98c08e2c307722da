/** The Koa service: request id, log, headers, faults, actor, routing, validation. Knows no feature. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import findMyWay, { type HTTPMethod } from 'find-my-way'
import Koa, { type Context } from 'koa'
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

function credentialsOf(context: Context, address: string, publicHost: string | null): Credentials {
  const { headers } = context.req
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
    csrfToken: context.get('x-csrf-token') || null,
    isForeign,
    isChange: !['GET', 'HEAD', 'OPTIONS'].includes(context.method),
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
  context: Context,
  { status, headers = {}, body, ...answer }: Answer,
  always: Record<string, string>,
): void {
  if (answer.stream) {
    context.status = status
    context.set({ ...always, ...headers })
    context.body = answer.stream
    return
  }
  const data = answer.buffer ?? answer.text ?? (body === undefined ? '' : JSON.stringify(body))
  const hasBody = status !== 204 && status !== 304
  const type = body === undefined ? null : { 'content-type': 'application/json; charset=utf-8' }
  const length = hasBody ? { 'content-length': Buffer.byteLength(data) } : null
  context.respond = false
  context.res.writeHead(status, { ...always, ...type, ...headers, ...length })
  context.res.end(hasBody && context.method !== 'HEAD' ? data : undefined)
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
}): Koa {
  const { log } = deps
  const publicHost = deps.publicUrl === null ? null : new URL(deps.publicUrl).host
  const app = new Koa({ proxy: deps.trustProxy })
  const security = securityHeaders(deps.publicUrl?.startsWith('https:') ?? false)
  app.on('error', (error) => {
    if (!isHangUp(error)) log.error({ err: error }, 'while answering')
  })

  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 20_000 })
  for (const declared of deps.routes) {
    const methods = declared.method === 'get' ? ['GET', 'HEAD'] : [declared.method.toUpperCase()]
    router.on(methods as HTTPMethod[], declared.path, () => undefined, declared)
  }
  const known = [...new Set(deps.routes.map(({ method }) => method.toUpperCase()))] as HTTPMethod[]

  async function answered(context: Context): Promise<Answer> {
    const found = router.find(context.method as HTTPMethod, context.path)
    if (!found) {
      const isRead = context.method === 'GET' || context.method === 'HEAD'
      const file = isRead ? await deps.site.answer(context.path, context.req.headers) : null
      if (file) return file
      const allowed = known.filter((method) => router.find(method, context.path))
      throw allowed.length
        ? new Fault('request.method', { allowed: allowed.join(', ') })
        : new Fault('request.not-found')
    }
    const declared = found.store as Route<Actor>
    context.state.route = declared.path
    const { language, requestId } = context.state as { language: Language; requestId: string }
    const address = addressOf(context.req, deps.trustProxy)
    const given = credentialsOf(context, address, publicHost)
    const credentials = declared.isPublic ? { ...given, bearer: null, cookie: null } : given
    const actor = await deps.authenticate(credentials)
    context.state.actor = actor
    if (!declared.isPublic) deps.admit(actor, credentials.isChange)
    const params = parse(declared.params, found.params, language, '/params')
    const query = parse(declared.query, context.query, language, '/query')
    demandShallow(query)
    const raw = declared.raw || !credentials.isChange ? undefined : await readJson(context.req, declared.maxBody ?? MIB)
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
      request: context.req,
      response: context.res,
    })
  }

  app.use(async (context) => {
    const started = performance.now()
    const requestId = randomUUID()
    context.state.requestId = requestId
    // What was chosen in the client holds for what is opened as a link too, where the browser says its own language.
    const { cookie = '', 'accept-language': accepted } = context.req.headers
    context.state.language = languageOf(/(?:^|;\s*)wenshi_language=(zh-CN|en)(?:;|$)/.exec(cookie)?.[1] ?? accepted)
    // What an answer does not say of itself: it was for this caller, and is asked for again.
    const always = { ...security, 'x-request-id': requestId, 'cache-control': 'private, no-cache' }
    try {
      send(context, await answered(context), always)
    } catch (error) {
      const { document, headers: extra } = problemDocument(error, context.state.language, requestId)
      if (document.status >= 500 && !isHangUp(error))
        log.error({ err: error, requestId, path: context.path }, document.code)
      if (document.status === 401 || document.status === 403)
        deps.refused(
          context.state.actor ?? null,
          document.code,
          `${context.method} ${context.state.route ?? context.path}`,
          addressOf(context.req, deps.trustProxy),
        )
      if (!context.res.headersSent)
        send(context, { status: document.status, headers: extra, text: JSON.stringify(document) }, always)
      // What is left of an upload that was refused is read and dropped, so that the client sees the answer.
      if (!context.req.complete) context.req.resume()
    } finally {
      const milliseconds = performance.now() - started
      deps.observed({
        method: context.method,
        path: context.state.route ?? 'none',
        status: context.res.statusCode,
        milliseconds,
      })
      log.debug(
        {
          requestId,
          method: context.method,
          path: context.path,
          status: context.res.statusCode,
          ms: Math.round(milliseconds),
        },
        'request',
      )
    }
  })

  return app
}
