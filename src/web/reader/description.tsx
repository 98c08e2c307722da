/** 著录, 历史 and 相同段落 of an item, to be read. */
import { Link } from 'react-router'
import { addressOf } from '../api.ts'
import type { Item } from '../api-types.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'

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

const megabytes = (size: number) =>
  size < 1 << 20 ? `${Math.ceil(size / 1024)} KB` : `${(size / (1 << 20)).toFixed(1)} MB`

export function Description({ item, mayDownload }: { item: Item; mayDownload: boolean }) {
  const words = useWords()
  return (
    <div className="tab-body">
      <Fields item={item} names={order} />
      <h3>{words.reader.files}</h3>
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
    </div>
  )
}

export function Rights({ item }: { item: Item }) {
  const words = useWords()
  return (
    <div className="tab-body">
      <Fields item={item} names={rights} />
      {item.access !== 'open' && <p className="quiet">{words.reader.restricted}</p>}
    </div>
  )
}

const plain = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? '—'
    : Array.isArray(value)
      ? value.join('；') || '—'
      : typeof value === 'object'
        ? String((value as { text?: string }).text ?? JSON.stringify(value))
        : String(value)

export function History({ id }: { id: string }) {
  const words = useWords()
  const history = useCall('get /items/{id}/history', { path: { id } })
  if (history.error) return <Failure error={history.error} again={() => void history.refetch()} />
  if (!history.data) return <Waiting />
  return (
    <div className="tab-body">
      {history.data.items.length === 0 && <p className="quiet">{words.reader.noHistory}</p>}
      <ol className="history">
        {history.data.items.map(({ revision, actorName, at, changes }) => (
          <li key={revision}>
            <h3>{words.reader.changedBy(actorName, new Date(at).toLocaleString())}</h3>
            <dl className="fields">
              {changes.map(({ field, before, after }) => (
                <div key={field}>
                  <dt>{words.reader.fields[field] ?? field}</dt>
                  <dd className="as-written">
                    <del>{plain(before)}</del> <ins>{plain(after)}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
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
      {similar.data.items.length === 0 && <p className="quiet">{words.reader.noSimilar}</p>}
      <ol className="similar">
        {similar.data.items.map(({ itemId, title, referenceCode, share, quote }) => (
          <li key={itemId}>
            <h3>
              <Link to={`/items/${itemId}`}>{title}</Link>
            </h3>
            <p className="facts">
              {referenceCode && <span className="reference">{referenceCode}</span>}
              <span>{words.reader.similarShare(share)}</span>
            </p>
            <blockquote className="song as-written">{quote}……</blockquote>
          </li>
        ))}
      </ol>
    </div>
  )
}
