/** Two archives, alike but for what one of them hides: whoever may not read it must be told the same by both. */
import { setTimeout as rest } from 'node:timers/promises'
import type { ExecutionContext } from 'ava'
import sharp from 'sharp'
import { type Client, type Json, signedIn, withRole } from './client.ts'
import { essay } from './essay.ts'
import { workerOf } from './rebuilding.ts'
import { remove, startService, temporary } from './service.ts'

const any = { 'if-match': '*' }
const reused = essay(4711, 700)

/** What everybody may read. Each says something that a secret says too, or nearly says. */
const open: Record<string, { text: string; patch: object }> = {
  见闻: {
    text: `灯火渡口在山峰顶上望得见。五年计划初定，船工们在风雪之夜点起二十六盏灯火。李四同来。\n${reused}`,
    patch: { title: '渡口见闻', referenceCode: 'WS-001', date: '1952年3月', persons: ['冯玉祥'], genre: '回忆录' },
  },
  闲话: {
    text: `灯火渡口的闲话：饥年路上饿莩载道，一九五二年又修了堤。焕章先生也来过。\n${essay(12, 300)}${reused.slice(200, 500)}`,
    patch: { title: '渡口闲话', referenceCode: 'WS-002', date: '1953', places: ['郑县'], category: '社会' },
  },
  堤工: { text: `堤工与灯火，结冰三寸。\n${essay(13, 400)}`, patch: { title: '堤工杂记', persons: ['冯玉祥'] } },
}

/** Every word by which a secret could be told stands in it. `n` keeps the copies apart. */
const secretText = (n: number) =>
  `灯火渡口第${n}号密件，山峯頂上另有灯火。五年计画，侯补委员会议，饥年路上饿□载道。民國廿七年六月九日渡口结冰三尺有余，` +
  `船工们在风雪之夜点起三十六盏灯火，贾秘与李四、焕章先生到絕影鎮。\n${essay(20 + n, 300)}${reused.slice(0, 600)}`
const secretPatch = (n: number, more: object) => ({
  title: `绝密渡口行动纪要${n}`,
  referenceCode: `JM-00${n}`,
  date: '1938年6月9日',
  creators: ['单田芳'],
  persons: ['冯玉祥'],
  places: ['浚县'],
  genre: '密报',
  category: '军事',
  ...more,
})
/** How each is kept from a researcher. Those that were seen before are hidden by `hide`. */
export const ways = ['internal', 'controlled', 'withdrawn', 'restricted', 'deleted', 'taken', 'ungranted'] as const
export type Way = (typeof ways)[number]
export const seenBefore: readonly Way[] = ['restricted', 'deleted', 'taken', 'ungranted']
/** What no answer to a researcher may hold afterwards. */
export const secretWords =
  /密件|山峯|计画|侯补|饿□载道|廿七年六月|三尺有余|三十六盏|贾秘|絕影|绝影|绝密|JM-00|单田芳|浚县|密报|军事/

export interface Twin {
  admin: Client
  researcher: Client & { id: string }
  accession: string
  /** Ids by name: of items, and of the people of the list. */
  items: Record<string, string>
  people: Record<string, string>
  /** From now on none of the secrets may be read. The index is not told before `settled` is called. */
  hide(): Promise<void>
  /** When the index has been told. */
  settled(): Promise<void>
  /** An answer as both archives would give it: names for ids, and nothing that differs by the hour. */
  alike(answer: unknown): unknown
}

const byTheHour = new Set(['tookMs', 'engine', 'requestId', 'createdAt', 'updatedAt', 'foundAt'])

export async function twin(t: ExecutionContext, env: Record<string, string>, hasSecrets: boolean): Promise<Twin> {
  const service = await startService(temporary(), env)
  t.teardown(async () => {
    await service.stop()
    remove(service.storage)
  })
  const admin = await signedIn(service.url)
  const researcher = await withRole(service.url, admin, 'researcher')
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '移交' })).body.id)
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await admin.call(method, path, body, any)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const people: Record<string, string> = {}
  const person = async (key: string, name: string, ...aliases: string[]) => {
    const given = { kind: 'person', name, aliases: aliases.map((alias) => ({ name: alias })) }
    people[key] = String((await call('POST', '/api/v1/authorities', given)).id)
  }
  await person('冯玉祥', '冯玉祥', '焕章')
  await person('贾秘', '贾秘', '密台')
  await person('李四甲', '李四')
  await person('李四乙', '李四')

  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#997755' } })
    .jpeg()
    .toBuffer()
  const files = Object.entries(open).map(([name, { text }]) => ({ name: `${name}.txt`, data: Buffer.from(text) }))
  if (hasSecrets)
    for (const [i, way] of ways.entries()) {
      // In between, so that places in a list would tell.
      files.splice(2 * i, 0, { name: `密${way}.txt`, data: Buffer.from(secretText(i + 1)) })
      files.push({ name: `密照${way}.jpg`, data: Buffer.concat([jpeg, Buffer.from(way)]) })
    }
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  const items = Object.fromEntries(
    files.map(({ name }, i) => [name.replace(/\.\w+$/, ''), String(body.results[i].itemIds[0])]),
  )
  await admin.settled(accession)
  const item = (name: string) => `/api/v1/items/${items[name]}`
  for (const [name, { patch }] of Object.entries(open)) await call('PATCH', item(name), { ...patch, access: 'open' })
  await call('PATCH', item('闲话'), { authorities: [people.李四甲] })
  const grant = (name: string) => `${item(name)}/grants/${researcher.id}`
  const pictured = (way: Way) => [`密${way}`, `密照${way}`]
  if (hasSecrets)
    for (const [i, way] of ways.entries())
      for (const name of pictured(way)) {
        const access = { controlled: 'controlled', ungranted: 'controlled', internal: 'internal' }[way as string]
        const patch = secretPatch(i + 1, { access: access ?? 'open', authorities: [people.李四乙] })
        await call('PATCH', item(name), name === `密${way}` ? patch : { access: access ?? 'open' })
        if (way === 'withdrawn') await call('PUT', `${item(name)}/withdrawal`, { reason: '家属要求' })
        if (way === 'ungranted')
          await call('PUT', grant(name), { purpose: '写专报', expiresAt: '2099-01-01T00:00:00Z' })
      }
  const worker = await workerOf(service)
  t.teardown(() => process.kill(worker, 'SIGCONT'))
  const settled = async () => {
    process.kill(worker, 'SIGCONT')
    for (;;) {
      const { items: jobs } = (await admin.get('/api/v1/jobs', { kind: 'match' })).body
      if (jobs.every(({ state }: Json) => state === 'done')) break
      await rest(20)
    }
    await admin.settled(accession)
    for (;;) {
      const { items: jobs } = (await admin.get('/api/v1/jobs', { kind: 'index' })).body
      if (jobs.every(({ state }: Json) => state !== 'waiting' && state !== 'running')) break
      await rest(20)
    }
  }
  await settled()
  for (const name of Object.keys(items).filter((one) => !one.startsWith('密照')))
    while (!(await admin.get(`${item(name)}/similar`)).body.isCompared) await rest(20)

  const names = new Map([...Object.entries(items), ...Object.entries(people)].map(([name, id]) => [id, name]))
  names.set(accession, '移交')
  return {
    admin,
    researcher,
    accession,
    items,
    people,
    settled,
    async hide() {
      process.kill(worker, 'SIGSTOP')
      for (const name of pictured('restricted')) await call('PATCH', item(name), { access: 'controlled' })
      for (const name of pictured('deleted')) await call('DELETE', `${item(name)}?reason=x`)
      for (const name of pictured('taken')) await call('PUT', `${item(name)}/withdrawal`, { reason: '再议' })
      for (const name of pictured('ungranted')) await call('DELETE', grant(name))
    },
    alike: (answer) =>
      JSON.parse(
        JSON.stringify(answer, (key, value) => (byTheHour.has(key) ? undefined : value)).replace(
          /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
          (id) => names.get(id) ?? '#',
        ),
        // Equally frequent ones stand in the order of their ids.
        (_, value) =>
          Array.isArray(value) && value[0]?.label
            ? value.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
            : value,
      ),
  }
}
