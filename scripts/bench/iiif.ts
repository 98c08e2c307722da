/** Tiles and whole pictures of the image service against nginx with the tiles as files, and iipsrv on the same pyramids (performance.md §9, goals 4 and 5). */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { freePort, type Started, startService } from '../demo/service.ts'
import { createApi, type LocalFile, signIn } from '../upload/client.ts'
import { askedFor, hasWrk } from './asking.ts'
import { type ImageServers, startImageServers } from './image-servers.ts'
import { scan } from './images.ts'
import { alternate, type Row } from './rounds.ts'

const PASSWORD = 'bench-lantern-orchid'
/** More tiles than the service keeps in memory. */
const IMAGES = 28
/** As many pictures as were measured when the goal was set (performance.md §2): their tiles stay in memory. */
const HOT = 15
const [WIDTH, HEIGHT, TILE] = [4000, 3000, 512]
const ROUNDS = 15

/** The tiles that lie within the picture, as a viewer asks for them. */
function interior(): string[] {
  const tiles: string[] = []
  for (let scale = 1; Math.floor(HEIGHT / scale) >= TILE; scale *= 2) {
    const side = TILE * scale
    for (let y = 0; (y + 1) * TILE <= Math.floor(HEIGHT / scale); y++)
      for (let x = 0; (x + 1) * TILE <= Math.floor(WIDTH / scale); x++)
        tiles.push(`${x * side},${y * side},${side},${side}/${TILE},${TILE}/0/default.jpg`)
  }
  return tiles
}

export async function iiif(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-bench-'))
  const servers = await startImageServers(join(folder, 'servers'))
  if (!servers) {
    console.log('iiif: NOT MEASURED. Needed: nginx and iipsrv (Debian: apt-get install nginx-light iipimage-server)')
    await rm(folder, { recursive: true, force: true })
    return []
  }
  try {
    const service = await startService({
      STORAGE_DIR: join(folder, 'storage'),
      PORT: String(await freePort(3900)),
      ADMIN_PASSWORD: PASSWORD,
      LOG_LEVEL: 'error',
    })
    try {
      return await compare(folder, service, servers)
    } finally {
      await service.stop()
    }
  } finally {
    await servers.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function compare(folder: string, service: Started, servers: ImageServers): Promise<Row[]> {
  const token = await signIn(service.url, 'admin', PASSWORD)
  const api = createApi(service.url, token)
  const drawn = [await scan(1), await scan(2), await scan(3)]
  const scans: LocalFile[] = []
  for (let i = 0; i < IMAGES; i++) {
    // Other bytes behind the same picture: an object and a pyramid of its own.
    const data = Buffer.concat([drawn[i % drawn.length]!, Buffer.from(String(i))])
    const path = join(folder, `${i}.jpg`)
    await writeFile(path, data)
    scans.push({ path, relative: `${i}.jpg`, size: data.length })
  }
  const { id } = await api.post<{ id: string }>('/accessions', { title: 'bench' })
  const received = await api.send(id, scans)
  while ((await api.get<{ counts: { processing: number } }>(`/accessions/${id}`)).counts.processing > 0) await rest(200)

  const ours = (image: number) => `${service.url}/iiif/image/3/${received[image]!.objectId}`
  const nginx = (image: number) => `${servers.url}/${image}`
  let bareUrl = ''
  const bare = (image: number) => `${bareUrl}/${image}`
  const iipsrv = (image: number) => `${servers.url}/iip/${image}.tif`
  const headers = { authorization: `Bearer ${token}` }
  const tiles = interior()
  let bytes = 0
  for (const [i, { sha256 }] of received.entries()) {
    const pyramid = join(folder, 'storage/derivatives/images', sha256!.slice(0, 2), sha256!, '1/pyramid.tif')
    await symlink(pyramid, join(servers.pyramids, `${i}.tif`))
    for (const tile of tiles) {
      const data = Buffer.from(await (await fetch(`${ours(i)}/${tile}`, { headers })).arrayBuffer())
      const path = join(servers.files, String(i), tile)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, data)
      bytes += data.length
    }
  }

  bareUrl = await servers.bare()

  /** Both sides are asked the same: each path of each image. */
  const against = async (
    theirs: typeof nginx,
    images: number,
    paths: () => readonly string[],
  ): Promise<Pick<Row, 'ours' | 'reference' | 'ratio'>> => {
    const all = (of: typeof nginx, each: readonly string[]) =>
      each.flatMap((path) => Array.from({ length: images }, (_, image) => `${of(image)}/${path}`))
    let asked = paths()
    // A server that has just been started is compiled while it answers.
    for (let i = 0; i < 6; i++) await askedFor(folder, all(ours, asked), token)
    return alternate(
      ROUNDS,
      () => askedFor(folder, all(ours, (asked = paths())), token),
      () => askedFor(folder, all(theirs, asked), ''),
    )
  }
  const kilobytes = Math.round(bytes / tiles.length / IMAGES / 1000)
  const note = hasWrk ? 'signed in; asked by wrk' : 'signed in; without wrk the load itself holds the faster side back'
  // Each size once: nothing is remembered on either side.
  let size = 610
  const fresh = () => Array.from({ length: 30 }, () => `full/${size++},/0/default.jpg`)
  return [
    {
      what: `${tiles.length * HOT} interior tiles of ${kilobytes} kB against nginx with the same as files`,
      ...(await against(nginx, HOT, () => tiles)),
      unit: 'req/s',
      goal: { atLeast: 0.4 },
      note,
    },
    {
      what: 'the same tiles against node:http that does nothing else: the most that a service on Node can reach',
      ...(await against(bare, HOT, () => tiles)),
      unit: 'req/s',
      // What the goal above comes to: node:http alone reaches 0.9 to 0.97 of nginx.
      goal: { atLeast: 0.43 },
      note,
    },
    {
      what: `${tiles.length * IMAGES} of them, more than stay in memory: the rest is read from the pyramids`,
      ...(await against(nginx, IMAGES, () => tiles)),
      unit: 'req/s',
      goal: { atLeast: 0.4 },
      note,
    },
    {
      what: 'the same against two iipsrv on the same pyramids',
      ...(await against(iipsrv, IMAGES, () => tiles)),
      unit: 'req/s',
      goal: { atLeast: 10 },
      note,
    },
    {
      what: 'full/600, answered from the stored thumbnail, against iipsrv',
      ...(await against(iipsrv, IMAGES, () => ['full/600,/0/default.jpg'])),
      unit: 'req/s',
      goal: { atLeast: 1.5 },
    },
    {
      what: 'full/610 and more, each size once, made of the pyramid in a child at nice 5, against iipsrv',
      ...(await against(iipsrv, IMAGES, fresh)),
      unit: 'req/s',
      goal: { atLeast: 1.5 },
    },
  ]
}
