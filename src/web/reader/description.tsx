/** 著录, 历史 and 相同段落 of an item, to be read. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { peopleLine } from '../../hanzi/captions.ts'
import { addressOf, call } from '../api.ts'
import type { Item } from '../api-types.ts'
import { plainly } from '../describe/plainly.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { forget, useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useWords } from '../words/describe.ts'

const order = [
  'referenceCode',
  'title',
  'creators',
  'date',
  'kind',
  'genre',
  'category',
  'sanqinType',
  'narrationBy',
  'manuscriptStage',
  'extentMedium',
  'language',
  'persons',
  'depicted',
  'places',
  'event',
  'background',
  'caption',
  'photographer',
  'provider',
  'scopeAndContent',
  'subjects',
  'classCode',
  'recordNumber',
  'location',
  'originalOrCopy',
  'relatedItems',
  'note',
] as const
const rights = ['access', 'openStatus', 'secrecyLevel', 'retention', 'rightsHolder'] as const

function Fields({ item, names }: { item: Item; names: readonly string[] }) {
  const words = useWords()
  const shown = (name: string): string => {
    const value = (item as unknown as Record<string, unknown>)[name]
    if (name === 'kind') return words.kinds[item.kind] ?? item.kind
    if (name === 'access') return words.access[item.access] ?? item.access
    if (name === 'date') {
      if (!item.date) return ''
      const { text, start, end } = item.date
      return start && end ? `${text}\n${words.reader.resolvedDate(start, end)}` : text
    }
    if (name === 'depicted') return peopleLine(item.depicted ?? [])
    return Array.isArray(value) ? value.join('；') : typeof value === 'string' ? value : ''
  }
  return (
    <dl className="fields">
      {names
        .map((name) => ({ name, value: shown(name) }))
        .filter(({ value }) => value !== '')
        .map(({ name, value }) => {
          const [first, ...more] = value.split('\n')
          return (
            <div key={name}>
              <dt>{words.reader.fields[name]}</dt>
              <dd className="as-written">
                {first}
                {more.map((line) => (
                  <small key={line}>{line}</small>
                ))}
              </dd>
            </div>
          )
        })}
    </dl>
  )
}

/** 来源: with which batch it came, and from whom. */
function Source({ id }: { id: string }) {
  const words = useWords()
  const { data } = useCall('get /accessions/{id}', { path: { id } })
  if (!data) return null
  return (
    <dl className="fields">
      <div>
        <dt>{words.reader.source}</dt>
        <dd className="as-written">
          <Link to={`/accessions/${id}`}>
            {data.accessionNumber} {data.title}
          </Link>
          <small>{[data.contributor?.name, data.receivedDate].filter(Boolean).join('，')}</small>
        </dd>
      </div>
    </dl>
  )
}

const megabytes = (size: number) =>
  size < 1 << 20 ? `${Math.ceil(size / 1024)} KB` : `${(size / (1 << 20)).toFixed(1)} MB`

// Most who read do not describe.
const ItemForm = lazy(async () => ({ default: (await import('../describe/item-form.tsx')).ItemForm }))
const ItemReview = lazy(async () => ({ default: (await import('../describe/item-review.tsx')).ItemReview }))
const ItemUses = lazy(async () => ({ default: (await import('../publications/item-uses.tsx')).ItemUses }))
const ItemRights = lazy(async () => ({ default: (await import('../rights/item-rights.tsx')).ItemRights }))
const ItemActs = lazy(async () => ({ default: (await import('../describe/item-acts.tsx')).ItemActs }))

export function Description({
  item,
  mayDownload,
  mayDescribe,
  isEditing,
  edit,
}: {
  item: Item
  mayDownload: boolean
  mayDescribe: boolean
  isEditing: boolean
  edit: (isEditing: boolean) => void
}) {
  const words = useWords()
  const { isEditor, isArchivist } = useRoles()
  if (isEditing && mayDescribe)
    return (
      <div className="tab-body">
        <Suspense fallback={<Waiting />}>
          <ItemForm item={item} close={() => edit(false)} />
        </Suspense>
      </div>
    )
  return (
    <div className="tab-body">
      {mayDescribe && !item.deleted && (
        <Button className="no-print" onClick={() => edit(true)}>
          {words.describe.form.edit}
        </Button>
      )}
      {mayDescribe && !item.deleted && (
        <Suspense>
          <ItemReview item={item} />
        </Suspense>
      )}
      <Fields item={item} names={order} />
      {isArchivist && <Source id={item.accessionId} />}
      <h2 className="minor">{words.reader.files}</h2>
      <ul className="file-list">
        {item.objects.map(({ id, filename, size, width, height, pages, sha256 }) => (
          <li key={id}>
            {mayDownload ? (
              <a href={addressOf('/objects/{id}/content', { id })} download>
                {filename}
              </a>
            ) : (
              <span>{filename}</span>
            )}
            <span className="facts">
              <span>{megabytes(size)}</span>
              {width && (
                <span>
                  {width} × {height}
                </span>
              )}
              {pages && pages > 1 && <span>{pages} p.</span>}
              <span title={sha256}>SHA-256 {sha256.slice(0, 12)}…</span>
            </span>
          </li>
        ))}
      </ul>
      {(isEditor || isArchivist) && (
        <Suspense>
          <ItemUses id={item.id} />
        </Suspense>
      )}
      {mayDescribe && (
        <Suspense>
          <ItemActs item={item} />
        </Suspense>
      )}
    </div>
  )
}

export function Rights({ item }: { item: Item }) {
  const words = useWords()
  const { isArchivist } = useRoles()
  return (
    <div className="tab-body">
      <Fields item={item} names={rights} />
      {item.access !== 'open' && <p className="quiet">{words.reader.restricted}</p>}
      {isArchivist && !item.deleted && (
        <Suspense>
          <ItemRights item={item} />
        </Suspense>
      )}
    </div>
  )
}

/** Readers are told which fields were changed, and neither what stood there nor what stands there now: no change goes from nothing to nothing. */
const isWithheld = (changes: { before?: unknown; after?: unknown }[]) =>
  changes.length > 0 && changes.every(({ before, after }) => before === null && after === null)
const timeOf = (at: string) => new Date(at).toLocaleString()

export function History({ id, mayRestore }: { id: string; mayRestore: boolean }) {
  const words = useWords()
  const own = words.describe.acts
  const client = useQueryClient()
  const { message } = App.useApp()
  const [size, setSize] = useState(20)
  const history = useCall('get /items/{id}/history', { path: { id }, query: { size } }, { keep: true })
  if (history.error) return <Failure error={history.error} again={() => void history.refetch()} />
  if (!history.data) return <Waiting />
  const { total, items } = history.data
  const restore = async (revision: number) => {
    try {
      await call('post /items/{id}/restoration', { path: { id }, body: { revision } })
      message.success(own.restored(revision))
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /items/{id}', 'get /items/{id}/history')
  }
  return (
    <div className="tab-body">
      {items.length === 0 && <p className="quiet">{words.reader.noHistory}</p>}
      <ol className="history">
        {items.map(({ revision, action, actorName, at, changes }, i) => (
          <li key={revision}>
            <h2 className="minor">
              {actorName ? words.reader.changedBy(actorName, timeOf(at)) : timeOf(at)}
              <span className="quiet"> {own.actions[action] ?? action}</span>
            </h2>
            {mayRestore && i > 0 && (
              <Button size="small" onClick={() => restore(revision)}>
                {own.restore}
              </Button>
            )}
            {isWithheld(changes) ? (
              <p className="facts">
                {changes.map(({ field }) => (
                  <span key={field}>{words.reader.fields[field] ?? field}</span>
                ))}
                <span>{words.reader.withheld}</span>
              </p>
            ) : (
              <dl className="fields">
                {changes.map(({ field, before, after }) => (
                  <div key={field}>
                    <dt>{words.reader.fields[field] ?? field}</dt>
                    <dd className="as-written">
                      <del>{plainly(field, before, words)}</del> <ins>{plainly(field, after, words)}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ol>
      {items.length < total && size < 200 && (
        <Button onClick={() => setSize(Math.min(200, size + 60))}>{own.older}</Button>
      )}
    </div>
  )
}

export function Similar({ id }: { id: string }) {
  const words = useWords()
  const similar = useCall('get /items/{id}/similar', { path: { id } })
  if (similar.error) return <Failure error={similar.error} again={() => void similar.refetch()} />
  if (!similar.data) return <Waiting />
  return (
    <div className="tab-body">
      {similar.data.items.length === 0 && (
        <p className="quiet">{similar.data.isCompared ? words.reader.noSimilar : words.reader.notCompared}</p>
      )}
      <ol className="similar">
        {similar.data.items.map(({ itemId, title, referenceCode, printed, share, quote, kind, decision }) => (
          <li key={itemId}>
            <h2 className="minor">
              <Link to={`/items/${itemId}`}>{title}</Link>
            </h2>
            <p className="facts">
              <span className="tag warn">{words.reader.similarKinds[kind]}</span>
              {referenceCode && <span className="reference">{referenceCode}</span>}
              <span>{words.reader.similarShare(share)}</span>
              {printed && <span className="tag warn">{words.printedIn(printed)}</span>}
              {decision && <span className="tag">{words.reader.similarDecisions[decision]}</span>}
              <Link to={`/items/${id}/similar/${itemId}`}>{words.reader.compare}</Link>
            </p>
            <blockquote className="song as-written">{quote}……</blockquote>
          </li>
        ))}
      </ol>
    </div>
  )
}
