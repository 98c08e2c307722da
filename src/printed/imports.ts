/** 导入旧刊 use-cases: a volume that was printed before is described, cut along its contents, and taken in by a job. What was done so far is kept. */
import { randomUUID } from 'node:crypto'
import type { AccessionStore } from '../accessions/store.ts'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { demandOpen, demandSeen, type Seen } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import type { JobStore } from '../jobs/store.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import { said } from '../ports/patch.ts'
import type { TextReader } from '../ports/text-reader.ts'
import type { Transact } from '../ports/transaction.ts'
import type { PublicationStore } from '../publications/store.ts'
import { NO_IMPRINT, type Volume } from '../publications/volume.ts'
import type { TextStore } from '../texts/store.ts'
import { MOST_LINES, readContents, readRows } from './contents.ts'
import type { VolumePage } from './gather.ts'
import type { ImportPatch } from './input.ts'
import { volumeLabels } from './numbering.ts'
import { type Entry, type Plan, planVolume } from './plan.ts'
import { createSources, type Folder, type Source } from './sources.ts'
import type { Frozen, ImportFields, PrintedImport, PrintedStore } from './store.ts'

export interface ImportView {
  found: PrintedImport
  /** null: no accession was chosen, or it was taken in. */
  source: Source | null
  plan: Plan | null
  /** Entries that a person must look at before the volume can be taken in: places among them. */
  doubtful: number[]
}
export interface ImportPage {
  label: string
  text: string
  picture: VolumePage['picture']
}

/** Faults of every one: import.not-found; of changes request.precondition, import.stale (`present`), import.not-draft. */
export interface Imports {
  list(actor: Actor, page: Page): Promise<{ total: number; items: PrintedImport[] }>
  get(actor: Actor, id: string): Promise<ImportView>
  create(actor: Actor, input: ImportPatch): Promise<ImportView>
  /** `contents` and `contentsPages` are read anew into entries. Fault accession.not-found. */
  change(actor: Actor, id: string, patch: ImportPatch, seen: Seen): Promise<ImportView>
  /** Entries of a table, CSV or XLSX. Faults of `readTable`; import.no-lines. */
  readTable(actor: Actor, id: string, bytes: Uint8Array, seen: Seen): Promise<ImportView>
  /** A page of the volume, from 0. Fault import.no-page. */
  page(actor: Actor, id: string, page: number): Promise<ImportPage>
  folders(actor: Actor, id: string): Promise<Folder[]>
  /** The id of the job. Faults import.incomplete, import.doubtful, import.processing, import.exists; item.filed of what gives its files away. */
  start(actor: Actor, id: string, seen: Seen): Promise<string>
  /** What was not taken in. Its files stay where they are. */
  remove(actor: Actor, id: string): Promise<void>
}

const NOTHING: ImportFields = {
  publicationId: null,
  seriesTitle: '',
  number: null,
  title: '',
  type: 'internal',
  year: '',
  place: '',
  imprint: {},
  accessionId: null,
  path: '',
  textStart: null,
  marksAt: null,
  anchors: [],
  contents: '',
  entries: [],
}
const entriesOf = (lines: ReturnType<typeof readContents>): Entry[] => lines.map((line) => ({ ...line, start: null }))

function frozenOf({ pages, files }: Source, { labels, parts }: Plan): Frozen {
  const paged = new Set(pages.flatMap(({ picture, text }) => [picture?.objectId, text?.objectId]))
  const besides = [...new Set(files.map(({ objectId }) => objectId))].filter((one) => !paged.has(one))
  return { pages, labels, parts, besides, itemIds: [...new Set(files.map(({ itemId }) => itemId))] }
}

type Stores = { printed: PrintedStore; publications: PublicationStore; audit: AuditStore; jobs: JobStore }

export function createImports(deps: {
  printed: PrintedStore
  publications: PublicationStore
  accessions: Pick<AccessionStore, 'files' | 'get'>
  items: Pick<ItemStore, 'getMany'>
  objects: Pick<ObjectStore, 'getMany'>
  texts: Pick<TextStore, 'present' | 'presentPages'>
  reader: Pick<TextReader, 'readTable'>
  jobs: Pick<JobStore, 'get'>
  transact: Transact<Stores>
  clock: Clock
  wake: () => void
}): Imports {
  const { printed, transact, clock } = deps
  const sources = createSources(deps)

  async function look(
    actor: Actor,
    id: string,
    from: Pick<PrintedStore, 'getImport'> = printed,
  ): Promise<PrintedImport> {
    demand(actor, 'printed.import')
    const found = await from.getImport(id)
    if (!found) throw new Fault('import.not-found', { id })
    return found
  }
  async function view(found: PrintedImport): Promise<ImportView> {
    const source = found.state === 'draft' ? await sources.source(found.fields) : null
    if (!source) return { found, source, plan: null, doubtful: [] }
    const plan = planOf(source, found.fields)
    return { found, source, plan, doubtful: plan.entries.flatMap(({ doubts }, i) => (doubts.length ? [i] : [])) }
  }
  const planOf = (source: Source, fields: ImportFields): Plan =>
    planVolume(source.texts, { ...fields, labels: source.labels })

  /** The fields with the patch; contents read into entries, and found among the files where nobody gave them. */
  async function patched(before: ImportFields, { contentsPages, ...patch }: ImportPatch): Promise<ImportFields> {
    const next: ImportFields = { ...before, ...said(patch), imprint: said(patch.imprint ?? before.imprint) }
    if (
      next.accessionId !== null &&
      next.accessionId !== before.accessionId &&
      !(await deps.accessions.get(next.accessionId))
    )
      throw new Fault('accession.not-found', { id: next.accessionId })
    const isElsewhere = next.accessionId !== before.accessionId || next.path !== before.path
    // What was said of pages was said of other ones.
    if (isElsewhere && before.accessionId !== null)
      Object.assign(next, {
        textStart: patch.textStart ?? null,
        anchors: patch.anchors ?? [],
        entries: patch.entries ?? next.entries.map((entry) => ({ ...entry, start: null })),
      })
    const isAsked = contentsPages !== undefined || (isElsewhere && next.contents === '' && next.entries.length === 0)
    const source = isAsked ? await sources.source(next) : null
    if (source) {
      const pages = contentsPages ?? planOf(source, next).contentsPages
      const text = pages.map((page) => source.texts[page] ?? '').join('\n')
      next.contents = contentsPages ? text : source.contents || text
    }
    const isRead = patch.entries === undefined && (patch.contents !== undefined || isAsked)
    return isRead ? { ...next, entries: entriesOf(readContents(next.contents)) } : next
  }
  async function change(
    actor: Actor,
    id: string,
    seen: Seen,
    to: (fields: ImportFields) => Promise<ImportFields>,
  ): Promise<ImportView> {
    const before = await look(actor, id)
    demandSeen(seen)
    const fields = await to(before.fields)
    const after = await transact(async (tx) => {
      const present = await look(actor, id, tx.printed)
      if (present.state !== 'draft') throw new Fault('import.not-draft')
      if (JSON.stringify(fields) === JSON.stringify(present.fields)) return present
      if (present.revision !== before.revision || (seen !== '*' && seen !== present.revision))
        throw new Fault('import.stale', { revision: present.revision }, { present })
      const next = { ...present, fields, revision: present.revision + 1, updatedAt: instant(clock) }
      await tx.printed.updateImport(next)
      return next
    })
    return view(after)
  }

  async function makeVolume(tx: Stores, actor: Actor, fields: ImportFields): Promise<Volume & { seriesTitle: string }> {
    const { number, title, type, year, place, seriesTitle } = fields
    const known =
      fields.publicationId === null
        ? (await tx.publications.list()).find((one) => one.title === seriesTitle)
        : await tx.publications.get(fields.publicationId)
    if (fields.publicationId !== null && !known) throw new Fault('publication.not-found', { id: fields.publicationId })
    const series = known ?? { id: randomUUID(), title: seriesTitle, createdAt: instant(clock) }
    if (!known) {
      await tx.publications.insert(series)
      await tx.audit.append({ actor, act: 'publication.create', subject: series.id, details: { title: seriesTitle } })
    }
    const twin = (await tx.publications.volumes(series.id)).find(
      (one) => one.printed && one.number === number && (number !== null || one.title === title),
    )
    if (twin) throw new Fault('import.exists', { title: series.title, number: number ?? title })
    const volume: Volume = {
      id: randomUUID(),
      publicationId: series.id,
      number,
      title,
      type,
      trim: { widthMm: 140, heightMm: 203 },
      editors: [],
      imprint: { ...NO_IMPRINT, ...said(fields.imprint) },
      plannedChars: 0,
      topicId: null,
      citationStyle: 'note',
      generated: [],
      printed: { year, place },
      revision: 1,
      outlineRevision: 1,
      createdAt: instant(clock),
    }
    await tx.publications.insertVolume(volume)
    await tx.audit.append({
      actor,
      act: 'printed.import',
      subject: volume.id,
      details: { title: series.title, number },
    })
    return { ...volume, seriesTitle: series.title }
  }

  return {
    async list(actor, page) {
      demand(actor, 'printed.import')
      return pageOf(await printed.imports(), page)
    },
    get: async (actor, id) => view(await look(actor, id)),
    async create(actor, input) {
      demand(actor, 'printed.import')
      const at = instant(clock)
      const made: PrintedImport = {
        id: randomUUID(),
        state: 'draft',
        fields: await patched(NOTHING, input),
        volumeId: null,
        jobId: null,
        revision: 1,
        createdBy: actor.id ?? '',
        createdName: actor.username,
        createdAt: at,
        updatedAt: at,
      }
      await transact((tx) => tx.printed.insertImport(made))
      return view(made)
    },
    change: (actor, id, patch, seen) => change(actor, id, seen, (fields) => patched(fields, patch)),
    async readTable(actor, id, bytes, seen) {
      await look(actor, id)
      const { sheets } = await deps.reader.readTable({ bytes, mostRows: MOST_LINES })
      const lines = readRows(sheets.flatMap(({ rows }) => rows.map(({ cells }) => cells)))
      if (lines.length === 0) throw new Fault('import.no-lines')
      return change(actor, id, seen, async (fields) => ({ ...fields, contents: '', entries: entriesOf(lines) }))
    },
    async page(actor, id, page) {
      const { state, fields } = await look(actor, id)
      const source = state === 'draft' ? await sources.source(fields) : null
      const own = source?.pages[page]
      if (!own) throw new Fault('import.no-page', { page: page + 1 })
      const labels = volumeLabels(source!.texts, { ...fields, labels: source!.labels })
      return { label: labels[page]!, text: source!.texts[page]!, picture: own.picture }
    },
    async folders(actor, id) {
      const { fields } = await look(actor, id)
      return fields.accessionId === null ? [] : sources.folders(fields.accessionId)
    },
    async start(actor, id, seen) {
      const before = await look(actor, id)
      demandSeen(seen)
      if (before.state === 'done') throw new Fault('import.not-draft')
      const { fields } = before
      const missing = [
        fields.publicationId === null && fields.seriesTitle === '' ? 'seriesTitle' : '',
        fields.number === null && fields.title === '' ? 'number' : '',
        fields.year === '' ? 'year' : '',
        fields.accessionId === null ? 'accessionId' : '',
        fields.entries.some(({ kind }) => kind === 'piece') ? '' : 'entries',
      ].find((field) => field !== '')
      if (missing) throw new Fault('import.incomplete', { field: missing })
      const { source, plan, doubtful } = await view(before)
      if (source?.doubts.some(({ code }) => code === 'too-many'))
        throw new Fault('import.incomplete', { field: 'path' })
      if (source?.processing) throw new Fault('import.processing', { count: source.processing })
      if (before.state === 'draft' && (!source || !plan || plan.parts.length === 0))
        throw new Fault('import.incomplete', { field: 'accessionId' })
      if (doubtful.length) throw new Fault('import.doubtful', { count: doubtful.length })
      const frozen = before.state === 'draft' && source && plan ? frozenOf(source, plan) : null
      const elsewhere = await printed.ofItems(frozen?.itemIds ?? [])
      for (const item of await deps.items.getMany(frozen?.itemIds ?? []))
        if (!elsewhere.has(item.id)) demandOpen(actor, item)
      const jobId = await transact(async (tx) => {
        const present = await look(actor, id, tx.printed)
        if (present.revision !== before.revision || (seen !== '*' && seen !== present.revision))
          throw new Fault('import.stale', { revision: present.revision }, { present })
        const volumeId = present.volumeId ?? (await makeVolume(tx, actor, fields)).id
        if (frozen) await tx.printed.freeze(id, frozen)
        const job = await tx.jobs.add({
          kind: 'printed',
          subject: id,
          requestedBy: actor.id ?? '',
          input: { actorName: actor.username },
        })
        const revision = present.revision + 1
        await tx.printed.updateImport({
          ...present,
          state: 'importing',
          volumeId,
          jobId: job,
          revision,
          updatedAt: instant(clock),
        })
        return job
      })
      deps.wake()
      return jobId
    },
    remove: (actor, id) =>
      transact(async (tx) => {
        const found = await look(actor, id, tx.printed)
        if (found.state !== 'draft') throw new Fault('import.not-draft')
        await tx.printed.removeImport(id)
        await tx.audit.append({
          actor,
          act: 'printed.discard',
          subject: id,
          details: { title: found.fields.seriesTitle },
        })
      }),
  }
}
