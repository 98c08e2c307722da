/** What cannot be searched is said, whatever was found. */
import type { AnswerOf } from '../api.ts'
import { useWords } from '../words/words.ts'

export function NotSearched({ found }: { found: AnswerOf<'get /search'> }) {
  const words = useWords()
  const { imagesOnly, unreadable } = found.notSearched
  if (imagesOnly === 0 && unreadable === 0) return null
  return (
    <p className="quiet small">
      {imagesOnly > 0 && words.search.notSearched(imagesOnly)} {unreadable > 0 && words.search.unreadable(unreadable)}
    </p>
  )
}
