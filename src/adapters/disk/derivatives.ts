/** Derivatives as files, `derivatives/images/<aa>/<sha256>/<page>/<size>.jpg`, with the hot thumbnails in memory (performance.md §5). */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Derivatives } from '../../ports/derivatives.ts'
import type { ThumbnailSize } from '../../ports/image-engine.ts'
import { diskFault } from './durable.ts'

/** `cacheBytes`: how much memory hot thumbnails may take. */
export function createDiskDerivatives(derivativesDir: string, options: { cacheBytes: number }): Derivatives {
  const images = join(derivativesDir, 'images')
  const scratches = join(derivativesDir, 'scratch')
  mkdirSync(images, { recursive: true })
  mkdirSync(scratches, { recursive: true })
  const folder = (sha256: string) => join(images, sha256.slice(0, 2), sha256)

  // A Map keeps insertion order: the first key is the one longest unused.
  const cache = new Map<string, Buffer>()
  let cached = 0
  const remember = (key: string, data: Buffer) => {
    if (data.length > options.cacheBytes / 8) return
    cache.set(key, data)
    cached += data.length
    for (const [oldest, { length }] of cache) {
      if (cached <= options.cacheBytes) break
      cache.delete(oldest)
      cached -= length
    }
  }

  return {
    folder,
    async scratch() {
      const path = join(scratches, randomUUID())
      await mkdir(path).catch((error) => {
        throw diskFault(error)
      })
      return path
    },
    emptyScratch() {
      rmSync(scratches, { recursive: true, force: true })
      mkdirSync(scratches, { recursive: true })
    },
    discard: (path) => rm(path, { recursive: true, force: true }),
    async adopt(sha256, from, page) {
      const target = join(folder(sha256), String(page))
      try {
        await mkdir(folder(sha256), { recursive: true })
        await rm(target, { recursive: true, force: true })
        await rename(join(from, '1'), target)
      } catch (error) {
        throw diskFault(error)
      }
    },
    async thumbnail(sha256, page, size: ThumbnailSize) {
      const key = `${sha256}/${page}/${size}`
      const hit = cache.get(key)
      if (hit) {
        cache.delete(key)
        cache.set(key, hit)
        return hit
      }
      try {
        const data = await readFile(join(folder(sha256), String(page), `${size}.jpg`))
        if (!cache.has(key)) remember(key, data)
        return data
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
  }
}
