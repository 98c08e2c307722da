/** A caller of the API, as a script or a browser would be one. */
import { setTimeout as rest } from 'node:timers/promises'
import { PASSWORD } from './service.ts'

export interface Answered {
  status: number
  headers: Headers
  // The shape is what each test expects of it.
  body: Json
}
export type Json = ReturnType<typeof JSON.parse>

export interface Client {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  get(path: string, query?: Record<string, string>): Promise<Answered>
  upload(
    path: string,
    files: readonly { name: string; data: Uint8Array }[],
    fields?: [string, string][],
  ): Promise<Answered>
  bytes(path: string, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; data: Buffer }>
  /** Waits until nothing of the accession is processed any more and everything is searchable. */
  settled(accessionId: string): Promise<Json>
  search(q: string, query?: Record<string, string>): Promise<Json>
}

export function createClient(url: string, headers: Record<string, string> = {}): Client {
  const read = async (response: Response): Promise<Answered> => {
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text ? JSON.parse(text) : (text as never),
    }
  }
  const client: Client = {
    async call(method, path, body, more = {}) {
      const init: RequestInit = {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more },
      }
      if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
      return read(await fetch(`${url}${path}`, init))
    },
    get: (path, query) => client.call('GET', query ? `${path}?${new URLSearchParams(query)}` : path),
    async upload(path, files, fields = []) {
      const form = new FormData()
      for (const [name, value] of fields) form.append(name, value)
      for (const { name, data } of files) form.append('files', new Blob([data as Uint8Array<ArrayBuffer>]), name)
      return read(await fetch(`${url}${path}`, { method: 'POST', headers, body: form }))
    },
    async bytes(path, more = {}) {
      const response = await fetch(`${url}${path}`, { headers: { ...headers, ...more } })
      return { status: response.status, headers: response.headers, data: Buffer.from(await response.arrayBuffer()) }
    },
    async settled(accessionId) {
      for (;;) {
        const { body } = await client.get(`/api/v1/accessions/${accessionId}`)
        const { body: items } = await client.get('/api/v1/items', { accession: accessionId, size: '200' })
        if (body.counts?.processing === 0 && items.items?.every((item: Json) => item.searchable))
          // Counted after they became searchable.
          return (await client.get(`/api/v1/accessions/${accessionId}`)).body.counts
        await rest(50)
      }
    },
    async search(q, query = {}) {
      const { status, body } = await client.get('/api/v1/search', { q, ...query })
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
      return body
    },
  }
  return client
}

/** Signs in and gets a token, so that calls need no cookie. */
export async function tokenOf(url: string, username = 'admin', password = PASSWORD): Promise<string> {
  const anonymous = createClient(url)
  const session = await anonymous.call('POST', '/api/v1/session', { username, password })
  if (session.status !== 200) throw new Error(`not signed in: ${session.status} ${JSON.stringify(session.body)}`)
  const cookie = session.headers.getSetCookie()[0]!.split(';')[0]!
  const token = await anonymous.call(
    'POST',
    '/api/v1/tokens',
    { name: 'test' },
    { cookie, 'x-csrf-token': session.body.csrfToken ?? '' },
  )
  return String(token.body.token)
}

export const withToken = (url: string, token: string): Client => createClient(url, { authorization: `Bearer ${token}` })

export const signedIn = async (url: string, username?: string, password?: string): Promise<Client> =>
  withToken(url, await tokenOf(url, username, password))

export const ROLE_PASSWORD = 'quiet-willow-orchid-42'

/** A user with this role, signed in. */
export async function withRole(
  url: string,
  admin: Client,
  role: string,
): Promise<Client & { id: string; token: string }> {
  const user = await admin.call('POST', '/api/v1/users', {
    username: `u-${role}`,
    password: ROLE_PASSWORD,
    roles: [role],
  })
  const token = await tokenOf(url, `u-${role}`, ROLE_PASSWORD)
  return Object.assign(withToken(url, token), { id: String(user.body.id), token })
}
