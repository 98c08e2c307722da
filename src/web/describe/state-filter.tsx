/** The items of a sheet by how far their description is. */

import { useSearchParams } from 'react-router'
import type { Item } from '../api-types.ts'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import type { Filter } from './use-sheet.ts'

/** How many there are in each state, and the choice of one. */
export function StateFilter({ filter }: { filter: Filter }) {
  const words = useWords()
  const own = useReviewWords()
  const [params, setParams] = useSearchParams()
  const { review = '', ...rest } = filter
  const counted = (state: Item['review']) => ({ query: { ...rest, review: state, size: 1 } })
  const counts = {
    describing: useCall('get /items', counted('describing'), { staleTime: 0 }).data?.total,
    submitted: useCall('get /items', counted('submitted'), { staleTime: 0 }).data?.total,
    filed: useCall('get /items', counted('filed'), { staleTime: 0 }).data?.total,
  }
  return (
    <Select
      className="state-filter"
      aria-label={own.state}
      value={review as Item['review'] | ''}
      options={[
        { value: '' as const, label: own.anyState },
        ...(['describing', 'submitted', 'filed'] as const).map((state) => ({
          value: state,
          label: own.withCount(words.review[state], counts[state]),
        })),
      ]}
      onChange={(state) => {
        const next = new URLSearchParams(params)
        if (state === '') next.delete('review')
        else next.set('review', state)
        setParams(next, { replace: true })
      }}
    />
  )
}
