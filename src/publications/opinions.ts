/** 审读意见 use-cases: said on a passage of the snapshot, followed in the text as it is edited, answered by the editor. */
import { randomUUID } from 'node:crypto'
import { Fault } from '../faults.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { UserStore } from '../users/store.ts'
import { sameStretches } from './alignment.ts'
import { textOf } from './content.ts'
import { followIn } from './follow.ts'
import { tell } from './ledger.ts'
import { isClosed, isOpen, type Opinion, type OpinionPlace, type ReviewStage } from './review.ts'
import type { AnswerInput, NewOpinion } from './review-input.ts'
import { lookAt, nameOf, type ReviewStores, type ReviewTx, subjectOf } from './reviews.ts'

export type ToldOpinion = Opinion & { stage: ReviewStage }

/** Faults of every one: review.not-found, opinion.not-found. */
export interface Opinions {
  /** The reader's own, or one that an editor enters from paper. Faults review.closed, chapter.not-found, opinion.range. */
  add(actor: Actor, volumeId: string, roundId: string, input: NewOpinion): Promise<Opinion>
  /** Before it is signed. Faults review.closed, act.forbidden for somebody else's. */
  remove(actor: Actor, volumeId: string, roundId: string, opinionId: string): Promise<void>
  /** After it is signed. Fault review.not-signed. */
  answer(actor: Actor, volumeId: string, roundId: string, opinionId: string, input: AnswerInput): Promise<Opinion>
  /** Those of closed rounds, where they stand in the present text. Fault chapter.not-found. */
  ofChapter(actor: Actor, chapterId: string): Promise<ToldOpinion[]>
}

export function createOpinions(
  deps: ReviewStores & { users: Pick<UserStore, 'get'>; transact: ReviewTx; clock: Clock },
): Opinions {
  const { chapters, reviews, users, transact, clock } = deps

  async function find(actor: Actor, volumeId: string, roundId: string, opinionId: string) {
    const round = await lookAt(reviews, actor, volumeId, roundId)
    const opinion = await reviews.opinion(opinionId)
    if (opinion?.roundId !== roundId) throw new Fault('opinion.not-found', { id: opinionId })
    return { round, opinion }
  }
  /** Through every version since, one by one, as far as it can be told. */
  async function followed(chapterId: string, places: readonly OpinionPlace[], present: number) {
    const at = places.map((place) => ({ ...place }))
    const first = Math.min(...at.filter(({ state }) => state !== 'lost').map(({ revision }) => revision), present)
    let text = first < present ? textOf((await chapters.version(chapterId, first))!.content) : ''
    for (let revision = first; revision < present; revision++) {
      const next = textOf((await chapters.version(chapterId, revision + 1))!.content)
      const same = next === text ? null : sameStretches(text, next)
      for (const place of at) {
        if (place.revision !== revision || place.state === 'lost') continue
        place.revision++
        const found = same && followIn(same, place)
        if (found?.state === 'lost') place.state = 'lost'
        else if (found) Object.assign(place, found, { state: place.state === 'valid' ? found.state : 'moved' })
      }
      text = next
    }
    return at
  }

  return {
    async add(actor, volumeId, roundId, { chapterId, start, end, gate, text }) {
      const round = await lookAt(reviews, actor, volumeId, roundId)
      const read = round.snapshot.chapters.find(({ id }) => id === chapterId)
      const version = read && (await chapters.version(chapterId, read.revision))
      if (!version) throw new Fault('chapter.not-found', { id: chapterId })
      const whole = textOf(version.content)
      const exact = whole.slice(start, end)
      if (start >= end || end > whole.length || !exact.isWellFormed())
        throw new Fault('opinion.range', { length: whole.length })
      const opinion: Opinion = {
        id: randomUUID(),
        roundId,
        chapterId,
        revision: version.revision,
        start,
        end,
        exact,
        gate,
        text,
        byId: actor.id ?? '',
        byName: await nameOf(users, actor),
        at: instant(clock),
        answered: null,
        place: { revision: version.revision, state: 'valid', start, end },
      }
      await transact(async (tx) => {
        if (!isOpen((await tx.reviews.round(roundId))!)) throw new Fault('review.closed')
        await tx.reviews.addOpinion(opinion)
        await tell(tx.audit, actor, 'review.opinion', volumeId, await subjectOf(tx.reviews, roundId), {
          opinion: opinion.id,
          gate,
        })
      })
      return opinion
    },
    async remove(actor, volumeId, roundId, opinionId) {
      const { opinion } = await find(actor, volumeId, roundId, opinionId)
      if (opinion.byId !== actor.id) throw new Fault('act.forbidden', { act: 'volume.review' })
      await transact(async (tx) => {
        if (!isOpen((await tx.reviews.round(roundId))!)) throw new Fault('review.closed')
        await tx.reviews.deleteOpinion(opinionId)
        await tell(tx.audit, actor, 'review.opinion-removed', volumeId, await subjectOf(tx.reviews, roundId), {
          opinion: opinionId,
        })
      })
    },
    async answer(actor, volumeId, roundId, opinionId, { answer, reason }) {
      demand(actor, 'volume.compile')
      const { round } = await find(actor, volumeId, roundId, opinionId)
      if (!isClosed(round)) throw new Fault('review.not-signed')
      const answered = { answer, reason, byId: actor.id ?? '', byName: await nameOf(users, actor), at: instant(clock) }
      await transact(async (tx) => {
        await tx.reviews.answer(opinionId, answered)
        await tell(tx.audit, actor, 'review.answer', volumeId, await subjectOf(tx.reviews, roundId), {
          opinion: opinionId,
          answer,
        })
      })
      return (await reviews.opinion(opinionId))!
    },
    async ofChapter(actor, chapterId) {
      demand(actor, 'volume.compile')
      const chapter = await chapters.get(chapterId)
      if (!chapter) throw new Fault('chapter.not-found', { id: chapterId })
      const rounds = new Map((await reviews.rounds(chapter.volumeId)).map((round) => [round.id, round]))
      const told = (await reviews.opinionsOn(chapterId)).filter(({ roundId }) => isClosed(rounds.get(roundId)!))
      const places = await followed(
        chapterId,
        told.map(({ place }) => place),
        chapter.revision,
      )
      const moved = told.flatMap(({ id, place }, i) =>
        JSON.stringify(place) === JSON.stringify(places[i]) ? [] : [{ id, place: places[i]! }],
      )
      // Kept so that the way is not gone twice; a version once passed never changes.
      if (moved.length > 0)
        await transact(async (tx) => {
          for (const { id, place } of moved) await tx.reviews.setPlace(id, place)
        })
      return told.map((opinion, i) => ({ ...opinion, place: places[i]!, stage: rounds.get(opinion.roundId)!.stage }))
    },
  }
}
