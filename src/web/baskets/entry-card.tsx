/** An entry of a basket: what was set aside, the note on it, and where it stands. */
import { Button, Input } from 'antd'
import { Link } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { call } from '../api.ts'
import { Icon } from '../frame/icon.tsx'
import { useWords } from '../words/words.ts'
import { type Entry, useNote } from './note.ts'

export function EntryCard({
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
  const does = useDoing('get /baskets', 'get /baskets/{id}/entries')
  const note = useNote(basketId, entry)
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
          value={note.text}
          onChange={({ target }) => note.write(target.value)}
          onBlur={note.leave}
        />
        <p className="note-state small warn" role="status">
          {note.state}
        </p>
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
