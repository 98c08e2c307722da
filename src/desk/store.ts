/** What the records say of the work that waits, and of what was done. */
import type { Scope } from '../policy.ts'

export interface Counted {
  id: string
  accessionNumber: string
  title: string
  count: number
}

/** Lines of accessions that wait for somebody's decision, by what is asked (accessions/accession.ts, LineState). */
export interface WaitingFiles {
  count: number
  refused: number
  damaged: number
  encoding: number
  same: number
  /** Those with most of them, at most three. */
  accessions: Counted[]
}
/** Items that lack a creator, a date or a genre. */
export interface WaitingItems {
  count: number
  /** Received before `since`. */
  old: number
  onlyDate: number
  accessions: Counted[]
}
export interface WaitingReturns {
  count: number
  overdue: number
  first: { id: string; accessionNumber: string; title: string; due: string } | null
}

export interface WaitingReview {
  count: number
  /** Who handed in the one that waits longest, and when. */
  oldest: { by: string; at: string } | null
}

/** Rounds of 三审 that wait for one reader; `title` of the volume */
export interface WaitingRounds {
  count: number
  first: { id: string; volumeId: string; title: string; stage: string; by: string; dueOn: string | null } | null
}

/** Items whose transcription waits for its next round, by somebody else than who ended the last. */
export interface WaitingProofs {
  count: number
  /** Of them, those at 一校; the others are at 二校. */
  first: number
  /** That wait longest, at most three. */
  items: { id: string; title: string }[]
}

/** Rights to read that run out soon. */
export interface ExpiringGrants {
  count: number
  first: { userName: string; title: string; expiresAt: string } | null
}

/** 授权书 whose last day comes soon. */
export interface EndingConsents {
  count: number
  first: { accessionId: string; title: string; signer: string; until: string } | null
}

export interface YearSums {
  items: number
  characters: number
  texts: number
  images: number
  /** By whom, most items first, at most twelve; '' where nobody was named. */
  contributors: { name: string; items: number; characters: number; images: number }[]
}

export interface DeskStore {
  files(): Promise<WaitingFiles>
  undescribed(since: string): Promise<WaitingItems>
  /** Originals that go back by `until`, an ISO day; overdue before `today`. */
  returns(until: string, today: string): Promise<WaitingReturns>
  /** Descriptions that were handed in. */
  submitted(): Promise<WaitingReview>
  /** For this reader; the first to be due, then the longest waiting. */
  rounds(actorId: string): Promise<WaitingRounds>
  /** For this person. */
  proofs(actorId: string): Promise<WaitingProofs>
  /** Between two instants. */
  expiring(from: string, until: string): Promise<ExpiringGrants>
  /** That are not revoked; their last day between two days. */
  endingConsents(from: string, until: string): Promise<EndingConsents>
  /** Requests to read that nobody has decided. */
  requests(): Promise<{ count: number; oldest: string | null }>
  /** Somebody's own: still waiting, and decided since; of those granted, the items that may still be read by it. */
  ownRequests(
    userId: string,
    since: string,
    now: string,
  ): Promise<{ waiting: number; granted: string[]; refused: number }>
  /** Undecided reports of items that are not in the recycle bin; archivists read all of them. */
  reports(): Promise<{ count: number; oldest: string | null }>
  /** Somebody's own of items within the scope: still waiting, and decided since. */
  ownReports(
    userId: string,
    since: string,
    scope: Scope,
  ): Promise<{ waiting: number; accepted: number; refused: number }>
  /** Pairs of present texts that share passages; archivists read all of them. */
  undecidedPairs(): Promise<number>
  /** `requestedBy` null: everybody's. */
  failedJobs(requestedBy: string | null): Promise<number>
  /** Items somebody changed last, newest first. */
  recent(actorId: string, limit: number): Promise<{ itemId: string; at: string; action: string }[]>
  /** Nothing but a sample was ever received. */
  isEmpty(): Promise<boolean>
  hasSample(): Promise<boolean>
  /** Of what was received from one ISO day to another, both included. */
  received(from: string, to: string): Promise<YearSums>
}
