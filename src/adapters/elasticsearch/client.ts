/** The official client, and what its errors mean to us. */
import { readFileSync } from 'node:fs'
import { Client, errors, HttpConnection } from '@elastic/elasticsearch'
import { Fault } from '../../faults.ts'

/** Milliseconds an answer may take. */
const LIMIT = 10_000

/** Over node:http: a tenth less than the other way of the client, beside what the server takes. */
export const connect = (options: { url: string; apiKey: string | null; caFile: string | null }): Client =>
  new Client({
    node: options.url,
    ...(options.apiKey ? { auth: { apiKey: options.apiKey } } : {}),
    ...(options.caFile ? { tls: { ca: readFileSync(options.caFile) } } : {}),
    requestTimeout: LIMIT,
    maxRetries: 1,
    Connection: HttpConnection,
  })

/** Whatever keeps the server from answering is one fault; a wrong request of ours flies. */
function unavailable(error: unknown): unknown {
  if (error instanceof Fault) return error
  if (error instanceof errors.ResponseError) {
    const status = error.statusCode ?? 0
    const isMissing = status === 404 && /(?:index|aliases)_not_found/.test(JSON.stringify(error.body ?? ''))
    const isDown = status === 429 || status >= 500 || status === 401 || status === 403 || isMissing
    return isDown ? new Fault('search.unavailable', {}, { cause: error }) : error
  }
  return new Fault('search.unavailable', {}, { cause: error })
}

export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw unavailable(error)
  }
}

/** The index behind an alias, or null. */
export async function behind(client: Client, alias: string): Promise<string | null> {
  try {
    return Object.keys(await client.indices.getAlias({ name: alias }))[0] ?? null
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === 404) return null
    throw error
  }
}
