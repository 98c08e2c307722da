/** Drafts as a place has them: kept in this browser under the name of who writes, sent a moment after they were written. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Refusal } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { useUser } from '../session/session.ts'
import { useWords, type Words } from '../words/words.ts'
import { type Around, createDrafts, type Drafts, type Failed, type Kept, type Page } from './drafts.ts'

function failedAs(error: unknown, words: Words): Failed {
  if (!(error instanceof Refusal)) throw error
  if (error.isPassing) return { why: 'unreachable' }
  return error.code === 'transcription.stale'
    ? { why: 'stale' }
    : { why: 'refused', sentence: sentenceOf(error, words) }
}

/** What was written and the service has not yet; a full storage keeps what it has. */
const keeper = (key: (page: Page) => string): Pick<Around, 'keep' | 'kept'> => ({
  keep(page, kept) {
    try {
      if (kept) localStorage.setItem(key(page), JSON.stringify(kept))
      else localStorage.removeItem(key(page))
    } catch {
      // Quota.
    }
  },
  kept(page) {
    try {
      const kept = JSON.parse(localStorage.getItem(key(page)) ?? 'null') as Kept | null
      return kept && typeof kept.text === 'string' && typeof kept.revision === 'number' ? kept : null
    } catch {
      return null
    }
  },
})

const never = () => () => undefined
const zero = () => 0

/** Of these pages as they are first given; another `name` begins with others. */
export function useDrafts(
  name: string,
  pages: readonly Page[],
  { key, ...around }: Pick<Around, 'save' | 'read'> & { key: (userId: string, page: Page) => string },
): Drafts | null {
  const words = useWords()
  const user = useUser()
  const [drafts, setDrafts] = useState<Drafts | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written meanwhile is the drafts' own
  useEffect(() => {
    const made = createDrafts(pages, {
      ...around,
      ...keeper((page) => key(user.id, page)),
      failed: (error) => failedAs(error, words),
      rest: { typing: 800, unreachable: 5000 },
    })
    setDrafts(made)
    return () => made.close()
  }, [name, user.id])
  useSyncExternalStore(drafts?.subscribe ?? never, drafts?.version ?? zero)
  return drafts
}
