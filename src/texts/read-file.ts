/** 读取, as a job: the text of an item's files becomes its first version; an archive file becomes its members. */
import type { AuditStore } from '../audit/store.ts'
import { Fault, type Problem, problemOf } from '../faults.ts'
import type { DigitalObject, Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { compareJob, type Job } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Derivatives } from '../ports/derivatives.ts'
import type { Originals } from '../ports/originals.ts'
import type { Encoding, ReadArchive, ReadOther, ReadText, TextReader } from '../ports/text-reader.ts'
import type { Transact } from '../ports/transaction.ts'
import type { TextStore } from './store.ts'
import { countCharacters, normalised, type TextPage, type TextVersion } from './text.ts'

type Stores = { items: ItemStore; objects: ObjectStore; texts: TextStore; audit: AuditStore; jobs: JobQueue }

/** Takes the members of an unpacked archive file into the accession of their container. */
export type Expand = (
  container: { item: Item; object: DigitalObject },
  archive: ReadArchive,
  requestedBy: string,
) => Promise<void>

/** Runs one `read` job. A fault of the file is kept on the item and is not thrown; an unavailable part of the service is. */
export type ReadFile = (job: Pick<Job, 'subject' | 'input' | 'requestedBy'>) => Promise<void>

export function createReadFile(deps: {
  items: ItemStore
  objects: ObjectStore
  originals: Originals
  derivatives: Derivatives
  reader: TextReader
  expand: Expand
  isOfVolume: (itemId: string) => Promise<boolean>
  /** In which encoding files of this accession's source were read before. */
  preferred: (accessionId: string) => Promise<Encoding | null>
  transact: Transact<Stores>
  clock: Clock
}): ReadFile {
  const { items, objects, transact } = deps

  /** Several files of one item read one after the other, each with pages of its own. */
  function joined(parts: { object: DigitalObject; read: ReadText }[]): { text: string; pages: TextPage[] } {
    let text = ''
    const pages: TextPage[] = []
    for (const { object, read } of parts) {
      if (text !== '' && !text.endsWith('\n')) {
        text += '\n'
        if (pages.length) pages.at(-1)!.end = text.length
      }
      const offset = text.length
      const part = normalised(read.text)
      text += part
      const own = read.pages.length
        ? read.pages
        : parts.length > 1
          ? [{ number: 1, label: '', start: 0, end: part.length }]
          : []
      for (const page of own) {
        pages.push({
          number: pages.length + 1,
          label: page.label,
          start: offset + page.start,
          end: offset + page.end,
          objectId: object.id,
        })
      }
    }
    return { text, pages }
  }

  async function commitText(
    item: Item,
    parts: { object: DigitalObject; read: ReadText }[],
    job: Parameters<ReadFile>[0],
  ): Promise<void> {
    const { text, pages } = joined(parts)
    const first = parts[0]!
    const again = item.textRevision !== null
    const createdAt = instant(deps.clock)
    const { actorId = job.requestedBy, actorName = 'system' } = job.input as { actorId?: string; actorName?: string }
    const uncertain = parts.some(({ read }) => read.uncertain)
    const warnings: Problem[] = parts.flatMap(({ read }) => read.warnings)
    // Whoever chose is not asked again; that some bytes do not fit stays on the text.
    if (uncertain && !job.input.encoding) {
      warnings.push({
        code: 'text.uncertain-encoding',
        details: { encoding: first.read.encoding ?? '', candidates: first.read.candidates },
      })
    }
    const imageOnlyPages = parts.reduce((sum, { read }) => sum + read.imageOnlyPages, 0)
    await transact(async (tx) => {
      // Somebody wrote a text while the file was being read: theirs stays, unless reading again was asked for after it.
      if ((await tx.items.get(item.id))?.textRevision !== item.textRevision) throw new Fault('item.stale')
      for (const { object, read } of parts) {
        await tx.objects.setFormat(object.id, {
          mediaType: read.mediaType,
          encoding: read.encoding,
          pages: read.pages.length || null,
        })
      }
      await tx.items.setStage(item.id, 'read', { state: 'done', problem: null })
      if (text.trim() === '') {
        // 仅有图像: nothing to search; said on the item and counted.
        await tx.items.setWarnings(item.id, [...warnings, { code: 'file.no-text', details: { pages: imageOnlyPages } }])
        await tx.items.touch(item.id)
      } else {
        const version: TextVersion = {
          itemId: item.id,
          revision: again ? item.revision + 1 : item.revision,
          kind: 'transcription',
          parent: item.textRevision,
          text,
          charCount: countCharacters(text),
          encoding: first.read.encoding,
          uncertain,
          candidates: first.read.candidates,
          objectId: first.object.id,
          note: '',
          authorId: actorId,
          authorName: actorName,
          createdAt,
        }
        await tx.texts.insert(version, pages)
        const changes = [{ field: 'text', before: item.textRevision, after: version.revision }]
        await tx.items.setText(
          item,
          { revision: version.revision, charCount: version.charCount, pages: pages.length, imageOnlyPages, warnings },
          again ? { action: 'read-again', actorId, actorName, at: createdAt, changes } : null,
        )
        await tx.jobs.add(compareJob)
      }
      await tx.jobs.add({ kind: 'index', subject: item.id, requestedBy: job.requestedBy })
      if (text.trim() !== '') await tx.jobs.add({ kind: 'guess', subject: item.id, requestedBy: job.requestedBy })
    })
  }

  async function commitProblem(item: Item, problem: Problem, requestedBy: string): Promise<void> {
    await transact(async (tx) => {
      await tx.items.setStage(item.id, 'read', { state: 'failed', problem })
      await tx.items.touch(item.id)
      await tx.jobs.add({ kind: 'index', subject: item.id, requestedBy })
    })
  }

  /** The bytes were an image, sound or film after all. */
  async function commitOther(item: Item, object: DigitalObject, found: ReadOther, requestedBy: string): Promise<void> {
    await transact(async (tx) => {
      const isImage = found.kind === 'image'
      await tx.objects.setFormat(object.id, { mediaType: found.mediaType })
      await tx.items.setKind(
        item.id,
        isImage ? 'photograph' : found.kind === 'object' ? 'object' : (found.kind as Item['kind']),
      )
      await tx.items.setStage(item.id, 'read', { state: 'none', problem: null })
      if (isImage) {
        await tx.items.setStage(item.id, 'render', { state: 'waiting', problem: null })
        await tx.jobs.add({ kind: 'render', subject: item.id, requestedBy })
      }
      await tx.items.touch(item.id)
      await tx.jobs.add({ kind: 'index', subject: item.id, requestedBy })
    })
  }

  return async (job) => {
    const item = await items.get(job.subject)
    if (item?.read.state !== 'waiting') return
    if (item.textRevision !== null && !job.input.again)
      return transact((tx) => tx.items.setStage(item.id, 'read', { state: 'done', problem: null }))
    // Its text was cut out of a volume: reading its files again would give more.
    if (await deps.isOfVolume(item.id))
      return transact((tx) => tx.items.setStage(item.id, 'read', { state: 'done', problem: null }))
    const parts: { object: DigitalObject; read: ReadText }[] = []
    const preferred = await deps.preferred(item.accessionId)
    try {
      for (const object of await objects.ofItems([item.id])) {
        if (object.mediaType.startsWith('image/') && item.kind !== 'text' && item.kind !== 'object') continue
        const scratch = await deps.derivatives.scratch()
        try {
          const read = await deps.reader.read({
            path: deps.originals.path(object.sha256),
            filename: object.filename,
            mediaType: object.mediaType,
            scratch,
            ...(preferred ? { preferred } : {}),
            ...(job.input.encoding ? { encoding: job.input.encoding as Encoding } : {}),
          })
          if (read.kind === 'text') parts.push({ object, read })
          else if (read.kind === 'archive') {
            await deps.expand({ item, object }, read, job.requestedBy)
            await objects.setFormat(object.id, { mediaType: read.mediaType })
          } else if (parts.length === 0) return await commitOther(item, object, read, job.requestedBy)
        } finally {
          await deps.derivatives.discard(scratch)
        }
      }
    } catch (error) {
      const problem = problemOf(error)
      if (!problem || problem.code.startsWith('storage.')) throw error
      return commitProblem(item, problem, job.requestedBy)
    }
    if (parts.length > 0) return commitText(item, parts, job)
    await transact(async (tx) => {
      await tx.items.setKind(item.id, 'object')
      await tx.items.setStage(item.id, 'read', { state: 'done', problem: null })
      await tx.items.touch(item.id)
      await tx.jobs.add({ kind: 'index', subject: item.id, requestedBy: job.requestedBy })
    })
  }
}
