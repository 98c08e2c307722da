/** The names in use as texts and descriptions are read by them, in whichever process or thread asks. */
import { foldKey } from '../hanzi/fold.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { type Automaton, createAutomaton } from '../hanzi/names/automaton.ts'
import { type NameFound, namesIn, namesInLine } from '../hanzi/names/names-in.ts'
import type { AuthorityStore, EveryName, Named } from './store.ts'

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
  namesOf(id: string): readonly string[]
}

export function nameList({ records, names }: EveryName): NameList {
  const byId = new Map(records.map((record) => [record.id, record]))
  const named = (id: string): Named | null => {
    const record = byId.get(id)
    if (!record || record.isDeleted) return null
    return record.into === null ? { id, kind: record.kind, name: record.name } : named(record.into)
  }
  const owners = new Map<string, Named[]>()
  const sought = new Map<string, Named[]>()
  const namesOf = new Map<string, string[]>()
  const known = new Map<string, Named>()
  for (const { id, key, name, inText } of names) {
    const owner = known.get(id) ?? named(id)!
    known.set(id, owner)
    if (!namesOf.has(id)) namesOf.set(id, [owner.name])
    if (name !== owner.name) namesOf.get(id)!.push(name)
    owners.set(key, [...(owners.get(key) ?? []), owner])
    if (inText) sought.set(key, [...(sought.get(key) ?? []), owner])
  }
  const keys = [...sought.keys()]
  // Who asks for names alone need not wait for it.
  let made: Automaton | null = null
  const automaton = () => {
    made ??= createAutomaton(keys.map((key) => key.split(' ')))
    return made
  }
  const placed = ({ phrase, start, end, ranges }: NameFound): NamedPlace => {
    const key = keys[phrase]!
    return { start, end, ranges, key, owners: sought.get(key)! }
  }
  return {
    owners: (written) => owners.get(foldKey(written)) ?? [],
    inText: (text, layout) => (keys.length === 0 ? [] : namesIn(automaton(), text, layout).map(placed)),
    inLine: (line) => (keys.length === 0 ? [] : namesInLine(automaton(), line).map(placed)),
    named,
    namesOf: (id) => namesOf.get(id) ?? [],
  }
}

/** Equal objects as long as nothing was changed: one small read each time, and the whole list again after a change. */
export function createNames(authorities: Pick<AuthorityStore, 'revision' | 'everyName'>): () => Promise<NameList> {
  let known: { revision: number; list: NameList } | null = null
  return async () => {
    const revision = await authorities.revision()
    if (known?.revision !== revision) known = { revision, list: nameList(await authorities.everyName()) }
    return known.list
  }
}
