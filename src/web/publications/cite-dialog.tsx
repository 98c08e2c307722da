/** 插入引注: what the note cites, from the chapter's own sources, a basket, the list of sources, or typed; and on which pages. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Input, Modal, Tabs } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { forget, useCall } from '../queries.ts'
import { useNoteWords } from '../words/notes.ts'
import { useWords } from '../words/words.ts'
import type { Citation } from './content.ts'
import { ReferenceForm } from './reference-form.tsx'
import './notes.css'

interface Choice {
  key: string
  title: string
  text: string
  pages: string
  /** An item, or what is on the list already. */
  source: { itemId: string } | { referenceId: string }
}

function Choices({ choices, none, choose }: { choices: Choice[]; none: string; choose: (choice: Choice) => void }) {
  if (choices.length === 0) return <p className="quiet small">{none}</p>
  return (
    <ul className="cite-choices">
      {choices.map((choice) => (
        <li key={choice.key}>
          <button type="button" onClick={() => choose(choice)}>
            <b className="song as-written">{choice.title}</b>
            <span className="small quiet as-written">{choice.text}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const pagesOf = ({ from, to }: { from: number | null; to: number | null }): string =>
  from === null ? '' : to === null || to === from ? String(from) : `${from}-${to}`

function OfChapter({ itemId, choose }: { itemId: string; choose: (choice: Choice) => void }) {
  const cited = useCall('get /items/{id}/exports/citation', { path: { id: itemId }, query: { style: 'note' } })
  const item = useCall('get /items/{id}', { path: { id: itemId } })
  if (!cited.data || !item.data) return null
  const { citation: text } = cited.data
  return (
    <Choices
      none=""
      choices={[{ key: itemId, title: item.data.title, text, pages: '', source: { itemId } }]}
      choose={choose}
    />
  )
}

function FromBasket({ choose }: { choose: (choice: Choice) => void }) {
  const own = useNoteWords()
  const baskets = useCall('get /baskets', { query: { size: 200 } }).data?.items
  const wanted = localStorage.getItem('wenshi.basket')
  const id = (baskets?.find((one) => one.id === wanted) ?? baskets?.[0])?.id
  const entries = useCall(
    'get /baskets/{id}/entries',
    { path: { id: id ?? '' }, query: { size: 200 } },
    { enabled: id !== undefined },
  )
  const choices = (entries.data?.items ?? []).flatMap(({ id: key, itemId, item, citation, pages }): Choice[] =>
    item ? [{ key, title: item.title, text: citation, pages: pagesOf(pages), source: { itemId } }] : [],
  )
  return <Choices choices={choices} none={entries.isPending && id ? '' : own.noBasket} choose={choose} />
}

function FromList({ choose }: { choose: (choice: Choice) => void }) {
  const own = useNoteWords()
  const [q, setQ] = useState('')
  const found = useCall('get /references', { query: { q, size: 50 } }, { keep: true })
  const choices = (found.data?.items ?? []).map(
    ({ id, text, kind, reference }): Choice => ({
      key: id,
      title: reference.title ?? '',
      text: `${own.kinds[kind]}　${text}`,
      pages: '',
      source: { referenceId: id },
    }),
  )
  return (
    <>
      <Input
        prefix={<Icon name="search" />}
        aria-label={own.find}
        placeholder={own.find}
        allowClear
        value={q}
        onChange={({ target }) => setQ(target.value)}
      />
      <Choices choices={choices} none={found.isPending ? '' : own.noneFound} choose={choose} />
    </>
  )
}

export function CiteDialog({
  itemIds,
  choose,
  close,
}: {
  /** What the chapter is made of. */
  itemIds: readonly string[]
  choose: (citation: Citation) => void
  close: () => void
}) {
  const own = useNoteWords()
  const words = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const take = async ({ source, pages }: Choice) => {
    try {
      const { id } = 'itemId' in source ? await call('post /references', { body: source }) : { id: source.referenceId }
      if ('itemId' in source) void forget(client, 'get /references')
      choose({ referenceId: id, pages })
      close()
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  const chapterItems = [...new Set(itemIds)]
  return (
    <Modal open title={own.cite} width={720} footer={null} onCancel={close} className="cite-dialog">
      <p className="quiet small">{own.citeLead}</p>
      <Tabs
        items={[
          ...(chapterItems.length > 0
            ? [
                {
                  key: 'chapter',
                  label: own.tabs.chapter,
                  children: chapterItems.map((id) => (
                    <OfChapter key={id} itemId={id} choose={(one) => void take(one)} />
                  )),
                },
              ]
            : []),
          { key: 'basket', label: own.tabs.basket, children: <FromBasket choose={(one) => void take(one)} /> },
          { key: 'list', label: own.tabs.list, children: <FromList choose={(one) => void take(one)} /> },
          {
            key: 'typed',
            label: own.tabs.typed,
            children: (
              <ReferenceForm
                close={close}
                done={({ id }) => {
                  choose({ referenceId: id, pages: '' })
                  close()
                }}
              />
            ),
          },
        ]}
      />
    </Modal>
  )
}
