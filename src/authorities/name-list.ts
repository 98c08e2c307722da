/** The names in use as texts and descriptions are read by them, in whichever process or thread asks. */
import { foldKey } from '../hanzi/fold.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { type Automaton, createAutomaton } from '../hanzi/names/automaton.ts'
import { type NameFound, namesIn, namesInLine } from '../hanzi/names/names-in.ts'
import type { AuthorityStore, Named, NamingRecord, SpokenName } from './store.ts'

/** A name in a text. Of several owners nobody can tell who is meant. */
export interface NamedPlace extends Omit<NameFound, 'phrase'> {
  /** Folded. */
  key: string
  owners: readonly Named[]
}

export interface NameList {
  /** Those in use that have the name, in whatever writing. */
  owners(written: string): readonly Named[]
  inText(text: string, layout: Layout): NamedPlace[]
  inLine(line: string): NamedPlace[]
  /** An authority by its id, or the one it was merged into; null where it was deleted, or never was. */
  named(id: string): Named | null
  /** Of one in use, the authorised one first; none of any other. */
  namesOf(id: string): readonly SpokenName[]
}

/** One name of one authority. */
interface Holder {
  owner: Named
  sort: string
  inText: boolean
}
const isBefore = (a: Holder, b: Holder) => a.sort < b.sort || (a.sort === b.sort && a.owner.id < b.owner.id)

/** The names that are looked for in texts. */
interface Sought {
  automaton: Automaton
  keys: readonly string[]
  owners: readonly (readonly Named[])[]
}

/** A list that can be told of changes: records again, as they are now. */
export function nameList(): NameList & { tell(records: readonly NamingRecord[]): void } {
  const byId = new Map<string, NamingRecord>()
  const holders = new Map<string, Holder[]>()
  // Made when a text is looked through; who asks for names alone need not wait for it.
  let made: Sought | null = null
  function sought(): Sought {
    if (made) return made
    const keys: string[] = []
    const owners: Named[][] = []
    for (const [key, all] of holders) {
      const own = all.flatMap(({ owner, inText }) => (inText ? [owner] : []))
      if (own.length > 0 && keys.push(key)) owners.push(own)
    }
    made = { automaton: createAutomaton(keys.map((key) => key.split(' '))), keys, owners }
    return made
  }

  function tell(records: readonly NamingRecord[]): void {
    if (records.length > 0) made = null
    for (const record of records) {
      const { id, kind, name: authorised, sort, names } = record
      for (const { key } of byId.get(id)?.names ?? []) {
        const left = holders.get(key)!.filter(({ owner }) => owner.id !== id)
        if (left.length > 0) holders.set(key, left)
        else holders.delete(key)
      }
      byId.set(id, record)
      const owner = { id, kind, name: authorised }
      for (const { key, inText } of names) {
        const one = { owner, sort, inText }
        const own = holders.get(key)
        if (own) own.splice(own.findLastIndex((other) => isBefore(other, one)) + 1, 0, one)
        else holders.set(key, [one])
      }
    }
  }

  const named = (id: string): Named | null => {
    const record = byId.get(id)
    if (!record || record.isDeleted) return null
    const { kind, name, into } = record
    return into === null ? { id, kind, name } : named(into)
  }
  const placed = (found: readonly NameFound[], { keys, owners }: Sought): NamedPlace[] =>
    found.map(({ phrase, start, end, ranges }) => ({
      start,
      end,
      ranges,
      key: keys[phrase]!,
      owners: owners[phrase]!,
    }))
  return {
    tell,
    owners: (written) => (holders.get(foldKey(written)) ?? []).map(({ owner }) => owner),
    inText(text, layout) {
      const all = sought()
      return all.keys.length === 0 ? [] : placed(namesIn(all.automaton, text, layout), all)
    },
    inLine(line) {
      const all = sought()
      return all.keys.length === 0 ? [] : placed(namesInLine(all.automaton, line), all)
    },
    named,
    namesOf: (id) => byId.get(id)?.names ?? [],
  }
}

/** One list, told of what was changed since it was last asked for: one small read each time. */
export function createNames(authorities: Pick<AuthorityStore, 'revision' | 'namingSince'>): () => Promise<NameList> {
  const list = nameList()
  let known = 0
  let turn: Promise<unknown> = Promise.resolve()
  async function told(): Promise<NameList> {
    const revision = await authorities.revision()
    if (revision !== known) list.tell(await authorities.namingSince(known))
    known = revision
    return list
  }
  return () => {
    const mine = turn.then(told)
    turn = mine.catch(() => undefined)
    return mine
  }
}
