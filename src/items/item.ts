/** 件: the unit that is described, found and cited; its states and pure rules. */
import { Fault, type Problem } from '../faults.ts'
import { type AccessClass, type Actor, may } from '../policy.ts'
import type { Depicted } from './depicted.ts'

export const itemKinds = ['text', 'photograph', 'scan', 'audio', 'video', 'object'] as const
export type ItemKind = (typeof itemKinds)[number]

/** 开放状态 as decided by people; withdrawal is a separate marker. */
export const itemAccess = ['open', 'internal', 'controlled'] as const
export type ItemAccess = (typeof itemAccess)[number]

/** 著录 on its way: being written, handed in, filed (入库: locked, its 档号 for good). */
export const reviewStates = ['describing', 'submitted', 'filed'] as const
export type ReviewState = (typeof reviewStates)[number]

/** One step of the work on an item. `none`: nothing to do for this kind. */
export type StageState = 'none' | 'waiting' | 'done' | 'failed'
export interface Stage {
  state: StageState
  problem: Problem | null
}

/** A date of the described world: as written, and as resolved. */
export interface ItemDate {
  text: string
  /** null where the writing could not be resolved. */
  edtf: string | null
  calendar: string | null
  /** Inclusive ISO days; null = open or unknown. */
  start: string | null
  end: string | null
}

/** The elements that are kept together, as far as they are set. */
export const descriptionFields = [
  'scopeAndContent',
  'recordNumber',
  'sanqinType',
  'narrationBy',
  'manuscriptStage',
  'extentMedium',
  'language',
  'subjects',
  'classCode',
  'retention',
  'secrecyLevel',
  'openStatus',
  'location',
  'relatedItems',
  'originalOrCopy',
  'event',
  'background',
  'depicted',
  'photographer',
  'provider',
  'rightsHolder',
  'note',
  'authorities',
] as const

/** What can be required of a description. */
export const describable = [
  'title',
  'creators',
  'date',
  'persons',
  'places',
  'genre',
  'category',
  'caption',
  'access',
  ...descriptionFields,
] as const

/** The rest of the description (domain.md): optional elements of DA/T 18, DA/T 50, DA/T 59. */
export interface Description {
  scopeAndContent?: string
  recordNumber?: string
  sanqinType?: string
  narrationBy?: string
  manuscriptStage?: string
  extentMedium?: string
  language?: string
  subjects?: string[]
  classCode?: string
  retention?: string
  secrecyLevel?: string
  openStatus?: string
  location?: string
  relatedItems?: string[]
  originalOrCopy?: string
  event?: string
  background?: string
  /** 人物 by row and order; their names are in `persons` too. */
  depicted?: Depicted[]
  photographer?: string
  provider?: string
  rightsHolder?: string
  note?: string
  /** Ids of the authorities it is linked to. */
  authorities?: string[]
}

export interface Item {
  id: string
  /** Never reused; the rowid of the index document. */
  number: number
  accessionId: string
  /** The item of the archive file (ZIP) this one came out of. */
  containerId: string | null
  kind: ItemKind
  access: ItemAccess
  title: string
  referenceCode: string | null
  date: ItemDate | null
  creators: string[]
  persons: string[]
  places: string[]
  genre: string | null
  category: string | null
  caption: string | null
  description: Description
  review: ReviewState
  /** The revision of its present text, or null. */
  textRevision: number | null
  charCount: number
  textPages: number
  imageOnlyPages: number
  read: Stage
  render: Stage
  /** Not fatal: a guessed encoding, footnotes that could not be read. */
  warnings: Problem[]
  /** Raised by every change people make; the number in ETag and If-Match. */
  revision: number
  indexSeq: number
  /** The state the index has acknowledged; 0 = none yet. */
  indexedSeq: number
  withdrawn: { at: string; reason: string } | null
  deleted: { at: string; reason: string } | null
  createdBy: string
  createdAt: string
  updatedAt: string
}

/** PREMIS object: a file as it was given. The blob (sha256) is stored once, the object belongs to exactly one item. */
export const objectRoles = ['original', 'preservation', 'access', 'restored', 'crop', 'back', 'attachment'] as const
export type ObjectRole = (typeof objectRoles)[number]
export interface DigitalObject {
  id: string
  itemId: string
  accessionId: string
  sha256: string
  size: number
  role: ObjectRole
  order: number
  filename: string
  filenameBytes: Uint8Array
  originalPath: string | null
  mediaType: string
  encoding: string | null
  /** Upright pixels of the first page. */
  width: number | null
  height: number | null
  pages: number | null
  derivedFrom: string | null
  /** Of a file that is of several items, the pages that are of this one, inclusive; null: all. */
  part: FilePart | null
  receivedBy: string
  receivedAt: string
}

export interface FilePart {
  from: number
  to: number
}
/** The pages of a file that are its item's, of `count` (from 1). */
export const pagesOfPart = (part: FilePart | null, count: number): number[] => {
  const { from, to } = part ?? { from: 1, to: count }
  return Array.from({ length: Math.max(0, Math.min(to, count) - from + 1) }, (_, i) => from + i)
}
export const isInPart = (part: FilePart | null, page: number): boolean =>
  part === null || (page >= part.from && page <= part.to)

export const accessOf = (item: Pick<Item, 'access' | 'withdrawn'>): AccessClass =>
  item.withdrawn ? 'withdrawn' : item.access

/** The revision a caller saw before changing it (If-Match): '*' is any, null was not said. */
export type Seen = number | '*' | null

/** Nobody changes what they have not looked at. Fault request.precondition. */
export function demandSeen(seen: Seen): asserts seen is number | '*' {
  if (seen === null) throw new Fault('request.precondition')
}

/** Who names no revision is not told of one: when something else came first (a file read again, a batch), the change is made on top of it. */
export async function onTop<T>(seen: Seen, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const isStale = error instanceof Fault && error.code === 'item.stale'
      if (seen !== '*' || !isStale || tries === 5) throw error
    }
  }
}

export function demandAlive({ id, deleted }: Pick<Item, 'id' | 'deleted'>): void {
  if (deleted) throw new Fault('item.deleted', { id })
}

/** What is filed is changed by administrators only, or after it was unlocked. Fault item.filed. */
export function demandOpen(actor: Actor, { review }: Pick<Item, 'review'>): void {
  if (review === 'filed' && !may(actor, 'item.describe-filed')) throw new Fault('item.filed')
}

/** What was seen must lie between `since`, when the part in question last changed, and now. Fault item.stale. */
export function demandFresh({ revision }: Pick<Item, 'revision'>, seen: number | '*', since = revision): void {
  if (seen !== '*' && (seen < since || seen > revision)) throw new Fault('item.stale', { revision })
}

export type ItemState = 'processing' | 'ready' | 'failed'

export function stateOf(item: Pick<Item, 'read' | 'render' | 'indexedSeq'>): ItemState {
  if (item.read.state === 'waiting' || item.render.state === 'waiting') return 'processing'
  if (item.read.state === 'failed' || item.render.state === 'failed') return 'failed'
  return item.indexedSeq === 0 ? 'processing' : 'ready'
}

/** The four dots of an item's row: received, read, rendered, indexed. */
export function stagesOf(
  item: Pick<Item, 'read' | 'render' | 'indexedSeq' | 'indexSeq'>,
): { name: string; state: StageState; problem: Problem | null }[] {
  return [
    { name: 'received', state: 'done', problem: null },
    { name: 'read', ...item.read },
    { name: 'rendered', ...item.render },
    { name: 'indexed', state: item.indexedSeq >= item.indexSeq ? 'done' : 'waiting', problem: null },
  ]
}

/** State secrets are registered on paper only (api.md, roles): the system is 非涉密. */
export const isSecret = (level: string | undefined): boolean => /绝密|機密|机密|秘密/.test(level ?? '')

/** The title an item has before anybody described it: the file's name without folder and ending. */
export function provisionalTitle(filename: string): string {
  const name = filename.split(/[/\\]/).at(-1) ?? filename
  const bare = name.replace(/\.[A-Za-z0-9]{1,5}$/, '')
  return bare.trim() || name.trim() || '无题'
}

/** What each kind of file must go through. */
export function stagesFor(kind: ItemKind, mediaType: string): { read: StageState; render: StageState } {
  if (kind === 'text') return { read: 'waiting', render: mediaType === 'application/pdf' ? 'waiting' : 'none' }
  if (kind === 'photograph' || kind === 'scan') return { read: 'none', render: 'waiting' }
  if (kind === 'object' && mediaType !== 'application/x-empty') return { read: 'waiting', render: 'none' }
  return { read: 'none', render: 'none' }
}

export interface Change {
  field: string
  before: unknown
  after: unknown
}

/** Which fields differ, for history and audit. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  return Object.keys(after)
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
}

/** RFC 7396. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const base = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {}
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else merged[key] = mergePatch(merged[key], value)
  }
  return merged
}

/** A change, as history keeps it. `at`: an instant. */
export interface Made {
  action: string
  actorId: string
  actorName: string
  at: string
  changes: Change[]
}
export interface Revision extends Made {
  revision: number
}
export const madeBy = (
  actor: Pick<Actor, 'id' | 'username'>,
  action: string,
  at: string,
  changes: Change[] = [],
): Made => ({
  action,
  actorId: actor.id ?? '',
  actorName: actor.username,
  at,
  changes,
})
