/** 导出 use-cases: a volume becomes a file, as a job; the file is made anew whenever it is asked for. */
import type { AuditStore } from '../audit/store.ts'
import type { NameList } from '../authorities/name-list.ts'
import { Fault } from '../faults.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import type { JobStore } from '../jobs/store.ts'
import { type Actor, demand, system } from '../policy.ts'
import type { ExportFiles } from '../ports/export-files.ts'
import type { Transact } from '../ports/transaction.ts'
import {
  type Book,
  type BookChapter,
  type BookFormat,
  type BookPlate,
  type BookWriter,
  bookFiles,
  bookOf,
  chaptersOf,
  type PageWriter,
} from './book.ts'
import type { Citing } from './citing.ts'
import type { Clearance } from './clearance.ts'
import { bookName } from './front.ts'
import type { Generate } from './generating.ts'
import { createPagePictures, type DrawPages } from './page-pictures.ts'
import type { MakePicture } from './plate-pictures.ts'
import { type Plates, printedWords } from './plates.ts'
import type { ChapterStore, CountedVolume, PublicationStore } from './store.ts'
import { demandUnprinted } from './volume.ts'

/** Faults: volume.not-found; of `file` and `page` also export.not-found. */
export interface Exports {
  /** The id of the job. */
  request(actor: Actor, volumeId: string, format: BookFormat): Promise<string>
  /** What a job of `request` made, under a name to keep it by. */
  file(actor: Actor, volumeId: string, jobId: string): Promise<{ name: string; mediaType: string; data: Buffer }>
  /** A sheet of a PDF as a JPEG, from 1. Fault export.no-page. */
  page(actor: Actor, volumeId: string, jobId: string, sheet: number): Promise<Buffer>
  run(job: Job, makePicture: MakePicture): Promise<Outcome>
}

type Stores = { publications: PublicationStore; chapters: ChapterStore }

export function createExports(
  deps: Stores & {
    jobs: Pick<JobStore, 'get'>
    files: ExportFiles
    citing: Pick<Citing, 'printed'>
    names: () => Promise<NameList>
    generate: Generate
    writers: Record<BookFormat, BookWriter | PageWriter>
    clearance: Pick<Clearance, 'demand'>
    pictured: Pick<Plates, 'inBook'>
    drawPages: DrawPages
    transact: Transact<{ jobs: Pick<JobStore, 'add'>; audit: AuditStore }>
    wake: () => void
  },
): Exports {
  const { publications, chapters, files } = deps
  const pictureOf = createPagePictures(deps.drawPages)

  async function volumeOf(id: string) {
    const volume = await publications.volume(id)
    if (!volume) throw new Fault('volume.not-found', { id })
    return volume
  }
  const fileName = ({ id, input }: Job) => `${id}.${bookFiles[input.format as BookFormat].extension}`
  async function jobOf({ id }: CountedVolume, jobId: string): Promise<Job> {
    const job = await deps.jobs.get(jobId)
    if (job?.kind !== 'export' || job.input.volumeId !== id) throw new Fault('export.not-found', { id: jobId })
    return job
  }
  async function platesOf(volumeId: string, makePicture: MakePicture): Promise<BookPlate[]> {
    const made: BookPlate[] = []
    for (const { plate, source } of await deps.pictured.inBook(system, volumeId)) {
      if (!source) throw new Fault('plate.no-picture', { title: plate.caption.text })
      const { id, number, kind, chapterId, afterBlock, itemId } = plate
      const placed = { id, number, kind, chapterId, afterBlock, itemId }
      made.push({ ...placed, ...printedWords(plate), ...(await makePicture(plate, source)) })
    }
    return made
  }
  async function book(volumeId: string, makePicture: MakePicture): Promise<Book> {
    const volume = await volumeOf(volumeId)
    const found = new Map<string, BookChapter>()
    for (const line of await chapters.ofVolume(volumeId)) {
      const version = await chapters.version(line.id, line.revision)
      if (version) found.set(line.id, { ...line, version })
    }
    const plates = await platesOf(volumeId, makePicture)
    const outline = await publications.outline(volumeId)
    const made = bookOf(volume, outline, found, plates, await deps.names())
    return deps.generate(await deps.citing.printed(system, made))
  }

  return {
    async request(actor, volumeId, format) {
      demand(actor, 'volume.compile')
      demandUnprinted(await volumeOf(volumeId))
      const job = await deps.transact(async (tx) => {
        await tx.audit.append({ actor, act: 'volume.export', subject: volumeId, details: { format } })
        // One for each who asks: nobody's wish becomes somebody else's.
        const subject = `${volumeId} ${actor.id}`
        return tx.jobs.add({ kind: 'export', subject, requestedBy: actor.id ?? '', input: { format, volumeId } })
      })
      deps.wake()
      return job
    },
    async file(actor, volumeId, jobId) {
      demand(actor, 'volume.compile')
      const volume = await volumeOf(volumeId)
      const job = await jobOf(volume, jobId)
      const data = await files.read(fileName(job))
      if (!data) throw new Fault('export.not-found', { id: jobId })
      const { extension, mediaType } = bookFiles[job.input.format as BookFormat]
      return { name: `${bookName(volume)}.${extension}`, mediaType, data }
    },
    async page(actor, volumeId, jobId, sheet) {
      demand(actor, 'volume.compile')
      const job = await jobOf(await volumeOf(volumeId), jobId)
      const picture = job.input.format === 'pdf' && (await pictureOf(job.id, sheet, () => files.read(fileName(job))))
      if (!picture) throw new Fault('export.no-page', { sheet })
      return picture
    },
    async run(job, makePicture) {
      await deps.clearance.demand(String(job.input.volumeId))
      const made = await book(String(job.input.volumeId), makePicture)
      const set = await deps.writers[job.input.format as BookFormat](made)
      const { data, ...pages } = Buffer.isBuffer(set) ? { data: set } : set
      await files.write(fileName(job), data)
      const file = `/api/v1/volumes/${made.volume.id}/exports/${job.id}`
      // Which text it was: somebody may go on writing while the file goes to the printer.
      const revisions = Object.fromEntries(chaptersOf(made).map(({ id, version }) => [id, version.revision]))
      return { is: 'done', result: { file, chapters: made.volume.chapters, bytes: data.length, revisions, ...pages } }
    },
  }
}
