/** A chapter goes, by itself or with its line of the outline; the 稿件 it was made of are given back. */
import type { AuditStore } from '../audit/store.ts'
import type { Actor } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { FollowChapters } from '../submissions/compiling.ts'
import type { SubmissionStore } from '../submissions/store.ts'
import type { ChapterStore, PublicationStore } from './store.ts'
import { volumeName } from './volume.ts'

export type ChapterStores = {
  publications: PublicationStore
  chapters: ChapterStore
  submissions: SubmissionStore
  audit: AuditStore
}

export async function deleteChapter(
  tx: ChapterStores,
  { follow, clock }: { follow: FollowChapters; clock: Clock },
  actor: Actor,
  id: string,
): Promise<void> {
  const chapter = await tx.chapters.get(id)
  if (!chapter) return
  const version = await tx.chapters.version(id, chapter.revision)
  const volume = await tx.publications.volume(chapter.volumeId)
  await tx.chapters.delete(id, instant(clock))
  const items = version?.basedOn.map(({ itemId }) => itemId) ?? []
  await follow(tx, actor, items, volume ? `${volumeName(volume)}《${chapter.title}》` : '')
}
