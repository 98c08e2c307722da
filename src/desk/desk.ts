/** 工作台: what waits for whoever asks, by urgency, and what they worked on last. Nobody learns a number of what they may not read. */
import { dayIn } from '../accessions/accession.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, may, mayRead, scope } from '../policy.ts'
import type { Clock } from '../ports/clock.ts'
import type {
  DeskStore,
  EndingConsents,
  ExpiringGrants,
  WaitingFiles,
  WaitingItems,
  WaitingProofs,
  WaitingReturns,
  WaitingReview,
  WaitingRounds,
  YearSums,
} from './store.ts'

export type Waiting =
  | ({ kind: 'files' } & WaitingFiles)
  | ({ kind: 'describe' } & WaitingItems)
  | ({ kind: 'returns' } & WaitingReturns)
  /** Descriptions that were handed in, to be filed or given back. */
  | ({ kind: 'review' } & WaitingReview)
  /** 一校, 二校 */
  | ({ kind: 'proofs' } & WaitingProofs)
  | ({ kind: 'expiring' } & ExpiringGrants)
  /** 授权书 that end soon: without them a volume is not printed. */
  | ({ kind: 'consents' } & EndingConsents)
  | { kind: 'requests'; count: number; oldest: string | null }
  /** What readers say is wrong, and nobody has decided. */
  | { kind: 'reports'; count: number; oldest: string | null }
  /** The caller's own reports. */
  | { kind: 'reported'; count: number; waiting: number; accepted: number; refused: number }
  /** Pairs of items that share passages, and nobody has decided about. */
  | { kind: 'reuse'; count: number }
  | { kind: 'jobs'; count: number }
  /** 三审: volumes, or chapters of them, that were given to the caller to be read and signed. */
  | ({ kind: 'rounds' } & WaitingRounds)
  /** The caller's own requests to read. */
  | { kind: 'asked'; count: number; waiting: number; granted: string[]; refused: number }

export interface DeskView {
  waiting: Waiting[]
  /** `lacks`: names of elements without which it is not handed in. */
  recent: { item: Item; at: string; action: string; lacks: string[] }[]
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
/** So long before they are due, originals that go back and rights that run out are spoken of. */
const AHEAD = 14 * DAY
/** A signature takes longer: whoever gave it has to be found again. */
const SIGN_AHEAD = 60 * DAY
const RECENT = 6

const ORDER = {
  jobs: 2,
  requests: 3,
  asked: 4,
  rounds: 5.5,
  review: 6,
  reports: 7,
  reported: 8,
  describe: 9,
  proofs: 10,
  expiring: 11,
  consents: 11.5,
  reuse: 12,
}
/** Most urgent first: what cannot go on without somebody, what was promised by a day, what is asked for, what is long. */
function urgencyOf(waiting: Waiting): number {
  if (waiting.kind === 'files') return 0
  if (waiting.kind === 'returns') return waiting.overdue > 0 ? 1 : 5
  return ORDER[waiting.kind]
}

export function createDesk(deps: {
  desk: DeskStore
  items: Pick<ItemStore, 'getMany'>
  clock: Clock
  timeZone: string
  lacking: (item: Item) => Promise<string[]>
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
    if (may(actor, 'text.correct')) all.push({ kind: 'proofs', ...(await desk.proofs(actor.id ?? '')) })
    if (may(actor, 'grant.decide')) {
      const soon = new Date(now + AHEAD).toISOString()
      all.push({ kind: 'requests', ...(await desk.requests()) })
      all.push({ kind: 'expiring', ...(await desk.expiring(new Date(now).toISOString(), soon)) })
    } else if (may(actor, 'access.request')) {
      const asked = await desk.ownRequests(
        actor.id ?? '',
        new Date(now - 4 * WEEK).toISOString(),
        new Date(now).toISOString(),
      )
      all.push({ kind: 'asked', count: asked.waiting + asked.granted.length + asked.refused, ...asked })
    }
    if (may(actor, 'rights.keep'))
      all.push({ kind: 'consents', ...(await desk.endingConsents(day(now), day(now + SIGN_AHEAD))) })
    if (may(actor, 'report.decide')) all.push({ kind: 'reports', ...(await desk.reports()) })
    else if (may(actor, 'report.make')) {
      const own = await desk.ownReports(actor.id ?? '', new Date(now - 4 * WEEK).toISOString(), scope(actor))
      all.push({ kind: 'reported', count: own.waiting + own.accepted + own.refused, ...own })
    }
    if (may(actor, 'volume.review')) all.push({ kind: 'rounds', ...(await desk.rounds(actor.id ?? '')) })
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
      const withLacks = recent.slice(0, RECENT).map(async (one) => {
        const isOpen = one.item.review === 'describing' && !one.item.withdrawn
        return { ...one, lacks: isOpen ? await deps.lacking(one.item) : [] }
      })
      return {
        waiting: await waitingFor(actor),
        recent: await Promise.all(withLacks),
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
