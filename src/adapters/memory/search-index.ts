/** The search index at its plainest: every document looked at for every question. The measure of the others; nothing is kept on disk. */
import { Fault } from '../../faults.ts'
import { countInKey, findPhrase } from '../../hanzi/phrases.ts'
import {
  decadesOf,
  type FacetName,
  type IndexDocument,
  type IndexOrigin,
  type IndexRemoval,
  isNameField,
  type Match,
  mostValues,
  type SearchAnswer,
  type SearchIndex,
  type SearchRequest,
  type SortPlace,
  type ValueField,
  type WriteOutcome,
  yearsOf,
} from '../../ports/search-index.ts'

const keysOf = {
  title: ['titleKey'],
  author: ['authorKey'],
  names: ['namesKey'],
  text: ['key', 'plainKey', 'furnitureKey'],
} as const

/** One life of the index; a removal stays as a document that is null. */
interface Generation {
  origin: IndexOrigin
  entries: Map<number, { seq: number; document: IndexDocument | null }>
}

function valuesOf(document: IndexDocument, name: ValueField | FacetName): string[] {
  if (isNameField(name)) return [...(document.names[name] ?? [])]
  if (name === 'decade') return decadesOf(document)
  if (name === 'year') return yearsOf(document)
  const value = document[name]
  return value === null ? [] : [value]
}

/** From each place of a phrase on, the nearest of every other. */
function isNear(tok: readonly string[], { phrases, distance }: Extract<Match, { is: 'near' }>): boolean {
  const found = phrases.map((phrase) => findPhrase({ tok }, phrase))
  return found.some((starts, first) =>
    starts.some((start) =>
      found.every((others) => {
        const next = others.find((at) => at >= start)
        return next !== undefined && next - start - phrases[first]!.tokens.length <= distance
      }),
    ),
  )
}

function matches(document: IndexDocument, match: Match): boolean {
  switch (match.is) {
    case 'all':
      return true
    case 'phrase':
      return match.fields.some((field) => keysOf[field].some((key) => countInKey(document[key], match) > 0))
    case 'near':
      return match.fields.some((field) => keysOf[field].some((key) => isNear(document[key].split(' '), match)))
    case 'value':
      return valuesOf(document, match.field).some((value) => match.values.includes(value))
    case 'days':
    case 'mentions': {
      const { dayMin, dayMax, mentions } = document
      const dated = dayMin === null || dayMax === null ? [] : [{ from: dayMin, to: dayMax }]
      return (match.is === 'days' ? dated : mentions).some(
        ({ from, to }) => (match.to === null || from <= match.to) && (match.from === null || to >= match.from),
      )
    }
    case 'and':
      return match.of.every((part) => matches(document, part))
    case 'or':
      return match.of.some((part) => matches(document, part))
    case 'not':
      return !matches(document, match.of)
  }
}

/** How often the words stand in the document; what is excluded does not count. */
function scoreOf(document: IndexDocument, match: Match): number {
  if (match.is === 'phrase')
    return match.fields
      .flatMap((field) => keysOf[field])
      .reduce((sum, key) => sum + countInKey(document[key], match), 0)
  if (match.is === 'and' || match.is === 'or') return match.of.reduce((sum, part) => sum + scoreOf(document, part), 0)
  return 0
}

/** Whether missing values come last, and the rest in the order of their bytes. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(String(b))) : a - Number(b)
}

const keys = {
  relevance: (document, match) => scoreOf(document, match),
  number: () => null,
  title: ({ titleSort }) => titleSort || null,
  referenceCode: ({ codeSort }) => codeSort || null,
  date: ({ dayMin }) => dayMin,
} satisfies Record<SearchRequest['sort'], (document: IndexDocument, match: Match) => SortPlace['key']>

function counted(
  documents: readonly IndexDocument[],
  facet: FacetName,
  most = mostValues(facet),
): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const document of documents)
    for (const value of new Set(valuesOf(document, facet))) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compare(a.value, b.value))
    .slice(0, most)
}

/** Calls itself `sqlite`, for which it stands in. Faults search.unavailable before the first rebuild. */
export function createMemoryIndex(): SearchIndex {
  let present: Generation | null = null
  const halfBuilt = new Map<string, Generation>()

  function generation(): Generation {
    if (!present) throw new Fault('search.unavailable', { reason: 'missing' })
    return present
  }

  function put(
    { entries }: Generation,
    { item, number, seq }: IndexRemoval,
    document: IndexDocument | null,
  ): WriteOutcome {
    if ((entries.get(number)?.seq ?? -1) >= seq) return { item, outcome: 'older' }
    entries.set(number, { seq, document })
    return { item, outcome: 'written' }
  }

  const into = (target: () => Generation): Pick<SearchIndex, 'write' | 'remove'> => ({
    write: async (documents) => documents.map((document) => put(target(), document, document)),
    remove: async (removals) => removals.map((removal) => put(target(), removal, null)),
  })

  const documents = () => [...generation().entries.values()].flatMap(({ document }) => document ?? [])

  return {
    engine: 'sqlite',
    ...into(generation),
    async search({ match, scope, sort, after, from, size, facets, mostValues: most }): Promise<SearchAnswer> {
      const isVisible = ({ access, item }: IndexDocument) =>
        scope.classes.includes(access) || (access !== 'withdrawn' && scope.alsoItems.includes(item))
      const order = (a: SortPlace, b: SortPlace) =>
        compare(a.key, b.key) * (sort === 'relevance' ? -1 : 1) || a.number - b.number
      const found = documents().filter((document) => isVisible(document) && matches(document, match))
      const places = found
        .map((document) => ({ ...document, key: keys[sort](document, match) }))
        .sort(order)
        .filter((place) => !after || order(place, after) > 0)
      return {
        total: after ? 0 : found.length,
        hits: places.slice(from, from + size).map(({ item, number, seq, key }) => ({
          item,
          number,
          seq,
          score: sort === 'relevance' ? Number(key) : 0,
          key,
        })),
        facets: Object.fromEntries((after ? [] : facets).map((facet) => [facet, counted(found, facet, most)])),
      }
    },
    origin: async () => present && { ...present.origin },
    count: async () => documents().length,
    async rebuild(id, stamp) {
      const known = halfBuilt.get(id)
      const isSame =
        known && Object.entries(stamp).every(([name, value]) => known.origin[name as keyof IndexOrigin] === value)
      const fresh: Generation = isSame
        ? known
        : { origin: { ...stamp, rebuild: id, filledTo: 0, refused: [] }, entries: new Map() }
      halfBuilt.set(id, fresh)
      return {
        filledTo: fresh.origin.filledTo,
        get keptTo() {
          return fresh.origin.filledTo
        },
        async fill({ documents, removals, upTo }) {
          for (const document of documents) put(fresh, document, document)
          for (const removal of removals) put(fresh, removal, null)
          fresh.origin.filledTo = upTo
        },
        settle: async () => undefined,
        merge: async () => null,
        async complete() {
          present = fresh
          halfBuilt.delete(id)
        },
        pause: async () => undefined,
        async abandon() {
          halfBuilt.delete(id)
        },
      }
    },
    async clear(kept) {
      for (const id of halfBuilt.keys()) if (!kept.includes(id)) halfBuilt.delete(id)
    },
    close: async () => undefined,
  }
}
