/** One 选材篮, its entries in order. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Typography } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { type AnswerOf, addressOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, keyOf, useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'
import { EntryCard } from './entry-card.tsx'
import { moved } from './moved.ts'
import './baskets.css'

type Entries = AnswerOf<'get /baskets/{id}/entries'>

export function BasketPlace() {
  const words = useWords()
  const { id = '' } = useParams()
  const go = useNavigate()
  const client = useQueryClient()
  const does = useDoing('get /baskets', 'get /baskets/{id}', 'get /baskets/{id}/entries')
  const { modal } = App.useApp()
  const asked = { path: { id }, query: { size: 200 } }
  const basket = useCall('get /baskets/{id}', { path: { id } })
  const entries = useCall('get /baskets/{id}/entries', asked)
  useTitle(basket.data?.title ?? '')
  const error = failureOf(basket) ?? failureOf(entries)
  if (error)
    return (
      <div className="sheet">
        <Failure error={error} again={() => void Promise.all([basket.refetch(), entries.refetch()])} />
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
            key={entry.id}
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
