/** 年号表、时期表 use-cases, and how a date is read by them. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { type Refusal, refusalOf } from '../hanzi/dates/date-refusal.ts'
import { dateName, edtfBounds, type ReadDate, readDate } from '../hanzi/dates/dates.ts'
import { dayNumber, julianDay } from '../hanzi/dates/days.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { redateJob } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand } from '../policy.ts'
import { pageOf } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import { type Entry, entriesAt, namesOf, type TableKind, takenBy, type Values } from './entry.ts'
import type { EntryQuery } from './input.ts'
import type { SettingStore } from './store.ts'
import type { Dates } from './tables.ts'

export interface Reading {
  text: string
  /** `printed`: the Julian day, as works in print have it, of a day before 1582-10-15. */
  date: (Omit<ReadDate, 'context'> & { printed: string | null }) | null
  refusal: Refusal | null
}

type Given<Kind extends TableKind> = { [Key in keyof Values[Kind]]: Values[Kind][Key] | null | undefined }

export interface Chronology {
  list<Kind extends TableKind>(
    actor: Actor,
    kind: Kind,
    query: EntryQuery,
  ): Promise<{ total: number; items: Entry<Values[Kind]>[] }>
  /** Faults date.unreadable, chronology.name, chronology.order, chronology.taken, chronology.too-many. */
  add<Kind extends TableKind>(actor: Actor, kind: Kind, given: Given<Kind>): Promise<Entry<Values[Kind]>>
  /** Merge patch; a built-in entry becomes a changed one. As `add`, and chronology.not-found, chronology.stale, request.precondition. */
  change<Kind extends TableKind>(
    actor: Actor,
    kind: Kind,
    id: string,
    patch: Partial<Given<Kind>>,
    seen: Seen,
  ): Promise<Entry<Values[Kind]>>
  /** An own entry goes; a changed one is as it was built in again. Faults chronology.not-found, chronology.built-in, chronology.taken. */
  remove(actor: Actor, kind: TableKind, id: string): Promise<void>
  /** A date as it would be read; `context` is what was said before it. Fault date.unreadable: of the context. */
  read(actor: Actor, text: string, context: string | undefined): Promise<Reading>
}

const MOST_OWN = 2000

/** Without what is not said. */
const stored = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined))

function demandOrder(start: string, end: string): void {
  const [from, to] = [edtfBounds(start), edtfBounds(end)]
  if (!from || !to) throw new Fault('date.unreadable', { text: from ? end : start })
  if (dayNumber(from.start!) > dayNumber(to.end!)) throw new Fault('chronology.order', { start, end })
}

/** What must agree within an entry. */
function demandSound(value: Values[TableKind]): void {
  if ('names' in value) {
    demandOrder(value.start, value.end === '..' ? value.start : value.end)
    const folded = new Set<string>()
    for (const name of value.names) {
      const own = dateName(name)
      if (own.length < 2 || folded.has(own) || readDate(name, { periods: [] }))
        throw new Fault('chronology.name', { name })
      folded.add(own)
    }
    return
  }
  const { name, first, last, from = first, start, end } = value
  if (first > last || from < first || from > last) throw new Fault('chronology.order', { start: from, end: last })
  if (start !== undefined || end !== undefined) demandOrder(start ?? end!, end ?? start!)
  if (readDate(name, { eras: [] })) throw new Fault('chronology.name', { name })
}

export function createChronology(deps: {
  settings: SettingStore
  dates: Dates
  transact: Transact<{ settings: SettingStore; audit: AuditStore; jobs: JobQueue }>
  wake: () => void
}): Chronology {
  /** Sets a value (null: none of its own), checked against the table as it is in this transaction. */
  async function put<Kind extends TableKind>(
    actor: Actor,
    act: 'add' | 'change' | 'remove',
    kind: Kind,
    id: string,
    plan: (table: readonly Entry<Values[Kind]>[], entry: Entry<Values[Kind]> | undefined) => Values[Kind] | null,
  ): Promise<Entry<Values[Kind]> | undefined> {
    const entry = await deps.transact(async (tx) => {
      const find = async () => entriesAt(kind, await tx.settings.rows())
      const table = await find()
      const before = table.find((one) => one.id === id)
      const next = plan(table, before)
      if (next && before && JSON.stringify(stored(before.value)) === JSON.stringify(next)) return before
      await tx.settings.set(kind, id, next)
      const after = await find()
      const entry = after.find((one) => one.id === id)
      const taken = entry && takenBy(id, entry.value, after)
      if (taken) throw new Fault('chronology.taken', taken)
      const names = namesOf((entry ?? before)!.value)
      await tx.audit.append({ actor, act: `${kind}.${act}`, subject: id, details: { name: names[0] } })
      await tx.jobs.add(redateJob(actor))
      return entry
    })
    deps.wake()
    return entry
  }

  return {
    async list(actor, kind, { q, origin, ...page }) {
      demand(actor, 'chronology.read')
      const wanted = dateName(q)
      const matching = entriesAt(kind, await deps.settings.rows()).filter(
        (entry) =>
          (origin === undefined || entry.origin === origin) &&
          namesOf(entry.value).some((name) => dateName(name).includes(wanted)),
      )
      return pageOf(matching, page)
    },
    async add(actor, kind, given) {
      demand(actor, 'chronology.change')
      const value = stored(given) as Values[typeof kind]
      demandSound(value)
      const entry = await put(actor, 'add', kind, randomUUID(), (table) => {
        if (table.filter(({ origin }) => origin === 'own').length >= MOST_OWN)
          throw new Fault('chronology.too-many', { limit: MOST_OWN })
        return value
      })
      return entry!
    },
    async change(actor, kind, id, patch, seen) {
      demand(actor, 'chronology.change')
      demandSeen(seen)
      const entry = await put(actor, 'change', kind, id, (_, before) => {
        if (!before) throw new Fault('chronology.not-found', { id })
        const next = stored({ ...before.value, ...patch }) as Values[typeof kind]
        const isSame = JSON.stringify(next) === JSON.stringify(stored(before.value))
        if (!isSame && seen !== '*' && seen !== before.revision)
          throw new Fault('chronology.stale', { revision: before.revision })
        if (!next.hidden) demandSound(next)
        return next
      })
      return entry!
    },
    async remove(actor, kind, id) {
      demand(actor, 'chronology.change')
      await put(actor, 'remove', kind, id, (_, before) => {
        if (!before) throw new Fault('chronology.not-found', { id })
        if (before.origin === 'built-in') throw new Fault('chronology.built-in', { id })
        return null
      })
    },
    async read(actor, text, said) {
      demand(actor, 'chronology.read')
      const dates = await deps.dates()
      const context = said ? readDate(said, dates)?.context : undefined
      if (said && !context) throw new Fault('date.unreadable', { text: said })
      const options = context ? { ...dates, context } : dates
      const read = text.trim() === '' ? null : readDate(text, options)
      if (!read) return { text, date: null, refusal: refusalOf(text, options) }
      const { context: _, ...date } = read
      const printed = date.start !== null && date.start === date.end ? julianDay(date.start) : null
      return { text, date: { ...date, printed }, refusal: null }
    },
  }
}
