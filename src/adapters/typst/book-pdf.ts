/** A book as PDF/A-2b: set in a child process that ends with it, since a book takes seconds of a processor and hundreds of megabytes. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StartPool } from '../../ports/child-pool.ts'
import { chaptersOf, type PageWriter } from '../../publications/book.ts'
import { bookPages } from '../../publications/type-area.ts'
import type { Compiled, CompileTask } from './compile.ts'
import { PDF, pictureFile, settingOf } from './setting.ts'

/** Seconds on a machine that has nothing else to do. */
const LIMITS = { timeout: 900_000, memory: 1 << 30 }

export const createBookPdf =
  (startPool: StartPool): PageWriter =>
  async (book) => {
    const folder = await mkdtemp(join(tmpdir(), 'wenshi-book-'))
    const pool = startPool<CompileTask, Compiled>({
      ...{ module: new URL('./compile.ts', import.meta.url), children: 1, inFlight: 1, nice: 10 },
      limits: LIMITS,
    })
    try {
      for (const plate of book.plates) await writeFile(join(folder, pictureFile(plate)), plate.image.bytes)
      const setting = settingOf(book)
      const { sheets, contents, parts, blocks } = await pool.run({ folder, setting })
      const revisions = new Map(chaptersOf(book).map(({ id, version }) => [id, version.revision]))
      const placed = parts.map(({ id, ...part }) => ({
        ...{ ...part, id },
        revision: revisions.get(id ?? '') ?? null,
        blocks: blocks[id ?? ''] ?? [],
      }))
      return { data: await readFile(join(folder, PDF)), pages: bookPages(setting.area, sheets, contents, placed) }
    } finally {
      await pool.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
