/** An archive of its own on one engine, with the planned texts in it and a reader who may not see all. */
import { setTimeout as rest } from 'node:timers/promises'
import { type Api, createApi, type LocalFile, sendAll, signIn } from '../upload/client.ts'
import type { StoredItem } from './asked.ts'
import type { Planned } from './corpus.ts'
import type { StoredText } from './stored.ts'

const READER = { username: 'reader', password: 'verify-willow-orchid-42' }

export interface Archive {
  engine: string
  /** Who may see everything, and who may not. */
  readers: { api: Api; sees: (number: number) => boolean }[]
  /** In the order of the plan. */
  ids: string[]
  items: StoredItem[]
}

/** `url`, `password`: of a service that is ready, and its administrator. */
export async function filled(
  { engine, url, password }: { engine: string; url: string; password: string },
  files: readonly LocalFile[],
  plan: readonly Planned[],
): Promise<Archive> {
  const token = await signIn(url, 'admin', password)
  const api = createApi(url, token)
  const change = async (method: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' }
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  }
  const user = await api.post<{ id: string }>('/users', { ...READER, roles: ['researcher'] })
  const { id } = await api.post<{ id: string }>('/accessions', { title: '核对检索' })
  const idOf = new Map<string, string>()
  await sendAll(
    api,
    id,
    files,
    (sent, results) => {
      for (const [i, { relative }] of sent.entries()) idOf.set(relative, results[i]!.itemIds![0]!)
    },
    1,
  )
  const ids = plan.map(({ name }) => idOf.get(name)!)
  await settled(api, id, plan.length)
  for (const [i, { description, access }] of plan.entries()) {
    const restricted = access === 'granted' ? 'internal' : access
    await change('PATCH', `/items/${ids[i]}`, { ...description, access: restricted })
    if (access === 'granted')
      await change('PUT', `/items/${ids[i]}/grants/${user.id}`, { purpose: '核对', expiresAt: '2999-01-01T00:00:00Z' })
  }
  await settled(api, id, plan.length)
  const items: StoredItem[] = []
  for (const [i, { told, title }] of plan.entries())
    items.push({ ...(await api.get<StoredText>(`/items/${ids[i]}/text`)), ...told, title })
  const reader = createApi(url, await signIn(url, READER.username, READER.password))
  const isOpen = (number: number) => ['open', 'granted'].includes(plan[number]!.access)
  return {
    engine,
    ids,
    items,
    readers: [
      { api, sees: () => true },
      { api: reader, sees: isOpen },
    ],
  }
}

async function settled(api: Api, accession: string, count: number): Promise<void> {
  for (;;) {
    const page = await api.get<{ total: number; items: { searchable: boolean }[] }>(
      `/items?accession=${accession}&size=200`,
    )
    let isReady = page.total === count
    for (let from = 200, n = 2; isReady && from < count + 200; from += 200, n++) {
      isReady = page.items.every(({ searchable }) => searchable)
      if (from < count)
        page.items = (await api.get<typeof page>(`/items?accession=${accession}&size=200&page=${n}`)).items
    }
    if (isReady) return
    await rest(200)
  }
}
