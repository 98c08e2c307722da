/** 审计: append-only, hash-chained. Written inside the transaction of what it tells. */
import type { Actor } from '../policy.ts'

export interface AuditEntry {
  actor: Actor
  /** noun.verb, as in `item.describe`. */
  act: string
  /** Id of what was acted on, or ''. */
  subject: string
  /** Never donors' private data. */
  details?: Readonly<Record<string, unknown>>
}

export interface AuditRecord {
  seq: number
  at: string
  actorId: string
  actorName: string
  address: string
  act: string
  subject: string
  details: Readonly<Record<string, unknown>>
  hash: string
}

export interface AuditFilter {
  actor?: string | undefined
  act?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Refusals of one actor, act and minute, counted before they are sealed into the chain. */
export interface Refusals {
  actorId: string
  actorName: string
  act: string
  minute: string
  count: number
}

/** What an id in the trail stands for: a file of the archive, a person, a volume. */
export const namedKinds = [
  'item',
  'accession',
  'user',
  'authority',
  'publication',
  'volume',
  'chapter',
  'topic',
] as const
export interface Named {
  kind: (typeof namedKinds)[number]
  name: string
}

export interface AuditStore {
  append(entry: AuditEntry): Promise<void>
}

/** `isChained`: it is what it was when it was chained to the one before it, which is still there. */
export interface LinkedRecord extends AuditRecord {
  isChained: boolean
}

export interface AuditLog extends AuditStore {
  /** What was done to one subject, oldest first: acts that begin with one of `acts`. */
  linked(subject: string, acts: readonly string[]): Promise<LinkedRecord[]>
  countOf(subject: string, acts: readonly string[]): Promise<number>
  list(filter: AuditFilter, page: { from: number; size: number }): Promise<{ total: number; records: AuditRecord[] }>
  /** What these ids stand for, as far as it has a name; what is one reader's own (选材篮, 令牌) has none here. */
  named(ids: readonly string[]): Promise<Record<string, Named>>
  /** Records after `seq`, in order. */
  after(seq: number, limit: number): Promise<AuditRecord[]>
  addRefusals(refusals: readonly Refusals[]): Promise<void>
  /** Refusals not yet in the chain. */
  unsealed(): Promise<Refusals[]>
  /** Moves the refusals of minutes before `minute` into the chain. */
  seal(minute: string): Promise<number>
}
