/**
 * `npm run demo`: the main job, end to end. Makes the sample once, starts the service, sends everything over HTTP, waits until it is processed,
 * and says what came in, what was refused and why, and what five searches find. `--exit` ends the service, `--small` takes a tenth,
 * `--elasticsearch` starts a real one first.
 */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { readConfig } from '../src/config.ts'
import { freePort, login, startService } from './demo/service.ts'
import { startElasticsearch } from './elasticsearch/server.ts'
import { type Manifest, writeSample } from './sample/write.ts'
import { type Api, createApi, type LocalFile, type Result, sendAll, signIn } from './upload/client.ts'
import { createProgress } from './upload/progress.ts'
import { buildClient } from './web/build.ts'

const small = process.argv.includes('--small')
const wanted = small ? { characters: 150_000, images: 250 } : { characters: 1_500_000, images: 2500 }
const QUERIES = ['老渡口', '民国二十七年', '“公私合营”', '商會 -纱厂', '抗战|治河']
const LOST_SAMPLE = 200

interface Counts {
  files: number
  accepted: number
  duplicates: number
  rejected: number
  items: number
  processing: number
  ready: number
  failed: number
}
interface Sent {
  file: LocalFile
  result: Result
}

const config = readConfig()
const progress = createProgress()
const started = Date.now()
const clock = () => `${Math.round((Date.now() - started) / 1000)} s`

async function sendFolder(api: Api, title: string, files: readonly LocalFile[], sent: Sent[]): Promise<string> {
  const { id } = await api.post<{ id: string }>('/accessions', {
    title,
    acquisitionType: 'collection',
    note: '样例资料，均系虚构',
  })
  let done = 0
  await sendAll(api, id, files, (batch, results) => {
    done += batch.length
    for (const [i, file] of batch.entries()) sent.push({ file, result: results[i]! })
    progress.show(done, files.length, `上传 ${title}`)
  })
  return id
}

async function processed(api: Api, accessions: readonly string[]): Promise<Counts> {
  const sum: Counts = {
    files: 0,
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    items: 0,
    processing: 0,
    ready: 0,
    failed: 0,
  }
  for (;;) {
    const all = await Promise.all(accessions.map((id) => api.get<{ counts: Counts }>(`/accessions/${id}`)))
    for (const name of Object.keys(sum) as (keyof Counts)[])
      sum[name] = all.reduce((total, { counts }) => total + counts[name], 0)
    progress.show(sum.items - sum.processing, sum.items, '处理 processing')
    if (sum.processing === 0) return sum
    await rest(1000)
  }
}

async function failures(api: Api, accessions: readonly string[]): Promise<Map<string, string[]>> {
  const why = new Map<string, string[]>()
  for (const id of accessions) {
    const { items } = await api.get<{ items: { title: string; problem?: { detail: string } }[] }>(
      `/items?accession=${id}&state=failed&size=200`,
    )
    for (const { title, problem } of items)
      why.set(problem?.detail ?? '?', [...(why.get(problem?.detail ?? '?') ?? []), title])
  }
  return why
}

/** Some of what was acknowledged, read back byte for byte. */
async function lost(api: Api, sent: readonly Sent[]): Promise<number> {
  const kept = sent.filter(({ result }) => result.objectId)
  const step = Math.max(1, Math.floor(kept.length / LOST_SAMPLE))
  let count = sent.filter(({ result }) => !result).length
  for (let i = 0; i < kept.length; i += step) {
    const { objectId, sha256 } = kept[i]!.result
    const bytes = await api.bytes(`/objects/${objectId}/content`)
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) count++
    if (i % (step * 20) === 0) progress.show(i, kept.length, '核对 verifying')
  }
  progress.show(kept.length, kept.length, '核对 verifying')
  return count
}

/** Pieces of the sample that come in once more: whether each is named with the piece it was. Returns how many are not. */
async function unnamed(api: Api, manifest: Manifest, sent: readonly Sent[]): Promise<number> {
  const items = new Map(sent.map(({ file, result }) => [file.relative, result.itemIds?.[0]]))
  let count = 0
  for (const { path, again } of manifest.files) {
    if (!again) continue
    type Similar = { isCompared: boolean; items: { itemId: string; title: string; kind: string; share: number }[] }
    let similar: Similar
    while (!(similar = await api.get<Similar>(`/items/${items.get(path)}/similar?size=200`)).isCompared) await rest(200)
    const found = similar.items.find(({ itemId }) => itemId === items.get(again))
    if (!found) count++
    console.log(
      `  ${path.split('/').at(-1)} → ${found ? `${found.title}: ${found.kind}, ${Math.round(found.share * 100)} %` : '没有认出 not named'}`,
    )
  }
  return count
}

async function run(): Promise<number> {
  const folder = join(config.storageDir, small ? 'sample-small' : 'sample')
  const manifest: Manifest = await writeSample(folder, { small, report: progress.show })
  progress.end()
  console.log(`样例资料就绪 sample ready: ${manifest.files.length} files (${clock()})`)

  let elasticsearch: Awaited<ReturnType<typeof startElasticsearch>> | null = null
  const env: Record<string, string> = {}
  if (process.argv.includes('--elasticsearch')) {
    elasticsearch = await startElasticsearch()
    if ('missing' in elasticsearch) {
      console.error(elasticsearch.missing)
      return 1
    }
    console.log(`Elasticsearch ${elasticsearch.version} ${elasticsearch.url}`)
    env.ELASTICSEARCH_URL = elasticsearch.url
  }
  await buildClient()
  const password = await login(config.storageDir, config.adminPassword)
  const service = await startService({
    ...env,
    ADMIN_PASSWORD: password,
    PORT: String(await freePort(config.port)),
    LOG_LEVEL: 'warn',
  })
  const end = async () => {
    await service.stop()
    if (elasticsearch && 'stop' in elasticsearch) await elasticsearch.stop()
  }
  process.once('SIGINT', () => void end().then(() => process.exit(0)))
  process.once('SIGTERM', () => void end().then(() => process.exit(0)))

  const api = createApi(service.url, await signIn(service.url, 'admin', password))
  const local = async (name: 'texts' | 'images') =>
    Promise.all(
      manifest.files
        .filter((file) => file.folder === name)
        .map(async ({ path }) => ({
          path: join(folder, path),
          relative: path,
          size: (await stat(join(folder, path))).size,
        })),
    )
  const [texts, images] = [await local('texts'), await local('images')]
  const sent: Sent[] = []
  const uploading = Date.now()
  const accessions = [await sendFolder(api, '样例·文稿', texts, sent), await sendFolder(api, '样例·图片', images, sent)]
  progress.end()
  const seconds = (Date.now() - uploading) / 1000
  console.log(
    `已上传 uploaded: ${sent.length} files in ${Math.round(seconds)} s, ${(sent.length / seconds).toFixed(0)}/s`,
  )

  let described = 0
  for (const [i, list] of [manifest.lists.texts, manifest.lists.images].entries()) {
    const report = await api.postBytes<{ changed: number }>(
      `/accessions/${accessions[i]}/metadata`,
      await readFile(join(folder, list)),
      'text/csv',
    )
    described += report.changed
  }
  console.log(`已著录 described: ${described} items (${clock()})`)

  const counts = await processed(api, accessions)
  progress.end()
  const missing = await lost(api, sent)
  progress.end()

  const outcomes = Map.groupBy(sent, ({ result }) => result.outcome)
  const count = (outcome: Result['outcome']) => outcomes.get(outcome)?.length ?? 0
  const totals = await api.get<{ items: number; characters: number; texts: number; images: number }>('/statistics')
  console.log(`\n收到 received (${clock()})`)
  console.log(
    `  文件 files      ${sent.length} = 接收 accepted ${count('accepted')} + 重复 duplicate ${count('duplicate')} + 拒收 refused ${count('rejected')}`,
  )
  console.log(`  件 items        ${counts.items}: 可用 ready ${counts.ready}, 有问题 failed ${counts.failed}`)
  console.log(`  字数 characters ${totals.characters.toLocaleString('en')} in ${totals.texts} texts`)
  console.log(`  图片 images     ${totals.images.toLocaleString('en')}`)
  console.log(`  丢失 lost       ${missing}`)
  for (const { file, result } of outcomes.get('rejected') ?? [])
    console.log(`  拒收 refused: ${file.relative} — ${result.problem?.detail}`)
  for (const [why, titles] of await failures(api, accessions))
    console.log(
      `  有问题 failed: ${titles.length} × ${why} (${titles.slice(0, 3).join('、')}${titles.length > 3 ? ' …' : ''})`,
    )

  console.log('\n检索 searches')
  for (const q of QUERIES) {
    const before = performance.now()
    const found = await api.get<{
      total: number
      occurrences: { count: number; relation: string }
      engine: string
      tookMs: number
      hits: { item: { title: string } }[]
    }>(`/search?q=${encodeURIComponent(q)}`)
    const wall = (performance.now() - before).toFixed(1)
    const more = found.occurrences.relation === 'exact' ? '' : '+'
    console.log(
      `  ${q.padEnd(10)} ${found.total} 件 items, ${found.occurrences.count}${more} 处 occurrences · ${found.engine} ${found.tookMs} ms (${wall} ms) · ${found.hits[0]?.item.title ?? '—'}`,
    )
  }
  console.log('\n查重 what came in before')
  const overlooked = await unnamed(api, manifest, sent)
  const accounted = count('accepted') + count('duplicate') + count('rejected') === manifest.files.length
  const isEnough = totals.characters >= wanted.characters && totals.images >= wanted.images
  const isAsPromised = accounted && isEnough && missing === 0 && overlooked === 0
  if (!isAsPromised)
    console.error(
      `\n不足 not as promised: accounted ${accounted}, enough ${isEnough}, lost ${missing}, not named ${overlooked}`,
    )
  console.log(
    `\n打开 open: ${service.url}/search?q=${encodeURIComponent(QUERIES[0]!)}   登录 login: admin ${password}   (${clock()})`,
  )
  if (process.argv.includes('--exit')) {
    await end()
    return isAsPromised ? 0 : 1
  }
  console.log('服务在运行，Ctrl-C 结束。The service is running; Ctrl-C ends it.')
  return new Promise(() => undefined)
}

process.exit(await run())
