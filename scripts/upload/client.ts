/** The HTTP client that demo and import share: signs in, sends files from disk, says what became of each. */
import { openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'

export interface Result {
  filename: string
  outcome: 'accepted' | 'duplicate' | 'rejected'
  objectId?: string
  itemIds?: string[]
  sha256?: string
  problem?: { code: string; detail: string }
}
export interface LocalFile {
  /** On this disk. */
  path: string
  /** As the archive is told where it lay. */
  relative: string
  size: number
}

export interface Api {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  /** Sends a file as it is. */
  postBytes<T>(path: string, data: Uint8Array, type: string): Promise<T>
  bytes(path: string): Promise<Buffer>
  /** Sends files in one request; results in the same order. */
  send(accessionId: string, files: readonly LocalFile[]): Promise<Result[]>
}

const TRIES = 5

async function read<T>(response: Response): Promise<T> {
  const text = await response.text()
  if (response.ok) return (text ? JSON.parse(text) : undefined) as T
  let said = text.slice(0, 300)
  try {
    said = (JSON.parse(text) as { detail?: string }).detail ?? said
  } catch {
    // Not one of ours; the status says enough.
  }
  throw Object.assign(new Error(`${response.status}: ${said}`), { status: response.status })
}

export function createApi(url: string, token: string): Api {
  const headers = { authorization: `Bearer ${token}` }
  const ask = (path: string) => fetch(`${url}/api/v1${path}`, { headers })
  // A connection that was kept open may have been closed while nothing was asked.
  const askTwice = (path: string) => ask(path).catch(() => ask(path))
  return {
    get: async (path) => read(await askTwice(path)),
    post: async (path, body) =>
      read(
        await fetch(`${url}/api/v1${path}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    postBytes: async (path, data, type) =>
      read(
        await fetch(`${url}/api/v1${path}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': type },
          body: data as Uint8Array<ArrayBuffer>,
        }),
      ),
    async bytes(path) {
      const response = await askTwice(path)
      if (!response.ok) throw new Error(`${response.status} ${path}`)
      return Buffer.from(await response.arrayBuffer())
    },
    async send(accessionId, files) {
      for (let tries = 1; ; tries++) {
        const form = new FormData()
        form.append('paths', JSON.stringify(files.map(({ relative }) => relative)))
        for (const { path } of files) form.append('files', await openAsBlob(path), basename(path))
        try {
          const answer = await fetch(`${url}/api/v1/accessions/${accessionId}/files`, {
            method: 'POST',
            headers,
            body: form,
          })
          return (await read<{ results: Result[] }>(answer)).results
        } catch (error) {
          // What was taken before a cut answers `duplicate`: sending again loses nothing and doubles nothing.
          const { status } = error as { status?: number }
          if (tries === TRIES || (status !== undefined && status < 500)) throw error
          await rest(500 * 2 ** tries)
        }
      }
    },
  }
}

/** A token made with a password, for a script that has no token yet. */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const { csrfToken } = await read<{ csrfToken: string }>(session)
  const cookie = session.headers.getSetCookie()[0]!.split(';')[0]!
  const made = await fetch(`${url}/api/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': csrfToken },
    body: JSON.stringify({ name: 'script', days: 7 }),
  })
  return (await read<{ token: string }>(made)).token
}

const BATCH_FILES = 20
const BATCH_BYTES = 64 * (1 << 20)

/** Few small files, or few bytes, to a request. */
export function batches(files: readonly LocalFile[]): LocalFile[][] {
  const all: LocalFile[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const file of files) {
    if (bytes + file.size > BATCH_BYTES || all.at(-1)!.length >= BATCH_FILES) {
      all.push([])
      bytes = 0
    }
    all.at(-1)!.push(file)
    bytes += file.size
  }
  return all
}

/** Sends everything, a few requests at a time; `done` hears of every batch. */
export async function sendAll(
  api: Api,
  accessionId: string,
  files: readonly LocalFile[],
  done: (sent: readonly LocalFile[], results: readonly Result[]) => void | Promise<void>,
  inFlight = 3,
): Promise<void> {
  const queue = batches(files)
  const lane = async () => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) await done(batch, await api.send(accessionId, batch))
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}

export const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8')) as T
