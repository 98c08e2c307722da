/** An archive whose index takes a while to make, and what is seen of its rebuilding from outside. */
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as rest } from 'node:timers/promises'
import type { ExecutionContext } from 'ava'
import { writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { occurrencesOf } from '../../scripts/verify-search/asked.ts'
import { asLine, type StoredText } from '../../scripts/verify-search/stored.ts'
import { createWork } from '../../src/app/work.ts'
import { readConfig } from '../../src/config.ts'
import { system } from '../../src/policy.ts'
import { silent } from '../../src/ports/log.ts'
import type { Client, Json } from './client.ts'
import { type Service, temporary } from './service.ts'

/** Stands once in every text of the archive and nowhere else. */
export const MARK = '石榴灯会'

/** So many items of so many characters each, described and indexed. The storage folder. */
export async function makeArchive(items: number, length: number): Promise<string> {
  const storage = temporary()
  const work = await createWork(readConfig({ STORAGE_DIR: storage, LOG_LEVEL: 'silent' }), { log: silent })
  const random = createRandom(items)
  for (let i = 0; i < items; i++) {
    const { title, paragraphs } = writeStory(random, i, length, i % 5 === 0)
    const text = [...paragraphs, `第${i}号材料完，${MARK}记。`].join('\n')
    const { item } = await work.features.items.create(system, { title })
    await work.features.texts.correct(system, item.id, { text, kind: 'transcription', note: '' }, '*')
  }
  await work.rebuildNow()
  await work.close()
  return storage
}

export function copyOf(storage: string): string {
  const copy = temporary()
  cpSync(storage, copy, { recursive: true })
  return copy
}

export const searchFiles = (storage: string): string[] =>
  readdirSync(join(storage, 'derivatives'))
    .filter((name) => /^search-.*\.db$/.test(name))
    .sort()

/** Makes the index that serves one of former rules, and takes its first item out: so it is told from the new one. Nobody may have it open. */
export function outdate(storage: string): void {
  const [name] = searchFiles(storage)
  const file = new DatabaseSync(join(storage, 'derivatives', name!))
  file.exec(
    "UPDATE stamp SET value = value - 1 WHERE name = 'foldVersion'; UPDATE doc SET removed = 1 WHERE number = 1",
  )
  file.close()
}

/** The same of the index on a server. */
export async function outdateOnServer(
  url: string,
  prefix: string,
  rule: 'foldVersion' | 'layoutVersion',
): Promise<void> {
  const send = async (method: string, path: string, body?: object): Promise<Json> => {
    const headers = { 'content-type': 'application/json' }
    const init = body ? { method, headers, body: JSON.stringify(body) } : { method }
    const answer = await fetch(`${url}/${path}`, init)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const [index, { mappings }] = Object.entries(await send('GET', `${prefix}/_mapping`))[0] as [string, Json]
  const _meta = { ...mappings._meta, [rule]: mappings._meta[rule] - 1 }
  await send('PUT', `${index}/_mapping`, { _meta })
  const { hits } = await send('POST', `${index}/_search`, { query: { term: { number: 1 } } })
  await send('DELETE', `${index}/_doc/${hits.hits[0]._id}?refresh=true`)
}

/** The newest rebuild. */
export async function rebuildJob(client: Client): Promise<Json> {
  const { body } = await client.get('/api/v1/jobs', { kind: 'rebuild', size: '1' })
  return body.items[0]
}

/** The newest rebuild, as soon as it is so. */
export async function rebuildWhen(client: Client, is: (job: Json) => boolean): Promise<Json> {
  for (;;) {
    const job = await rebuildJob(client)
    if (job && is(job)) return job
    await rest(25)
  }
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

/** The process under the web process that works. */
export async function workerOf(service: Service): Promise<number> {
  for (;;) {
    const pid = childrenOf(service.process.pid!).find((child) => {
      try {
        return readFileSync(`/proc/${child}/environ`, 'latin1').includes('ROLE=worker\0')
      } catch {
        return false
      }
    })
    if (pid) return pid
    await rest(25)
  }
}

/** Waits until a good part more is filled than was; then the worker, or the service, is ended with -9. The job as it was first and last seen. */
export async function killWhileFilling(
  service: Service,
  client: Client,
  who: 'worker' | 'service',
  meanwhile: () => Promise<void>,
): Promise<{ first: Json; last: Json }> {
  const isFilling = (job: Json) => job.state === 'running' && job.phase?.endsWith('.fill')
  const first = await rebuildWhen(client, (job) => isFilling(job) || job.finishedAt)
  const worker = await workerOf(service)
  const [last] = await Promise.all([
    rebuildWhen(client, (job) => job.done >= first.done + first.total / 8 || job.finishedAt),
    meanwhile(),
  ])
  if (who === 'service') await service.kill()
  else process.kill(worker, 'SIGKILL')
  return { first, last }
}

interface Stored extends StoredText {
  id: string
  title: string
  filename: string
}

/** Every text of the archive read to its end: each word's items and occurrences are those that search answers. */
export async function agreesWithScan(t: ExecutionContext, client: Client, words: readonly string[]): Promise<void> {
  const stored: Stored[] = []
  for (let page = 1, total = 1; stored.length < total; page++) {
    const { body } = await client.get('/api/v1/items', { size: '200', page: String(page) })
    total = body.total
    for (const { id, title, objects } of body.items) {
      const { status, body } = await client.get(`/api/v1/items/${id}/text`)
      const { text, joins, furniture, notes } = status === 200 ? body : asLine('')
      stored.push({ id, title, filename: objects[0]?.filename ?? '', text, joins, furniture, notes })
    }
  }
  // All that is asked before the long scan, during which no connection can be looked after.
  const answers = await Promise.all(words.map((word) => client.search(word, { size: '200' })))
  const count = (text: StoredText, word: string) => occurrencesOf(text, [{ is: 'term', text: word }], []).length
  for (const [i, word] of words.entries()) {
    const hits = stored.filter((item) =>
      [asLine(item.title), asLine(item.filename), item].some((part) => count(part, word) > 0),
    )
    const { total, occurrences, hits: found } = answers[i]
    t.is(total, hits.length, word)
    t.deepEqual(found.map((hit: Json) => hit.item.id).sort(), hits.map(({ id }) => id).sort(), word)
    t.is(
      occurrences.count,
      hits.reduce((sum, item) => sum + count(item, word), 0),
      word,
    )
  }
}
