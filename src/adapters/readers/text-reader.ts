/** The text reader: every file is opened in a child process with limits. */
import type { StartPool } from '../../ports/child-pool.ts'
import type { ReadArchive, ReadOther, ReadText, TextReader } from '../../ports/text-reader.ts'
import type { ReadTask } from './handle.ts'

/** Less than images get: with both children at their limits and the service beside them, all stay under 1.5 GiB unless both are full at once. */
const LIMITS = { timeout: 120_000, memory: 768 << 20 }

/** Somebody is looking on. */
const PREVIEW = { timeout: 15_000 }
const TABLE = { timeout: 30_000 }

export function createTextReader(startPool: StartPool): TextReader {
  const pool = startPool<ReadTask, unknown>({
    module: new URL('./handle.ts', import.meta.url),
    children: 1,
    inFlight: 1,
    nice: 5,
    limits: LIMITS,
  })
  return {
    read: (source) => pool.run({ do: 'read', ...source }) as Promise<ReadText | ReadArchive | ReadOther>,
    preview: (source) => pool.run({ do: 'preview', ...source }, PREVIEW) as ReturnType<TextReader['preview']>,
    drawPages: (source) => pool.run({ do: 'draw', ...source }) as ReturnType<TextReader['drawPages']>,
    guessNames: (text) => pool.run({ do: 'guess', text }) as ReturnType<TextReader['guessNames']>,
    readTable: (source) => pool.run({ do: 'table', ...source }, TABLE) as ReturnType<TextReader['readTable']>,
    readManuscript: (bytes) => pool.run({ do: 'manuscript', bytes }, TABLE) as ReturnType<TextReader['readManuscript']>,
    close: () => pool.close(),
  }
}
