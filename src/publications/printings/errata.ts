/** 勘误 use-cases: an error found in the book marks its source, every other use, and the next printing. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../../audit/store.ts'
import { Fault } from '../../faults.ts'
import { type Actor, demand, scope } from '../../policy.ts'
import { type Clock, instant } from '../../ports/clock.ts'
import type { Transact } from '../../ports/transaction.ts'
import type { Decided } from '../../reports/report.ts'
import type { Reports } from '../../reports/reports.ts'
import type { ReportStore } from '../../reports/store.ts'
import type { Texts } from '../../texts/texts.ts'
import type { UserStore } from '../../users/store.ts'
import type { BasedOn } from '../chapter.ts'
import { textOf } from '../content.ts'
import type { Run } from '../origins.ts'
import type { Plates } from '../plates.ts'
import { nameOf } from '../reviews.ts'
import type { ChapterStore, PlateStore, PublicationStore } from '../store.ts'
import { passagesIn, type Range, sourceRange } from '../tracing.ts'
import { volumeName } from '../volume.ts'
import { coreOf, type Erratum, quotedIn, quoteOf } from './erratum.ts'
import type { ErratumReads } from './erratum-reads.ts'
import type { ErratumUse, ErratumUses } from './erratum-uses.ts'
import type { Printing } from './printing.ts'
import type { NewErratum } from './printing-input.ts'
import type { ErratumStore, PrintingStore } from './printing-store.ts'

export interface ErratumView extends Erratum {
  /** Of its 报错; null: nobody has decided, or there is none. */
  decided: Decided | null
  uses: ErratumUse[]
}

/** Faults of every one: volume.not-found, erratum.not-found. */
export interface Errata {
  /** Found in the volume, or reaching it from another: with its uses in this volume. */
  list(actor: Actor, volumeId: string): Promise<ErratumView[]>
  /** With every use. */
  get(actor: Actor, id: string): Promise<ErratumView>
  /**
   * Faults printing.not-found, erratum.place (not in the printed text), erratum.words (nothing wrong is told, or what is right is what stands there),
   * and what making a 报错 may say.
   */
  report(actor: Actor, volumeId: string, input: NewErratum): Promise<ErratumView>
  /** 不改, of a chapter or plate that has it. Fault erratum.no-use. */
  keep(actor: Actor, id: string, partId: string, reason: string | null): Promise<ErratumView>
  withdraw(actor: Actor, id: string, reason: string | null): Promise<ErratumView>
}

/** What somebody pointed at, as far as it is of the same passage of the source. */
function anchorOf(origins: readonly Run[], place: Range, source: number, core: Range): Range {
  const around = passagesIn(origins, place).map((one) => ({ ...sourceRange(one), source: one.source }))
  const found = around.find((one) => one.source === source && one.start <= core.start && one.end >= core.end)
  return found ? { start: found.start, end: found.end } : core
}

export function createErrata(deps: {
  publications: PublicationStore
  chapters: ChapterStore
  plates: PlateStore
  printings: PrintingStore
  errata: ErratumStore
  pictured: Pick<Plates, 'list'>
  texts: Pick<Texts, 'get'>
  uses: ErratumUses
  reports: Pick<Reports, 'make'>
  reportStore: Pick<ReportStore, 'get'>
  users: Pick<UserStore, 'get'>
  transact: Transact<{ errata: ErratumStore; audit: AuditStore }>
  clock: Clock
}): Errata {
  const { chapters, printings, errata, uses, transact, clock } = deps

  async function volumeOf(actor: Actor, id: string) {
    demand(actor, 'volume.compile')
    const volume = await deps.publications.volume(id)
    if (!volume) throw new Fault('volume.not-found', { id })
    return volume
  }
  async function look(actor: Actor, id: string): Promise<Erratum> {
    demand(actor, 'volume.compile')
    const erratum = await errata.get(id)
    if (!erratum) throw new Fault('erratum.not-found', { id })
    return erratum
  }
  async function view(
    actor: Actor,
    erratum: Erratum,
    reads: ErratumReads = uses.reads(actor),
    onlyVolume?: string,
  ): Promise<ErratumView> {
    const report = erratum.reportId === null ? undefined : await deps.reportStore.get(erratum.reportId, scope(actor))
    return { ...erratum, decided: report?.decided ?? null, uses: await uses.of(reads, erratum, onlyVolume) }
  }

  /** null where this reader may not read it, or not any more. */
  async function textAt(actor: Actor, { itemId, textRevision }: Pick<BasedOn, 'itemId' | 'textRevision'>) {
    try {
      return (await deps.texts.get(actor, itemId, textRevision)).text
    } catch (error) {
      if (error instanceof Fault && error.kind === 'absent') return null
      throw error
    }
  }
  /** Where the origin of the words is lost: in a text the chapter is made of, by the words themselves. */
  async function quoted(actor: Actor, basedOn: readonly BasedOn[], text: string, place: Range, core: Range) {
    for (const based of basedOn) {
      const source = (await textAt(actor, based)) ?? ''
      const [range] = quotedIn(source, quoteOf(text, core))
      if (!range) continue
      const [start, end] = [range.start + place.start - core.start, range.end + place.end - core.end]
      const isSame = source.slice(start, end) === text.slice(place.start, place.end)
      return { ...based, range, anchor: isSame ? { start, end } : range }
    }
    return null
  }

  type Found = Pick<Erratum, 'cause' | 'source' | 'wrong'> & { anchor: { start: number; end: number } | null }
  /** A passage of the printed text and where its words come from. */
  async function passage(actor: Actor, printing: Printing, input: NewErratum): Promise<Found> {
    const { place, right, isMisprint } = input
    if (place.kind !== 'passage') throw new Fault('erratum.place')
    const printed = printing.text.chapters.find(({ id }) => id === place.chapterId)
    const version = printed && (await chapters.version(printed.id, printed.revision))
    const text = version ? textOf(version.content) : ''
    if (!version || place.start >= place.end || place.end > text.length) throw new Fault('erratum.place')
    const wrong = isMisprint ? input.wrong : text.slice(place.start, place.end)
    if (isMisprint) return { cause: 'misprint', source: null, wrong, anchor: null }
    if (wrong === right) throw new Fault('erratum.words')
    const core = coreOf(text, place, right)
    const [piece] = passagesIn(version.origins, core)
    const range = piece && sourceRange(piece)
    // Every character of it has to be the source's.
    const isWhole = range && range.end - range.start === core.end - core.start && piece.runs.length === 1
    const found = isWhole
      ? { ...version.basedOn[piece.source]!, range, anchor: anchorOf(version.origins, place, piece.source, range) }
      : await quoted(actor, version.basedOn, text, place, core)
    if (!found || !(await textAt(actor, found))) return { cause: 'edited', source: null, wrong, anchor: null }
    const { itemId, textRevision } = found
    const source = { itemId, textRevision, core: found.range }
    return { cause: 'source', source, wrong, anchor: found.anchor }
  }
  async function caption(actor: Actor, printing: Printing, input: NewErratum): Promise<Found> {
    const { place, wrong, isMisprint } = input
    const plate = place.kind === 'plate' && printing.text.plates.find(({ id }) => id === place.plateId)
    if (!plate) throw new Fault('erratum.place')
    if (isMisprint) return { cause: 'misprint', source: null, wrong, anchor: null }
    if (!plate.caption.includes(wrong)) throw new Fault('erratum.place')
    // As the archive says, wherever a plate of the item says so now; the editor's own words are the book's alone.
    const present = (await deps.pictured.list(actor, printing.volumeId)).items.find(({ id }) => id === plate.id)
    const isOwn = present ? present.caption.isOwn && !present.caption.made.includes(wrong) : false
    return { cause: isOwn ? 'edited' : 'source', source: { itemId: plate.itemId }, wrong, anchor: null }
  }
  async function foundAt(actor: Actor, printing: Printing, input: NewErratum): Promise<Found> {
    const { kind } = input.place
    if (input.wrong === input.right || (input.wrong === '' && (kind !== 'passage' || input.isMisprint)))
      throw new Fault('erratum.words')
    if (kind === 'other') return { cause: 'other', source: null, wrong: input.wrong, anchor: null }
    return kind === 'passage' ? passage(actor, printing, input) : caption(actor, printing, input)
  }

  return {
    async list(actor, volumeId) {
      await volumeOf(actor, volumeId)
      const found: ErratumView[] = []
      const items = new Set((await chapters.ofVolume(volumeId)).flatMap(({ itemIds }) => itemIds))
      for (const { itemId } of (await deps.plates.ofVolume(volumeId)).plates) items.add(itemId)
      for (const { id } of await printings.ofVolume(volumeId))
        for (const itemId of await printings.itemsOf(id)) items.add(itemId)
      const reads = uses.reads(actor)
      for (const erratum of await errata.list()) {
        const isOwn = erratum.volumeId === volumeId
        if (!isOwn && !(erratum.source && items.has(erratum.source.itemId))) continue
        const shown = await view(actor, erratum, reads, volumeId)
        if (isOwn || shown.uses.length > 0) found.push(shown)
      }
      return found
    },
    get: async (actor, id) => view(actor, await look(actor, id)),
    async report(actor, volumeId, input) {
      const volume = await volumeOf(actor, volumeId)
      const all = await printings.ofVolume(volumeId)
      const printing = input.printingId === undefined ? all.at(-1) : all.find(({ id }) => id === input.printingId)
      if (!printing) throw new Fault('printing.not-found', { id: input.printingId ?? '' })
      const { place, page, line, right, reporter, evidence } = input
      const { anchor, ...cause } = await foundAt(actor, printing, input)
      let reportId: string | null = null
      if (cause.cause === 'source' && cause.source) {
        const { itemId } = cause.source
        const said = [
          `${volumeName(volume)}${page && `第${page}页`}：“${cause.wrong}”应作“${right}”。`,
          evidence,
          reporter && `（${reporter}）`,
        ]
        const remark = said.filter(Boolean).join('\n')
        const report = await deps.reports.make(actor, itemId, {
          ...(anchor && 'textRevision' in cause.source
            ? { kind: 'wrong' as const, ...anchor, textRevision: cause.source.textRevision }
            : { kind: 'description' as const }),
          proposal: right,
          remark: remark.slice(0, 5000),
        })
        reportId = report.id
      }
      const made: Erratum = {
        id: randomUUID(),
        volumeId,
        printingId: printing.id,
        place,
        page,
        line,
        right,
        reporter,
        evidence,
        ...cause,
        reportId,
        inWork: [],
        byName: await nameOf(deps.users, actor),
        at: instant(clock),
        withdrawn: null,
      }
      const inWork: Erratum['inWork'] = []
      const reads = uses.reads(actor)
      const found = await uses.of(reads, made)
      for (const { printing: own, part, volumeId: of } of found) {
        const chapter = own === null && part.kind === 'chapter' ? await reads.chapter(part.id) : undefined
        if (chapter && !inWork.some(({ chapterId }) => chapterId === chapter.id))
          inWork.push({ volumeId: of, chapterId: chapter.id, revision: chapter.revision, title: chapter.title })
      }
      await transact(async (tx) => {
        await tx.errata.insert({ ...made, inWork })
        const details = { erratum: made.id, printing: printing.number, cause: made.cause, report: reportId }
        await tx.audit.append({ actor, act: 'erratum.report', subject: volumeId, details })
      })
      return { ...made, inWork, decided: null, uses: found }
    },
    async keep(actor, id, partId, reason) {
      const erratum = await look(actor, id)
      const reads = uses.reads(actor)
      if (!(await uses.of(reads, erratum)).some(({ part }) => part.id === partId))
        throw new Fault('erratum.no-use', { id: partId })
      const kept = reason === null ? null : { reason, byName: await nameOf(deps.users, actor), at: instant(clock) }
      await transact(async (tx) => {
        await tx.errata.keep(id, partId, kept)
        const act = kept ? 'erratum.keep' : 'erratum.open'
        await tx.audit.append({ actor, act, subject: erratum.volumeId, details: { erratum: id, part: partId } })
      })
      return view(actor, erratum, reads)
    },
    async withdraw(actor, id, reason) {
      const erratum = await look(actor, id)
      const withdrawn = reason === null ? null : { reason, byName: await nameOf(deps.users, actor), at: instant(clock) }
      await transact(async (tx) => {
        await tx.errata.setWithdrawn(id, withdrawn)
        const act = withdrawn ? 'erratum.withdraw' : 'erratum.restore'
        await tx.audit.append({ actor, act, subject: erratum.volumeId, details: { erratum: id } })
      })
      return view(actor, { ...erratum, withdrawn })
    },
  }
}
