/** The manuscript of the chapter that is open, with the service and this browser behind it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type AnswerOf, call, Refusal } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget, keyOf } from '../queries.ts'
import { useUser } from '../session/session.ts'
import { useWords, type Words } from '../words/words.ts'
import { createManuscript, type Failed, type Kept, type Manuscript } from './manuscript.ts'

export type Chapter = AnswerOf<'get /chapters/{id}'>

function failedAs(error: unknown, words: Words): Failed {
  if (!(error instanceof Refusal)) throw error
  if (error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500)
    return { why: 'unreachable' }
  return error.status === 412 ? { why: 'stale' } : { why: 'refused', sentence: sentenceOf(error, words) }
}

/** What one person has written in one chapter and the service has not yet; a full storage keeps what it has. */
function keeper(userId: string, id: string) {
  const key = `wenshi.chapter.${userId}.${id}`
  return {
    keep(kept: Kept | null) {
      try {
        if (kept) localStorage.setItem(key, JSON.stringify(kept))
        else localStorage.removeItem(key)
      } catch {
        // Quota.
      }
    },
    kept(): Kept | null {
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
        return kept && Array.isArray(kept.content) && typeof kept.revision === 'number' ? kept : null
      } catch {
        return null
      }
    },
  }
}

const never = () => () => undefined
const none = () => null

/** Null for a moment. `chapter` is what the service had when the place was opened. */
export function useManuscript(chapter: Chapter): Manuscript | null {
  const words = useWords()
  const user = useUser()
  const client = useQueryClient()
  const [manuscript, setManuscript] = useState<Manuscript | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chapter is another manuscript; what is written meanwhile is this one's own
  useEffect(() => {
    const path = { id: chapter.id }
    const made = createManuscript(chapter, {
      async save({ content, revision }) {
        const saved = await call('put /chapters/{id}/content', { path, body: { content } }, { ifMatch: revision })
        client.setQueryData(keyOf('get /chapters/{id}', { path }), saved)
        void forget(
          client,
          'get /volumes/{id}/outline',
          'get /volumes/{id}/references',
          'get /chapters/{id}/sources',
          'get /chapters/{id}/comparison',
          'get /chapters/{id}/notes',
          'get /chapters/{id}/hints',
          'get /chapters/{id}/opinions',
          'get /volumes/{id}/reviews',
          'get /volumes/{id}/reviews/{roundId}/chapters/{chapterId}',
        )
        return saved
      },
      read: () => call('get /chapters/{id}', { path }),
      failed: (error) => failedAs(error, words),
      ...keeper(user.id, chapter.id),
      rest: { typing: 1200, unreachable: 5000 },
    })
    setManuscript(made)
    return () => made.close()
  }, [chapter.id, user.id])
  useSyncExternalStore(manuscript?.subscribe ?? never, manuscript?.state ?? none)
  return manuscript
}
