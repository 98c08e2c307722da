/** 检索条件: each with what is new in it; opened, renamed, deleted. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { isComposing } from '../frame/keys.ts'
import { useUndo } from '../frame/undo.tsx'
import { forget, keyOf, useCall } from '../queries.ts'
import { useSavedWords } from '../words/saved.ts'
import { useWords } from '../words/words.ts'
import { addressOfSaved, again, askingOf, filterCount, type Saved } from './saved.ts'
import './saved.css'

/** Asked one by one: each is a search of its own. */
const KEPT = 60_000

export function useSavedSearches(most: number) {
  const list = useCall('get /saved-searches', { query: { size: 100 } })
  const all = list.data?.items ?? []
  const shown = all.slice(0, most)
  const news = useQueries({
    queries: shown.map(({ id }) => {
      const asked = { path: { id } }
      return {
        queryKey: keyOf('get /saved-searches/{id}/news', asked),
        queryFn: ({ signal }: { signal: AbortSignal }) => call('get /saved-searches/{id}/news', asked, { signal }),
        staleTime: KEPT,
        retry: false,
      }
    }),
  })
  return { list, all, shown: shown.map((saved, i) => ({ saved, news: news[i] })) }
}
export type News = ReturnType<typeof useSavedSearches>['shown'][number]['news']

export function useOpening() {
  const client = useQueryClient()
  /** What is found from now on is news again; that it could not be noted keeps nobody from looking. */
  return (id: string) =>
    void call('put /saved-searches/{id}/opening', { path: { id } })
      .then(() => forget(client, 'get /saved-searches', 'get /saved-searches/{id}/news'))
      .catch(() => undefined)
}

export function Fresh({ news }: { news: News }) {
  const own = useSavedWords()
  if (news?.error) return <span className="small quiet">{own.failed}</span>
  if (!news?.data) return null
  const { total, fresh, relation } = news.data
  return (
    <span className="saved-news small">
      {fresh > 0 ? (
        <b className="tag good">{own.fresh(fresh, relation === 'atLeast')}</b>
      ) : (
        <span className="quiet">{own.noNews}</span>
      )}
      <span className="quiet">{own.total(total)}</span>
    </span>
  )
}

/** What is asked, in a line. */
export function Question({ saved }: { saved: Saved }) {
  const own = useSavedWords()
  const asking = askingOf(saved)
  const count = filterCount(asking)
  return (
    <span className="small quiet as-written ellipsis">
      {asking.q || own.everything}
      {count > 0 && `　${own.filters(count)}`}
    </span>
  )
}

function Row({ saved, news, opened }: { saved: Saved; news: News; opened: () => void }) {
  const words = useWords()
  const own = useSavedWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const open = useOpening()
  const [name, setName] = useState<string | null>(null)
  const path = { id: saved.id }
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /saved-searches')
  }
  const rename = () => {
    const to = name?.trim()
    setName(null)
    if (to && to !== saved.name) void attempt(() => call('patch /saved-searches/{id}', { path, body: { name: to } }))
  }
  const remove = () =>
    attempt(async () => {
      await call('delete /saved-searches/{id}', { path })
      const undo = () => void attempt(() => call('post /saved-searches', { body: again(saved) }))
      offerUndo(`saved-${saved.id}`, own.deleted(saved.name), undo)
    })
  return (
    <li>
      <div>
        {name === null ? (
          <Link
            className="as-written"
            to={addressOfSaved(saved)}
            onClick={() => {
              open(saved.id)
              opened()
            }}
          >
            {saved.name}
          </Link>
        ) : (
          <Input
            autoFocus
            size="small"
            aria-label={own.name}
            maxLength={200}
            value={name}
            onChange={({ target }) => setName(target.value)}
            onPressEnter={(event) => !isComposing(event) && rename()}
            onBlur={rename}
          />
        )}
        <Question saved={saved} />
      </div>
      <Fresh news={news} />
      <span className="saved-acts">
        <Button size="small" type="text" onClick={() => setName(saved.name)}>
          {own.rename}
        </Button>
        <Button size="small" type="text" onClick={() => void remove()}>
          {own.delete}
        </Button>
      </span>
    </li>
  )
}

export function SavedList({ opened }: { opened: () => void }) {
  const own = useSavedWords()
  const { list, shown } = useSavedSearches(100)
  if (list.data?.total === 0) return <p className="quiet small">{own.none}</p>
  return (
    <ul className="saved-list">
      {shown.map(({ saved, news }) => (
        <Row key={saved.id} saved={saved} news={news} opened={opened} />
      ))}
    </ul>
  )
}
