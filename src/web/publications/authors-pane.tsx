/** 作者简介: who wrote the volume, what the archive says of each, and what is printed instead. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type AnswerOf, type Asked, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { keyOf, useCall } from '../queries.ts'
import { useGeneratedWords } from '../words/generated.ts'
import { useOnTop } from './on-top.ts'
import { PrintedSwitch } from './printed-switch.tsx'
import type { Volume } from './volume-form.tsx'
import './generated.css'

type Authors = AnswerOf<'get /volumes/{id}/authors'>
type Author = Authors['items'][number]
type Body = Asked<'put /volumes/{id}/authors'>['body']

function AuthorLine({ author, save }: { author: Author; save: (note: Body['notes'][number]) => Promise<boolean> }) {
  const { save: keep, cancel, edit, authors: own } = useGeneratedWords()
  const [text, setText] = useState<string | null>(null)
  const { name, chapters, made, isOwn, isChanged, isLeftOut } = author
  const kept = isOwn ? author.text : null
  const send = async (written: string | null) => {
    if (await save({ name, text: written, isLeftOut })) setText(null)
  }
  return (
    <li className={isLeftOut ? 'is-left-out' : undefined}>
      {text === null ? (
        <p className="song as-written">
          <strong>{name}</strong>
          {author.text === '' ? (
            <span className="tag warn">{own.unknown}</span>
          ) : (
            `${/^[（，]/.test(author.text) ? '' : '　'}${author.text}`
          )}
        </p>
      ) : (
        <form
          className="entry-form"
          onSubmit={(event) => {
            event.preventDefault()
            void send(text.trim())
          }}
        >
          <strong>{name}</strong>
          <Input.TextArea
            autoFocus
            aria-label={own.note(name)}
            autoSize={{ minRows: 2, maxRows: 10 }}
            maxLength={5000}
            value={text}
            onChange={({ target }) => setText(target.value.replace(/\s*\n\s*/g, ''))}
          />
          <p className="facts">
            <Button size="small" type="primary" htmlType="submit">
              {keep}
            </Button>
            <Button size="small" onClick={() => setText(null)}>
              {cancel}
            </Button>
          </p>
        </form>
      )}
      {isOwn && (
        <p className="quiet small as-written">
          {isChanged && <span className="tag warn">{own.changed}</span>} {own.archiveSays}
          {made || '—'}{' '}
          <button type="button" className="as-link" onClick={() => void send(null)}>
            {own.asArchive}
          </button>
        </p>
      )}
      <p className="facts small quiet">
        {chapters.map(({ id, title }) => (
          <Link key={id} to={`?chapter=${id}`}>
            《{title}》
          </Link>
        ))}
        <span className="spread" />
        {text === null && (
          <button type="button" className="as-link" aria-label={`${edit} ${name}`} onClick={() => setText(author.text)}>
            {edit}
          </button>
        )}
        <Checkbox
          checked={isLeftOut}
          aria-label={`${own.leftOut} ${name}`}
          onChange={({ target }) => void save({ name, text: kept, isLeftOut: target.checked })}
        >
          {own.leftOut}
        </Checkbox>
      </p>
    </li>
  )
}

export function AuthorsPane({ volume }: { volume: Volume }) {
  const own = useGeneratedWords().authors
  const client = useQueryClient()
  const onTop = useOnTop()
  const path = { id: volume.id }
  const asked = useCall('get /volumes/{id}/authors', { path }, { staleTime: 0 })
  const { data } = asked
  const save = async (to: (now: Authors) => Body): Promise<boolean> => {
    const saved = await onTop<Authors>(
      data,
      (now) => call('put /volumes/{id}/authors', { path, body: to(now) }, { ifMatch: now.revision }),
      () => call('get /volumes/{id}/authors', { path }),
    )
    if (saved) client.setQueryData<Authors>(keyOf('get /volumes/{id}/authors', { path }), saved)
    return saved !== null
  }
  return (
    <section className="generated-pane" aria-label={own.label}>
      <header>
        <h2>{own.label}</h2>
        <PrintedSwitch volume={volume} part="authors" />
      </header>
      <p className="quiet small">{own.lead}</p>
      {asked.error && <Failure error={asked.error} again={() => void asked.refetch()} />}
      {data && (
        <>
          <Radio.Group
            size="small"
            optionType="button"
            aria-label={own.order}
            value={data.order}
            options={(['book', 'pinyin'] as const).map((value) => ({ value, label: own.orders[value] }))}
            onChange={({ target }) => void save(() => ({ order: target.value, notes: [] }))}
          />
          {data.items.length === 0 && <p className="quiet">{own.none}</p>}
          <ul className="chronicle">
            {data.items.map((author) => (
              <AuthorLine
                key={author.name}
                author={author}
                save={(note) => save(({ order }) => ({ order, notes: [note] }))}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
