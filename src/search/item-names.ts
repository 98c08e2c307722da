/** 件中人名、地名: described by an archivist, found by the list of authorities, or of several namesakes. */
import type { GuessStore } from '../authorities/guess.ts'
import type { NameList } from '../authorities/name-list.ts'
import type { Named } from '../authorities/store.ts'
import { Fault } from '../faults.ts'
import { foldKey } from '../hanzi/fold.ts'
import type { Span } from '../hanzi/phrases.ts'
import { accessOf } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader, may, mayRead } from '../policy.ts'
import type { GuessedName } from '../ports/text-reader.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf, pageAt } from '../texts/text.ts'
import { describedNames, type PlaceOfName, placesOfNames } from './names.ts'
import type { Seen } from './seen.ts'

export interface NamePlace {
  field: PlaceOfName['field']
  /** UTF-16 units of that field; of the text, in the present version. */
  start: number
  end: number
  ranges: Span[]
  page: number | null
}
export interface ItemNames {
  textRevision: number | null
  /** `candidates`: several have that name, and the description does not say which. */
  described: { text: string; authority: Named | null; candidates: Named[] }[]
  /** Most frequent first. `names`: how it is written, and how often; `places`: the first of them. */
  found: { authority: Named; count: number; names: { text: string; count: number }[]; places: NamePlace[] }[]
  /** 同名: who is meant cannot be told from the name. */
  ambiguous: { text: string; candidates: Named[]; count: number; places: NamePlace[] }[]
  /** A tagger's guesses that neither the list nor the description knows, for those who describe; none while the text is new. */
  suggested: GuessedName[]
}

const MOST_PLACES = 200

export function createItemNames(deps: {
  items: ItemStore
  texts: TextStore
  guesses: Pick<GuessStore, 'get'>
  names: () => Promise<NameList>
  seen: (actor: Actor) => Promise<Seen>
}) {
  /** A namesake that stands only in what the caller may not read is not named. */
  async function candidatesFor(actor: Actor): Promise<(owners: readonly Named[]) => Named[]> {
    if (may(actor, 'authority.read')) return (owners) => [...owners]
    const seen = await deps.seen(actor)
    return (owners) => owners.filter(({ kind, id }) => seen[kind].has(id))
  }

  return {
    /** Faults item.not-found. */
    async names(actor: Actor, itemId: string): Promise<ItemNames> {
      demandReader(actor)
      const item = await deps.items.get(itemId)
      if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
        throw new Fault('item.not-found', { id: itemId })
      const list = await deps.names()
      const [present] = await deps.texts.present([itemId])
      const pages = await deps.texts.presentPages([itemId])
      const { text, layout } = present ?? { text: '', layout: null }
      const places = placesOfNames(list, item, text, layoutOf({ text, layout }, pages))
      const written: Record<PlaceOfName['field'], string> = {
        text,
        title: item.title,
        caption: item.caption ?? '',
        scopeAndContent: item.description.scopeAndContent ?? '',
        event: item.description.event ?? '',
        background: item.description.background ?? '',
      }
      const asWritten = ({ field, ranges }: PlaceOfName) =>
        ranges.map(([start, end]) => written[field].slice(start, end)).join('')
      const shown = (some: readonly PlaceOfName[]): NamePlace[] =>
        some.slice(0, MOST_PLACES).map(({ field, start, end, ranges }) => ({
          field,
          start,
          end,
          ranges,
          page: field === 'text' ? (pageAt(pages, start)?.number ?? null) : null,
        }))
      const candidates = await candidatesFor(actor)
      const guesses = may(actor, 'item.describe') && present ? await deps.guesses.get(itemId, present.revision) : null
      const described = describedNames(list, item)
      const said = new Set(described.map(({ text: name }) => foldKey(name)))
      const [known, shared] = [places.filter(isKnown), places.filter((place) => !isKnown(place))]
      const byCount = <T extends { count: number }>(some: T[]) => some.sort((a, b) => b.count - a.count)
      return {
        textRevision: present?.revision ?? null,
        described: described.map(({ text: name, owners }) => ({
          text: name,
          authority: owners.length === 1 ? owners[0]! : null,
          candidates: owners.length > 1 ? candidates(owners) : [],
        })),
        found: byCount(
          [...Map.groupBy(known, ({ owners }) => owners[0]!.id).values()].map((some) => ({
            authority: some[0]!.owners[0]!,
            count: some.length,
            names: byCount(
              [...Map.groupBy(some, asWritten)].map(([name, ones]) => ({ text: name, count: ones.length })),
            ),
            places: shown(some),
          })),
        ),
        ambiguous: byCount(
          [...Map.groupBy(shared, ({ key }) => key).values()].map((some) => ({
            text: asWritten(some[0]!),
            candidates: candidates(some[0]!.owners),
            count: some.length,
            places: shown(some),
          })),
        ),
        suggested: (guesses ?? []).filter(
          ({ text: name }) => list.owners(name).length === 0 && !said.has(foldKey(name)),
        ),
      }
    },
  }
}

const isKnown = ({ owners }: PlaceOfName): boolean => owners.length === 1
