/** 样书 and 交流 use-cases: the house's exchange list, and the copies of a volume on their way. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { Fees } from '../fees/fees.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { said } from '../ports/patch.ts'
import type { Transact } from '../ports/transaction.ts'
import type { BookContents, BookContentsView } from '../publications/printings/book-contents.ts'
import type { PrintingStore } from '../publications/printings/printing-store.ts'
import { type Copies, copiesOf, type Dispatch, type ExchangeUnit, isOutside, sentOf } from './dispatch.ts'
import type { DispatchPatch, DispatchSteps, DispatchTakeOver, NewDispatch, NewUnit, UnitPatch } from './input.ts'
import type { DispatchStore } from './store.ts'

export interface DispatchesView {
  /** `isOutside`: 内部资料 would go to somebody whom its 发送对象 does not name. */
  items: (Dispatch & { isOutside: boolean })[]
  copies: Copies
  /** Of 内部资料, as its imprint has it; null: published to all. */
  sentTo: string | null
}

/** Faults of every one about a volume: volume.not-found. */
export interface Dispatches {
  units(actor: Actor): Promise<ExchangeUnit[]>
  addUnit(actor: Actor, input: NewUnit): Promise<ExchangeUnit>
  /** Faults unit.not-found, request.precondition, unit.stale. */
  changeUnit(actor: Actor, id: string, patch: UnitPatch, seen: Seen): Promise<ExchangeUnit>
  removeUnit(actor: Actor, id: string): Promise<void>
  list(actor: Actor, volumeId: string): Promise<DispatchesView>
  /** Fault dispatch.too-many. */
  add(actor: Actor, volumeId: string, input: NewDispatch): Promise<DispatchesView>
  /** Whoever is paid for or named in a chapter, and the exchange list; who is there already is left alone. */
  takeOver(actor: Actor, volumeId: string, input: DispatchTakeOver): Promise<DispatchesView>
  /** Faults dispatch.not-found, request.precondition, dispatch.stale, dispatch.day, dispatch.run (more would be sent than were printed). */
  change(actor: Actor, id: string, patch: DispatchPatch, seen: Seen): Promise<DispatchesView>
  /** Several at once. Faults dispatch.day, dispatch.run. */
  step(actor: Actor, volumeId: string, input: DispatchSteps): Promise<DispatchesView>
  remove(actor: Actor, id: string): Promise<DispatchesView>
}

interface DispatchesTransaction {
  dispatches: DispatchStore
  printings: Pick<PrintingStore, 'printRun'>
  audit: AuditStore
}
const MOST = 3000
const BATCH = 15

/** Fault dispatch.day. What was received was sent; what goes back to waiting has no days. */
function stepped(before: Dispatch, patch: Partial<Dispatch>): Dispatch {
  const next = { ...before, ...patch }
  if (next.state === 'waiting') return { ...next, sentOn: '', receivedOn: '' }
  if (next.state === 'sent') next.receivedOn = ''
  if (next.state === 'received') next.sentOn ||= next.receivedOn
  if (next.sentOn === '' || (next.state === 'received' && next.receivedOn === '')) throw new Fault('dispatch.day')
  return next
}

export function createDispatches(deps: {
  dispatches: DispatchStore
  contents: BookContents
  fees: Pick<Fees, 'get'>
  printings: Pick<PrintingStore, 'printRun'>
  transact: Transact<DispatchesTransaction>
  clock: Clock
}): Dispatches {
  const { dispatches, transact, clock } = deps

  async function view(volumeId: string, of?: BookContentsView): Promise<DispatchesView> {
    const { type, imprint, printRun } = of ?? (await deps.contents(volumeId))
    const all = await dispatches.ofVolume(volumeId)
    const { sentTo } = imprint
    return {
      items: all.map((one) => ({ ...one, isOutside: one.kind === 'unit' && isOutside(one, { type, sentTo }) })),
      copies: copiesOf(all, printRun),
      sentTo: type === 'internal' ? sentTo : null,
    }
  }
  const lineOf = (volumeId: string, of: Pick<Dispatch, 'kind' | 'unitId' | 'name' | 'copies'> & Partial<Dispatch>) => ({
    ...{ category: '', contact: '', address: '', postcode: '', note: '', way: '', sentOn: '', receivedOn: '' },
    ...of,
    id: randomUUID(),
    volumeId,
    state: 'waiting' as const,
    revision: 1,
    createdAt: instant(clock),
  })
  /** `isKnown`: what somebody else has entered meanwhile is left alone. */
  async function insert(
    actor: Actor,
    volumeId: string,
    lines: readonly Dispatch[],
    isKnown: (line: Dispatch, present: readonly Dispatch[]) => boolean = () => false,
  ): Promise<void> {
    for (let from = 0; from < lines.length; from += BATCH)
      await transact(async (tx) => {
        const present = await tx.dispatches.ofVolume(volumeId)
        const own = lines.slice(from, from + BATCH).filter((line) => !isKnown(line, present))
        if (present.length + own.length > MOST) throw new Fault('dispatch.too-many', { limit: MOST })
        for (const line of own) await tx.dispatches.insert(line)
        const details = { lines: own.length, copies: own.reduce((sum, { copies }) => sum + copies, 0) }
        if (own.length) await tx.audit.append({ actor, act: 'dispatch.add', subject: volumeId, details })
      })
  }
  /** Of what was printed no more can go out; what is only promised is told. Before anything is printed nobody knows. Fault dispatch.run. */
  async function demandPrinted(
    from: Pick<DispatchesTransaction, 'printings'>,
    volumeId: string,
    before: readonly Dispatch[],
    after: readonly Dispatch[],
  ): Promise<void> {
    const sent = sentOf(after)
    const printRun = sent > sentOf(before) ? await from.printings.printRun(volumeId) : null
    if (printRun !== null && sent > printRun) throw new Fault('dispatch.run', { printRun, sent })
  }
  async function look(actor: Actor, id: string, from: DispatchStore = dispatches): Promise<Dispatch> {
    demand(actor, 'dispatch.keep')
    const found = await from.get(id)
    if (!found) throw new Fault('dispatch.not-found', { id })
    return found
  }
  async function unitOf(id: string, from: DispatchStore): Promise<ExchangeUnit> {
    const found = await from.unit(id)
    if (!found) throw new Fault('unit.not-found', { id })
    return found
  }

  return {
    async units(actor) {
      demand(actor, 'dispatch.keep')
      return dispatches.units()
    },
    async addUnit(actor, input) {
      demand(actor, 'dispatch.keep')
      const made = { ...input, id: randomUUID(), revision: 1 }
      await transact(async (tx) => {
        await tx.dispatches.insertUnit(made)
        await tx.audit.append({ actor, act: 'unit.add', subject: made.id, details: { name: made.name } })
      })
      return made
    },
    async changeUnit(actor, id, patch, seen) {
      demand(actor, 'dispatch.keep')
      demandSeen(seen)
      return transact(async (tx) => {
        const before = await unitOf(id, tx.dispatches)
        const next = { ...before, ...said(patch) }
        if (JSON.stringify(next) === JSON.stringify(before)) return before
        if (seen !== '*' && seen !== before.revision)
          throw new Fault('unit.stale', { revision: before.revision }, { present: before })
        const changed = { ...next, revision: before.revision + 1 }
        await tx.dispatches.updateUnit(changed)
        const fields = Object.keys(patch).join(' ')
        await tx.audit.append({ actor, act: 'unit.change', subject: id, details: { fields } })
        return changed
      })
    },
    async removeUnit(actor, id) {
      demand(actor, 'dispatch.keep')
      await transact(async (tx) => {
        const { name } = await unitOf(id, tx.dispatches)
        await tx.dispatches.deleteUnit(id, instant(clock))
        await tx.audit.append({ actor, act: 'unit.remove', subject: id, details: { name } })
      })
    },
    async list(actor, volumeId) {
      demand(actor, 'dispatch.keep')
      return view(volumeId)
    },
    async add(actor, volumeId, input) {
      demand(actor, 'dispatch.keep')
      const contents = await deps.contents(volumeId)
      await insert(actor, volumeId, [lineOf(volumeId, { ...input, unitId: null })])
      return view(volumeId, contents)
    },
    async takeOver(actor, volumeId, { authors, units }) {
      demand(actor, 'dispatch.keep')
      const contents = await deps.contents(volumeId)
      const lines: Dispatch[] = []
      if (authors > 0) {
        const { account } = await deps.fees.get(actor, volumeId)
        const named = [
          ...account.chapters.flatMap(({ shares }) => shares.map(({ name }) => name)),
          ...account.plates.map(({ name }) => name),
        ]
        for (const name of new Set(named))
          if (name !== '') lines.push(lineOf(volumeId, { kind: 'author', unitId: null, name, copies: authors }))
      }
      if (units)
        for (const { id, revision: _, ...unit } of await dispatches.units())
          lines.push(lineOf(volumeId, { ...unit, note: '', kind: 'unit', unitId: id }))
      await insert(actor, volumeId, lines, (line, present) =>
        present.some(({ kind, unitId, name }) =>
          line.unitId === null ? kind === 'author' && name === line.name : unitId === line.unitId,
        ),
      )
      return view(volumeId, contents)
    },
    async change(actor, id, patch, seen) {
      const { volumeId } = await look(actor, id)
      demandSeen(seen)
      await transact(async (tx) => {
        const before = await look(actor, id, tx.dispatches)
        const next = stepped(before, said(patch))
        if (JSON.stringify(next) === JSON.stringify(before)) return
        if (seen !== '*' && seen !== before.revision)
          throw new Fault('dispatch.stale', { revision: before.revision }, { present: before })
        const all = await tx.dispatches.ofVolume(volumeId)
        await demandPrinted(
          tx,
          volumeId,
          all,
          all.with(
            all.findIndex((one) => one.id === id),
            next,
          ),
        )
        await tx.dispatches.update({ ...next, revision: before.revision + 1 })
        const details = { dispatch: id, fields: Object.keys(patch).join(' '), state: next.state, copies: next.copies }
        await tx.audit.append({ actor, act: 'dispatch.change', subject: volumeId, details })
      })
      return view(volumeId)
    },
    async step(actor, volumeId, { ids, state, on, way }) {
      demand(actor, 'dispatch.keep')
      const contents = await deps.contents(volumeId)
      const days = state === 'sent' ? { sentOn: on } : state === 'received' ? { receivedOn: on } : {}
      const patch = { state, ...days, ...(way === undefined ? {} : { way }) }
      const chosen = (part: ReadonlySet<string>) => (one: Dispatch) => (part.has(one.id) ? stepped(one, patch) : one)
      // All of them may go, before the first one goes.
      const all = await dispatches.ofVolume(volumeId)
      const whole = new Set(ids)
      await demandPrinted(deps, volumeId, all, all.map(chosen(whole)))
      const wanted = all.flatMap(({ id }) => (whole.has(id) ? [id] : []))
      for (let from = 0; from < wanted.length; from += BATCH)
        await transact(async (tx) => {
          const batch = new Set(wanted.slice(from, from + BATCH))
          const before = await tx.dispatches.ofVolume(volumeId)
          const after = before.map(chosen(batch))
          await demandPrinted(tx, volumeId, before, after)
          const changed = after.filter(({ id }) => batch.has(id))
          for (const one of changed) await tx.dispatches.update({ ...one, revision: one.revision + 1 })
          const details = { state, lines: changed.length }
          await tx.audit.append({ actor, act: 'dispatch.change', subject: volumeId, details })
        })
      return view(volumeId, contents)
    },
    async remove(actor, id) {
      const { volumeId } = await look(actor, id)
      await transact(async (tx) => {
        await tx.dispatches.delete(id)
        await tx.audit.append({ actor, act: 'dispatch.remove', subject: volumeId, details: { dispatch: id } })
      })
      return view(volumeId)
    },
  }
}
