/** The service over HTTP against raw node:http, and searching while it ingests (performance.md §9, goals 12–14, 17). */
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { freePort, startService } from '../demo/service.ts'
import { createPool, drawPicture, planPicture } from '../sample/pictures.ts'
import { setPages, writeStory } from '../sample/prose.ts'
import { createRandom } from '../sample/random.ts'
import { createApi, type LocalFile, sendAll, signIn } from '../upload/client.ts'
import { alternate, median, type Row, seconds } from './rounds.ts'

const PASSWORD = 'bench-lantern-orchid'
const load = fileURLToPath(new URL('./load.ts', import.meta.url))

async function measured(url: string, bearer = '', connections = 16): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [load, url, '1.5', String(connections), bearer])
  return (JSON.parse(stdout) as { perSecond: number }).perSecond
}

async function rawServer(listener: RequestListener): Promise<{ url: string; close(): void }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

const memory = (pid: number | undefined, field: 'VmRSS' | 'VmHWM') =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** The processes below one, by what they run. */
function below(pid: number): { pid: number; command: string }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
        return [
          { pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') },
        ]
      } catch {
        return []
      }
    })
  const children = (of: number): { pid: number; command: string }[] =>
    all.filter(({ parent }) => parent === of).flatMap((one) => [one, ...children(one.pid)])
  return children(pid)
}

export async function http(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-bench-'))
  const service = await startService({
    STORAGE_DIR: join(folder, 'storage'),
    PORT: String(await freePort(3900)),
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
  })
  const token = await signIn(service.url, 'admin', PASSWORD)
  const api = createApi(service.url, token)
  const rows: Row[] = []
  const write = async (name: string, data: Buffer): Promise<LocalFile> => {
    const path = join(folder, name)
    await writeFile(path, data)
    return { path, relative: name, size: data.length }
  }
  const accession = async (title: string) => (await api.post<{ id: string }>('/accessions', { title })).id
  const settled = async (id: string) => {
    while ((await api.get<{ counts: { processing: number } }>(`/accessions/${id}`)).counts.processing > 0)
      await rest(200)
  }

  // Uploads: recordings, which are kept and not processed, so that nothing else runs.
  const files = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      write(`${i}.amr`, Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(2_400_000)])),
    ),
  )
  const megabytes = files.reduce((sum, { size }) => sum + size, 0) / 1e6
  const raw = await rawServer(async (request, response) => {
    const hash = createHash('sha256')
    const target = createWriteStream(join(folder, `raw-${request.url!.slice(1)}`))
    await pipeline(
      request,
      async function* (source) {
        for await (const chunk of source) {
          hash.update(chunk as Buffer)
          yield chunk
        }
      },
      target,
    )
    response.end(hash.digest('hex'))
  })
  const inLanes = async (work: (file: LocalFile) => Promise<unknown>) => {
    const queue = [...files]
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let file = queue.shift(); file; file = queue.shift()) await work(file)
      }),
    )
  }
  const upload = await alternate(
    5,
    async () => {
      const id = await accession('bench')
      return megabytes / (await seconds(() => inLanes((file) => api.send(id, [file]))))
    },
    async () =>
      megabytes /
      (await seconds(() =>
        inLanes(async ({ path, relative }) =>
          (await fetch(`${raw.url}/${relative}`, { method: 'PUT', body: readFileSync(path) })).text(),
        ),
      )),
  )
  raw.close()
  rows.push({
    what: 'upload with sha256, four at a time, against raw PUT with sha256',
    ...upload,
    unit: 'MB/s',
    goal: { atLeast: 0.5 },
    note: 'ours fsyncs file, folder, side file and row before it answers; the raw one fsyncs nothing',
  })

  // Thousands in sequence at constant memory.
  const small: LocalFile[] = []
  for (let i = 0; i < 2500; i++)
    small.push(await write(`s${i}.amr`, Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(20_000)])))
  const web = service.child.pid!
  const before = memory(web, 'VmRSS')
  const id = await accession('many')
  let taken = 0
  await sendAll(api, id, small, (_batch, results) => {
    taken += results.filter(({ outcome }) => outcome === 'accepted').length
  })
  const growth = Math.max(0, memory(web, 'VmRSS') - before)
  rows.push({
    what: `2,500 files, ${2500 - taken} lost: growth of the web process`,
    ours: growth,
    reference: 100,
    ratio: growth / 100,
    unit: 'MB',
    goal: { atMost: 1 },
  })
  await settled(id)

  // JSON and thumbnails.
  const pool = await createPool(3)
  const random = createRandom(5)
  const pictures: LocalFile[] = []
  for (let i = 0; i < 40; i++) {
    const data = await drawPicture(
      { ...planPicture(random), format: 'jpeg', colour: 'srgb', width: 4000, height: 3000, pages: 1 },
      pool,
      random,
    )
    pictures.push(await write(`p${i}.jpg`, data))
  }
  // As full of detail as a scan: its thumbnail is as large as the one the goal was measured with (performance.md §5, 79 kB).
  const grain = { width: 800, height: 600, channels: 3, background: '#eee' } as const
  const noise = sharp({ create: { ...grain, noise: { type: 'gaussian', mean: 180, sigma: 32 } } })
  const detailed = await sharp(await noise.png().toBuffer())
    .resize(4000, 3000)
    .jpeg({ quality: 90 })
    .toBuffer()
  const [first] = await api.send(await accession('picture'), [await write('detailed.jpg', detailed)])
  const itemId = first!.itemIds![0]!
  while (
    (await api.get<{ state: string; searchable: boolean }>(`/items/${itemId}`)).searchable === false ||
    (await api.get<{ state: string }>(`/items/${itemId}`)).state !== 'ready'
  )
    await rest(100)
  const json = await api.bytes(`/items/${itemId}`)
  const rawJson = await rawServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': json.length })
    response.end(json)
  })
  const ofJson = await alternate(
    5,
    () => measured(`${service.url}/api/v1/items/${itemId}`, token),
    () => measured(rawJson.url),
  )
  rawJson.close()
  rows.push({
    what: `JSON of ${json.length} bytes (one item, from the records) against raw node:http`,
    ...ofJson,
    unit: 'req/s',
    goal: { atLeast: 0.58 },
  })
  const thumbnail = await api.bytes(`/objects/${first!.objectId}/thumbnails/600`)
  const rawThumbnail = await rawServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': thumbnail.length })
    response.end(thumbnail)
  })
  const ofThumbnail = await alternate(
    5,
    () => measured(`${service.url}/api/v1/objects/${first!.objectId}/thumbnails/600`, token),
    () => measured(rawThumbnail.url),
  )
  rawThumbnail.close()
  rows.push({
    what: `cached thumbnail of ${Math.round(thumbnail.length / 1000)} kB against raw node:http`,
    ...ofThumbnail,
    unit: 'req/s',
    goal: { atLeast: 0.68 },
  })

  // Searching while pictures come in.
  const texts = await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      write(`t${i}.txt`, Buffer.from(setPages(writeStory(random, i, 4500, i % 4 === 0), random))),
    ),
  )
  const textAccession = await accession('texts')
  await sendAll(api, textAccession, texts, () => undefined)
  await settled(textAccession)
  const words = ['渡口', '商会', '公私合营', '民国', '抗战|治河', '学堂']
  const p50 = async (length: number) => {
    const times: number[] = []
    const until = performance.now() + length
    for (let i = 0; performance.now() < until; i++) {
      const started = performance.now()
      await api.get(`/search?q=${encodeURIComponent(words[i % words.length]!)}`)
      times.push(performance.now() - started)
      await rest(20)
    }
    return median(times)
  }
  await p50(1000)
  const phases: [number, number][] = []
  for (let phase = 0; phase < 3; phase++) {
    const idle = await p50(2500)
    const busy = await accession(`busy ${phase}`)
    await sendAll(api, busy, pictures, () => undefined)
    phases.push([await p50(2500), idle])
    await settled(busy)
    // The same bytes again would be rendered already: each phase gets pictures of its own.
    for (const [i, { path }] of pictures.entries())
      await writeFile(path, Buffer.concat([readFileSync(path), Buffer.from(`${phase}-${i}`)]))
  }
  rows.push({
    what: 'search while pictures are rendered, p50 against idle',
    ours: median(phases.map(([busy]) => busy)),
    reference: median(phases.map(([, idle]) => idle)),
    ratio: median(phases.map(([busy, idle]) => busy / idle)),
    unit: 'ms',
    goal: { atMost: 1.5 },
  })
  const peak = memory(web, 'VmHWM')
  rows.push({
    what: 'peak memory of the web process over all of this',
    ours: peak,
    reference: 250,
    ratio: peak / 250,
    unit: 'MB',
    goal: { atMost: 1 },
  })
  const ingest = Math.max(
    ...below(web)
      .filter(({ command }) => command.includes('sharp/render'))
      .map(({ pid }) => memory(pid, 'VmHWM')),
  )
  rows.push({
    what: 'peak memory of the ingest child',
    ours: ingest,
    reference: 500,
    ratio: ingest / 500,
    unit: 'MB',
    goal: { atMost: 1 },
  })
  await service.stop()
  await rm(folder, { recursive: true, force: true })
  return rows
}
