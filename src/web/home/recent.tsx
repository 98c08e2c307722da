/** 接着上次的做, and what was read lately. */
import { useQueries } from '@tanstack/react-query'
import { Link } from 'react-router'
import { type AnswerOf, addressOf, call } from '../api.ts'
import { readLately } from '../frame/recent.ts'
import { keyOf } from '../queries.ts'
import { useUser } from '../session/session.ts'
import { useHomeWords } from '../words/home.ts'
import { useWords } from '../words/words.ts'

const MOST = 6

interface Card {
  id: string
  title: string
  thumbnail: string | undefined
  lines: string[]
}

function Cards({ title, cards }: { title: string; cards: Card[] }) {
  if (cards.length === 0) return null
  return (
    <section className="recent" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {cards.map(({ id, title: name, thumbnail, lines }) => (
          <li key={id}>
            <Link to={`/items/${id}`} tabIndex={-1} aria-hidden="true">
              {thumbnail ? (
                <img className="print" src={thumbnail} alt="" loading="lazy" />
              ) : (
                <span className="print no-picture">{[...name].slice(0, 8).join('')}</span>
              )}
            </Link>
            <div>
              <Link className="song as-written" to={`/items/${id}`}>
                {name}
              </Link>
              {lines.map((line) => (
                <span key={line} className="small quiet">
                  {line}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function RecentWork({ recent }: { recent: AnswerOf<'get /desk'>['recent'] }) {
  const words = useWords()
  const own = useHomeWords()
  const cards = recent.map(({ item, at, action, lacks }) => ({
    id: item.id,
    title: item.title,
    thumbnail: item.thumbnail,
    lines: [
      lacks.length
        ? own.recent.lacks(
            lacks.map((field) => words.reader.fields[field as keyof typeof words.reader.fields] ?? field),
          )
        : (own.recent.actions[action] ?? ''),
      own.recent.ago(Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 60_000))),
    ].filter(Boolean),
  }))
  return <Cards title={own.recent.title} cards={cards} />
}

export function RecentReading() {
  const words = useWords()
  const own = useHomeWords()
  const user = useUser()
  const found = useQueries({
    queries: readLately(user.id)
      .slice(0, MOST)
      .map((id) => {
        const asked = { path: { id } }
        return {
          queryKey: keyOf('get /items/{id}', asked),
          queryFn: ({ signal }: { signal: AbortSignal }) => call('get /items/{id}', asked, { signal }),
          // What may not be read any more is simply not there.
          retry: false,
        }
      }),
  })
  const cards = found.flatMap(({ data }) =>
    data
      ? [
          {
            id: data.id,
            title: data.title,
            thumbnail: data.stages.some(({ name, state }) => name === 'rendered' && state === 'done')
              ? addressOf('/items/{id}/thumbnail', { id: data.id })
              : undefined,
            lines: [data.referenceCode ?? data.date?.text ?? words.kinds[data.kind] ?? ''].filter(Boolean),
          },
        ]
      : [],
  )
  return <Cards title={own.recent.read} cards={cards} />
}
