/** Authorities and their history, as the feature needs them stored. */
import type { Made, Revision } from '../items/item.ts'
import type { Authority, AuthorityFields, AuthorityKind, Name } from './authority.ts'

export interface AuthorityFilter {
  kind?: AuthorityKind | undefined
  status?: string | undefined
  /** Folded; stands within one of the names, token by token. '' for all. */
  key: string
  /** Those that were deleted or merged, instead of the others. */
  gone: boolean
  /** Only these. */
  ids?: readonly string[]
}

/** Enough to name it. */
export interface Named {
  id: string
  kind: AuthorityKind
  name: string
}

/** `readings`: how it is spoken (hanzi/pinyin); '' where that was not yet found out. */
export type SpokenName = Name & { readings: string }

/** An authority as far as it names; merged and deleted ones too. */
export interface NamingRecord extends Named {
  /** Orders namesakes. */
  sort: string
  into: string | null
  isDeleted: boolean
  /** None of one that is not in use. */
  names: readonly SpokenName[]
}

export interface AuthorityStore {
  /** Merged and deleted ones too: the use-case decides. */
  get(id: string): Promise<Authority | undefined>
  getMany(ids: readonly string[]): Promise<Authority[]>
  /** At revision 1, with its first line of history. */
  insert(authority: Authority, made: Made): Promise<void>
  /** Writes `next` as revision `before.revision + 1` and keeps what changed. Fault authority.stale when the row has moved on. */
  revise(
    before: Authority,
    next: AuthorityFields & Pick<Authority, 'merged' | 'deleted'>,
    made: Made,
  ): Promise<Authority>
  /** Those that are neither merged nor deleted, by id. */
  walk(after: string, limit: number): Promise<Authority[]>
  /** By name, as people sort. */
  list(filter: AuthorityFilter, page: { from: number; size: number }): Promise<{ total: number; items: Authority[] }>
  /** Newest first. */
  revisions(id: string): Promise<Revision[]>
  /** The authorities in use that have one of these folded names. */
  havingNames(keys: readonly string[]): Promise<(Named & { key: string })[]>
  /** Where each of these leads: itself, what it was merged into, or null where that was deleted. Unknown ids are left out. */
  present(ids: readonly string[]): Promise<{ id: string; now: string | null }[]>
  /** These, and all that were merged into them, directly or by way of others. */
  withMerged(ids: readonly string[]): Promise<{ id: string; into: string }[]>
  /** In how many items one of these is linked. */
  linkedItems(ids: readonly string[]): Promise<number>
  /** Those that changed after `revision`. */
  namingSince(revision: number): Promise<NamingRecord[]>
  /** Rises with every change of anything that names: what was read of the list before is out of date. */
  revision(): Promise<number>
  /** Folded names, and ids, whose meaning changed: items that have them are to be looked at again. */
  addChanged(changed: readonly string[]): Promise<void>
  /** Those of `addChanged` that no job has dealt with, and the last of them. */
  changed(): Promise<{ changed: string[]; last: number }>
  forgetChanged(last: number): Promise<void>
}
