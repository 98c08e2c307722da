/** 征集: registering a batch and telling what became of it. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { type Actor, demand, may } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import { type Accession, type AccessionCounts, dayIn, type Outcome } from './accession.ts'
import type { NewAccession } from './input.ts'
import type { AccessionStore, FileLine } from './store.ts'

export interface AccessionView extends Accession {
  counts: AccessionCounts
}

export interface Accessions {
  register(actor: Actor, input: NewAccession): Promise<AccessionView>
  /** The caller's accession of today, made at the first file of the day. */
  today(actor: Actor): Promise<Accession>
  get(actor: Actor, id: string): Promise<AccessionView>
  list(actor: Actor, page: { page: number; size: number }): Promise<{ total: number; items: Accession[] }>
  files(
    actor: Actor,
    id: string,
    outcome: Outcome | null,
    page: { page: number; size: number },
  ): Promise<{ total: number; items: FileLine[] }>
  titles(actor: Actor, ids: readonly string[]): Promise<Map<string, string>>
  /** 结束收件: no file comes in after it. */
  close(actor: Actor, id: string): Promise<AccessionView>
}

export function createAccessions(deps: {
  accessions: AccessionStore
  transact: Transact<{ accessions: AccessionStore; audit: AuditStore }>
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
  const view = async (actor: Actor, accession: Accession): Promise<AccessionView> => ({
    ...shown(actor, accession),
    counts: await accessions.counts(accession.id),
  })

  function insert(actor: Actor, input: NewAccession, dayKey: string | null): Promise<Accession> {
    const receivedDate = input.receivedDate ?? today()
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
          note: input.note,
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
    async register(actor, input) {
      demand(actor, 'item.register')
      return view(actor, await insert(actor, input, null))
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
    async list(actor, { page, size }) {
      demand(actor, 'accession.read')
      const { total, accessions: found } = await accessions.list({ from: (page - 1) * size, size })
      return { total, items: found.map((accession) => shown(actor, accession)) }
    },
    async files(actor, id, outcome, { page, size }) {
      demand(actor, 'accession.read')
      await find(id)
      const { total, files } = await accessions.files(id, outcome, { from: (page - 1) * size, size })
      return { total, items: files }
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
