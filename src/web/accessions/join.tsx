/** Several files become one item, in an order that is dragged or typed. */
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { addressOf, call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useAccessionWords } from '../words/accessions.ts'
import { useWords } from '../words/words.ts'
import type { Line } from './line.ts'
import { byName, moved } from './order.ts'

export function JoinDialog({
  lines,
  proposed,
  close,
  done,
}: {
  lines: readonly Line[]
  /** The title, where it is a folder of pages: they are scans then. */
  proposed?: string
  close: () => void
  done: () => Promise<void>
}) {
  const words = useWords()
  const own = useAccessionWords()
  const { message } = App.useApp()
  const [order, setOrder] = useState(() => byName(lines))
  const [title, setTitle] = useState(proposed ?? order[0]?.item?.title ?? '')
  const [dragged, setDragged] = useState<number | null>(null)
  const [told, setTold] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length || from === to) return
    setOrder(moved(order, from, to))
    setTold(own.join.moved(order[from]!.filename, to + 1, order.length))
  }
  const join = async () => {
    const [cover, ...others] = order.map(({ item }) => item!)
    setIsBusy(true)
    try {
      // An item that was joined before brings all of its files.
      const ids = [...new Set([cover!, ...others].map(({ id }) => id))]
      const items = await Promise.all(ids.map((id) => call('get /items/{id}', { path: { id } })))
      const chosen = order.map(({ objectId }) => objectId!)
      const rest = items.flatMap(({ objects }) => objects.map(({ id }) => id)).filter((id) => !chosen.includes(id))
      const body = [...chosen, ...rest].map((objectId) => ({ objectId, role: 'original' as const }))
      const present = items[0]!
      const joined = await call(
        'put /items/{id}/objects',
        { path: { id: present.id }, body },
        { ifMatch: present.revision },
      )
      const changes = {
        ...(title.trim() && title.trim() !== joined.title ? { title: title.trim() } : {}),
        ...(proposed !== undefined && joined.kind !== 'scan' ? { kind: 'scan' as const } : {}),
      }
      if (Object.keys(changes).length > 0)
        await call('patch /items/{id}', { path: { id: present.id }, body: changes }, { ifMatch: joined.revision })
      message.success(own.join.done)
      await done()
    } catch (error) {
      message.error(sentenceOf(error, words))
      setIsBusy(false)
    }
  }
  return (
    <Modal open title={own.join.title} width={640} onCancel={close} footer={null} className="join-dialog">
      <p className="quiet">{own.join.lead}</p>
      <label className="small" htmlFor="join-title">
        {own.join.name}
      </label>
      <Input id="join-title" value={title} maxLength={1000} onChange={({ target }) => setTitle(target.value)} />
      <div className="join-acts">
        <Button size="small" onClick={() => setOrder(byName(order))}>
          {own.join.byName}
        </Button>
        <Button size="small" onClick={() => setOrder(order.toReversed())}>
          {own.join.reverse}
        </Button>
      </div>
      <ol className="join-order">
        {order.map((line, i) => (
          <li
            key={line.id}
            draggable
            className={dragged === i ? 'is-dragged' : ''}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', line.filename)
              setDragged(i)
            }}
            onDragOver={(event) => {
              if (dragged === null) return
              event.preventDefault()
              event.stopPropagation()
              if (dragged !== i) {
                setOrder(moved(order, dragged, i))
                setDragged(i)
              }
            }}
            onDrop={(event) => {
              event.preventDefault()
              event.stopPropagation()
            }}
            onDragEnd={() => setDragged(null)}
          >
            <span className="quiet number">{i + 1}</span>
            {line.mediaType?.startsWith('image/') ? (
              <img
                className="print"
                src={addressOf('/objects/{id}/thumbnails/{size}', { id: line.objectId, size: 200 })}
                alt=""
              />
            ) : (
              <span className="print no-picture" />
            )}
            <span className="ellipsis as-written">{line.filename}</span>
            <span className="spread" />
            <Button
              size="small"
              type="text"
              disabled={i === 0}
              aria-label={own.join.up(line.filename)}
              icon={<Icon name="up" />}
              onClick={() => move(i, i - 1)}
            />
            <Button
              size="small"
              type="text"
              disabled={i === order.length - 1}
              aria-label={own.join.down(line.filename)}
              icon={<Icon name="fall" />}
              onClick={() => move(i, i + 1)}
            />
          </li>
        ))}
      </ol>
      <p className="hidden-but-read" aria-live="polite">
        {told}
      </p>
      <footer className="form-foot">
        <span className="spread" />
        <Button onClick={close}>{own.form.cancel}</Button>
        <Button type="primary" loading={isBusy} onClick={join}>
          {own.join.submit(order.length)}
        </Button>
      </footer>
    </Modal>
  )
}
