/** 导入旧刊, as a job: part by part a printed volume becomes items, each in one transaction, so that it goes on where it stood. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { responsibleIn } from '../hanzi/byline.ts'
import { accessOf, type Item, madeBy } from '../items/item.ts'
import type { Described, ItemStore, ObjectStore } from '../items/store.ts'
import { compareJob, type Job, type Outcome } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, system } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { PublicationStore } from '../publications/store.ts'
import type { TextStore } from '../texts/store.ts'
import { countCharacters, type TextPage } from '../texts/text.ts'
import { type FiledPart, filedParts } from './part-files.ts'
import type { PlannedPart } from './plan.ts'
import { printedPlace } from './printed.ts'
import type { Frozen, PrintedStore } from './store.ts'

type Stores = {
  printed: PrintedStore
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  audit: AuditStore
  jobs: JobQueue
}

export function createPrintedImport(deps: {
  printed: PrintedStore
  publications: Pick<PublicationStore, 'volume'>
  items: Pick<ItemStore, 'get' | 'getMany'>
  objects: Pick<ObjectStore, 'getMany' | 'ofItems'>
  texts: Pick<TextStore, 'get'>
  /** By the archive's tables as they are now: the description of an item with who wrote it and when it was printed. */
  describing: () => Promise<(item: Item, what: { creators: string[]; date: string }) => Described>
  transact: Transact<Stores>
  clock: Clock
  /** False = cancelled. */
  progress: (job: Job, done: number, total: number) => Promise<boolean>
}): (job: Job) => Promise<Outcome> {
  const { printed, transact, clock } = deps

  /** The text of a part and its pages; a file that ends without one gets a line's end before the next begins. */
  async function written(frozen: Frozen, filed: FiledPart, ids: readonly string[], versions: Map<string, string>) {
    let text = ''
    let before: string | null = null
    const pages: TextPage[] = []
    for (const { page, start, end, file } of filed.pages) {
      const of = frozen.pages[page]!.text
      let slice = ''
      if (of) {
        const key = `${of.itemId} ${of.revision}`
        if (!versions.has(key)) versions.set(key, (await deps.texts.get(of.itemId, of.revision))?.text ?? '')
        slice = versions.get(key)!.slice(of.start, of.end).slice(start, end)
        if (before !== null && before !== of.objectId && text !== '' && !text.endsWith('\n')) {
          text += '\n'
          pages.at(-1)!.end = text.length
        }
        before = of.objectId
      }
      const number = pages.length + 1
      const label = frozen.labels[page] ?? ''
      const objectId = file === null ? null : (ids[file] ?? null)
      pages.push({ number, label, start: text.length, end: text.length + slice.length, objectId })
      text += slice
    }
    return { text, pages }
  }

  async function makePart(
    job: Job,
    actor: Actor,
    volume: { id: string; name: string; accessionId: string; year: string },
    frozen: Frozen,
    at: { order: number; part: PlannedPart; filed: FiledPart },
    versions: Map<string, string>,
  ): Promise<void> {
    const { order, part, filed } = at
    const besides = order === 1 ? frozen.besides : []
    const objects = new Map(
      (await deps.objects.getMany([...filed.files.map(({ objectId }) => objectId), ...besides])).map((one) => [
        one.id,
        one,
      ]),
    )
    const sources = await deps.items.getMany([...new Set([...objects.values()].map(({ itemId }) => itemId))])
    // What stands in another volume stays there: this one gets an object on the same bytes.
    const elsewhere = await printed.ofItems(sources.map(({ id }) => id))
    const moves = (objectId: string): boolean => !elsewhere.has(objects.get(objectId)!.itemId)
    const id = randomUUID()
    const ids = filed.files.map(({ objectId, isFirst }) => (isFirst && moves(objectId) ? objectId : randomUUID()))
    const { text, pages } = await written(frozen, filed, ids, versions)
    const hasText = text.trim() !== ''
    const hasPictures = filed.files.some(({ isPicture }) => isPicture)
    const describe = await deps.describing()
    const createdAt = instant(clock)
    const requestedBy = job.requestedBy
    await transact(async (tx) => {
      // Another try of this job may have made it meanwhile.
      if ((await tx.printed.parts(volume.id)).some((one) => one.order === order)) return
      let item = await tx.items.insert({
        id,
        accessionId: volume.accessionId,
        containerId: null,
        kind: hasPictures ? 'scan' : 'text',
        // What was closed stays closed on the way.
        access: sources.every((one) => ['open', 'internal'].includes(accessOf(one))) ? 'internal' : 'controlled',
        title: part.kind === 'front' ? `${volume.name}${part.title}` : part.title,
        read: hasText ? 'done' : 'none',
        render: hasPictures ? 'waiting' : 'none',
        createdBy: requestedBy,
        createdAt,
      })
      for (const [i, file] of filed.files.entries()) {
        const own = objects.get(file.objectId)!
        const role = file.isPicture || !hasPictures ? ('original' as const) : ('attachment' as const)
        if (ids[i] === own.id) await tx.objects.assign(id, [{ objectId: own.id, role, order: i, part: file.part }])
        else
          await tx.objects.insert({
            ...own,
            id: ids[i]!,
            itemId: id,
            role,
            order: i,
            part: file.part,
            derivedFrom: own.id,
          })
      }
      const behind = filed.files.length
      await tx.objects.assign(
        id,
        besides.filter(moves).map((objectId, i) => ({ objectId, role: 'attachment', order: behind + i })),
      )
      if (hasText) {
        const charCount = countCharacters(text)
        await tx.texts.insert(
          {
            itemId: id,
            revision: 1,
            kind: 'transcription',
            parent: null,
            text,
            charCount,
            encoding: null,
            uncertain: false,
            candidates: [],
            objectId: ids[0] ?? null,
            note: volume.name,
            authorId: requestedBy,
            authorName: actor.username,
            createdAt,
          },
          pages,
        )
        item = await tx.items.setText(
          item,
          { revision: 1, charCount, pages: pages.length, imageOnlyPages: 0, warnings: [] },
          null,
        )
      }
      const creators = [...new Set(responsibleIn(part.byline).flatMap(({ names }) => names))]
      const described = describe(item, { creators, date: volume.year && `${volume.year}年` })
      await tx.items.describe(item, described, madeBy(actor, 'printed', createdAt))
      const { kind, column, title, byline, from, to } = part
      await tx.printed.insertPart({ itemId: id, volumeId: volume.id, order, kind, column, title, byline, from, to })
      await tx.audit.append({ actor, act: 'printed.part', subject: id, details: { volume: volume.id, order } })
      if (hasPictures) await tx.jobs.add({ kind: 'render', subject: id, requestedBy })
      await tx.jobs.add({ kind: 'index', subject: id, requestedBy })
      if (hasText) {
        await tx.jobs.add({ kind: 'guess', subject: id, requestedBy })
        await tx.jobs.add(compareJob)
      }
    })
  }

  /** An item that gave away its last file goes to the recycle bin, as where files are joined. */
  async function clear(job: Job, actor: Actor, itemId: string, name: string): Promise<void> {
    await transact(async (tx) => {
      const item = await tx.items.get(itemId)
      if (!item || item.deleted || (await tx.objects.ofItems([itemId])).length > 0) return
      const at = instant(clock)
      await tx.items.mark(item, { deleted: { at, reason: `并入 ${name}` } }, madeBy(actor, 'joined', at))
      await tx.audit.append({ actor, act: 'item.delete', subject: itemId, details: { into: name } })
      await tx.jobs.add({ kind: 'index', subject: itemId, requestedBy: job.requestedBy })
      await tx.jobs.add(compareJob)
    })
  }

  return async (job) => {
    const found = await printed.getImport(job.subject)
    const frozen = await printed.frozen(job.subject)
    const volume = found?.volumeId ? await deps.publications.volume(found.volumeId) : undefined
    if (!found || !frozen || !volume || found.state === 'done') return { is: 'done', result: { items: 0 } }
    // Permission was checked when it was asked for; history and audit name who asked.
    const actor: Actor = { ...system, id: job.requestedBy, username: String(job.input.actorName ?? '') }
    const { accessionId, year } = found.fields
    const { seriesTitle, number, title: volumeTitle } = volume
    const name = printedPlace({ seriesTitle, number, volumeTitle, from: '', to: '' })
    const filed = filedParts(frozen.pages, frozen.parts)
    const made = new Set((await printed.parts(volume.id)).map(({ order }) => order))
    const total = frozen.parts.length + frozen.itemIds.length
    const versions = new Map<string, string>()
    let done = 0
    for (const [i, part] of frozen.parts.entries()) {
      const at = { order: i + 1, part, filed: filed[i]! }
      const whose = { id: volume.id, name, accessionId: accessionId!, year }
      if (!made.has(i + 1)) await makePart(job, actor, whose, frozen, at, versions)
      if (!(await deps.progress(job, ++done, total))) return { is: 'done', result: { items: done } }
    }
    for (const itemId of frozen.itemIds) {
      await clear(job, actor, itemId, name)
      if (++done % 20 === 0) await deps.progress(job, done, total)
    }
    await transact(async (tx) => {
      const present = await tx.printed.getImport(found.id)
      if (present) await tx.printed.updateImport({ ...present, state: 'done', updatedAt: instant(clock) })
    })
    return { is: 'done', result: { items: frozen.parts.length, volume: volume.id } }
  }
}
