/** 编入: a 稿件 follows the chapters that are made of it, in the transaction that makes them or takes them away. */
import type { AuditStore } from '../audit/store.ts'
import type { Actor } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { ChapterStore } from '../publications/store.ts'
import type { SubmissionStore } from './store.ts'
import { afterChapters, type Submission, type SubmissionState } from './submission.ts'

type Stores = { submissions: SubmissionStore; chapters: Pick<ChapterStore, 'using'>; audit: AuditStore }

async function step(
  tx: Pick<Stores, 'submissions' | 'audit'>,
  actor: Actor,
  submission: Submission,
  state: SubmissionState,
  reason: string,
  at: string,
): Promise<void> {
  const made = { fields: ['chapters'], actorId: actor.id ?? '', actorName: actor.username, at }
  const revision = submission.revision + 1
  const decided = { decidedName: made.actorName, decidedAt: at }
  await tx.submissions.update({ ...submission, state, reason, ...decided, revision }, made)
  const details = { before: submission.state, after: state, revision }
  await tx.audit.append({ actor, act: 'submission.follow', subject: submission.id, details })
}

/** After a change of the chapters that are made of these items. `reason`: stands in the history of what moved. */
export type FollowChapters = (tx: Stores, actor: Actor, itemIds: readonly string[], reason: string) => Promise<void>

export const createFollowChapters =
  ({ clock }: { clock: Clock }): FollowChapters =>
  async (tx, actor, itemIds, reason) => {
    for (const submission of await tx.submissions.ofItems([...new Set(itemIds)])) {
      const uses = await tx.chapters.using(submission.itemId)
      const state = afterChapters(submission.state, uses.length > 0)
      if (!state) continue
      await step(tx, actor, submission, state, reason, instant(clock))
    }
  }

/** After a volume is published: what was made into it is 已刊. Repeated, nothing happens. */
export type FollowPrinting = (actor: Actor, itemIds: readonly string[], reason: string) => Promise<void>

/** Items of one transaction. */
const BATCH = 8

export const createFollowPrinting =
  ({ transact, clock }: { transact: Transact<Pick<Stores, 'submissions' | 'audit'>>; clock: Clock }): FollowPrinting =>
  async (actor, itemIds, reason) => {
    for (let from = 0; from < itemIds.length; from += BATCH)
      await transact(async (tx) => {
        for (const submission of await tx.submissions.ofItems(itemIds.slice(from, from + BATCH)))
          if (submission.state === 'compiled') await step(tx, actor, submission, 'printed', reason, instant(clock))
      })
  }
