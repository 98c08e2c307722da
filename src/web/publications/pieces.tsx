/** Pieces of material: dragged into the outline, or put there with a press. */
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon } from '../frame/icon.tsx'
import { usePublicationWords } from '../words/publications.ts'
import { MATERIAL, type Material } from './add-chapter.ts'

export interface Use {
  /** Items the volume is made of already, and those of the chapter that is open. */
  volume: ReadonlySet<string>
  chapter: ReadonlySet<string>
}
export interface Shown extends Material {
  key: string
  quote: string
  facts: string
  /** Between quote and facts. */
  under?: ReactNode
}

function Piece({ piece, use, add }: { piece: Shown; use: Use; add: (material: Material) => void }) {
  const own = usePublicationWords().material
  const { key: _, quote, facts, under, ...material } = piece
  const { itemId, title, place } = material
  const isHere = use.chapter.has(itemId)
  const isUsed = use.volume.has(itemId)
  return (
    <li
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'copyMove'
        event.dataTransfer.setData(MATERIAL, JSON.stringify(material))
        event.dataTransfer.setData('text/plain', title)
      }}
    >
      <div className="piece-head">
        <Link
          className="song as-written ellipsis"
          title={title}
          to={`/items/${itemId}${place ? `?at=${place.start}-${place.end}` : ''}`}
        >
          {title}
        </Link>
        <span className="spread" />
        <span className={`tag ${isHere || isUsed ? 'good' : ''}`}>
          {isHere ? own.hereNow : isUsed ? own.used : own.unused}
        </span>
      </div>
      {quote && <p className="piece-quote song as-written">{quote}</p>}
      {under}
      <p className="piece-foot">
        <span className="ellipsis as-written quiet">{facts}</span>
        <span className="spread" />
        <Button size="small" type="text" aria-label={own.add(title)} onClick={() => add(material)}>
          <Icon name="plus" /> {own.addShort}
        </Button>
      </p>
    </li>
  )
}

export function Pieces({
  pieces,
  use,
  add,
  none,
}: {
  pieces: Shown[]
  use: Use
  add: (material: Material) => void
  none: string
}) {
  return pieces.length === 0 ? (
    <p className="quiet small">{none}</p>
  ) : (
    <ul className="pieces">
      {pieces.map((piece) => (
        <Piece key={piece.key} piece={piece} use={use} add={add} />
      ))}
    </ul>
  )
}
