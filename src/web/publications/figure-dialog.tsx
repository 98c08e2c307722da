/** 插图: which picture is put at the cursor: one of the archive, or a 图版 of this volume that comes into the text. */
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { usePlateWords } from '../words/plates.ts'
import { usePublicationWords } from '../words/publications.ts'
import { type Plate, pictureOf } from './plate-picture.ts'

const SIZE = 40

export function FigureDialog({
  plates,
  choose,
  close,
}: {
  plates: Plate[]
  choose: (chosen: Plate | { itemId: string; title: string }) => void
  close: () => void
}) {
  const own = usePlateWords()
  const { material } = usePublicationWords()
  const [q, setQ] = useState('')
  const found = useCall('get /search', { query: { q, size: SIZE, kind: ['photograph', 'scan'] } }, { keep: true })
  const hits = (found.data?.hits ?? []).filter(({ item }) => item.thumbnail)
  const picture = (key: string, src: string, title: string, act: () => void) => (
    <li key={key}>
      <button type="button" onClick={act} title={title}>
        <img src={src} alt="" loading="lazy" />
        <span className="ellipsis as-written">{title}</span>
      </button>
    </li>
  )
  return (
    <Modal open width={820} title={own.insert} onCancel={close} footer={null}>
      <Input
        prefix={<Icon name="search" />}
        aria-label={material.searchHint}
        placeholder={material.searchHint}
        allowClear
        autoFocus
        onChange={({ target }) => target.value === '' && setQ('')}
        onPressEnter={(event) => !isComposing(event) && setQ(event.currentTarget.value.trim())}
      />
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data && hits.length === 0 && <p className="quiet">{material.none}</p>}
      <ul className="picture-choices" aria-label={own.fromArchive}>
        {hits.map(({ item: { id, title, thumbnail } }) =>
          picture(id, thumbnail!, title, () => choose({ itemId: id, title })),
        )}
      </ul>
      {found.data && found.data.total > SIZE && <p className="quiet small">{material.more(SIZE, found.data.total)}</p>}
      {plates.length > 0 && (
        <>
          <h3 className="minor">{own.fromPlates}</h3>
          <ul className="picture-choices" aria-label={own.fromPlates}>
            {plates.map((plate) =>
              picture(
                plate.id,
                pictureOf(plate, 240),
                `${own.number('plate', plate.number)}　${plate.caption.text}`,
                () => choose(plate),
              ),
            )}
          </ul>
        </>
      )}
    </Modal>
  )
}
