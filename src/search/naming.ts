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

const isId = (value: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

export type Naming = ReturnType<typeof createNaming>

export function createNaming(authorities: Pick<AuthorityStore, 'havingNames' | 'present' | 'withMerged' | 'getMany'>) {
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

  async function labelled(counted: readonly FacetValue[]): Promise<FacetValue[]> {
    const ids = counted.map(({ value }) => value).filter(isId)
    const now = new Map((await authorities.present(ids)).map((one) => [one.id, one.now]))
    const present = [...new Set([...now.values()].flatMap((id) => id ?? []))]
    const names = new Map((await authorities.getMany(present)).map(({ id, name }) => [id, name]))
    const keyOf = new Map(counted.filter(({ value }) => !now.has(value)).map(({ value }) => [value, foldKey(value)]))
    const holders = Map.groupBy(await authorities.havingNames([...keyOf.values()]), ({ key }) => key)
    const united = new Map<string, FacetValue>()
    for (const { value, count } of counted) {
      const id = now.get(value)
      // Deleted a moment ago: the index has not been told.
      if (id === null) continue
      const key = id ?? value
      const known = united.get(key)
      if (known) known.count += count
      else if (id) united.set(id, { value: id, count, label: names.get(id) ?? id })
      else {
        const isShared = (holders.get(keyOf.get(value)!)?.length ?? 0) > 1
        united.set(value, { value, count, ...(isShared ? { isShared } : {}) })
      }
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
