/** 相近的词: what stands near the places found, to search on with. */
import { useEffect, useState } from 'react'
import { useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'
import { type Asking, filtersOf } from './asking.ts'

const SETTLED = 500

export function RelatedWords({ asking, ask }: { asking: Asking; ask: (q: string) => void }) {
  const words = useWords()
  // Not for a question that is followed by the next one.
  const [isSettled, setIsSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsSettled(true), SETTLED)
    return () => clearTimeout(timer)
  }, [])
  const query = filtersOf(asking)
  const found = useCall('get /search/related', { query }, { staleTime: 600_000, enabled: isSettled })
  if (!found.data?.words.length) return null
  const { read, around } = found.data
  return (
    <section>
      <h2>{words.search.related}</h2>
      <p className="flowing">
        {found.data.words.map(({ text, near, items }) => (
          <button
            type="button"
            className="as-link as-written"
            key={text}
            title={words.search.relatedWord(near, items)}
            onClick={() => ask(text)}
          >
            {text}
          </button>
        ))}
      </p>
      <p className="quiet">{words.search.relatedHow(read, around)}</p>
    </section>
  )
}
