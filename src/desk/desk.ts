/** 工作台: what waits for whoever asks, by urgency, and what they worked on last. Nobody learns a number of what they may not read. */
import { dayIn } from '../accessions/accession.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, may, mayRead, scope } from '../policy.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore, WaitingFiles, WaitingItems, WaitingReturns, WaitingReview, YearSums } from './store.ts'

export type Waiting =
  | ({ kind: 'files' } & WaitingFiles)
  | ({ kind: 'describe' } & WaitingItems)
  | ({ kind: 'returns' } & WaitingReturns)
  /** Descriptions that were handed in, to be filed or given back. */
  | ({ kind: 'review' } & WaitingReview)
  | { kind: 'requests'; count: number; oldest: string | null }
  /** What readers say is wrong, and nobody has decided. */
  | { kind: 'reports'; count: number; oldest: string | null }
  /** The caller's own reports. */
  | { kind: 'reported'; count: number; waiting: number; accepted: number; refused: number }
  /** Pairs of items that share passages, and nobody has decided about. */
  | { kind: 'reuse'; count: number }
  | { kind: 'jobs'; count: number }
  /** The caller's own requests to read. */
  | { kind: 'asked'; count: number; waiting: number; granted: string[]; refused: number }

export interface DeskView {
  waiting: Waiting[]
  recent: { item: Item; at: string; action: string }[]
  /** Nothing but a sample has ever been received; said to those who receive. */
  isEmpty: boolean
  /** There is a sample to look at; said to those who receive. */
  hasSample: boolean
}

export interface Desk {
  get(actor: Actor): Promise<DeskView>
  /** Sums of what was received in a year. */
  year(actor: Actor, year: number): Promise<YearSums>
}

const DAY = 86_400_000
const WEEK = 7 * DAY
/** So long before they are due, originals that go back are spoken of. */
const AHEAD = 14 * DAY
const RECENT = 6

/** Most urgent first: what cannot go on without somebody, what was promised by a day, what is asked for, what is long. */
function urgencyOf(waiting: Waiting): number {
  if (waiting.kind === 'files') return 0
  if (waiting.kind === 'returns') return waiting.overdue > 0 ? 1 : 5
  return { jobs: 2, requests: 3, asked: 4, review: 6, reports: 7, reported: 8, describe: 9, reuse: 10 }[waiting.kind]
}

export function createDesk(deps: {
  desk: DeskStore
  items: Pick<ItemStore, 'getMany'>
  clock: Clock
  timeZone: string
}): Desk {
  const { desk, clock } = deps
  const day = (at: number) => dayIn(deps.timeZone, at)

  async function waitingFor(actor: Actor): Promise<Waiting[]> {
    const now = clock.now()
    const all: Waiting[] = []
    if (may(actor, 'accession.read')) {
      const [files, describe, returns] = await Promise.all([
        desk.files(),
        desk.undescribed(new Date(now - WEEK).toISOString()),
        desk.returns(day(now + AHEAD), day(now)),
      ])
      all.push({ kind: 'files', ...files }, { kind: 'describe', ...describe }, { kind: 'returns', ...returns })
    }
    if (may(actor, 'item.file')) all.push({ kind: 'review', ...(await desk.submitted()) })
    if (may(actor, 'grant.decide')) all.push({ kind: 'requests', ...(await desk.requests()) })
    else if (may(actor, 'access.request')) {
      const asked = await desk.ownRequests(actor.id ?? '', new Date(now - 4 * WEEK).toISOString())
      all.push({ kind: 'asked', count: asked.waiting + asked.granted.length + asked.refused, ...asked })
    }
    if (may(actor, 'report.decide')) all.push({ kind: 'reports', ...(await desk.reports()) })
    else if (may(actor, 'report.make')) {
      const own = await desk.ownReports(actor.id ?? '', new Date(now - 4 * WEEK).toISOString(), scope(actor))
      all.push({ kind: 'reported', count: own.waiting + own.accepted + own.refused, ...own })
    }
    if (may(actor, 'reuse.decide')) all.push({ kind: 'reuse', count: await desk.undecidedPairs() })
    if (may(actor, 'job.read-own'))
      all.push({ kind: 'jobs', count: await desk.failedJobs(may(actor, 'job.all') ? null : actor.id) })
    return all.filter(({ count }) => count > 0).sort((a, b) => urgencyOf(a) - urgencyOf(b))
  }

  return {
    async get(actor) {
      demand(actor, 'desk.read')
      const changed = may(actor, 'item.describe') ? await desk.recent(actor.id ?? '', RECENT * 3) : []
      const items = new Map((await deps.items.getMany(changed.map(({ itemId }) => itemId))).map((one) => [one.id, one]))
      const recent = changed.flatMap(({ itemId, at, action }) => {
        const item = items.get(itemId)
        return item && !item.deleted && mayRead(actor, { id: itemId, access: accessOf(item) })
          ? [{ item, at, action }]
          : []
      })
      return {
        waiting: await waitingFor(actor),
        recent: recent.slice(0, RECENT),
        isEmpty: may(actor, 'item.register') && (await desk.isEmpty()),
        hasSample: may(actor, 'item.register') && (await desk.hasSample()),
      }
    },
    async year(actor, year) {
      demand(actor, 'accession.read')
      const name = String(year).padStart(4, '0')
      return desk.received(`${name}-01-01`, `${name}-12-31`)
    },
  }
}
