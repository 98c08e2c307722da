/** Items, their objects and their history, as the features need them stored. */
import type { Problem } from '../faults.ts'
import type { Scope } from '../policy.ts'
import type {
  DigitalObject,
  FilePart,
  Item,
  ItemAccess,
  ItemKind,
  Made,
  ReviewState,
  Revision,
  StageState,
} from './item.ts'

/** The fields a person's change may set. */
export type Described = Pick<
  Item,
  | 'kind'
  | 'access'
  | 'title'
  | 'referenceCode'
  | 'date'
  | 'creators'
  | 'persons'
  | 'places'
  | 'genre'
  | 'category'
  | 'caption'
  | 'description'
>

export interface ItemFilter {
  accession?: string | undefined
  container?: string | undefined
  kind?: string | undefined
  category?: string | undefined
  genre?: string | undefined
  state?: 'processing' | 'ready' | 'failed' | undefined
  access?: string | undefined
  review?: string | undefined
  person?: string | undefined
  place?: string | undefined
  /** Days since 1970-01-01. */
  fromDay?: number | undefined
  toDay?: number | undefined
  deleted: boolean
}
export type ItemSort = 'number' | '-number' | 'title' | 'date' | 'referenceCode' | '-updatedAt'

export interface StageResult {
  state: StageState
  problem: Problem | null
}

/** A place in a list that stays one when others come or go: what its last item is ordered by, then its number. */
export interface ListPlace {
  sort: ItemSort
  keys: (string | number)[]
  number: number
  /** Of the whole list, as it was when it began: it is not counted again for every page. */
  total: number
}

export interface ItemStore {
  /** Deleted ones too: the use-case decides. */
  get(id: string): Promise<Item | undefined>
  getMany(ids: readonly string[]): Promise<Item[]>
  /** Those that are not in the recycle bin, oldest first. */
  idsOfAccession(accessionId: string, limit: number): Promise<string[]>
  /** Inserts an item at revision 1; number and indexSeq are given by the store. */
  insert(item: {
    id: string
    accessionId: string
    containerId: string | null
    kind: ItemKind
    /** 'internal' unless said: the default of new items (api.md). */
    access?: ItemAccess
    title: string
    read: StageState
    render: StageState
    createdBy: string
    createdAt: string
  }): Promise<Item>
  /**
   * Writes the description as revision `item.revision + 1`, takes a new index sequence, and keeps the revision. `action` names the change.
   * Fault item.stale when the row is no longer at `item.revision`; item.reference-code-taken.
   */
  describe(item: Item, next: Described, made: Made): Promise<Item>
  /** As `describe`. A filed item's code is its own for good: nobody else gets it, whatever becomes of the item. */
  setReview(item: Item, review: ReviewState, made: Made): Promise<Item>
  /** Withdrawal, deletion and their undoing; as `describe`. */
  mark(item: Item, marks: { withdrawn?: Item['withdrawn']; deleted?: Item['deleted'] }, made: Made): Promise<Item>
  /** A new text became the present one; takes a new index sequence. `made` null: the service read it, the item's revision stays. */
  setText(
    item: Item,
    text: { revision: number; charCount: number; pages: number; imageOnlyPages: number; warnings: Problem[] },
    made: Made | null,
  ): Promise<Item>
  /** What a file turned out to be. */
  setKind(id: string, kind: ItemKind): Promise<void>
  setStage(id: string, stage: 'read' | 'render', result: StageResult): Promise<void>
  setWarnings(id: string, warnings: Problem[]): Promise<void>
  /** What the file says of itself, where people have said nothing; no new revision. */
  setCaption(id: string, caption: string): Promise<void>
  /** The index must be told again (a stage ended, an object came). */
  touch(id: string): Promise<void>
  /** The index has acknowledged this state. */
  indexed(states: readonly { id: string; seq: number }[]): Promise<void>
  list(
    filter: ItemFilter,
    scope: Scope,
    sort: ItemSort,
    page: { from: number; size: number; after?: ListPlace },
  ): Promise<{ total: number; items: Item[]; last: ListPlace | null }>
  /** The highest number between these two in any code there is or was filed; 0 where there is none. */
  highestNumber(prefix: string, suffix: string): Promise<number>
  /** Which items have these reference codes, deleted ones too, or had them when they were filed. */
  withCodes(codes: readonly string[]): Promise<[code: string, itemId: string][]>
  /** In order of index sequence, deleted ones too; for rebuilds. */
  changedSince(seq: number, limit: number): Promise<Item[]>
  lastSeq(): Promise<number>
  /** How many items there are, deleted ones too, and how many of them have an index sequence above `seq`. */
  changes(seq: number): Promise<{ total: number; since: number }>
  /** In order of number, deleted ones too; with the highest number there is. */
  walk(after: number, limit: number): Promise<{ items: Item[]; last: number }>
  /** Items whose last change search has not taken up. */
  unindexed(): Promise<number>
  /** Items that the index holds in a former state and that are out of this scope now: withdrawn, deleted or closed since. */
  hiddenSinceIndexed(scope: {
    readonly classes: readonly string[]
    readonly alsoItems: readonly string[]
  }): Promise<readonly string[]>
  /** What readable items are called, and who and what they are about. */
  namesWithin(scope: Scope): Promise<Pick<Item, 'id' | 'title' | 'referenceCode' | 'creators' | 'persons' | 'places'>[]>
  /** Readable items that hold only images, and files no text could be read from: what a search does not reach. */
  notSearched(scope: Scope): Promise<{ imagesOnly: number; unreadable: number }>
  /** Sums over what is not in the recycle bin. */
  totals(): Promise<{ items: number; characters: number; texts: number; images: number }>
  /** Newest first. */
  revisions(itemId: string): Promise<Revision[]>
  /** The newest revision made by this action, or null. */
  lastRevision(itemId: string, action: string): Promise<number | null>
}

export interface ObjectStore {
  get(id: string): Promise<DigitalObject | undefined>
  getMany(ids: readonly string[]): Promise<DigitalObject[]>
  ofItems(itemIds: readonly string[]): Promise<DigitalObject[]>
  /** Objects on these bytes, newest last. */
  ofBlob(sha256: string): Promise<DigitalObject[]>
  insert(object: DigitalObject): Promise<void>
  addBlob(blob: { sha256: string; size: number; receivedAt: string }): Promise<void>
  /** Moves objects into an item, in this order. `part`: which pages of it; not said: as before. */
  assign(
    itemId: string,
    objects: readonly { objectId: string; role: string; order: number; part?: FilePart | null }[],
  ): Promise<void>
  setPixels(objectId: string, size: { width: number; height: number; pages: number }): Promise<void>
  setFormat(
    objectId: string,
    format: { mediaType: string; encoding?: string | null; pages?: number | null },
  ): Promise<void>
  setPath(objectId: string, originalPath: string): Promise<void>
  /** What rendering found, kept per blob so that the same bytes are rendered once. */
  rendered(sha256: string, version: number): Promise<unknown | undefined>
  setRendered(sha256: string, version: number, rendered: unknown): Promise<void>
  blobKnown(sha256: string): Promise<boolean>
}
