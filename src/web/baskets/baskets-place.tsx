/** 选材篮: the list of them, and one of them with its entries in order. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Typography } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { type AnswerOf, addressOf, call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { forget, keyOf, useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'
import { moved } from './moved.ts'
import './baskets.css'

type Entries = AnswerOf<'get /baskets/{id}/entries'>
type Entry = Entries['items'][number]

/** Does it, says what failed, and looks again. */
function useDo() {
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /baskets', 'get /baskets/{id}', 'get /baskets/{id}/entries')
  }
}

export function BasketsPlace() {
  const words = useWords()
  const go = useNavigate()
  const does = useDo()
  const baskets = useCall('get /baskets', { query: { size: 200 } })
  useTitle(words.frame.places.baskets)
  const create = () =>
    does(async () => {
      const { id } = await call('post /baskets', { body: { title: words.baskets.newTitle(new Date()) } })
      go(`/baskets/${id}`)
    })
  return (
    <div className="sheet">
      <header className="place-head">
        <h1>{words.frame.places.baskets}</h1>
        <span className="spread" />
        <Button icon={<Icon name="plus" />} onClick={create}>
          {words.baskets.create}
        </Button>
      </header>
      {baskets.error && <Failure error={baskets.error} again={() => void baskets.refetch()} />}
      {baskets.isPending && <Waiting />}
      {baskets.data?.total === 0 && (
        <div className="empty">
          <p>{words.baskets.why}</p>
          <p>
            <Link to="/search">{words.baskets.begin}</Link>
          </p>
        </div>
      )}
      <ul className="basket-list">
        {baskets.data?.items.map(({ id, title, note, entries, updatedAt }) => (
          <li key={id}>
            <h2>
              <Link to={`/baskets/${id}`}>{title}</Link>
            </h2>
            <p className="facts">
              <span>{words.baskets.entries(entries)}</span>
              <time dateTime={updatedAt}>{words.day(updatedAt)}</time>
            </p>
            {note && <p>{note}</p>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function EntryCard({
  basketId,
  entry,
  index,
  count,
  move,
}: {
  basketId: string
  entry: Entry
  index: number
  count: number
  move: (from: number, to: number) => void
}) {
  const words = useWords()
  const does = useDo()
  const [note, setNote] = useState(entry.note)
  const path = { id: basketId, entryId: entry.id }
  const address = `/items/${entry.itemId}${entry.pages.from === null ? '' : `?page=${entry.pages.from}`}`
  return (
    <li
      draggable
      className="entry"
      onDragStart={(event) => event.dataTransfer.setData('text/plain', String(index))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const from = Number(event.dataTransfer.getData('text/plain'))
        if (Number.isInteger(from)) move(from, index)
      }}
    >
      <div className="entry-number" aria-hidden="true">
        {index + 1}
      </div>
      <div>
        {entry.item ? (
          <h2>
            <Link to={address}>{entry.item.title}</Link>
          </h2>
        ) : (
          <h2 className="quiet">{words.baskets.gone}</h2>
        )}
        {entry.quote && <blockquote className="song as-written">{entry.quote}</blockquote>}
        {entry.citation && <p className="small quiet as-written">{entry.citation}</p>}
        <Input.TextArea
          aria-label={words.baskets.note}
          placeholder={words.baskets.note}
          autoSize
          variant="borderless"
          maxLength={5000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          onBlur={() =>
            note !== entry.note &&
            void does(() => call('patch /baskets/{id}/entries/{entryId}', { path, body: { note } }))
          }
        />
      </div>
      <div className="entry-acts">
        <Button
          type="text"
          size="small"
          aria-label={words.baskets.up}
          title={words.baskets.up}
          icon={<Icon name="up" />}
          disabled={index === 0}
          onClick={() => move(index, index - 1)}
        />
        <Button
          type="text"
          size="small"
          aria-label={words.baskets.down}
          title={words.baskets.down}
          icon={<Icon name="fall" />}
          disabled={index === count - 1}
          onClick={() => move(index, index + 1)}
        />
        <Button
          type="text"
          size="small"
          aria-label={words.baskets.remove}
          title={words.baskets.remove}
          icon={<Icon name="close" />}
          onClick={() => does(() => call('delete /baskets/{id}/entries/{entryId}', { path }))}
        />
      </div>
    </li>
  )
}

export function BasketPlace() {
  const words = useWords()
  const { id = '' } = useParams()
  const go = useNavigate()
  const client = useQueryClient()
  const does = useDo()
  const { modal } = App.useApp()
  const asked = { path: { id }, query: { size: 200 } }
  const basket = useCall('get /baskets/{id}', { path: { id } })
  const entries = useCall('get /baskets/{id}/entries', asked)
  useTitle(basket.data?.title ?? '')
  const error = basket.error ?? entries.error
  if (error)
    return (
      <div className="sheet">
        <Failure error={error} />
      </div>
    )
  if (!basket.data || !entries.data) return <Waiting />
  const { total, items } = entries.data
  const move = (from: number, to: number) => {
    const next = moved(items, from, to)
    client.setQueryData<Entries>(keyOf('get /baskets/{id}/entries', asked), { ...entries.data, items: next })
    void does(() => call('put /baskets/{id}/order', { path: { id }, body: { ids: next.map((one) => one.id) } }))
  }
  const remove = () =>
    modal.confirm({
      title: words.baskets.deleteTitle(basket.data.title),
      content: words.baskets.deleteWhat(total),
      okText: words.baskets.delete,
      okButtonProps: { danger: true },
      onOk: () =>
        does(async () => {
          await call('delete /baskets/{id}', { path: { id } })
          go('/baskets')
        }),
    })
  const change = (body: { title?: string; note?: string }) =>
    does(() => call('patch /baskets/{id}', { path: { id }, body }))
  return (
    <div className="sheet basket-place">
      <p className="small">
        <Link to="/baskets">{words.frame.places.baskets}</Link>
      </p>
      <header className="place-head">
        <Typography.Title
          level={1}
          editable={{
            tooltip: words.baskets.rename,
            maxLength: 200,
            onChange: (title) => title.trim() && void change({ title }),
          }}
        >
          {basket.data.title}
        </Typography.Title>
        <span className="spread" />
        <Button onClick={remove}>{words.baskets.delete}</Button>
        <Button
          type="primary"
          icon={<Icon name="export" />}
          href={addressOf('/baskets/{id}/export', { id })}
          download
          disabled={total === 0}
        >
          {words.baskets.word}
        </Button>
      </header>
      <p className="facts">
        <span>{words.baskets.entries(total)}</span>
        {total > items.length && <span>{words.baskets.firstOnly(items.length)}</span>}
      </p>
      {total === 0 && (
        <div className="empty">
          <p>{words.baskets.why}</p>
          <p>
            <Link to="/search">{words.baskets.begin}</Link>
          </p>
        </div>
      )}
      <ol className="entries">
        {items.map((entry, i) => (
          <EntryCard
            key={`${entry.id} ${entry.note}`}
            basketId={id}
            entry={entry}
            index={i}
            count={items.length}
            move={total > items.length ? () => undefined : move}
          />
        ))}
      </ol>
    </div>
  )
}
