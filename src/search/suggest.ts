/** 检索提示: titles, people, places and 档号, by characters or by pinyin (chinese-text.md §10), of what the caller may read. */
import type { NameList } from '../authorities/name-list.ts'
import { foldKey } from '../hanzi/fold.ts'
import { pinyinMatcher, readings } from '../hanzi/pinyin/pinyin.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader, scope } from '../policy.ts'
import { nameFields } from '../ports/search-index.ts'
import type { Seen } from './seen.ts'

export const suggestionKinds = ['title', ...nameFields, 'referenceCode'] as const
export interface Suggestion {
  kind: (typeof suggestionKinds)[number]
  /** Of an authority, its authorised name. */
  text: string
  /** The other name of the authority by which it was found. */
  alias: string | null
  authorityId: string | null
  /** Of a title or a 档号 that is one item's. */
  itemId: string | null
  /** Items it stands on. */
  count: number
}

const unnamed = { alias: null, authorityId: null, readings: '' }

interface Name extends Suggestion {
  key: string
  readings: string
}

const MOST = 8
const REMEMBERED = 4
const MOST_READINGS = 100_000

/** How well a name answers; 0 = not at all. */
type Score = (name: { key: string; readings: string }) => number

export function createSuggest(deps: {
  items: Pick<ItemStore, 'namesWithin' | 'lastSeq'>
  names: () => Promise<NameList>
  seen: (actor: Actor) => Promise<Seen>
}) {
  const { items } = deps
  /** By what is visible, as of one state of the records: what is hidden is gone at once. */
  const known = new Map<string, Name[]>()
  const read = new Map<string, string>()

  function readingsOf(text: string, isName: boolean): string {
    const name = `${isName ? 1 : 0}${text}`
    const present = read.get(name) ?? readings(text, { isName })
    if (read.size > MOST_READINGS) read.clear()
    read.set(name, present)
    return present
  }

  async function names(actor: Actor): Promise<Name[]> {
    const visible = scope(actor)
    const state = `${await items.lastSeq()} ${JSON.stringify(visible)}`
    const present = known.get(state)
    if (present) return present
    const found = new Map<string, Name>()
    const add = (kind: Suggestion['kind'], text: string, itemId: string) => {
      const same = found.get(`${kind} ${text}`)
      if (same) {
        same.count++
        same.itemId = null
      } else found.set(`${kind} ${text}`, { ...unnamed, kind, text, itemId, count: 1, key: ` ${foldKey(text)} ` })
    }
    for (const item of await items.namesWithin(visible)) {
      add('title', item.title, item.id)
      if (item.referenceCode) add('referenceCode', item.referenceCode, item.id)
      for (const person of new Set([...item.creators, ...item.persons])) add('person', person, item.id)
      for (const place of new Set(item.places)) add('place', place, item.id)
    }
    const all = [...found.values()]
    for (const one of all)
      if (one.kind !== 'referenceCode') one.readings = readingsOf(one.text.slice(0, 60), one.kind === 'person')
    if (known.size >= REMEMBERED) known.clear()
    known.set(state, all)
    return all
  }

  /** Authorities by any of their names, with the items that the caller may read and that name them. */
  function authorities(list: NameList, seen: Seen, score: Score): { name: Suggestion; score: number }[] {
    const counts = new Map<string, number>()
    for (const field of nameFields)
      for (const [value, count] of seen[field]) {
        // A name that is nobody's, or of several; what was merged is the other one.
        const id = list.named(value)?.id
        if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + count)
      }
    return [...counts].map(([id, count]) => {
      const { kind, name: text } = list.named(id)!
      let best = { name: text, score: 0 }
      for (const { name, key, readings } of list.namesOf(id)) {
        const spoken = readings || readingsOf(name.slice(0, 60), kind === 'person')
        const own = score({ key: ` ${key} `, readings: spoken })
        if (own > best.score) best = { name, score: own }
      }
      const alias = best.name === text ? null : best.name
      return { name: { kind, text, alias, authorityId: id, itemId: null, count }, score: best.score }
    })
  }

  return {
    /** The best of each kind, best first. */
    async suggest(actor: Actor, q: string): Promise<{ suggestions: Suggestion[] }> {
      demandReader(actor)
      const key = foldKey(q)
      if (key === '') return { suggestions: [] }
      const byPinyin = pinyinMatcher(q)
      const score: Score = ({ key: own, readings: sound }) =>
        own.startsWith(` ${key}`) ? 6 : own.includes(` ${key}`) ? 5 : sound ? byPinyin(sound) : 0
      const [list, seen] = [await deps.names(), await deps.seen(actor)]
      // A name that an authority stands for is suggested as that one.
      const isOwned = ({ kind, text }: Suggestion) => {
        const owners = list.owners(text).filter((owner) => owner.kind === kind)
        return owners.length === 1 && seen[owners[0]!.kind].has(owners[0]!.id)
      }
      const written = (await names(actor)).map((name) => ({ name, score: score(name) }))
      const scored = [...written, ...authorities(list, seen, score)].filter((one) => one.score > 0)
      scored.sort((a, b) => b.score - a.score || b.name.count - a.name.count || (a.name.text < b.name.text ? -1 : 1))
      const suggestions = suggestionKinds.flatMap((kind) =>
        scored.filter(({ name }) => name.kind === kind && (name.authorityId !== null || !isOwned(name))).slice(0, MOST),
      )
      return {
        suggestions: suggestions.map(({ name: { kind, text, alias, authorityId, itemId, count } }) => ({
          kind,
          text,
          alias,
          authorityId,
          itemId,
          count,
        })),
      }
    },
    /** The authorities that what the caller may read names. */
    async standing(actor: Actor): Promise<string[]> {
      demandReader(actor)
      const [list, seen] = [await deps.names(), await deps.seen(actor)]
      const ids = nameFields.flatMap((field) => [...seen[field].keys()].flatMap((value) => list.named(value)?.id ?? []))
      return [...new Set(ids)]
    },
  }
}
