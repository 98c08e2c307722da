/** What is to be known of an answer, however it is shown: that there is none, that it is not exact, that it has no such page. */
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import type { AnswerOf } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { useWords } from '../words/words.ts'
import { type Asking, lastPage } from './asking.ts'
import { NotSearched } from './not-searched.tsx'

const Meant = lazy(async () => ({ default: (await import('./meant.tsx')).Meant }))
type Found = AnswerOf<'get /search'>
/** May be meant as pinyin. */
const latin = /^[\p{Script=Latin}\p{M}\s'’]+$/u

export function Told({
  found,
  asking,
  change,
}: {
  found: Found
  asking: Asking
  change: (to: Partial<Asking>) => void
}) {
  const words = useWords()
  const { view, q } = asking
  const isList = view === 'list'
  const last = lastPage(found.total)
  const isPast = isList && found.total > 0 && found.hits.length === 0 && asking.after === ''
  return (
    <>
      {found.approximate && found.total > 0 && (
        <p className="approximate" role="note">
          <Icon name="warning" /> {words.search.approximate}
          {(view === 'kwic' || view === 'time') && (
            <Button type="link" size="small" onClick={() => change({ view: 'list' })}>
              {words.search.views.list}
            </Button>
          )}
        </p>
      )}
      {found.total === 0 && (
        <div className="nothing">
          <h2>{words.search.none}</h2>
          <p className="quiet">{words.search.noneWhy}</p>
          {latin.test(q.trim()) && (
            <Suspense fallback={null}>
              <Meant q={q.trim()} ask={(to) => change({ q: to })} />
            </Suspense>
          )}
        </div>
      )}
      {isPast && (
        <p className="nothing">
          {words.search.noPage(asking.page, last)}{' '}
          <Button type="link" onClick={() => change({ page: last })}>
            {words.search.toLastPage}
          </Button>
        </p>
      )}
      {!isList && <NotSearched found={found} />}
    </>
  )
}
