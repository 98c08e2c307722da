/** 建议的人名、地名: what a tagger guesses in a text, kept beside it for archivists to confirm; never searched, never counted. A job. */
import { GUESS_VERSION } from '../hanzi/names/guessed.ts'
import { readable } from '../hanzi/readings.ts'
import type { Job } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import type { GuessedName, TextReader } from '../ports/text-reader.ts'
import type { Transact } from '../ports/transaction.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf } from '../texts/text.ts'

export interface GuessStore {
  /** Of a text version, or null where none are kept. */
  get(itemId: string, textRevision: number): Promise<GuessedName[] | null>
  /** Unless those of a later version are there. */
  set(itemId: string, textRevision: number, version: number, guesses: readonly GuessedName[]): Promise<void>
  /** Items whose present text has none by the rules of `version`, in order of number. */
  missing(version: number, after: number, limit: number): Promise<{ id: string; number: number }[]>
}

/** Whoever is named in a book is named in its first part. */
const MOST_UNITS = 400_000
const BATCH = 20

/** Runs one `guess` job. Faults child.*. */
export function createGuess(deps: {
  texts: Pick<TextStore, 'present'>
  guesses: GuessStore
  reader: Pick<TextReader, 'guessNames'>
}): (job: Pick<Job, 'subject'>) => Promise<void> {
  return async ({ subject }) => {
    const [present] = await deps.texts.present([subject])
    if (!present) return
    const text = readable(present.text.slice(0, MOST_UNITS), layoutOf(present))
    await deps.guesses.set(subject, present.revision, GUESS_VERSION, await deps.reader.guessNames(text))
  }
}

/** Jobs for texts that nobody looked through by the present rules. */
export async function requestGuesses(deps: {
  guesses: GuessStore
  transact: Transact<{ jobs: JobQueue }>
}): Promise<void> {
  for (let after = 0; ; ) {
    const missing = await deps.guesses.missing(GUESS_VERSION, after, BATCH)
    if (missing.length === 0) return
    await deps.transact(async ({ jobs }) => {
      for (const { id } of missing) await jobs.add({ kind: 'guess', subject: id, requestedBy: 'system' })
    })
    after = missing.at(-1)!.number
  }
}
