/** 文献: what the volume cites, in the order in which it is printed, and the house's list that all volumes cite from. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal, Tabs } from 'antd'
import { useState } from 'react'
import { addressOf, call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { failureOf, forget, useCall } from '../queries.ts'
import { useNoteWords } from '../words/notes.ts'
import { useWords } from '../words/words.ts'
import { ReferenceForm } from './reference-form.tsx'
import type { KeptReference } from './references.ts'
import './notes.css'

function Cited({ volumeId }: { volumeId: string }) {
  const own = useNoteWords()
  const words = useWords()
  const cited = useCall('get /volumes/{id}/references', { path: { id: volumeId } }, { staleTime: 0 })
  if (failureOf(cited)) return <Failure error={cited.error} again={() => void cited.refetch()} />
  if (!cited.data) return null
  const { title, style, items } = cited.data
  if (items.length === 0) return <p className="quiet">{own.nothingCited}</p>
  const file = (format: 'ris' | 'txt') => addressOf('/volumes/{id}/references/{format}', { id: volumeId, format })
  return (
    <>
      <p className="facts">
        <span>{own.listed(title, words.reader.styles[style])}</span>
        <span className="spread" />
        <a href={file('ris')} download>
          {own.ris}
        </a>
        <a href={file('txt')} download>
          {own.txt}
        </a>
      </p>
      <ul className="reference-list">
        {items.map(({ id, kind, text, notes }) => (
          <li key={id}>
            <span className="tag">{own.kinds[kind]}</span>
            <span className="song as-written">{text}</span>
            <span className="quiet small">{own.inNotes(notes)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function House() {
  const own = useNoteWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [q, setQ] = useState('')
  const [open, setOpen] = useState<KeptReference | 'new' | null>(null)
  const found = useCall('get /references', { query: { q, size: 100 } }, { keep: true })
  const remove = async ({ id }: KeptReference) => {
    try {
      await call('delete /references/{id}', { path: { id } })
      await forget(client, 'get /references')
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  if (open)
    return (
      <ReferenceForm
        {...(open === 'new' ? {} : { kept: open })}
        done={() => setOpen(null)}
        close={() => setOpen(null)}
      />
    )
  return (
    <>
      <div className="reference-tools">
        <Input
          prefix={<Icon name="search" />}
          aria-label={own.find}
          placeholder={own.find}
          allowClear
          value={q}
          onChange={({ target }) => setQ(target.value)}
        />
        <Button icon={<Icon name="plus" />} onClick={() => setOpen('new')}>
          {own.newOne}
        </Button>
      </div>
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <p className="quiet">{q ? own.noneFound : own.noneYet}</p>}
      <ul className="reference-list">
        {found.data?.items.map((kept) => (
          <li key={kept.id}>
            <span className="tag">{own.kinds[kept.kind]}</span>
            <span className="song as-written">{kept.text}</span>
            {kept.itemId === null && (
              <Button
                size="small"
                type="text"
                aria-label={own.changeOne(kept.reference.title)}
                onClick={() => setOpen(kept)}
              >
                {own.change}
              </Button>
            )}
            <Button
              size="small"
              type="text"
              aria-label={own.removeOne(kept.reference.title)}
              icon={<Icon name="close" />}
              onClick={() => void remove(kept)}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

export function ReferencesDialog({ volumeId, close }: { volumeId: string; close: () => void }) {
  const own = useNoteWords()
  return (
    <Modal open title={own.references} width={860} footer={null} onCancel={close} className="references-dialog">
      <Tabs
        destroyOnHidden
        items={[
          { key: 'volume', label: own.ofVolume, children: <Cited volumeId={volumeId} /> },
          { key: 'house', label: own.tabs.list, children: <House /> },
        ]}
      />
    </Modal>
  )
}
