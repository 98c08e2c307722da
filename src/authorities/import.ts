/** 导入名单: rows become records, or add to the records that are there. Nothing is ever taken away; the same list again changes nothing. */
import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { AuditStore } from '../audit/store.ts'
import { Fault, type Problem, problemOf } from '../faults.ts'
import { foldKey } from '../hanzi/fold.ts'
import { type Change, changesBetween, madeBy } from '../items/item.ts'
import { matchJob } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Dates } from '../settings/tables.ts'
import {
  type Authority,
  type AuthorityFields,
  type AuthorityKind,
  changedNames,
  fieldsOf,
  isGone,
  isInUse,
  namesOf,
  newAuthority,
  resolveExistence,
  sound,
} from './authority.ts'
import { type ListRow, readList } from './list-file.ts'
import type { AuthorityStore } from './store.ts'

export interface ImportedRow {
  row: number
  outcome: 'created' | 'changed' | 'unchanged' | 'refused'
  /** null where there is none: refused, or a dry run. */
  id: string | null
  name: string
  problem: Problem | null
  /** Fields that are not as required, or that the record had already, otherwise. */
  fields: string[]
  /** Its names that others have too. */
  shared: string[]
}
export interface Imported {
  dryRun: boolean
  created: number
  changed: number
  unchanged: number
  refused: number
  ignored: string[]
  /** Those that somebody should look at, the first thousand. */
  rows: ImportedRow[]
}

type Stores = { authorities: AuthorityStore; audit: AuditStore; jobs: JobQueue }

export type ImportList = (
  actor: Actor,
  text: string,
  options: { format: 'csv' | 'lines'; kind?: AuthorityKind | undefined; dryRun: boolean },
) => Promise<Imported>

const BATCH = 20
/** Rows after which others have their turn. */
const BREATH = 100
const MOST_TOLD = 1000

const identity = (kind: string, scheme: string, value: string) => `${kind}\n${scheme}\n${value}`

/** What is there, by what a row can be recognised by. */
class Known {
  readonly records = new Map<string, Authority>()
  private readonly byIdentifier = new Map<string, string>()
  private readonly byName = new Map<string, Set<string>>()
  private readonly holders = new Map<string, Set<string>>()

  put(one: Authority): void {
    this.records.set(one.id, one)
    for (const { scheme, value } of one.identifiers) this.byIdentifier.set(identity(one.kind, scheme, value), one.id)
    const add = (map: Map<string, Set<string>>, key: string) => map.set(key, (map.get(key) ?? new Set()).add(one.id))
    add(this.byName, `${one.kind}\n${foldKey(one.name)}`)
    if (isInUse(one)) for (const { key } of namesOf(one)) add(this.holders, key)
  }
  /** The record that a row means; null: none yet. Fault authority.several. */
  match({ kind, name, identifiers, existence }: AuthorityFields): Authority | null {
    for (const { scheme, value } of identifiers) {
      const id = this.byIdentifier.get(identity(kind, scheme, value))
      if (id) return this.records.get(id)!
    }
    const namesakes = [...(this.byName.get(`${kind}\n${foldKey(name)}`) ?? [])]
      .map((id) => this.records.get(id)!)
      // Another identifier of the same kind, other dates of life: another one of that name.
      .filter((one) =>
        identifiers.every(({ scheme, value }) =>
          one.identifiers.every((other) => other.scheme !== scheme || other.value === value),
        ),
      )
      .filter(({ existence: own }) => !own?.edtf || !existence?.edtf || own.edtf === existence.edtf)
    if (namesakes.length > 1) throw new Fault('authority.several', { name })
    return namesakes[0] ?? null
  }
  shared(one: Authority): string[] {
    if (!isInUse(one)) return []
    return namesOf(one).flatMap(({ key, name }) => ((this.holders.get(key)?.size ?? 0) > 1 ? [name] : []))
  }
}

/** The record with what the row adds, and the fields that it had already and that the row would have otherwise. */
function added(before: Authority, given: AuthorityFields): { next: AuthorityFields; kept: string[] } {
  const known = new Set([before.name, ...before.aliases.map(({ name }) => name)])
  const named = given.name === before.name ? [] : [{ name: given.name, type: 'other' as const, inText: given.inText }]
  const aliases = [...named, ...given.aliases].filter(({ name }) => !known.has(name))
  const identifiers = given.identifiers.filter(
    ({ scheme, value }) => !before.identifiers.some((own) => own.scheme === scheme && own.value === value),
  )
  const kept = (['existence', 'history', 'note'] as const).filter(
    (field) => before[field] && given[field] && JSON.stringify(before[field]) !== JSON.stringify(given[field]),
  )
  return {
    next: sound({
      ...fieldsOf(before),
      aliases: [...before.aliases, ...aliases],
      identifiers: [...before.identifiers, ...identifiers],
      existence: before.existence ?? given.existence,
      history: before.history || given.history,
      note: before.note || given.note,
    }),
    kept,
  }
}

export function createImportList(deps: {
  authorities: AuthorityStore
  transact: Transact<Stores>
  dates: Dates
  clock: Clock
  wake: () => void
}): ImportList {
  /** One list after the other: two at once would each make what the other has not yet. */
  let turn: Promise<unknown> = Promise.resolve()

  async function work(...[actor, text, options]: Parameters<ImportList>): Promise<Imported> {
    const ignored: string[] = []
    const rows: ListRow[] = []
    for (const row of readList(text, options.format, options.kind, ignored))
      if (rows.push(row) % BREATH === 0) await breathe()
    const dates = await deps.dates()
    const known = new Known()
    for (let after = ''; ; await breathe()) {
      const some = await deps.authorities.walk(after, BREATH)
      for (const one of some) known.put(one)
      if (some.length < BREATH) break
      after = some.at(-1)!.id
    }
    const report: Imported = {
      dryRun: options.dryRun,
      created: 0,
      changed: 0,
      unchanged: 0,
      refused: 0,
      ignored,
      rows: [],
    }
    const tell = (row: ImportedRow) => {
      report[row.outcome]++
      const isNotable = row.problem !== null || row.fields.length > 0 || row.shared.length > 0
      if (isNotable && report.rows.length < MOST_TOLD) report.rows.push(row)
    }

    async function take(tx: Stores | null, { row, given, fields }: ListRow): Promise<string | null> {
      if (!given) {
        tell({ row, outcome: 'refused', id: null, name: '', problem: { code: 'request.invalid' }, fields, shared: [] })
        return null
      }
      try {
        const wanted = sound({ ...given, existence: resolveExistence(given.existence, dates) })
        const found = known.match(wanted)
        // Others change records meanwhile.
        const now = found && tx ? await tx.authorities.get(found.id) : found
        const before = now && !isGone(now) ? now : null
        const { after, outcome, kept } = before
          ? await change(tx, before, wanted)
          : { after: await create(tx, wanted), outcome: 'created' as const, kept: [] }
        known.put(after)
        const id = options.dryRun && !before ? null : after.id
        tell({ row, outcome, id, name: after.name, problem: null, fields: kept, shared: known.shared(after) })
        return outcome === 'unchanged' ? null : after.id
      } catch (error) {
        const problem = problemOf(error)
        if (!problem || problem.code.startsWith('storage.')) throw error
        tell({ row, outcome: 'refused', id: null, name: given.name, problem, fields: [], shared: [] })
        return null
      }
    }
    const made = (changes: Change[]) => madeBy(actor, 'import', instant(deps.clock), changes)
    async function create(tx: Stores | null, fields: AuthorityFields): Promise<Authority> {
      const at = instant(deps.clock)
      const authority = newAuthority(fields, { id: randomUUID(), createdBy: actor.id ?? '', at })
      await tx?.authorities.insert(authority, made(changesBetween({}, fieldsOf(authority))))
      await tx?.authorities.addChanged(changedNames(null, authority))
      return authority
    }
    async function change(tx: Stores | null, before: Authority, given: AuthorityFields) {
      const { next, kept } = added(before, given)
      const changes = changesBetween(fieldsOf(before), fieldsOf(next))
      if (changes.length === 0) return { after: before, outcome: 'unchanged' as const, kept }
      const { merged, deleted } = before
      const after = tx
        ? await tx.authorities.revise(before, { ...next, merged, deleted }, made(changes))
        : { ...before, ...next }
      await tx?.authorities.addChanged(changedNames(before, after))
      return { after, outcome: 'changed' as const, kept }
    }

    let hasChanged = false
    for (let i = 0; i < rows.length; i += BATCH) {
      const batch = rows.slice(i, i + BATCH)
      if (options.dryRun) {
        for (const row of batch) await take(null, row)
        await breathe()
      } else
        await deps.transact(async (tx) => {
          const ids: string[] = []
          for (const row of batch) ids.push(...[await take(tx, row)].flatMap((id) => id ?? []))
          if (ids.length === 0) return
          await tx.audit.append({ actor, act: 'authority.import', subject: '', details: { ids } })
          hasChanged = true
        })
    }
    // Items are looked through once, for the whole list. Where that is not come to, the worker does it at its next start.
    if (hasChanged) await deps.transact((tx) => tx.jobs.add(matchJob(actor)))
    if (hasChanged) deps.wake()
    return report
  }

  return (actor, text, options) => {
    demand(actor, 'authority.change')
    const mine = turn.then(() => work(actor, text, options))
    turn = mine.catch(() => undefined)
    return mine
  }
}
