/** 审计 use-cases: look it up, prove it whole, count refusals. */
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Transact } from '../ports/transaction.ts'
import { FIRST, hashOf } from './chain.ts'
import type { AuditFilter, AuditLog, AuditRecord, Named, Refusals } from './store.ts'

export interface Verification {
  isWhole: boolean
  checked: number
  /** The first record that does not follow from the one before it. */
  brokenAt: number | null
  /** Refusals counted but not yet in the chain: how many entries, and which (the first thousand). */
  unsealed: number
  tail: Refusals[]
}

const TAIL = 1000
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** So many names are looked for on one page. */
const MOST_NAMES = 2000

export interface Audit {
  /** With the names of what the records of the page speak of: administrators, who alone read them, may read all of it. */
  list(
    actor: Actor,
    filter: AuditFilter,
    page: { page: number; size: number },
  ): Promise<{ total: number; items: AuditRecord[]; names: Record<string, Named> }>
  verify(actor: Actor): Promise<Verification>
  /** Counted in memory and written by `flush`: a flood of refusals must not become a flood of writes. */
  refused(actor: { id: string | null; username: string } | null, act: string, address: string): void
  flush(): Promise<void>
}

const PAGE = 1000

export function createAudit(deps: {
  audit: AuditLog
  transact: Transact<{ audit: AuditLog }>
  clock: Clock
  log: Log
}): Audit {
  const counted = new Map<string, Refusals>()
  async function unsealed(): Promise<Pick<Verification, 'unsealed' | 'tail'>> {
    const refusals = await deps.audit.unsealed()
    return { unsealed: refusals.length, tail: refusals.slice(0, TAIL) }
  }
  return {
    async list(actor, filter, { page, size }) {
      demand(actor, 'audit.read')
      const { total, records } = await deps.audit.list(filter, { from: (page - 1) * size, size })
      const ids = new Set(
        records.flatMap(({ subject, details }) => `${subject} ${JSON.stringify(details)}`.match(ID) ?? []),
      )
      return { total, items: records, names: await deps.audit.named([...ids].slice(0, MOST_NAMES)) }
    },
    async verify(actor) {
      demand(actor, 'audit.read')
      let previous = FIRST
      let checked = 0
      let seq = 0
      for (;;) {
        const records = await deps.audit.after(seq, PAGE)
        for (const record of records) {
          // A number that is missing was removed: the chain counts without gaps.
          if (
            record.seq !== seq + 1 ||
            hashOf(previous, { ...record, details: JSON.stringify(record.details) }) !== record.hash
          ) {
            return { isWhole: false, checked, brokenAt: record.seq, ...(await unsealed()) }
          }
          previous = record.hash
          seq = record.seq
          checked++
        }
        if (records.length < PAGE) return { isWhole: true, checked, brokenAt: null, ...(await unsealed()) }
      }
    },
    refused(actor, act, address) {
      const minute = instant(deps.clock).slice(0, 16)
      // Of a stranger nothing is known but the address.
      const actorId = actor?.id ?? address
      const key = `${minute}/${actorId}/${act}`
      const entry = counted.get(key) ?? {
        actorId,
        actorName: actor?.username ?? '',
        act,
        minute,
        count: 0,
      }
      entry.count++
      if (counted.size < 10_000) counted.set(key, entry)
    },
    async flush() {
      const refusals = [...counted.values()]
      counted.clear()
      const minute = instant(deps.clock).slice(0, 16)
      try {
        if (refusals.length || (await deps.audit.unsealed()).some((entry) => entry.minute < minute)) {
          await deps.transact(async (tx) => {
            await tx.audit.addRefusals(refusals)
            await tx.audit.seal(minute)
          })
        }
      } catch (error) {
        // Not lost: told with the next ones.
        for (const entry of refusals) {
          const key = `${entry.minute}/${entry.actorId}/${entry.act}`
          counted.set(key, { ...entry, count: entry.count + (counted.get(key)?.count ?? 0) })
        }
        deps.log.error({ err: error }, 'refusals not written')
      }
    },
  }
}
