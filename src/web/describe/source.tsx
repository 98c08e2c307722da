/** The original of the current row, beside the sheet: its pictures, or where its text begins. */
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { addressOf } from '../api.ts'
import type { Item } from '../api-types.ts'
import { Icon } from '../frame/icon.tsx'
import { useCall } from '../queries.ts'
import { sheetsOf } from '../reader/sheets.ts'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { FromText } from './from-text.tsx'
import { StateTag } from './item-review.tsx'
import type { Sheet } from './sheet.ts'

/** Characters of a text that are shown; the rest is in the reader. */
const BEGINNING = 2500

function Picture({ item }: { item: Item }) {
  const words = useWords().describe
  const sheets = sheetsOf(item, [])
  const [index, setIndex] = useState(0)
  const sheet = sheets[Math.min(index, sheets.length - 1)]
  if (!sheet) return <p className="quiet">{words.source.noImage}</p>
  const { objectId, page, width, height } = sheet
  const at = Math.min(index, sheets.length - 1)
  return (
    <>
      {sheets.length > 1 && (
        <p className="source-pages">
          <Button
            type="text"
            size="small"
            aria-label={words.source.previous}
            icon={<Icon name="left" />}
            disabled={at === 0}
            onClick={() => setIndex(at - 1)}
          />
          <span>{words.source.page(at + 1, sheets.length)}</span>
          <Button
            type="text"
            size="small"
            aria-label={words.source.next}
            icon={<Icon name="right" />}
            disabled={at === sheets.length - 1}
            onClick={() => setIndex(at + 1)}
          />
        </p>
      )}
      <div className="source-image">
        <img
          key={`${objectId} ${page}`}
          className="print"
          src={addressOf('/objects/{id}/thumbnails/{size}', { id: objectId, size: 600 }, page > 1 ? { page } : {})}
          alt={words.source.page(at + 1, sheets.length)}
          style={{ aspectRatio: `${width} / ${height}` }}
        />
      </div>
    </>
  )
}

function Beginning({ item }: { item: Item }) {
  const words = useWords().describe
  const text = useCall(
    'get /items/{id}/text',
    { path: { id: item.id } },
    { enabled: item.text !== null, staleTime: 60_000 },
  )
  if (item.text === null) return <p className="quiet">{item.problem?.detail ?? words.source.noText}</p>
  if (!text.data) return null
  const whole = text.data.text
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys
    <section className="source-text song as-written" tabIndex={0} aria-label={words.source.text}>
      {whole.slice(0, BEGINNING)}
      {whole.length > BEGINNING && <span className="quiet">{words.source.more}</span>}
    </section>
  )
}

export function Source({ item, sheet, isReadOnly }: { item: Item | undefined; sheet: Sheet; isReadOnly: boolean }) {
  const { describe: words, reader } = useWords()
  const review = useReviewWords()
  const hasImage = item?.objects.some(({ width }) => width !== undefined) ?? false
  const [wanted, setWanted] = useState<'image' | 'text'>('image')
  const shown =
    wanted === 'image' && !hasImage && item?.text ? 'text' : wanted === 'text' && !item?.text ? 'image' : wanted
  if (!item)
    return (
      <aside className="source wide-only" aria-label={words.source.label}>
        <p className="quiet">{words.source.none}</p>
      </aside>
    )
  return (
    <aside className="source wide-only" aria-label={words.source.label}>
      <h2 className="ellipsis as-written" title={item.title}>
        {item.title}
      </h2>
      <p className="source-bar">
        <Segmented
          value={shown}
          options={[
            { value: 'image', label: words.source.image, disabled: !hasImage },
            { value: 'text', label: words.source.text, disabled: !item.text },
          ]}
          onChange={(value) => setWanted(value as 'image' | 'text')}
        />
        {hasImage && item.text === null && !isReadOnly && (
          <Link to={`/items/${item.id}/transcribe`}>{reader.transcribe}</Link>
        )}
        <Link to={`/items/${item.id}`}>{words.source.open}</Link>
      </p>
      {item.review !== 'describing' && (
        <p className="source-state small">
          <StateTag state={item.review} />
          <span className="quiet">{review.is[item.review]}</span>
        </p>
      )}
      {shown === 'image' ? <Picture key={item.id} item={item} /> : <Beginning item={item} />}
      <FromText key={`${item.id} names`} item={item} sheet={sheet} isReadOnly={isReadOnly} />
      <ul className="source-files small quiet">
        {item.objects.slice(0, 4).map(({ id, filename, originalPath }) => (
          <li key={id} className="ellipsis as-written" title={originalPath ?? filename}>
            {originalPath ?? filename}
          </li>
        ))}
      </ul>
    </aside>
  )
}
