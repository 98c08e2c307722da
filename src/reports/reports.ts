/** 报错 use-cases: whoever may read an item may say what is wrong in it; archivists decide; the reporter sees what became of it. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { accessOf, type Item, isInPart } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type Actor, demand, may, mayRead, scope } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Page } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { TextStore } from '../texts/store.ts'
import type { NewReport, ReportDecision, ReportsQuery } from './input.ts'
import { anchorOf, MOST_OPEN, type Place, placeIn, type Report } from './report.ts'
import type { ListedReport, ReportStore } from './store.ts'

/** `place`: in the item's present text. */
export type PlacedReport = ListedReport & { place: Place | null }

export interface Reports {
  /** Faults item.not-found, item.no-text, revision.not-found, object.not-found, report.range, report.too-many. */
  make(actor: Actor, itemId: string, input: NewReport): Promise<ListedReport>
  /** Of an item, with the place of each in its present text: everybody's for those who decide, else the caller's own. Fault item.not-found. */
  ofItem(
    actor: Actor,
    itemId: string,
    page: Page,
  ): Promise<{ total: number; textRevision: number | null; items: PlacedReport[] }>
  /** Of items that the caller may read now: everybody's for those who decide, else the caller's own. */
  list(actor: Actor, query: ReportsQuery): Promise<{ total: number; items: ListedReport[] }>
  /** Faults report.not-found, report.reason, revision.not-found; report.decided where somebody decided otherwise: it has to be opened again first. */
  decide(actor: Actor, id: string, input: ReportDecision): Promise<ListedReport>
}

export function createReports(deps: {
  reports: ReportStore
  items: Pick<ItemStore, 'get'>
  objects: Pick<ObjectStore, 'ofItems'>
  texts: Pick<TextStore, 'get' | 'pages'>
  transact: Transact<{ reports: ReportStore; audit: AuditStore }>
  clock: Clock
}): Reports {
  const { reports, transact, clock } = deps

  async function readable(actor: Actor, itemId: string): Promise<Item> {
    const item = await deps.items.get(itemId)
    if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
      throw new Fault('item.not-found', { id: itemId })
    return item
  }
  async function anchored(item: Item, { start, end, textRevision }: NewReport): Promise<Report['anchor']> {
    if (start === undefined || end === undefined) return null
    const revision = textRevision ?? item.textRevision
    if (revision === null) throw new Fault('item.no-text', { id: item.id })
    const version = await deps.texts.get(item.id, revision)
    if (!version) throw new Fault('revision.not-found', { revision })
    return anchorOf({ ...version, pages: await deps.texts.pages(item.id, revision) }, { start, end })
  }
  async function pictured(item: Item, { objectId, objectPage = 1 }: NewReport): Promise<Report['sheet']> {
    if (objectId === undefined) return null
    const object = (await deps.objects.ofItems([item.id])).find(({ id }) => id === objectId)
    if (!object || objectPage > (object.pages ?? 1) || !isInPart(object.part, objectPage))
      throw new Fault('object.not-found', { id: objectId })
    return { objectId, page: objectPage }
  }
  /** Who decides sees what everybody reported. */
  const whose = (actor: Actor) => (may(actor, 'report.decide') ? undefined : (actor.id ?? ''))

  return {
    async make(actor, itemId, input) {
      demand(actor, 'report.make')
      const item = await readable(actor, itemId)
      const report: Report = {
        id: randomUUID(),
        itemId,
        kind: input.kind,
        anchor: await anchored(item, input),
        sheet: await pictured(item, input),
        proposal: input.proposal,
        remark: input.remark,
        reporterId: actor.id ?? '',
        reporterName: actor.username,
        reportedAt: instant(clock),
        decided: null,
      }
      await transact(async (tx) => {
        if ((await tx.reports.countOpen(report.reporterId)) >= MOST_OPEN)
          throw new Fault('report.too-many', { limit: MOST_OPEN })
        await tx.reports.insert(report)
        await tx.audit.append({
          actor,
          act: 'report.make',
          subject: itemId,
          details: { report: report.id, kind: report.kind },
        })
      })
      return { ...report, title: item.title, referenceCode: item.referenceCode }
    },
    async ofItem(actor, itemId, { page, size }) {
      demand(actor, 'report.make')
      const { textRevision } = await readable(actor, itemId)
      const filter = { itemId, reporterId: whose(actor) }
      const found = await reports.list(filter, scope(actor), { from: (page - 1) * size, size })
      const isWanted = textRevision !== null && found.reports.some(({ anchor }) => anchor !== null)
      const text = isWanted ? (await deps.texts.get(itemId, textRevision))?.text : undefined
      return {
        total: found.total,
        textRevision,
        items: found.reports.map((report) => ({
          ...report,
          place: text === undefined || report.anchor === null ? null : placeIn(text, report.anchor),
        })),
      }
    },
    async list(actor, { state, page, size }) {
      demand(actor, 'report.make')
      const from = { from: (page - 1) * size, size }
      const { total, reports: items } = await reports.list({ state, reporterId: whose(actor) }, scope(actor), from)
      return { total, items }
    },
    async decide(actor, id, { outcome, reason, correctedRevision = null }) {
      demand(actor, 'report.decide')
      const report = await reports.get(id, scope(actor))
      if (!report) throw new Fault('report.not-found', { id })
      const before = report.decided
      if ((before?.outcome ?? null) === outcome && (outcome === null || before?.reason === reason)) return report
      if (before !== null && outcome !== null) throw new Fault('report.decided')
      if (outcome === 'refused' && reason === '') throw new Fault('report.reason')
      if (correctedRevision !== null && !(await deps.texts.get(report.itemId, correctedRevision)))
        throw new Fault('revision.not-found', { revision: correctedRevision })
      const decided = outcome && {
        outcome,
        reason,
        correctedRevision: outcome === 'accepted' ? correctedRevision : null,
        byId: actor.id ?? '',
        byName: actor.username,
        at: instant(clock),
      }
      await transact(async (tx) => {
        if (!(await tx.reports.decide(id, before?.outcome ?? null, decided))) throw new Fault('report.decided')
        await tx.audit.append({
          actor,
          act: `report.${outcome ?? 'reopen'}`,
          subject: report.itemId,
          details: { report: id, ...(correctedRevision === null ? {} : { correctedRevision }) },
        })
      })
      return { ...report, decided }
    },
  }
}
