/** Whom and what an item names: described by an archivist, found in its text by the authorities' names. Pure. */
import type { AuthorityKind } from '../authorities/authority.ts'
import type { NamedPlace, NameList } from '../authorities/name-list.ts'
import type { Named } from '../authorities/store.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import type { Item } from '../items/item.ts'
import type { NameField, Names } from '../ports/search-index.ts'
import { MAX_INDEXED_UNITS } from './projection.ts'

/** What is looked through beside the text. */
export const namingFields = ['title', 'caption', 'scopeAndContent', 'event', 'background'] as const
export type NamingField = (typeof namingFields)[number]

export interface PlaceOfName extends NamedPlace {
  field: 'text' | NamingField
}

/** Where names of the list stand, field by field, in order. A text that is too long to be searched is not looked through. */
export function placesOfNames(list: NameList, item: Item, text: string, layout: Layout): PlaceOfName[] {
  const { title, caption, description } = item
  const lines: Record<NamingField, string | null | undefined> = {
    title,
    caption,
    scopeAndContent: description.scopeAndContent,
    event: description.event,
    background: description.background,
  }
  return [
    ...namingFields.flatMap((field) => list.inLine(lines[field] ?? '').map((place) => ({ ...place, field }))),
    ...(text.length > MAX_INDEXED_UNITS
      ? []
      : list.inText(text, layout).map((place) => ({ ...place, field: 'text' as const }))),
  ]
}

/** One thing that a description says. */
export interface DescribedName {
  /** As written; of a link, the authorised name. */
  text: string
  /** Where it is counted while nobody knows who is meant. */
  field: NameField
  /** Exactly one: it is known who is meant. */
  owners: readonly Named[]
}

/** What archivists said: links, and names that they wrote. A person written down is a person; a subject may be anything. */
export function describedNames(list: NameList, item: Item): DescribedName[] {
  const written = (texts: readonly string[], field: NameField, ...kinds: AuthorityKind[]) =>
    texts.map((text) => ({
      text,
      field,
      owners: list.owners(text).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)),
    }))
  const links = (item.description.authorities ?? []).flatMap((id) => list.named(id) ?? [])
  return [
    ...links.map((owner) => ({ text: owner.name, field: owner.kind, owners: [owner] })),
    ...written(item.persons, 'person', 'person'),
    ...written(item.places, 'place', 'place'),
    ...written(item.description.subjects ?? [], 'term'),
  ]
}

/** A name of which nobody knows whose it is, as the index holds it. */
export const unresolved = (key: string): string => key.replaceAll(' ', '')

/** What the index holds of it: ids where it is known who is meant, else the name. */
export function namesOfItem(list: NameList, item: Item, text: string, layout: Layout): Names {
  const names: Partial<Record<NameField, Set<string>>> = {}
  const add = (field: NameField, value: string) => {
    names[field] = (names[field] ?? new Set()).add(value)
  }
  for (const { text: name, field, owners } of describedNames(list, item)) {
    const [only, more] = owners
    if (only && !more) add(only.kind, only.id)
    else add(field, name)
  }
  for (const { key, owners } of placesOfNames(list, item, text, layout)) {
    const [only, more] = owners
    if (only && !more) add(only.kind, only.id)
    else for (const { kind } of owners) add(kind, unresolved(key))
  }
  return Object.fromEntries(Object.entries(names).map(([field, values]) => [field, [...values]]))
}
