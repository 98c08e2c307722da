/** Where one came from. */
import { Link } from 'react-router'
import { Icon } from '../frame/icon.tsx'
import { returning } from '../search/kept-place.ts'
import { useWords } from '../words/words.ts'

/** The results one came from: back to them, and on to the next. */
export function Results({ id, q }: { id: string; q: string }) {
  const words = useWords()
  const kept = sessionStorage.getItem('wenshi.results')
  const results =
    kept === null ? null : (JSON.parse(kept) as { address: string; ids: string[]; first: number; total: number })
  const at = results?.ids.indexOf(id) ?? -1
  if (!results || at === -1)
    return (
      <Link className="back" to={q ? `/search?q=${encodeURIComponent(q)}` : '/search'}>
        <Icon name="left" />
        <span className="back-name">{words.reader.backHome}</span>
      </Link>
    )
  return (
    <>
      <Link className="back" to={results.address} state={returning}>
        <Icon name="left" />
        <span className="back-name">{words.reader.back}</span>
      </Link>
      <span className="quiet small wide-only">{words.reader.nth(results.first + at + 1, results.total)}</span>
    </>
  )
}
