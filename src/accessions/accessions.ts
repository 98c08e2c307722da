/** 征集: registering a batch and telling what became of it. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { DigitalObject, Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type Actor, demand, may } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Encoding } from '../ports/text-reader.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Reuse } from '../reuse/reuse.ts'
import type { ReuseBrief } from '../reuse/store.ts'
import {
  type Accession,
  type AccessionCounts,
  dayIn,
  demandPossible,
  type LineDecision,
  sourceOf,
} from './accession.ts'
import type { AccessionPatch, AccessionQuery, LineQuery, NewAccession, ReturnInput } from './input.ts'
import { isPicture, pageFolders } from './page-folders.ts'
import type { AccessionStore, StoredLine } from './store.ts'

/** A paper of more lines than this nobody prints. */
const MAX_LINES = 100_000
const dated = ['receivedDate', 'returnDue', 'returned'] as const

export interface AccessionView extends Accession {
  counts: AccessionCounts
  /** In which encoding doubtful files of its source are read, because somebody said so. */
  triedFirst: Encoding | null
}

export interface LineView {
  line: StoredLine
  /** The item that holds the file now, and the file; null where nothing was taken. */
  item: Item | null
  object: DigitalObject | null
  /** What else the item's text stands in, as far as the caller may read that. */
  reuse: ReuseBrief | null
}

export interface Accessions {
  register(actor: Actor, input: NewAccession, options?: { isSample?: boolean }): Promise<AccessionView>
  /** The caller's accession of today, made at the first file of the day. */
  today(actor: Actor): Promise<Accession>
  get(actor: Actor, id: string): Promise<AccessionView>
  /** Today where the office is: an ISO day. */
  day(): string
  list(actor: Actor, query: AccessionQuery): Promise<{ total: number; items: AccessionView[] }>
  /** Corrections of the register; also of a closed accession. */
  change(actor: Actor, id: string, patch: AccessionPatch): Promise<AccessionView>
  /** 退还原件, or that it was not. */
  giveBack(actor: Actor, id: string, input: ReturnInput): Promise<AccessionView>
  /** With what each file has come to; what needs somebody first. */
  files(actor: Actor, id: string, query: LineQuery): Promise<{ total: number; items: LineView[] }>
  /** The register of what came, for papers: every line in the order received. */
  lines(actor: Actor, id: string): Promise<StoredLine[]>
  /** What somebody decided about a file that needed it; null: open again. Fault accession.no-line. */
  decide(actor: Actor, id: string, line: string, decision: LineDecision | null): Promise<LineView>
  /** Files of its source are tried in no particular encoding any more. */
  forgetEncoding(actor: Actor, id: string): Promise<AccessionView>
  /** Folders whose pictures look like the pages of one manuscript, to be joined or not. */
  pageFolders(actor: Actor, id: string): Promise<{ folder: string; lines: LineView[] }[]>
  titles(actor: Actor, ids: readonly string[]): Promise<Map<string, string>>
  /** 结束收件: no file comes in after it. */
  close(actor: Actor, id: string): Promise<AccessionView>
}

export function createAccessions(deps: {
  accessions: AccessionStore
  items: Pick<ItemStore, 'getMany'>
  objects: Pick<ObjectStore, 'getMany'>
  transact: Transact<{ accessions: AccessionStore; audit: AuditStore }>
  reuse: Pick<Reuse, 'brief'>
  clock: Clock
  timeZone: string
}): Accessions {
  const { accessions, transact, clock } = deps
  const today = () => dayIn(deps.timeZone, clock.now())

  async function find(id: string): Promise<Accession> {
    const accession = await accessions.get(id)
    if (!accession) throw new Fault('accession.not-found', { id })
    return accession
  }
  /** The donor's private data only for those who may (policy.ts). */
  const shown = (actor: Actor, accession: Accession): Accession => {
    if (!accession.contributor || may(actor, 'donor.read-private')) return accession
    const { phone: _phone, address: _address, idNo: _idNo, ...contributor } = accession.contributor
    return { ...accession, contributor }
  }
  async function views(actor: Actor, found: readonly Accession[]): Promise<AccessionView[]> {
    const counts = await accessions.counts(found.map(({ id }) => id))
    const encodings = await accessions.encodings(found.map(sourceOf))
    return found.map((accession, i) => ({
      ...shown(actor, accession),
      counts: counts[i]!,
      triedFirst: encodings.get(sourceOf(accession)) ?? null,
    }))
  }
  const view = async (actor: Actor, accession: Accession): Promise<AccessionView> =>
    (await views(actor, [accession]))[0]!
  async function lineViews(actor: Actor, lines: readonly StoredLine[]): Promise<LineView[]> {
    const present = (ids: (string | null)[]) => [...new Set(ids.flatMap((id) => id ?? []))]
    const items = await deps.items.getMany(present(lines.map((line) => line.presentItemId)))
    const objects = await deps.objects.getMany(present(lines.map((line) => line.objectId)))
    const [itemById, objectById] = [
      new Map(items.map((one) => [one.id, one])),
      new Map(objects.map((one) => [one.id, one])),
    ]
    const reuses = await deps.reuse.brief(actor, [...itemById.keys()])
    return lines.map((line) => ({
      line,
      item: itemById.get(line.presentItemId ?? '') ?? null,
      object: objectById.get(line.objectId ?? '') ?? null,
      reuse: reuses.get(line.presentItemId ?? '') ?? null,
    }))
  }
  /** One change of the register with its audit entry. */
  async function change(
    actor: Actor,
    id: string,
    act: string,
    next: (accession: Accession) => Accession,
  ): Promise<AccessionView> {
    demand(actor, 'item.register')
    await transact(async (tx) => {
      const before = await tx.accessions.get(id)
      if (!before) throw new Fault('accession.not-found', { id })
      const after = next(before)
      // Days of an older register that cannot be hinder no other correction.
      if (dated.some((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field])))
        demandPossible(after, today())
      const fields = (Object.keys(after) as (keyof Accession)[]).filter(
        (field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
      )
      if (fields.length === 0) return
      await tx.accessions.update(after)
      await tx.audit.append({ actor, act, subject: id, details: { fields } })
    })
    return view(actor, await find(id))
  }

  async function insert(
    actor: Actor,
    input: NewAccession,
    dayKey: string | null,
    isSample = false,
  ): Promise<Accession> {
    const receivedDate = input.receivedDate ?? today()
    const returnDue = input.returnDue ?? null
    demandPossible({ receivedDate, returnDue, returned: null }, today())
    return transact(async (tx) => {
      const accession = await tx.accessions.insert(
        {
          id: randomUUID(),
          title: input.title,
          acquisitionType: input.acquisitionType,
          contributor: (input.contributor as Accession['contributor']) ?? null,
          receivedDate,
          handler: input.handler ?? actor.username,
          returnOriginal: input.returnOriginal,
          returnDue,
          returned: null,
          note: input.note,
          isSample,
          createdBy: actor.id ?? '',
          createdAt: instant(clock),
          closedAt: null,
        },
        Number(receivedDate.slice(0, 4)),
        dayKey,
      )
      await tx.audit.append({
        actor,
        act: 'accession.register',
        subject: accession.id,
        details: { accessionNumber: accession.accessionNumber },
      })
      return accession
    })
  }

  return {
    async register(actor, input, { isSample = false } = {}) {
      demand(actor, isSample ? 'sample.manage' : 'item.register')
      return view(actor, await insert(actor, input, null, isSample))
    },
    async today(actor) {
      demand(actor, 'item.register')
      const dayKey = `${actor.id}/${today()}`
      const present = await accessions.ofDay(dayKey)
      if (present && !present.closedAt) return present
      const title = `${today()} 日常收件（${actor.username}）`
      // A closed accession of today stays closed: what comes later opens the next one.
      const key = present ? `${dayKey}/${present.id}` : dayKey
      const following = present ? await accessions.ofDay(key) : undefined
      return (
        following ??
        insert(actor, { title, acquisitionType: 'collection', returnOriginal: false, note: '' }, key).catch(
          async (error) => {
            // Two first files of the day at once: the other one made it.
            const made = await accessions.ofDay(key)
            if (made) return made
            throw error
          },
        )
      )
    },
    async get(actor, id) {
      demand(actor, 'accession.read')
      return view(actor, await find(id))
    },
    day: today,
    async list(actor, query) {
      demand(actor, 'accession.read')
      const filter = {
        text: query.q,
        acquisitionType: query.type ?? null,
        year: query.year ?? null,
        state: query.state ?? null,
      }
      const page = { from: (query.page - 1) * query.size, size: query.size }
      const { total, accessions: found } = await accessions.list(filter, page)
      return { total, items: await views(actor, found) }
    },
    change: (actor, id, patch) =>
      change(actor, id, 'accession.change', (accession) => ({ ...accession, ...patch }) as Accession),
    giveBack: (actor, id, { date, note }) =>
      change(actor, id, 'accession.return', (accession) => ({
        ...accession,
        returned: date === null ? null : { at: date, note },
      })),
    async files(actor, id, query) {
      demand(actor, 'accession.read')
      await find(id)
      const filter = { outcome: query.outcome ?? null, state: query.state ?? null, urgent: query.state === undefined }
      const page = { from: query.offset ?? (query.page - 1) * query.size, size: query.size }
      const { total, files } = await accessions.files(id, filter, page)
      return { total, items: await lineViews(actor, files) }
    },
    async forgetEncoding(actor, id) {
      demand(actor, 'item.register')
      const accession = await find(id)
      await transact(async (tx) => {
        await tx.accessions.rememberEncoding(sourceOf(accession), null, actor.id ?? '', instant(clock))
        await tx.audit.append({ actor, act: 'accession.forget-encoding', subject: id })
      })
      return view(actor, accession)
    },
    async pageFolders(actor, id) {
      const lines = await this.lines(actor, id)
      const pictures = await lineViews(actor, lines.filter(isPicture))
      const folders = pageFolders(
        pictures.flatMap(({ line, item }) =>
          item && !item.deleted && item.review !== 'filed' ? [{ line, itemId: item.id, kind: item.kind }] : [],
        ),
        lines,
      )
      const byLine = new Map(pictures.map((one) => [one.line.id, one]))
      return folders.map(({ folder, pages }) => ({ folder, lines: pages.map(({ line }) => byLine.get(line.id)!) }))
    },
    async lines(actor, id) {
      demand(actor, 'accession.read')
      await find(id)
      const everything = { outcome: null, state: null, urgent: false }
      return (await accessions.files(id, everything, { from: 0, size: MAX_LINES })).files
    },
    async decide(actor, id, line, decision) {
      demand(actor, 'item.register')
      await find(id)
      const number = /^\d{1,15}$/.test(line) ? Number(line) : 0
      await transact(async (tx) => {
        const before = await tx.accessions.line(id, number)
        if (!before) throw new Fault('accession.no-line', { id: line })
        if (before.decision === decision) return
        await tx.accessions.decide(number, decision, actor.id ?? '', instant(clock))
        await tx.audit.append({
          actor,
          act: 'file.decide',
          subject: before.objectId ?? id,
          details: { accession: id, line, decision: decision ?? '' },
        })
      })
      const [decided] = await lineViews(actor, [(await accessions.line(id, number))!])
      return decided!
    },
    async titles(actor, ids) {
      demand(actor, 'accession.read')
      return new Map(
        (await accessions.getMany(ids)).map(({ id, accessionNumber, title }) => [id, `${accessionNumber} ${title}`]),
      )
    },
    async close(actor, id) {
      demand(actor, 'item.register')
      const accession = await find(id)
      if (!accession.closedAt) {
        await transact(async (tx) => {
          await tx.accessions.close(id, instant(clock))
          await tx.audit.append({ actor, act: 'accession.close', subject: id })
        })
      }
      return view(actor, await find(id))
    },
  }
}
