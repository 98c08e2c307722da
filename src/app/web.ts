/** The web process: what is asked over HTTP, answered from the records and by the reader thread. */
import { createServer as createHttpServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { startPool } from '../adapters/child/pool.ts'
import { createDiskDerivatives } from '../adapters/disk/derivatives.ts'
import { createWordWriter } from '../adapters/docx/word-writer.ts'
import { createImageCutter } from '../adapters/sharp/image-cutter.ts'
import { readMeta } from '../adapters/sqlite/meta.ts'
import { createMetrics } from '../api/health.ts'
import { allRoutes } from '../api/routes.ts'
import { createBaskets } from '../baskets/baskets.ts'
import type { Config } from '../config.ts'
import { createCursors } from '../http/cursor.ts'
import { originOf } from '../http/origin.ts'
import { createServer } from '../http/server.ts'
import { createSite } from '../http/site.ts'
import { createStreams } from '../http/sse.ts'
import { answerUnreadable, LONGEST_HEAD } from '../http/unreadable.ts'
import { createFiles } from '../images/files.ts'
import { createImageService } from '../images/image-service.ts'
import { createPresentations } from '../images/presentation.ts'
import { admit } from '../policy.ts'
import { createSavedSearches } from '../saved-searches/saved-searches.ts'
import { settingsAt } from '../settings/setting.ts'
import { createSubmissions } from '../submissions/submissions.ts'
import { createTopics } from '../topics/topics.ts'
import { createArchive, type Options } from './archive.ts'
import { createRemoteReading, derivativesDir } from './reading.ts'

const THUMBNAIL_CACHE = 32 * (1 << 20)
/** Pictures made on request that are kept in memory. */
const PICTURE_CACHE = 16 * (1 << 20)
const PICTURES_IN_FLIGHT = 2
const MINUTE = 60_000

const CLIENT = fileURLToPath(new URL('../../dist', import.meta.url))

export async function createWeb(config: Config, options: Options = {}) {
  const { search, warm, close: closeSearch } = createRemoteReading(config)
  const archive = await createArchive(config, options, 'web', (actor) => search.standing(actor))
  const { base, features, stores } = archive
  const { log, originals } = base
  const word = createWordWriter()
  const baskets = createBaskets({
    ...base,
    ...features,
    baskets: stores.baskets,
    search,
    word,
  })
  const { usage, follow } = archive
  const submissions = createSubmissions({ ...base, ...stores, reuse: features.reuse, search, usage, follow })
  const topics = createTopics({ ...base, submissions, search })
  const savedSearches = createSavedSearches({ ...base, search })
  const derivatives = createDiskDerivatives(derivativesDir(config), {
    cacheBytes: THUMBNAIL_CACHE,
    tileBytes: config.tileMemory,
  })
  const files = createFiles({
    items: features.items,
    originals,
    derivatives,
    anonymousReading: config.anonymousReading,
  })
  const cutter = createImageCutter(startPool, PICTURES_IN_FLIGHT)
  const images = createImageService({
    items: features.items,
    derivatives,
    cutter,
    anonymousReading: config.anonymousReading,
    cacheBytes: PICTURE_CACHE,
  })
  const presentations = createPresentations({
    items: features.items,
    objects: stores.objects,
    texts: features.texts,
    pages: stores.texts,
    officeName: async () => settingsAt(await stores.settings.rows()).values.officeName,
    anonymousReading: config.anonymousReading,
  })
  const streams = createStreams()
  const metrics = createMetrics(() => stores.jobs.depth())
  const isHttps = config.publicUrl?.startsWith('https:') ?? false
  const parts = {
    records: async () => ((await readMeta(archive.db, 'archiveId')) ? null : 'no identity'),
    originals: async () => ((await originals.free()) > 0 ? null : 'full'),
    search: async () => ((await readMeta(archive.db, 'searchFile')) ? null : 'building'),
    disk: async () => ((await originals.free()) > 256 * (1 << 20) ? null : 'less than 256 MiB free'),
  }
  const routes = allRoutes({
    word,
    ...features,
    search,
    baskets,
    savedSearches,
    submissions,
    topics,
    files,
    images,
    presentations,
    cursors: createCursors(archive.stamp.archiveId),
    streams,
    metrics,
    parts,
    isHttps,
    originOf: originOf(config.publicUrl, config.trustProxy),
    metricsToken: config.metricsToken,
    version: config.version,
  })
  const listener = createServer({
    routes,
    authenticate: features.users.authenticate,
    admit,
    refused: (actor, code, path, address) => features.audit.refused(actor, `${code} ${path}`, address),
    observed: metrics.observed,
    log,
    site: createSite(CLIENT),
    trustProxy: config.trustProxy,
    publicUrl: config.publicUrl,
  })
  const admin = await features.users.ensureAdmin(config.adminPassword)
  const flush = setInterval(() => void features.audit.flush(), 5000)
  // Whole uploads that a crash or a full disk kept from being received.
  const finishUploads = () =>
    features.uploads.finish().catch((error) => log.error({ err: error }, 'uploads not finished'))
  const finishing = setInterval(finishUploads, MINUTE)
  let server: Server | null = null

  return {
    features: { ...features, search, files },
    routes,
    /** The administrator that was made at this start, or null. */
    admin,
    log,
    listener,
    async listen(): Promise<string> {
      // A slow upload may take hours; slow headers may not.
      server = createHttpServer(
        { requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 30_000, maxHeaderSize: LONGEST_HEAD },
        listener,
      )
      server.on('clientError', answerUnreadable)
      await new Promise<void>((resolve, reject) =>
        server!.once('error', reject).listen(config.port, config.host, resolve),
      )
      warm()
      void finishUploads()
      const { port } = server.address() as { port: number }
      const host = config.host.includes(':') ? `[${config.host}]` : config.host
      return `http://${host}:${port}`
    },
    async close(): Promise<void> {
      clearInterval(flush)
      clearInterval(finishing)
      streams.close()
      if (server) {
        const closed = new Promise((resolve) => server!.close(resolve))
        server.closeIdleConnections()
        const impatient = setTimeout(() => server?.closeAllConnections(), 5000)
        await closed
        clearTimeout(impatient)
      }
      await features.audit.flush()
      await Promise.all([closeSearch(), cutter.close(), base.reader.close()])
      await archive.db.destroy()
    },
  }
}
