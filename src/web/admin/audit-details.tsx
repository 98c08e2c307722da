/** What a record tells, readable: ids by the names of what they stand for, fields and roles by their words. */
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'

export type Names = AnswerOf<'get /audit'>['names']
const MOST = 20
const places: Partial<Record<Names[string]['kind'], string>> = {
  item: 'items',
  accession: 'accessions',
  volume: 'volumes',
}

/** Long codes, of which nobody reads the end. */
const short = (value: string) => (/^[0-9a-f-]{36,}$/.test(value) ? value.slice(0, 8) : value)

export function Subject({ id, names }: { id: string; names: Names }) {
  const found = names[id]
  if (!found) return <span title={id}>{short(id)}</span>
  const place = places[found.kind]
  const name = <span className="as-written">{found.name || short(id)}</span>
  return place ? <Link to={`/${place}/${id}`}>{name}</Link> : name
}

export function Details({ details, names }: { details: Record<string, unknown>; names: Names }) {
  const words = useWords()
  const say = useAdminWords().audit
  const word = (key: string, value: string): string => {
    if (key === 'fields') return words.list(value.split(' ').map((field) => words.reader.fields[field] ?? field))
    if (key === 'roles') return words.roles[value] ?? value
    if (key === 'act') return say.acts[value] ?? value
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return words.moment(value)
    return names[value]?.name || short(value)
  }
  const shown = (key: string, value: unknown): string => {
    if (Array.isArray(value)) {
      const parts = value.slice(0, MOST).map((one) => shown(key, one))
      return words.list(value.length > MOST ? [...parts, say.more(value.length - MOST)] : parts)
    }
    if (typeof value === 'string') return word(key, value)
    if (typeof value === 'number') return words.number(value)
    if (typeof value === 'boolean') return value ? say.yes : say.no
    return value ? say.group(pairs(value)) : '—'
  }
  const pairs = (of: object): string[] =>
    Object.entries(of).map(([key, value]) => say.pair(say.keys[key] ?? key, shown(key, value)))
  return (
    <ul className="details">
      {pairs(details).map((pair) => (
        <li key={pair}>{pair}</li>
      ))}
    </ul>
  )
}
