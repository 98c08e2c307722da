/** Fingerprints and pairs, as the feature needs them stored. */
import type { Fingerprint } from '../hanzi/likeness/winnow.ts'
import type { Scope } from '../policy.ts'
import type { PrintedIn } from '../printed/printed.ts'
import type { Decided, Finding, Passage, ReuseDecision, ReuseKind, Sharing } from './pair.ts'

/** By what rules, and in which life of which archive, fingerprints were made. */
export interface FingerprintStamp {
  archiveId: string
  epoch: number
  foldVersion: number
  layoutVersion: number
  winnowVersion: number
}

export interface Holders {
  /** How often the hash stands in other texts; not counted on beyond what was asked for. */
  times: number
  /** Numbers of the first of them that have it. */
  numbers: number[]
}

/** The fingerprints of every compared text, by text and by hash. Derived: can be made again. One writer. Faults storage.full, storage.failing. */
export interface FingerprintStore {
  isSound(stamp: FingerprintStamp): Promise<boolean>
  /** Empty, for this stamp. */
  reset(stamp: FingerprintStamp): Promise<void>
  /** In place of what the item of this number had. A hash that stands in it more than `MOST_REPEATS` times is not found by `holders`. */
  put(text: { number: number; item: string; prints: readonly Fingerprint[] }): Promise<void>
  remove(number: number): Promise<void>
  get(number: number): Promise<{ item: string; prints: Fingerprint[] } | undefined>
  items(numbers: readonly number[]): Promise<{ number: number; item: string }[]>
  /** Of each hash, in order: where else than in `except` it stands, until it was met more than `most` times. */
  holders(hashes: readonly number[], except: number | null, most: number): Promise<Holders[]>
  close(): Promise<void>
}

/** An item whose present text has not been compared; `revision` null: it has none any more that could be found. */
export interface Outstanding {
  id: string
  number: number
  revision: number | null
  charCount: number
}

export interface KnownPair {
  id: string
  laterId: string
  earlierId: string
}

export interface ReuseStore {
  /** In order of number. */
  outstanding(after: number, limit: number): Promise<Outstanding[]>
  countOutstanding(): Promise<number>
  /** The item's text of this revision has been compared, unless it is another one by now. */
  setCompared(itemId: string, revision: number | null): Promise<void>
  /** All of the next `limit` items are to be compared again; the last of their numbers, or null when there are none. */
  forgetCompared(after: number, limit: number): Promise<number | null>
  /** With items that are compared by now; what is not, is compared with this one when its turn comes. */
  ofItem(itemId: string): Promise<KnownPair[]>
  /** Pairs whose items are both among these. */
  among(itemIds: readonly string[]): Promise<KnownPair[]>
  /** Keeps the id and, while the kind is the same, the decision of a pair that is known. Returns those whose decision holds no more. */
  put(findings: readonly Finding[], at: string): Promise<{ id: string; kind: ReuseKind; decision: string }[]>
  /** What nobody has decided about goes. */
  drop(pairIds: readonly string[]): Promise<void>
  /** Null takes a decision back. False when the pair is not at `revision` any more. */
  decide(pairId: string, revision: number, decided: Decided | null): Promise<boolean>
}

export interface Named {
  id: string
  title: string
  referenceCode: string | null
  /** 已刊; not told of where nobody asked. */
  printed?: PrintedIn | null
}

/** As seen from the item that came later. */
export interface Pair {
  sharing: Sharing
  item: Named
  other: Named
}

export interface ReuseFilter {
  /** null: nobody has decided. */
  decision: ReuseDecision | null
  kind?: ReuseKind | undefined
  accession?: string | undefined
}

/** What stands in an item's own answers: the strongest few, and how many there are. */
export interface ReuseBrief {
  total: number
  items: (Named & Pick<Sharing, 'kind' | 'characters' | 'share'> & { decision: ReuseDecision | null })[]
}

/** Reads pairs of present texts only, and only those whose other item is within the scope and not in the recycle bin. */
export interface ReuseReader {
  isCompared(itemId: string): Promise<boolean>
  /** Without those decided to be unrelated. Items that share nothing are left out. */
  brief(itemIds: readonly string[], scope: Scope, most: number): Promise<Map<string, ReuseBrief>>
  /** Most characters first. */
  ofItem(
    itemId: string,
    scope: Scope,
    page: { from: number; size: number },
  ): Promise<{ total: number; items: { sharing: Sharing; other: Named; passages: Passage[] }[] }>
  /** Both items within the scope, as seen from the later one; most characters first. */
  list(
    filter: ReuseFilter,
    scope: Scope,
    page: { from: number; size: number },
  ): Promise<{ total: number; items: Pair[] }>
  /** By its id, as seen from the later item, if both are within the scope. */
  get(pairId: string, scope: Scope): Promise<Pair | undefined>
  /** As seen from `itemId`. */
  between(
    itemId: string,
    otherId: string,
    scope: Scope,
  ): Promise<{ sharing: Sharing; other: Named; passages: Passage[] } | undefined>
}
