/** 图版: the pictures of a volume in their order, by drag and by keyboard, each with its caption, its credit and its fitness for print. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { type AnswerOf, call, Refusal } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { forget, keyOf, useCall } from '../queries.ts'
import { usePlateWords } from '../words/plates.ts'
import { useWords } from '../words/words.ts'
import { PlateForm } from './plate-form.tsx'
import { type Plate, pictureOf } from './plate-picture.ts'
import './plates.css'

type List = AnswerOf<'get /volumes/{id}/plates'>

function PlateCard({
  plate,
  edit,
  ...around
}: { plate: Plate; edit: () => void } & React.LiHTMLAttributes<HTMLLIElement>) {
  const own = usePlateWords()
  const { fitness, caption, credit } = plate
  const name = own.number(plate.kind, plate.number)
  return (
    <li className="plate-card" draggable {...around}>
      <button type="button" className="plate-picture" aria-label={own.edit(name)} onClick={edit} data-plate={plate.id}>
        {plate.pixels ? <img src={pictureOf(plate, 480)} alt={caption.text} /> : <span>{own.gone}</span>}
      </button>
      <p className="plate-head">
        <strong>{name}</strong>
        {fitness && (
          <span
            className={`tag ${fitness.warnings.includes('unfit') ? 'bad' : fitness.warnings.length ? 'warn' : 'good'}`}
          >
            {own.dpi(fitness.dpi)}
          </span>
        )}
        {(caption.isChanged || credit.isChanged) && <span className="tag warn">{own.changed}</span>}
      </p>
      <p className="song as-written plate-caption">{caption.text}</p>
      <p className="quiet small as-written">{credit.text}</p>
      {fitness && (
        <p className="quiet small facts">
          <span>{own.size(plate.widthMm, fitness.heightMm)}</span>
          <span>{own.colours[fitness.colour]}</span>
        </p>
      )}
      {fitness?.warnings.map((warning) => (
        <p key={warning} className="warn small">
          <Icon name="warning" /> {own.warnings[warning]}
        </p>
      ))}
    </li>
  )
}

export function PlatesPane({ volumeId }: { volumeId: string }) {
  const own = usePlateWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const path = { id: volumeId }
  const asked = useCall('get /volumes/{id}/plates', { path })
  const [edited, setEdited] = useState<string | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [told, setTold] = useState('')
  const plates = asked.data?.items ?? []
  const show = (list: List) => client.setQueryData<List>(keyOf('get /volumes/{id}/plates', { path }), list)

  /** Where another editor was quicker, the move is made again on what is there now. */
  const move = async (id: string, beforeId: string | null) => {
    try {
      for (let list = asked.data; list; ) {
        try {
          const now = await call(
            'put /plates/{id}/place',
            { path: { id }, body: { beforeId } },
            { ifMatch: list.revision },
          )
          show(now)
          const at = now.items.findIndex((one) => one.id === id)
          setTold(own.moved(own.number(now.items[at]!.kind, now.items[at]!.number), at + 1))
          return
        } catch (error) {
          if (!(error instanceof Refusal && error.status === 412)) throw error
          list = await call('get /volumes/{id}/plates', { path })
          show(list)
        }
      }
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  const step = (event: KeyboardEvent, at: number) => {
    const forth = event.key === 'ArrowRight' || event.key === 'ArrowDown'
    const back = event.key === 'ArrowLeft' || event.key === 'ArrowUp'
    if (isComposing(event) || !event.altKey || !(forth || back)) return
    event.preventDefault()
    if (back && at > 0) void move(plates[at]!.id, plates[at - 1]!.id)
    if (forth && at < plates.length - 1) void move(plates[at]!.id, plates[at + 2]?.id ?? null)
  }
  const chosen = plates.find(({ id }) => id === edited)
  return (
    <section className="plates-pane" aria-label={own.label}>
      <header>
        <h2>{own.label}</h2>
      </header>
      <p className="quiet small">{own.lead}</p>
      {asked.error && <Failure error={asked.error} again={() => void asked.refetch()} />}
      {asked.data && plates.length === 0 && <p className="quiet">{own.none}</p>}
      <ul className="plate-grid">
        {plates.map((plate, at) => (
          <PlateCard
            key={plate.id}
            plate={plate}
            edit={() => setEdited(plate.id)}
            onKeyDown={(event) => step(event, at)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              setDragged(plate.id)
            }}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              if (dragged) event.preventDefault()
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged && dragged !== plate.id) {
                const from = plates.findIndex(({ id }) => id === dragged)
                void move(dragged, from < at ? (plates[at + 1]?.id ?? null) : plate.id)
              }
            }}
          />
        ))}
      </ul>
      <p className="hidden-but-read" aria-live="polite">
        {told}
      </p>
      {chosen && (
        <PlateForm
          key={`${chosen.id} ${chosen.revision}`}
          plate={chosen}
          close={() => setEdited(null)}
          done={() => void forget(client, 'get /volumes/{id}/plates', 'get /volumes/{id}/clearance')}
        />
      )}
    </section>
  )
}
