/** A caller of the API, as a script or a browser would be one. */
import { setTimeout as rest } from 'node:timers/promises'
import type { TestFn } from 'ava'
import { PASSWORD, remove, type Service, startService, temporary } from './service.ts'

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
  /** A 授权书 for all of it: what is made of it may be printed. */
  consented(accessionId: string): Promise<void>
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
      if (body !== undefined) {
        const isRaw = typeof body === 'string' || body instanceof Uint8Array
        init.body = isRaw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body)
      }
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
      const counts = async (): Promise<Json> => (await client.get(`/api/v1/accessions/${accessionId}`)).body.counts
      // The service works on the same two cores: its items are asked for only when they may be done.
      for (;;) {
        if ((await counts())?.processing === 0) {
          const { body } = await client.get('/api/v1/items', { accession: accessionId, size: '200' })
          // Counted after they became searchable.
          if (body.items?.every((item: Json) => item.searchable)) return counts()
        }
        await rest(100)
      }
    },
    async consented(accessionId) {
      const consent = { scopes: ['publication'], signer: '张甲', relation: '本人', signedDate: '2020-01-01' }
      const { status, body } = await client.call('POST', `/api/v1/accessions/${accessionId}/consents`, consent)
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
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

export type Known = Client & { id: string; token: string }

/** A user with this role, signed in. */
export async function withRole(url: string, admin: Client, role: string): Promise<Known> {
  const user = await admin.call('POST', '/api/v1/users', {
    username: `u-${role}`,
    password: ROLE_PASSWORD,
    roles: [role],
  })
  const token = await tokenOf(url, `u-${role}`, ROLE_PASSWORD)
  return Object.assign(withToken(url, token), { id: String(user.body.id), token })
}

/**
 * The service of a test file, with its administrator and somebody of each role: started here, stopped and removed after the tests. For the top of the
 * file, before anything is declared.
 */
export async function served<Role extends string = never>(
  test: Pick<TestFn, 'after'>,
  { roles = [], env = {} }: { roles?: readonly Role[]; env?: Record<string, string> } = {},
): Promise<{ storage: string; service: Service; admin: Client } & Record<Role, Known>> {
  const storage = temporary()
  const service = await startService(storage, env)
  const end = async () => {
    await service.stop()
    remove(storage)
  }
  try {
    const admin = await signedIn(service.url)
    const known = {} as Record<Role, Known>
    for (const role of roles) known[role] = await withRole(service.url, admin, role)
    test.after.always(end)
    return { storage, service, admin, ...known }
  } catch (error) {
    await end()
    throw error
  }
}
