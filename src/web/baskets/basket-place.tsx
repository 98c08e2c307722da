/** One 选材篮, its entries in order. */
import { App, Button, Typography } from 'antd'
import { useCallback } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { addressOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { useUndo } from '../frame/undo.tsx'
import { VirtualRows } from '../frame/virtual-rows.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'
import { type Entry, useEntries } from './entries.ts'
import { EntryCard } from './entry-card.tsx'
import { useFocusAfter } from './focus-after.ts'
import './baskets.css'

/** What a card is expected to need; it is measured when it is there. */
const height = () => 150

export function BasketPlace() {
  const words = useWords()
  const { id = '' } = useParams()
  const go = useNavigate()
  const does = useDoing('get /baskets', 'get /baskets/{id}', 'get /baskets/{id}/entries')
  const { modal, message } = App.useApp()
  const offerUndo = useUndo()
  const focusAfter = useFocusAfter()
  const basket = useCall('get /baskets/{id}', { path: { id } })
  const { found, items, total, move, leaveOut, sees } = useEntries(id)
  const keyAt = useCallback((i: number) => items[i]?.id ?? String(i), [items])
  useTitle(basket.data?.title ?? '')
  const error = failureOf(basket) ?? failureOf(found)
  if (error)
    return (
      <div className="sheet">
        <Failure error={error} again={() => void Promise.all([basket.refetch(), found.refetch()])} />
      </div>
    )
  if (!basket.data || !found.data) return <Waiting />
  /** The entry keeps the focus. */
  const step = (entry: Entry, by: 1 | -1) => {
    focusAfter(entry, by < 0 ? ['up', 'down'] : ['down', 'up'])
    void move(entry.id, (from) => from + by)
  }
  /** Whoever sorts stays where they are. */
  const put = (entryId: string, place: number) => {
    const from = items.findIndex((one) => one.id === entryId)
    if (from === place) return
    focusAfter(items[from + 1] ?? items[from - 1], ['place'])
    void move(entryId, () => place)
    message.success(words.baskets.movedTo(place + 1))
  }
  const takeOut = (entry: Entry, place: number) =>
    does(async () => {
      await call('delete /baskets/{id}/entries/{entryId}', { path: { id, entryId: entry.id } })
      focusAfter(items[place + 1] ?? items[place - 1], ['remove'])
      await leaveOut(entry.id)
      if (entry.item)
        offerUndo(`taken-out-${entry.id}`, words.baskets.removed(entry.item.title), () => putBack(entry, place))
    })
  const putBack = ({ itemId, start, end, textRevision, note }: Entry, place: number) =>
    void does(async () => {
      const body = {
        itemId,
        note,
        ...(textRevision === null ? {} : { textRevision }),
        ...(start === null || end === null ? {} : { start, end }),
      }
      const again = await call('post /baskets/{id}/entries', { path: { id }, body })
      await call('patch /baskets/{id}/entries/{entryId}', { path: { id, entryId: again.id }, body: { place } })
      focusAfter(again, ['remove'])
    })
  const removeEntry = (entry: Entry, place: number) =>
    entry.item
      ? void takeOut(entry, place)
      : modal.confirm({
          title: words.baskets.removeGone,
          okText: words.baskets.remove,
          onOk: () => takeOut(entry, place),
        })
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
      </p>
      {total === 0 && (
        <div className="empty">
          <p>{words.baskets.why}</p>
          <p>
            <Link to="/search">{words.baskets.begin}</Link>
          </p>
        </div>
      )}
      {total > 0 && (
        <div className="entries">
          <VirtualRows
            label={basket.data.title}
            count={total}
            height={height}
            isMeasured
            keyAt={keyAt}
            sees={sees}
            row={(i) => {
              const entry = items[i]
              if (!entry) return <div style={{ height: height() }} />
              return (
                <EntryCard
                  basketId={id}
                  entry={entry}
                  index={i}
                  count={total}
                  step={(by) => step(entry, by)}
                  put={put}
                  remove={(note) => removeEntry({ ...entry, note }, i)}
                />
              )
            }}
          />
          {found.isFetchNextPageError && <Failure error={found.error} again={() => void found.fetchNextPage()} />}
        </div>
      )}
    </div>
  )
}
