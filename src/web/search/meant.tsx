/** 您要找的是不是: what pinyin or letters that stand nowhere may stand for. */
import { Link } from 'react-router'
import { useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'

const MOST = 10

export function Meant({ q, ask }: { q: string; ask: (q: string) => void }) {
  const words = useWords()
  const found = useCall('get /search/suggest', { query: { q } })
  if (!found.data?.suggestions.length) return null
  return (
    <section className="meant">
      <h3>{words.search.meant}</h3>
      <ul>
        {found.data.suggestions.slice(0, MOST).map(({ kind, text, itemId, count }) => (
          <li key={`${kind} ${itemId} ${text}`} className="suggestion">
            <span className="quiet small">{words.search.suggestions[kind] ?? kind}</span>
            {itemId ? (
              <Link to={`/items/${itemId}`}>{text}</Link>
            ) : (
              <button type="button" className="as-link" onClick={() => ask(text)}>
                {text}
              </button>
            )}
            {itemId === null && <span className="quiet small">{words.items(count)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
