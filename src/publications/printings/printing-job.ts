/** What follows from a printing, as a job: what it is made of is 已刊, and its pages are found in the file that was printed. */
import type { Job, Outcome } from '../../jobs/job.ts'
import { type Actor, system } from '../../policy.ts'
import type { Originals } from '../../ports/originals.ts'
import type { TextReader } from '../../ports/text-reader.ts'
import type { FollowPrinting } from '../../submissions/compiling.ts'
import { nodesOf } from '../outline.ts'
import type { ApprovedChapter, ApprovedSection } from '../proofing/stream.ts'
import type { ReviewFile, ReviewStore } from '../review-store.ts'
import type { ChapterStore, PublicationStore } from '../store.ts'
import { volumeName } from '../volume.ts'
import { pageStarts } from './page-starts.ts'
import type { PageStart, Printing } from './printing.ts'
import type { PrintingStore } from './printing-store.ts'

export function createPrintingJob(deps: {
  publications: Pick<PublicationStore, 'volume'>
  chapters: Pick<ChapterStore, 'version'>
  reviews: Pick<ReviewStore, 'file'>
  printings: PrintingStore
  originals: Originals
  reader: Pick<TextReader, 'read'>
  follow: FollowPrinting
}): (job: Job) => Promise<Outcome> {
  const { printings } = deps

  async function startsIn(printing: Printing, { sha256, name, mediaType }: ReviewFile): Promise<PageStart[]> {
    if (mediaType !== 'application/pdf') return []
    const source = { path: deps.originals.path(sha256), filename: name, mediaType, scratch: '' }
    const read = await deps.reader.read(source)
    if (read.kind !== 'text' || read.text.trim() === '') return []
    const parts: (ApprovedChapter | ApprovedSection)[] = []
    const printed = new Map(printing.text.chapters.map((one) => [one.id, one]))
    for (const { node } of nodesOf(printing.text.outline)) {
      const own = printed.get(node.id)
      if ('children' in node) parts.push({ title: node.title })
      else if (own) parts.push({ ...own, content: (await deps.chapters.version(own.id, own.revision))!.content })
    }
    const { seriesTitle, title } = printing.text.volume
    return pageStarts(parts, read, [seriesTitle, title], printing.sheetsBefore)
  }

  return async (job) => {
    const printing = await printings.get(String(job.input.id))
    if (!printing) return { is: 'done' }
    // Permission was checked when it was published; history and audit name who did.
    const actor: Actor = { ...system, id: job.requestedBy, username: String(job.input.actorName ?? '') }
    const volume = await deps.publications.volume(printing.volumeId)
    await deps.follow(actor, await printings.itemsOf(printing.id), `${volume ? volumeName(volume) : ''} 出版`)
    const file = printing.file && (await deps.reviews.file(printing.file.id))
    if (!file || (await printings.pages(printing.id))) return { is: 'done' }
    const starts = await startsIn(printing, file)
    await printings.setPages(printing.id, starts)
    return { is: 'done', result: { pages: starts.length } }
  }
}
