/** One picture: what of it is used, how large, what stands below it, and where it stands. */
import { App, Button, Input, InputNumber, Modal, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { usePlateWords } from '../words/plates.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import { rowsOf } from './outline.ts'
import { type Crop, cropBetween, type Plate, pictureOf } from './plate-picture.ts'

function Cropper({ plate, crop, set }: { plate: Plate; crop: Crop | null; set: (crop: Crop | null) => void }) {
  const own = usePlateWords()
  const from = useRef<{ x: number; y: number } | null>(null)
  const { pixels } = plate
  if (!pixels) return null
  const at = (event: React.PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  const share = (length: number, whole: number) => `${(length / whole) * 100}%`
  const shown = crop ?? { x: 0, y: 0, ...pixels }
  return (
    <div className="cropper">
      <div
        className="crop-picture"
        onPointerDown={(event) => {
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          from.current = at(event)
        }}
        onPointerMove={(event) => {
          if (!from.current) return
          const drawn = cropBetween(from.current, at(event), pixels)
          if (drawn) set(drawn)
        }}
        onPointerUp={() => {
          from.current = null
        }}
      >
        <img src={pictureOf({ ...plate, crop: null }, 900)} alt={plate.caption.text} draggable={false} />
        {crop && (
          <i
            style={{
              left: share(crop.x, pixels.width),
              top: share(crop.y, pixels.height),
              width: share(crop.width, pixels.width),
              height: share(crop.height, pixels.height),
            }}
          />
        )}
      </div>
      <p className="quiet small">{own.cropHint}</p>
      <p className="crop-numbers">
        {(['x', 'y', 'width', 'height'] as const).map((side) => (
          <InputNumber
            key={side}
            size="small"
            aria-label={`${own.crop} ${own.sides[side]}`}
            prefix={own.sides[side]}
            min={side === 'x' || side === 'y' ? 0 : 1}
            max={side === 'x' || side === 'width' ? pixels.width : pixels.height}
            precision={0}
            value={shown[side]}
            onChange={(value) => set({ ...shown, [side]: value ?? 0 })}
          />
        ))}
        <Button size="small" disabled={crop === null} onClick={() => set(null)}>
          {own.whole}
        </Button>
      </p>
    </div>
  )
}

/** Words of the editor's own, or null: the archive's. */
function OwnWords({
  label,
  said,
  value,
  set,
}: {
  label: string
  said: Plate['caption']
  value: string | null
  set: (value: string | null) => void
}) {
  const own = usePlateWords()
  const id = `plate-${label}`
  return (
    <div className="form-line">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={5000}
        value={value ?? said.made}
        onChange={({ target }) => set(target.value)}
      />
      {value !== null && value !== said.made && (
        <p className="quiet small as-written">
          {said.isChanged && <span className="tag warn">{own.changed}</span>} {own.archiveSays}
          {said.made || '—'}{' '}
          <button type="button" className="as-link" onClick={() => set(null)}>
            {own.asArchive}
          </button>
        </p>
      )}
    </div>
  )
}

export function PlateForm({ plate, close, done }: { plate: Plate; close: () => void; done: () => void }) {
  const own = usePlateWords()
  const words = useWords()
  const say = usePublicationWords()
  const { message, modal } = App.useApp()
  const [crop, setCrop] = useState(plate.crop)
  const [widthMm, setWidth] = useState(plate.widthMm)
  const [caption, setCaption] = useState(plate.caption.isOwn ? plate.caption.text : null)
  const [credit, setCredit] = useState(plate.credit.isOwn ? plate.credit.text : null)
  const [kind, setKind] = useState(plate.kind)
  const [chapterId, setChapter] = useState(plate.chapterId)
  const [afterBlock, setAfter] = useState(plate.afterBlock ?? 0)
  const outline = useCall('get /volumes/{id}/outline', { path: { id: plate.volumeId } })
  const chapter = useCall('get /chapters/{id}', { path: { id: chapterId ?? '' } }, { enabled: chapterId !== null })
  const chapters = rowsOf(outline.data?.nodes ?? []).flatMap(({ node }) => (node.kind === 'chapter' ? [node] : []))
  const blocks = chapter.data?.text.split('\n') ?? []
  const path = { id: plate.id }
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work()
      done()
      close()
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
      done()
    }
  }
  const place = kind === 'figure' ? { kind, chapterId, afterBlock } : { kind }
  const body = { ...place, crop, widthMm, caption, credit }
  const most = plate.fitness?.most
  return (
    <Modal open width={820} title={own.edit(own.number(plate.kind, plate.number))} onCancel={close} footer={null}>
      <div className="plate-form">
        <Cropper plate={plate} crop={crop} set={setCrop} />
        <div>
          <div className="form-line">
            <label htmlFor="plate-width">{own.width}</label>
            <InputNumber
              id="plate-width"
              min={5}
              max={1000}
              value={widthMm}
              onChange={(value) => setWidth(value ?? plate.widthMm)}
            />{' '}
            {most && crop === plate.crop && (
              <span className="quiet small">{own.most(most.widthMm, most.heightMm)}</span>
            )}
          </div>
          <OwnWords label={own.caption} said={plate.caption} value={caption} set={setCaption} />
          <OwnWords label={own.credit} said={plate.credit} value={credit} set={setCredit} />
          <div className="form-line">
            <Segmented
              aria-label={own.kind}
              value={kind}
              onChange={setKind}
              options={(['plate', 'figure'] as const).map((value) => ({ value, label: own.kinds[value] }))}
            />
          </div>
          {kind === 'figure' && (
            <div className="form-line plate-place">
              <Select
                aria-label={own.chapter}
                placeholder={own.chapter}
                value={chapterId}
                onChange={(id) => {
                  setChapter(id)
                  setAfter(0)
                }}
                options={chapters.map(({ id, title }) => ({ value: id, label: title }))}
              />
              <Select
                aria-label={own.after}
                value={Math.min(afterBlock, Math.max(0, blocks.length - 1))}
                onChange={setAfter}
                options={blocks.map((text, i) => ({ value: i, label: `${i + 1}　${text.slice(0, 24)}` }))}
              />
            </div>
          )}
        </div>
      </div>
      <div className="dialog-foot">
        <Button
          danger
          onClick={() =>
            modal.confirm({
              title: own.remove,
              content: own.removeWhat,
              okText: own.remove,
              cancelText: say.cancel,
              okButtonProps: { danger: true },
              onOk: () => act(() => call('delete /plates/{id}', { path }, { ifMatch: plate.revision })),
            })
          }
        >
          {own.remove}
        </Button>
        <span className="spread" />
        <Button onClick={close}>{say.cancel}</Button>
        <Button
          type="primary"
          onClick={() => void act(() => call('patch /plates/{id}', { path, body }, { ifMatch: plate.revision }))}
        >
          {say.save}
        </Button>
      </div>
    </Modal>
  )
}
