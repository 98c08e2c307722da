/** 检索提示: titles, people, places and 档号, by characters or by pinyin (chinese-text.md §10), of what the caller may read. */
import { foldKey } from '../hanzi/fold.ts'
import { pinyinMatcher, readings } from '../hanzi/pinyin/pinyin.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader, scope } from '../policy.ts'

export const suggestionKinds = ['title', 'person', 'place', 'referenceCode'] as const
export interface Suggestion {
  kind: (typeof suggestionKinds)[number]
  text: string
  /** Of a title or a 档号 that is one item's. */
  itemId: string | null
  /** Items it stands on. */
  count: number
}

interface Name extends Suggestion {
  key: string
  readings: string
}

const MOST = 8
const REMEMBERED = 4
const MOST_READINGS = 100_000

export function createSuggest(items: Pick<ItemStore, 'namesWithin' | 'lastSeq'>) {
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
      } else found.set(`${kind} ${text}`, { kind, text, itemId, count: 1, key: ` ${foldKey(text)} `, readings: '' })
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

  return {
    /** The best of each kind, best first. */
    async suggest(actor: Actor, q: string): Promise<{ suggestions: Suggestion[] }> {
      demandReader(actor)
      const key = foldKey(q)
      if (key === '') return { suggestions: [] }
      const byPinyin = pinyinMatcher(q)
      const score = ({ key: own, readings: sound }: Name) =>
        own.startsWith(` ${key}`) ? 6 : own.includes(` ${key}`) ? 5 : sound ? byPinyin(sound) : 0
      const scored = (await names(actor)).map((name) => ({ name, score: score(name) })).filter((one) => one.score > 0)
      scored.sort((a, b) => b.score - a.score || b.name.count - a.name.count || (a.name.text < b.name.text ? -1 : 1))
      const suggestions = suggestionKinds.flatMap((kind) =>
        scored.filter(({ name }) => name.kind === kind).slice(0, MOST),
      )
      return {
        suggestions: suggestions.map(({ name: { kind, text, itemId, count } }) => ({ kind, text, itemId, count })),
      }
    },
  }
}
