/** How the edge declares a URL: what it takes, what it answers. One declaration serves routing, validation and the OpenAPI document. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Language } from './sentences.ts'

/** Whoever calls; the features' policy gives it its meaning. */
export interface Caller {
  readonly id: string | null
}

export interface Call<Actor, Params, Query, Body> {
  actor: Actor
  params: Params
  query: Query
  body: Body
  language: Language
  requestId: string
  /** Where the request came from. */
  address: string
  /** Raw credentials of a cookie session, for the routes about the session itself; null beside a bearer token. */
  cookie: string | null
  /** The caller as of now, for an answer that goes on: rights that were taken away end it. */
  callerNow: () => Promise<Actor>
  request: IncomingMessage
  response: ServerResponse
}

export interface Answer {
  status: number
  /** JSON, unless `stream`, `buffer` or `text` is given. */
  body?: unknown
  buffer?: Buffer
  text?: string
  stream?: Readable
  headers?: Record<string, string>
}

export interface Route<Actor extends Caller = Caller, Params = unknown, Query = unknown, Body = unknown> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete' | 'options'
  path: string
  summary: string
  tag: string
  params?: z.ZodType<Params>
  query?: z.ZodType<Query>
  body?: z.ZodType<Body>
  /** Headers the handler looks at, for the document. */
  headers?: z.ZodObject
  /** Largest JSON body, bytes; 1 MiB unless said. */
  maxBody?: number
  /** No credentials are looked at: signing in, health. The actor is nobody. */
  isPublic?: boolean
  /** The request stream is left to the handler. */
  raw?: boolean
  /** A GET that is asked for by the hundred and answered at once, without query or stream, by params that its handler bounds itself: Koa's part of the way is left out: a tenth more of them (bench iiif). */
  isDirect?: boolean
  /** Media types of a raw body that is no multipart, for the document. */
  takes?: readonly string[]
  answers: Record<number, { description: string; schema?: z.ZodType; mediaType?: string | readonly string[] }>
  handle(call: Call<Actor, Params, Query, Body>): Promise<Answer>
}

/** Gives the handler the types of its schemas. */
export const route =
  <Actor extends Caller>() =>
  <Params = unknown, Query = unknown, Body = unknown>(declared: Route<Actor, Params, Query, Body>): Route<Actor> =>
    declared as unknown as Route<Actor>

export const ok = (body: unknown, headers?: Record<string, string>): Answer => ({
  status: 200,
  body,
  ...(headers ? { headers } : {}),
})
export const created = (body: unknown, headers?: Record<string, string>): Answer => ({
  status: 201,
  body,
  ...(headers ? { headers } : {}),
})
export const noContent: Answer = { status: 204 }
