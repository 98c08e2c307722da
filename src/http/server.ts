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

function credentialsOf(context: Context, address: string): Credentials {
  const { headers } = context.req
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null
  const cookie = headers.cookie
    ? (new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]*)`).exec(headers.cookie)?.[1] ?? null)
    : null
  const site = headers['sec-fetch-site']
  const origin = headers.origin
  const isOther = origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== headers.host
  const isForeign = (site !== undefined && site !== 'same-origin' && site !== 'none') || isOther
  return {
    bearer,
    cookie,
    csrfToken: context.get('x-csrf-token') || null,
    isForeign,
    isChange: !['GET', 'HEAD', 'OPTIONS'].includes(context.method),
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
  /** A refusal, for the audit. */
  refused: (actor: Actor | null, code: string, path: string) => void
  observed: (request: Observed) => void
  log: Log
  trustProxy: boolean
  isHttps: boolean
}): Koa {
  const { log } = deps
  const app = new Koa({ proxy: deps.trustProxy })
  const security = securityHeaders(deps.isHttps)
  app.on('error', (error) => {
    if (!isHangUp(error)) log.error({ err: error }, 'while answering')
  })

  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 2000 })
  for (const declared of deps.routes) {
    const methods = declared.method === 'get' ? ['GET', 'HEAD'] : [declared.method.toUpperCase()]
    router.on(methods as HTTPMethod[], declared.path, () => undefined, declared)
  }
  const known = [...new Set(deps.routes.map(({ method }) => method.toUpperCase()))] as HTTPMethod[]

  async function answered(context: Context): Promise<Answer> {
    const found = router.find(context.method as HTTPMethod, context.path)
    if (!found) {
      const allowed = known.filter((method) => router.find(method, context.path))
      throw allowed.length
        ? new Fault('request.method', { allowed: allowed.join(', ') })
        : new Fault('request.not-found')
    }
    const declared = found.store as Route<Actor>
    context.state.route = declared.path
    const { language, requestId } = context.state as { language: Language; requestId: string }
    const address = addressOf(context.req, deps.trustProxy)
    const credentials = credentialsOf(context, address)
    const actor = await deps.authenticate(
      declared.isPublic ? { ...credentials, bearer: null, cookie: null } : credentials,
    )
    context.state.actor = actor
    const params = parse(declared.params, found.params, language, '/params')
    const query = parse(declared.query, context.query, language, '/query')
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
      cookie: credentials.cookie,
      request: context.req,
      response: context.res,
    })
  }

  app.use(async (context) => {
    const started = performance.now()
    const requestId = randomUUID()
    context.state.requestId = requestId
    context.state.language = languageOf(context.req.headers['accept-language'])
    const always = { ...security, 'x-request-id': requestId }
    try {
      send(context, await answered(context), always)
    } catch (error) {
      const { document, headers: extra } = problemDocument(error, context.state.language, requestId)
      if (document.status >= 500 && !isHangUp(error))
        log.error({ err: error, requestId, path: context.path }, document.code)
      if (document.status === 401 || document.status === 403)
        deps.refused(context.state.actor ?? null, document.code, context.state.route ?? context.path)
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
