/** Between names as people write them and what documents hold: a question by any name of an authority, and the names of what was counted. */
import type { AuthorityStore } from '../authorities/store.ts'
import { foldKey } from '../hanzi/fold.ts'
import { isNameField, type NameField, type SearchAnswer } from '../ports/search-index.ts'
import { unresolved } from './names.ts'
import type { Query } from './query.ts'

export interface FacetValue {
  value: string
  count: number
  /** The authorised name, where the value is an authority. */
  label?: string
  /** 同名: several authorities have this name, and it is not known who is meant. */
  isShared?: boolean
}
export type Facets = { [facet in keyof SearchAnswer['facets']]?: FacetValue[] }

/** An authority, whatever the value led to; or a name that nobody has, or several. */
type Label = { id: string; name: string } | { isShared: boolean } | 'deleted'
const MOST_LABELS = 10_000

const isId = (value: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

export type Naming = ReturnType<typeof createNaming>

export function createNaming(
  authorities: Pick<AuthorityStore, 'havingNames' | 'present' | 'withMerged' | 'getMany' | 'revision'>,
) {
  /** What documents hold for a name, or for an authority's id; also what they held before a merge, and where it is not known who is meant. */
  async function values(field: NameField, written: readonly string[]): Promise<string[]> {
    const keys = written.map((one) => foldKey(one)).filter((key) => key !== '')
    const owners = (await authorities.havingNames(keys)).filter(({ kind }) => kind === field).map(({ id }) => id)
    const given = (await authorities.present(written.filter(isId))).flatMap(({ now }) => now ?? [])
    const ids = (await authorities.withMerged([...new Set([...owners, ...given])])).map(({ id }) => id)
    return [...new Set([...ids, ...written.map((one) => one.normalize('NFC')), ...keys.map(unresolved)])]
  }

  async function resolved(query: Query): Promise<Query> {
    if (query.is === 'value' && isNameField(query.field))
      return { ...query, values: await values(query.field, query.values) }
    if (query.is === 'not') return { ...query, of: await resolved(query.of) }
    if (query.is === 'and' || query.is === 'or') return { ...query, of: await Promise.all(query.of.map(resolved)) }
    return query
  }

  /** As of one revision of the list: what each value is. They are told with every answer, and change a few times a day. */
  let known = { revision: -1, labels: new Map<string, Label>() }
  async function labelsOf(values: readonly string[]): Promise<ReadonlyMap<string, Label>> {
    const revision = await authorities.revision()
    if (known.revision !== revision || known.labels.size > MOST_LABELS) known = { revision, labels: new Map() }
    const { labels } = known
    const missing = values.filter((value) => !labels.has(value))
    if (missing.length === 0) return labels
    const now = new Map((await authorities.present(missing.filter(isId))).map((one) => [one.id, one.now]))
    const present = [...new Set([...now.values()].flatMap((id) => id ?? []))]
    const names = new Map((await authorities.getMany(present)).map(({ id, name }) => [id, name]))
    const keyOf = new Map(missing.filter((value) => !now.has(value)).map((value) => [value, foldKey(value)]))
    const holders = Map.groupBy(await authorities.havingNames([...keyOf.values()]), ({ key }) => key)
    for (const value of missing) {
      const id = now.get(value)
      if (id) labels.set(value, { id, name: names.get(id) ?? id })
      else labels.set(value, id === null ? 'deleted' : { isShared: (holders.get(keyOf.get(value)!)?.length ?? 0) > 1 })
    }
    return labels
  }

  async function labelled(counted: readonly FacetValue[]): Promise<FacetValue[]> {
    const labels = await labelsOf(counted.map(({ value }) => value))
    const united = new Map<string, FacetValue>()
    for (const { value, count } of counted) {
      const label = labels.get(value)!
      // Deleted a moment ago: the index has not been told.
      if (label === 'deleted') continue
      const key = 'id' in label ? label.id : value
      const same = united.get(key)
      if (same) same.count += count
      else if ('id' in label) united.set(key, { value: key, count, label: label.name })
      else united.set(key, { value, count, ...(label.isShared ? { isShared: true } : {}) })
    }
    return [...united.values()]
  }

  return {
    values,
    /** A question with every name in it replaced by what documents hold for it. */
    resolved,
    /** Facets with the names of what they count. */
    async named(facets: SearchAnswer['facets']): Promise<Facets> {
      const named: Facets = { ...facets }
      for (const facet of Object.keys(facets) as (keyof Facets)[])
        if (isNameField(facet)) named[facet] = await labelled(facets[facet] ?? [])
      return named
    },
  }
}
