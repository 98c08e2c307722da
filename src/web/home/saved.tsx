/** 检索条件 on the desk: what is new in them since they were last opened. */
import { Link } from 'react-router'
import { addressOfSaved } from '../saved-searches/saved.ts'
import { Fresh, Question, useOpening, useSavedSearches } from '../saved-searches/saved-list.tsx'
import { useSavedWords } from '../words/saved.ts'

const MOST = 6

export function SavedSearches() {
  const own = useSavedWords()
  const open = useOpening()
  const { shown } = useSavedSearches(MOST)
  if (shown.length === 0) return null
  // What has news comes first.
  const ordered = shown.toSorted((a, b) => (b.news?.data?.fresh ?? 0) - (a.news?.data?.fresh ?? 0))
  return (
    <section className="home-saved" aria-labelledby="saved-title">
      <h2 id="saved-title">{own.title}</h2>
      <ul className="saved-list">
        {ordered.map(({ saved, news }) => (
          <li key={saved.id}>
            <div>
              <Link className="as-written" to={addressOfSaved(saved)} onClick={() => open(saved.id)}>
                {saved.name}
              </Link>
              <Question saved={saved} />
            </div>
            <Fresh news={news} />
          </li>
        ))}
      </ul>
    </section>
  )
}
