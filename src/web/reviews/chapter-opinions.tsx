/** Above the text: the opinions whose place is gone, and how the others were answered. Those that wait stand at their place. */
import { useReviewWords } from '../words/reviews.ts'
import { OpinionCard } from './opinion-card.tsx'
import type { Opinions } from './opinions.ts'

export function ChapterOpinions({ opinions, edit }: { opinions: Opinions; edit: (offset: number) => void }) {
  const own = useReviewWords()
  const { lost, answered } = opinions
  if (lost.length + answered.length === 0) return null
  return (
    <section className="opinions" aria-label={own.opinions}>
      {lost.map((opinion) => (
        <OpinionCard key={opinion.id} opinion={opinion} opinions={opinions} />
      ))}
      {answered.length > 0 && (
        <details>
          <summary className="small">{own.answeredCount(answered.length)}</summary>
          {answered.map((opinion) => (
            <OpinionCard
              key={opinion.id}
              opinion={opinion}
              opinions={opinions}
              look={() => edit(opinion.place.start)}
            />
          ))}
        </details>
      )}
    </section>
  )
}
