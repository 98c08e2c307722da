/** 插图 where they stand in the text that is written: put at the cursor, moved, taken out; their numbers are the service's. */
import { useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/react'
import { App, Button } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { forget, useCall } from '../queries.ts'
import { usePlateWords } from '../words/plates.ts'
import { useWords } from '../words/words.ts'
import { MATERIAL, type Material } from './add-chapter.ts'
import { Beneath, useRooms } from './beneath.tsx'
import { figureBlock, showFigures } from './figure-marks.ts'
import { type Plate, pictureOf } from './plate-picture.ts'
import type { Chapter } from './use-manuscript.ts'
import './plates.css'

const PlateForm = lazy(async () => ({ default: (await import('./plate-form.tsx')).PlateForm }))
const FigureDialog = lazy(async () => ({ default: (await import('./figure-dialog.tsx')).FigureDialog }))
const FIGURE = 'application/x-wenshi-figure'

export function EditorFigures({
  editor,
  chapter,
  ready,
  insertAt,
  inserted,
}: {
  editor: Editor
  chapter: Pick<Chapter, 'id' | 'volumeId' | 'revision' | 'text'>
  /** What is written is with the service: places count in what it has. */
  ready: () => Promise<boolean>
  /** Behind this block one is asked for. */
  insertAt: number | null
  inserted: () => void
}) {
  const own = usePlateWords()
  const words = useWords()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [edited, setEdited] = useState<string | null>(null)
  const roomOf = useRooms()
  const path = { id: chapter.volumeId }
  const plates = useCall('get /volumes/{id}/plates', { path }, { keep: true }).data?.items ?? []
  const figures = plates.filter(({ kind, chapterId }) => kind === 'figure' && chapterId === chapter.id)
  const places = JSON.stringify(figures.map(({ id, afterBlock }) => [id, afterBlock]))
  const changed = () => forget(client, 'get /volumes/{id}/plates', 'get /volumes/{id}/clearance')
  // Saved anew, they stand behind the same words, which may be another paragraph.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again at every version
  useEffect(() => {
    if (figures.length > 0) void forget(client, 'get /volumes/{id}/plates')
  }, [chapter.revision])
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown again when one stands elsewhere
  useEffect(() => showFigures(editor, figures, chapter.text, roomOf), [editor, places])

  async function trying(work: () => Promise<unknown>): Promise<void> {
    try {
      if (!(await ready())) return void message.warning(own.saveFirst)
      await work()
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
    await changed()
  }
  const placeAt = (block: number) => ({ kind: 'figure' as const, chapterId: chapter.id, afterBlock: block })
  const move = ({ id, revision }: Plate, block: number) =>
    trying(() => call('patch /plates/{id}', { path: { id }, body: placeAt(block) }, { ifMatch: revision }))
  const insert = ({ itemId, title }: Pick<Material, 'itemId' | 'title'>, block: number) =>
    trying(async () => {
      const { missing } = await call('post /volumes/{id}/plates', { path, body: { itemId, ...placeAt(block) } })
      message.success(own.inserted(title))
      if (missing.length) message.warning(own.missing(missing.map(({ text }) => text).join('、')), 8)
    })
  // What is dragged over the text is put behind the paragraph it is let go over.
  useEffect(() => {
    const { dom } = editor.view
    const over = (event: DragEvent) => {
      if ([FIGURE, MATERIAL].some((type) => event.dataTransfer?.types.includes(type))) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const found = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
      const [id, material] = [FIGURE, MATERIAL].map((type) => event.dataTransfer?.getData(type) ?? '')
      if (!found || !(id || material)) return
      event.preventDefault()
      event.stopPropagation()
      const block = Math.min(editor.state.doc.resolve(found.pos).index(0), editor.state.doc.childCount - 1)
      const figure = figures.find((one) => one.id === id)
      if (figure) void move(figure, block)
      else if (material) void insert(JSON.parse(material) as Material, block)
    }
    dom.addEventListener('dragover', over, true)
    dom.addEventListener('drop', drop, true)
    return () => {
      dom.removeEventListener('dragover', over, true)
      dom.removeEventListener('drop', drop, true)
    }
  })
  const chosen = figures.find(({ id }) => id === edited)
  const draw = (plate: Plate) => {
    const name = own.number('figure', plate.number)
    const at = figureBlock(editor, plate.id) ?? plate.afterBlock ?? 0
    const last = editor.state.doc.childCount - 1
    const act = (icon: 'up' | 'fall' | 'pencil' | 'close', label: string, isOff: boolean, work: () => void) => (
      <Button size="small" type="text" aria-label={label} title={label} disabled={isOff} onClick={work}>
        <Icon name={icon} />
      </Button>
    )
    return (
      <figure
        className="figure-card"
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move'
          event.dataTransfer.setData(FIGURE, plate.id)
        }}
      >
        {plate.pixels ? (
          <img src={pictureOf(plate, 480)} alt={plate.caption.text} draggable={false} />
        ) : (
          <span>{own.gone}</span>
        )}
        <figcaption className="as-written">
          {name}　{plate.caption.text}
          {plate.credit.text && `（${plate.credit.text}）`}
        </figcaption>
        <p className="figure-acts">
          {act('up', own.upwards(name), at <= 0, () => void move(plate, (figureBlock(editor, plate.id) ?? at) - 1))}
          {act(
            'fall',
            own.downwards(name),
            at >= last,
            () => void move(plate, (figureBlock(editor, plate.id) ?? at) + 1),
          )}
          {act('pencil', own.edit(name), false, () => setEdited(plate.id))}
          {act(
            'close',
            own.take(name),
            false,
            () =>
              void modal.confirm({
                title: own.take(name),
                content: own.removeWhat,
                okText: own.remove,
                onOk: () =>
                  trying(() => call('delete /plates/{id}', { path: { id: plate.id } }, { ifMatch: plate.revision })),
              }),
          )}
        </p>
      </figure>
    )
  }
  return (
    <>
      <Beneath some={figures} roomOf={roomOf} draw={draw} />
      <Suspense fallback={null}>
        {chosen && (
          <PlateForm
            key={`${chosen.id} ${chosen.revision}`}
            plate={chosen}
            close={() => setEdited(null)}
            done={() => void changed()}
          />
        )}
        {insertAt !== null && (
          <FigureDialog
            plates={plates.filter(({ kind }) => kind === 'plate')}
            close={inserted}
            choose={(chose) => {
              inserted()
              if ('revision' in chose) void move(chose, insertAt)
              else void insert(chose, insertAt)
            }}
          />
        )}
      </Suspense>
    </>
  )
}
