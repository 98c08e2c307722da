/** Derivatives as files, `derivatives/images/<aa>/<sha256>/<page>/<size>.jpg`, with what is hot in memory (performance.md §5). */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createByteCache } from '../../ports/byte-cache.ts'
import type { Derivatives } from '../../ports/derivatives.ts'
import type { ThumbnailSize } from '../../ports/image-engine.ts'
import { diskFault } from './durable.ts'
import { createPyramids } from './pyramids.ts'

/** Pyramids whose files are open at the same time. */
const MOST_OPEN = 64

/** `cacheBytes`: how much memory hot thumbnails may take; `tileBytes`: tiles of pyramids. */
export function createDiskDerivatives(
  derivativesDir: string,
  options: { cacheBytes: number; tileBytes?: number },
): Derivatives {
  const images = join(derivativesDir, 'images')
  const scratches = join(derivativesDir, 'scratch')
  mkdirSync(images, { recursive: true })
  mkdirSync(scratches, { recursive: true })
  const folder = (sha256: string) => join(images, sha256.slice(0, 2), sha256)

  const nameOf = (sha256: string, page: number) => `${sha256}/${page}`
  const pyramids = createPyramids((name) => join(images, name.slice(0, 2), name, 'pyramid.tif'), {
    most: MOST_OPEN,
    tileBytes: options.tileBytes ?? 0,
  })
  const cache = createByteCache(options.cacheBytes)

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
      if (hit) return hit
      try {
        const data = await readFile(join(folder(sha256), String(page), `${size}.jpg`))
        cache.set(key, data)
        return data
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    pyramid: (sha256, page) => pyramids.shape(nameOf(sha256, page)),
    tile: (sha256, page, place) => pyramids.tile(nameOf(sha256, page), place),
  }
}
