/** Rounds of review with their opinions, and the files that belong to them, as the features need them stored. */
import type { Opinion, PublisherReview, Round } from './review.ts'

/** A scan of a signed sheet, or a proof: bytes among the originals. */
export interface ReviewFile {
  id: string
  volumeId: string
  name: string
  mediaType: string
  sha256: string
  size: number
  byName: string
  at: string
}

export interface ReviewStore {
  round(id: string): Promise<Round | undefined>
  /** Oldest first. */
  rounds(volumeId: string): Promise<Round[]>
  /** Open ones of one reader, oldest first. */
  waitingFor(userId: string): Promise<Round[]>
  insert(round: Round): Promise<void>
  close(id: string, closing: NonNullable<Round['closing']>): Promise<void>
  opinion(id: string): Promise<Opinion | undefined>
  /** In the order they were written. */
  opinionsOf(roundId: string): Promise<Opinion[]>
  opinionsOn(chapterId: string): Promise<Opinion[]>
  /** By chapter: those nobody has answered, of closed rounds. */
  unanswered(volumeId: string): Promise<Map<string, number>>
  addOpinion(opinion: Opinion): Promise<void>
  deleteOpinion(id: string): Promise<void>
  answer(id: string, answered: NonNullable<Opinion['answered']>): Promise<void>
  /** How far it has been followed: a memory, not a statement. */
  setPlace(id: string, place: Opinion['place']): Promise<void>
  /** Ids of the users who saved a version of a chapter up to a revision. */
  writersOf(chapters: readonly { id: string; revision: number }[]): Promise<string[]>
  file(id: string): Promise<ReviewFile | undefined>
  addFile(file: ReviewFile): Promise<void>
  publisherReviews(volumeId: string): Promise<PublisherReview[]>
  addPublisherReview(review: PublisherReview): Promise<void>
}
