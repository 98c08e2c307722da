/** Image ingest against a bare sharp loop that writes the same files (performance.md §9, goals 1–3, 17). */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { startPool } from '../../src/adapters/child/pool.ts'
import { createImageEngine } from '../../src/adapters/sharp/image-engine.ts'
import { renderThumbnails } from '../../src/adapters/sharp/render.ts'
import { alternate, type Row, seconds } from './rounds.ts'

const IMAGES = 16
const IN_FLIGHT = 3
const ROUNDS = 5
const LIMITS = { timeout: 300_000, memory: 2 ** 31 }
const SIZES = [1600, 600, 200]

/** Paper grain with lines, ICC-tagged, q90: what a scanner sends. */
export async function scan(seed: number): Promise<Buffer> {
  const grain = { type: 'gaussian' as const, mean: 225, sigma: 9 }
  const rows = Array.from(
    { length: 30 },
    (_, i) =>
      `<rect x="${300 + ((seed * 37) % 90)}" y="${120 + i * 95}" width="${2400 + ((i * seed * 53) % 900)}" height="34" fill="#2a241d"/>`,
  )
  const ink = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="3000">${rows.join('')}</svg>`)
  const paper = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#eee', noise: grain } })
    .png()
    .toBuffer()
  return sharp(paper)
    .composite([{ input: ink }])
    .withIccProfile('srgb')
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** The same outputs by sharp alone, as its documentation would have one write them when told of every trick we use. */
async function bare(path: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const bytes = await readFile(path)
  const pyramid = join(folder, 'pyramid.tif')
  const { width, height } = await sharp(bytes, { ignoreIcc: true })
    .autoOrient()
    .toColourspace('srgb')
    .tiff({ compression: 'jpeg', quality: 85, tile: true, tileWidth: 512, tileHeight: 512, pyramid: true })
    .toFile(pyramid)
  let from = sharp(pyramid, { page: Math.floor(Math.log2(Math.max(width, height) / 1600)) })
  for (const size of SIZES) {
    const { data, info } = await from
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const raw = { raw: { width: info.width, height: info.height, channels: info.channels } }
    await sharp(data, raw)
      .jpeg({ quality: 80, optimiseCoding: false })
      .toFile(join(folder, `${size}.jpg`))
    from = sharp(data, raw)
  }
}

async function inFlight<T>(list: readonly T[], work: (one: T, i: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let i = next++; i < list.length; i = next++) await work(list[i]!, i)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
}

export async function images(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-bench-'))
  sharp.concurrency(1)
  sharp.cache(false)
  const paths: string[] = []
  for (let i = 0; i < IMAGES; i++) {
    const data = await scan(i)
    const path = join(folder, `${createHash('sha256').update(data).digest('hex')}.jpg`)
    await writeFile(path, data)
    paths.push(path)
  }
  let child = 0
  const engine = createImageEngine(
    (options) => startPool({ ...options, limits: LIMITS, started: (pid) => (child = pid) }),
    IN_FLIGHT,
  )
  await engine.render({ path: paths[0]!, folder: join(folder, 'warm'), maxPixels: 1e9 })
  await bare(paths[0]!, join(folder, 'warm-bare'))
  const ingest = await alternate(
    ROUNDS,
    () =>
      seconds(() =>
        inFlight(paths, (path, i) => engine.render({ path, folder: join(folder, 'ours', String(i)), maxPixels: 1e9 })),
      ),
    () => seconds(() => inFlight(paths, (path, i) => bare(path, join(folder, 'bare', String(i))))),
  )
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]) / 1024
  await engine.close()

  const bytes = await readFile(paths[0]!)
  const target = join(folder, 'thumbnails')
  await mkdir(target, { recursive: true })
  const independent = async () => {
    for (const size of SIZES)
      await sharp(bytes)
        .resize({ width: size, height: size, fit: 'inside' })
        .jpeg({ quality: 80 })
        .toFile(join(target, `${size}.jpg`))
  }
  const fromJpeg = () => sharp(bytes, { ignoreIcc: true })
  const thumbnails = await alternate(
    9,
    () => seconds(() => renderThumbnails(fromJpeg(), target)),
    () => seconds(independent),
  )
  const pyramid = () =>
    sharp(bytes, { ignoreIcc: true })
      .tiff({ compression: 'jpeg', quality: 85, tile: true, tileWidth: 512, tileHeight: 512, pyramid: true })
      .toFile(join(target, 'pyramid.tif'))
  const together = await alternate(
    7,
    () =>
      seconds(() => pyramid().then(() => renderThumbnails(sharp(join(target, 'pyramid.tif'), { page: 1 }), target))),
    () => seconds(() => pyramid().then(() => renderThumbnails(fromJpeg(), target))),
  )
  await rm(folder, { recursive: true, force: true })
  return [
    {
      what: `ingest of ${IMAGES} JPEGs of 12 MP, ${IN_FLIGHT} in flight, against a bare sharp loop`,
      ...ingest,
      unit: 's',
      goal: { atMost: 1.15 },
      note: 'ours also hashes, reads metadata, and works in a child at nice 10',
    },
    {
      what: 'three thumbnails of one 12 MP JPEG against three independent resizes',
      ...thumbnails,
      unit: 's',
      goal: { atMost: 0.5 },
    },
    {
      what: 'thumbnails and pyramid together against each from the original',
      ...together,
      unit: 's',
      goal: { atMost: 0.9 },
    },
    {
      what: 'peak memory of the ingest child',
      ours: peak,
      reference: 500,
      ratio: peak / 500,
      unit: 'MB',
      goal: { atMost: 1 },
    },
  ]
}
