/** 示例材料: loaded by a job to be looked at on the first day, removed in one step. It is counted nowhere and takes no number of the office. */
import type { Accessions } from '../accessions/accessions.ts'
import type { NewAccession } from '../accessions/input.ts'
import type { Receive } from '../accessions/receive.ts'
import type { AccessionStore } from '../accessions/store.ts'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { ItemPatch } from '../items/input.ts'
import type { Items } from '../items/items.ts'
import type { ItemStore } from '../items/store.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import type { JobStore } from '../jobs/store.ts'
import { type Actor, demand, system } from '../policy.ts'
import type { SampleMaterial } from '../ports/sample-material.ts'
import type { Transact } from '../ports/transaction.ts'

export interface SampleView {
  /** Items and accessions of it that are here. */
  items: number
  accessions: number
  /** The job that loads it, while it does. */
  jobId: string | null
}

export interface Sample {
  view(actor: Actor): Promise<SampleView>
  /** The id of the job that loads it. Fault sample.loaded. */
  request(actor: Actor): Promise<string>
  /** Everything of it goes to the recycle bin, its accessions for good; a job that loads it is cancelled. Returns how many items went. */
  remove(actor: Actor): Promise<number>
}

const REASON = '清除示例材料'
const MOST = 1000

interface Deps {
  accessionStore: AccessionStore
  itemStore: Pick<ItemStore, 'idsOfAccession'>
  items: Pick<Items, 'delete' | 'describe'>
  jobs: JobStore
  transact: Transact<{ accessions: AccessionStore; audit: AuditStore; jobs: JobStore }>
  wake: () => void
}

async function removeAll({ accessionStore, itemStore, items, transact }: Deps, actor: Actor): Promise<number> {
  let removed = 0
  for (const { id } of await accessionStore.samples()) {
    for (const itemId of await itemStore.idsOfAccession(id, MOST)) {
      await items.delete(actor, itemId, REASON)
      removed++
    }
    await transact(async (tx) => {
      await tx.accessions.removeSample(id)
      await tx.audit.append({ actor, act: 'sample.remove', subject: id })
    })
  }
  return removed
}

export function createSample(deps: Deps): Sample {
  const loading = async () => (await deps.jobs.unfinished('sample'))[0]
  const itemsHere = async (ids: readonly string[]) => {
    const all = await Promise.all(ids.map((id) => deps.itemStore.idsOfAccession(id, MOST)))
    return all.flat().length
  }
  return {
    async view(actor) {
      demand(actor, 'sample.manage')
      const here = await deps.accessionStore.samples()
      const job = await loading()
      return { items: await itemsHere(here.map(({ id }) => id)), accessions: here.length, jobId: job?.id ?? null }
    },
    async request(actor) {
      demand(actor, 'sample.manage')
      const id = await deps.transact(async (tx) => {
        const isHere = (await tx.accessions.samples()).length > 0 || (await tx.jobs.unfinished('sample')).length > 0
        if (isHere) throw new Fault('sample.loaded')
        const added = await tx.jobs.add({
          kind: 'sample',
          subject: '',
          requestedBy: actor.id ?? '',
          input: { actorName: actor.username },
        })
        await tx.audit.append({ actor, act: 'sample.request', subject: added })
        return added
      })
      deps.wake()
      return id
    },
    async remove(actor) {
      demand(actor, 'sample.manage')
      const job = await loading()
      if (job) await deps.jobs.cancel(job.id)
      const removed = await removeAll(deps, actor)
      deps.wake()
      return removed
    },
  }
}

/** The job: what an earlier try left is removed first. */
export function createLoadSample(
  deps: Deps & {
    material: SampleMaterial
    accessions: Pick<Accessions, 'register'>
    receive: Pick<Receive, 'file'>
    /** False = cancelled. */
    progress: (job: Job, done: number, total: number) => Promise<boolean>
  },
): (job: Job) => Promise<Outcome> {
  const { material, accessions, receive, items, progress } = deps
  return async (job) => {
    // Permission was checked when it was asked for; register and history name who asked.
    const actor: Actor = { ...system, id: job.requestedBy, username: String(job.input.actorName ?? '') }
    await removeAll(deps, actor)
    const batches = await material.batches()
    const total = batches.reduce((sum, { files }) => sum + files.length, 0)
    let done = 0
    let goesOn = await progress(job, done, total)
    for (const { files, ...batch } of batches) {
      if (!goesOn) break
      const input = { ...batch, returnOriginal: false, note: '示例资料，均系虚构' } as NewAccession
      const accession = await accessions.register(actor, input, { isSample: true })
      for (const { file, description } of files) {
        const received = await receive.file(actor, accession.id, {
          filenameBytes: Buffer.from(file),
          filename: file,
          stream: material.open(file),
        })
        const [itemId] = received.itemIds ?? []
        if (itemId && description) await items.describe(actor, itemId, description as ItemPatch, '*')
        goesOn = await progress(job, ++done, total)
        if (!goesOn) break
      }
    }
    if (goesOn) return { is: 'done', result: { items: done } }
    // Cancelled on the way: whoever removed it meanwhile saw only what was here then.
    await removeAll(deps, actor)
    return { is: 'done', result: { items: 0 } }
  }
}
