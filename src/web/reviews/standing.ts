/** Where the chapter that is open stands in its reviews, and what was changed in it since the last one. */
import { useCall } from '../queries.ts'
import type { ChapterReview, Round } from './steps.tsx'

interface Chapter {
  id: string
  volumeId: string
}
export function useStanding({ id, volumeId }: Chapter): { standing?: ChapterReview; round?: Round } {
  const reviews = useCall('get /volumes/{id}/reviews', { path: { id: volumeId } }, { keep: true }).data
  const standing = reviews?.chapters.find((one) => one.id === id)
  const round = reviews?.rounds.findLast(
    ({ closing, chapters }) => closing?.how !== 'recalled' && chapters.some((one) => one.id === id),
  )
  return { ...(standing ? { standing } : {}), ...(round ? { round } : {}) }
}
/** `changes`: places; `since`: what they are, where they are to be seen. */
export function useSince(chapter: Chapter, isShown: boolean) {
  const { standing, round } = useStanding(chapter)
  const changes = standing?.changes ?? 0
  const path = { id: chapter.volumeId, roundId: round?.id ?? '', chapterId: chapter.id }
  const isAsked = isShown && changes > 0 && round !== undefined
  const read = useCall(
    'get /volumes/{id}/reviews/{roundId}/chapters/{chapterId}',
    { path },
    { enabled: isAsked, keep: true, staleTime: 0 },
  )
  return { changes, since: isAsked ? (read.data?.since ?? null) : null }
}
