/** An entry of a basket: what was set aside, the note on it, and where it stands. */
import { Button, Input } from 'antd'
import { Link } from 'react-router'
import { Icon } from '../frame/icon.tsx'
import { SavedInput } from '../frame/saved-input.tsx'
import { useWords } from '../words/words.ts'
import type { Entry } from './entries.ts'
import { useNote } from './note.ts'

/** An entry, and no text or file from elsewhere. */
const DRAGGED = 'application/x-wenshi-entry'

export function EntryCard({
  basketId,
  entry,
  index,
  count,
  step,
  put,
  remove,
}: {
  basketId: string
  entry: Entry
  index: number
  count: number
  step: (by: 1 | -1) => void
  put: (entryId: string, place: number) => void
  /** Told the note on it, also what is not saved of it. */
  remove: (note: string) => void
}) {
  const words = useWords()
  const note = useNote(basketId, entry)
  const address = `/items/${entry.itemId}${entry.pages.from === null ? '' : `?page=${entry.pages.from}`}`
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard its number and its buttons do the same
    <div
      draggable
      className="entry"
      data-entry={entry.id}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, entry.id)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const dragged = event.dataTransfer.getData(DRAGGED)
        if (dragged) put(dragged, index)
      }}
    >
      <SavedInput
        className="entry-number"
        variant="borderless"
        inputMode="numeric"
        aria-label={words.baskets.place}
        title={words.baskets.place}
        value={String(index + 1)}
        allows={(said) => /^\d+$/.test(said) && Number(said) >= 1 && Number(said) <= count}
        save={async (said) => {
          put(entry.id, Number(said) - 1)
          return true
        }}
      />
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
          data-act="up"
          aria-label={words.baskets.up}
          title={words.baskets.up}
          icon={<Icon name="up" />}
          disabled={index === 0}
          onClick={() => step(-1)}
        />
        <Button
          type="text"
          size="small"
          data-act="down"
          aria-label={words.baskets.down}
          title={words.baskets.down}
          icon={<Icon name="fall" />}
          disabled={index === count - 1}
          onClick={() => step(1)}
        />
        <Button
          type="text"
          size="small"
          data-act="remove"
          aria-label={words.baskets.remove}
          title={words.baskets.remove}
          icon={<Icon name="close" />}
          onClick={() => void note.flush().then(() => remove(note.text))}
        />
      </div>
    </div>
  )
}
