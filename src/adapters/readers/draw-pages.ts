/** Pages of a PDF that is in memory, drawn by the text reader's child. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TextReader } from '../../ports/text-reader.ts'

/** To be read on a screen, two beside each other. */
const LONG_SIDE = 1200

export const createDrawPages =
  (reader: Pick<TextReader, 'drawPages'>) =>
  async (pdf: Buffer, from: number, to: number): Promise<Buffer[]> => {
    const scratch = await mkdtemp(join(tmpdir(), 'wenshi-pages-'))
    try {
      const path = join(scratch, 'book.pdf')
      await writeFile(path, pdf)
      const { pages } = await reader.drawPages({ path, scratch, from, to, longSide: LONG_SIDE })
      return await Promise.all(pages.map((page) => readFile(page.path)))
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  }
