/** The search index: proposes candidates and counts them. It can be deleted and rebuilt; the application verifies and highlights (chinese-text.md §0, §5). */

/** Raise it when what an index holds of an item, or how it is made, changes otherwise than by the rules that have a version of their own. */
export const DOCUMENT_VERSION = 2

/** Whom and what a document names: an authority's id where it is known who is meant, else the name as it is written. */
export const nameFields = ['person', 'corporateBody', 'place', 'event', 'term'] as const
export type NameField = (typeof nameFields)[number]
export type Names = Partial<Record<NameField, readonly string[]>>

/** What is indexed of one item. Keys are folded tokens joined by one space (`fold(text).key`); '' where there is nothing. */
export interface IndexDocument {
  item: string
  /** The item's never-reused integer: FTS5 rowid and order of ties. */
  number: number
  /** items.index_seq: a document with an older one is never written over a newer one. */
  seq: number
  kind: string
  category: string | null
  genre: string | null
  accession: string
  access: 'open' | 'internal' | 'controlled' | 'withdrawn'
  names: Names
  /** Days since 1970-01-01 (proleptic Gregorian, may be negative), inclusive bounds of the item's date; null = undated. */
  dayMin: number | null
  dayMax: number | null
  titleKey: string
  authorKey: string
  /** File names, 档号, captions, folded and joined by ' ␟ ' (a token no query holds), so that no phrase crosses two names. */
  namesKey: string
  /** The text read in place, page furniture left out. */
  key: string
  /** Where `key` stands in the text: now and then a token's place in the packed key and its UTF-16 offset, in turns (hanzi/packed-spans.ts). */
  anchors: readonly number[]
  /** The text with its bracketed notes skipped, as far around each as a phrase reaches; stretches apart by ' ␟ '. '' where it has none. */
  plainKey: string
  /** Token numbers in `plainKey` before which a note was skipped, ascending. */
  plainSkips: readonly number[]
  /** Page furniture, line by line, joined by ' ␟ '. */
  furnitureKey: string
  /** Dates named in the text: days, inclusive. */
  mentions: readonly { from: number; to: number }[]
  titleSort: string
  codeSort: string
}

/** A removal keeps its number and seq, so that a late write of an older state stays away. */
export interface IndexRemoval {
  item: string
  number: number
  seq: number
}

/** What a caller may see (policy.ts `scope(actor)`): whole access classes, and single items (≤ 10,000; never withdrawn ones). */
export interface IndexScope {
  readonly classes: readonly string[]
  readonly alsoItems: readonly string[]
}

/** `text` is all three keys of the text: in place, notes skipped, furniture. */
export type TextField = 'title' | 'author' | 'names' | 'text'
export type ValueField = 'kind' | 'category' | 'genre' | 'accession' | 'item' | NameField

/** A query over folded tokens. Tokens are opaque: engines quote them, never parse them. */
export type Match =
  | { is: 'all' }
  /** The tokens, adjacent and in order, within one of the fields. `prefix`: the last token may go on. */
  | { is: 'phrase'; fields: readonly TextField[]; tokens: readonly string[]; prefix?: boolean }
  /**
   * All the phrases within one of the fields, in any order, the end of the first and the beginning of the last at most `distance` tokens apart.
   * An engine may find more than that: whoever asks looks closer.
   */
  | {
      is: 'near'
      fields: readonly TextField[]
      phrases: readonly { tokens: readonly string[]; prefix?: boolean }[]
      distance: number
    }
  /** One of the values, exactly. */
  | { is: 'value'; field: ValueField; values: readonly string[] }
  /** The item's days overlap [from, to]; null = unbounded. Undated items never match. */
  | { is: 'days'; from: number | null; to: number | null }
  /** A date named in the text overlaps [from, to]. */
  | { is: 'mentions'; from: number | null; to: number | null }
  | { is: 'and'; of: readonly Match[] }
  | { is: 'or'; of: readonly Match[] }
  | { is: 'not'; of: Match }

export const facetNames = ['kind', 'category', 'genre', 'decade', 'year', 'accession', ...nameFields] as const
export type FacetName = (typeof facetNames)[number]
export type SortOrder = 'relevance' | 'date' | 'title' | 'referenceCode' | 'number'

/** A hit's place in an order: what it is sorted by (text or days as the document has them, by relevance the engine's own score; null where it has none), and its number. */
export interface SortPlace {
  key: string | number | null
  number: number
}

export interface SearchRequest {
  match: Match
  scope: IndexScope
  /** Ties by number, ascending. Undated items and empty titles or codes come last. `relevance`: the engine's own score, or number order where that would be slow. */
  sort: SortOrder
  /** With `relevance`: where all hits are asked for at once they may come in any order, with any score. */
  isRankedByAsker?: boolean
  /** With `relevance`, of an OR of phrases: whatever has the most and rarest of them comes first, however many have one. Costs about as much again. */
  isByShare?: boolean
  /** Only what comes after this place in the order of `sort`. `from` is 0 then, and neither total nor facets are told again. */
  after?: SortPlace
  from: number
  /** ≤ 10,000 together with `from`. */
  size: number
  facets: readonly FacetName[]
  /** Values told of each facet, where that is not `mostValues`. */
  mostValues?: number
}

export interface SearchHit extends SortPlace {
  item: string
  seq: number
  score: number
}

export interface SearchAnswer {
  /** Exact; 0 after a place. */
  total: number
  hits: SearchHit[]
  /**
   * Counts over all matches within the scope, most frequent first, then by value; at most `mostValues` each.
   * `decade` values are '1930' …, `year` values '1938' …; before the year 1 astronomical, '-43' is 44 BC.
   */
  facets: Partial<Record<FacetName, { value: string; count: number }[]>>
}

/** Which archive and which rules an index was made for; a mismatch at start means: rebuild. */
export interface IndexStamp {
  archiveId: string
  epoch: number
  foldVersion: number
  layoutVersion: number
  datesVersion: number
  documentVersion: number
}

export interface WriteOutcome {
  item: string
  /** `older`: the index already holds this state or a newer one; counts as done. */
  outcome: 'written' | 'older' | 'failed'
  reason?: string
}

/** Of whose making an index is. */
export interface IndexOrigin extends IndexStamp {
  /** The rebuild that made it, '' where that is not known. */
  rebuild: string
  /** Everything changed up to this index sequence is in it for good, as its rebuild last wrote down. */
  filledTo: number
  /** Items whose documents the engine refused while it was filled; at most `MOST_REFUSED`. */
  refused: readonly string[]
}

/** More refusals than this are the fault of the index, not of the documents: fault search.refused. */
export const MOST_REFUSED = 100

/** What comes next of the records, in the order of their index sequences; `upTo`: the last of these. */
export interface IndexBatch {
  documents: readonly IndexDocument[]
  removals: readonly IndexRemoval[]
  upTo: number
}

/**
 * A new index being filled while the present one serves. Faults search.unavailable (also when the half-built index is gone or damaged),
 * storage.full (before the last of the disk is taken), search.refused. After a fault only `pause` and `abandon` may be called.
 */
export interface Rebuild {
  /** Filling goes on after this index sequence; 0 in an empty one. */
  readonly filledTo: number
  /** Up to here it would go on from if whoever fills it died now. */
  readonly keptTo: number
  /** Takes a batch and resolves when it can take more. Now and then writes down how far it is filled. */
  fill(batch: IndexBatch): Promise<void>
  /** Everything taken is in it for good. */
  settle(): Promise<void>
  /** One step of making what is settled quick to search in; how far that is, in pages, or null when nothing is left to do. */
  merge(): Promise<{ done: number; total: number } | null>
  /** Makes what is settled the present index in one step and removes the former. */
  complete(): Promise<void>
  /** Lets go of it as it stands: a rebuild of the same id goes on with it. */
  pause(): Promise<void>
  /** Removes it, unless it serves already. */
  abandon(): Promise<void>
}

export interface SearchIndex {
  readonly engine: 'sqlite' | 'elasticsearch'
  /** Idempotent; checked document by document. Visible to searches on return. Fault `search.unavailable` when the engine cannot be reached. */
  write(documents: readonly IndexDocument[]): Promise<WriteOutcome[]>
  remove(removals: readonly IndexRemoval[]): Promise<WriteOutcome[]>
  /** Fault `search.unavailable` when the engine cannot be reached within its limit (10 s). */
  search(request: SearchRequest): Promise<SearchAnswer>
  /** The present index's, or null when there is none that can be read. Fault `search.unavailable` when unreachable. */
  origin(): Promise<IndexOrigin | null>
  /** How many documents the present index holds. */
  count(): Promise<number>
  /**
   * Goes on with the half-built index of this rebuild, if it has this stamp and is sound, or else begins an empty one. Fault search.no-room where
   * what is left of the disk would not hold it beside the present one.
   * One rebuild at a time, in whatever process: the job queue sees to it.
   */
  rebuild(id: string, stamp: IndexStamp): Promise<Rebuild>
  /** Removes what does not serve and is of none of these rebuilds. */
  clear(kept: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** An item's folded keys for counting: as `IndexDocument` has them, packed (hanzi/packed.ts). */
export interface PackedKeys {
  number: number
  seq: number
  title: string
  author: string
  names: string
  text: string
  /** Of `text` (hanzi/packed-spans.ts). */
  anchors: readonly number[]
  plain: string
  plainSkips: readonly number[]
  furniture: string
}

/** Kept beside the embedded index, so that counting and ranking never fold again. */
export interface FoldedKeys {
  /** By number; missing ones are left out. */
  keys(numbers: Iterable<number>): ReadonlyMap<number, PackedKeys>
}

/** How many values of a facet are told: a histogram of years is whole for ten centuries. */
export const mostValues = (facet: FacetName): number => (facet === 'year' ? 1000 : 100)

/** A date that covers more decades, or more years, than this says nothing about any of them. */
const MOST_COVERED = 10

/** The stretches of `size` years that the item's date touches, each by its first year; none where there are more than ten. */
function touched({ dayMin, dayMax }: Pick<IndexDocument, 'dayMin' | 'dayMax'>, size: number): string[] {
  if (dayMin === null || dayMax === null) return []
  const nth = (day: number) => Math.floor(new Date(day * 86_400_000).getUTCFullYear() / size)
  const [first, last] = [nth(dayMin), nth(dayMax)]
  if (!(last - first < MOST_COVERED)) return []
  return Array.from({ length: last - first + 1 }, (_, i) => String((first + i) * size))
}

/** '1930' …: every decade the item's date touches; none for a date of more than ten decades. Alike in every engine. */
export const decadesOf = (document: Pick<IndexDocument, 'dayMin' | 'dayMax'>): string[] => touched(document, 10)
/** '1938' …: every year the item's date touches; none for a date of more than ten years (抗战时期). Alike in every engine. */
export const yearsOf = (document: Pick<IndexDocument, 'dayMin' | 'dayMax'>): string[] => touched(document, 1)

export const isNameField = (field: ValueField | FacetName): field is NameField =>
  (nameFields as readonly string[]).includes(field)
