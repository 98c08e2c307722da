/** 稿件 use-cases: items become submissions; checks, decisions and their history; which are left for the next volume. */
import { randomUUID } from 'node:crypto'
import type { AccessionStore } from '../accessions/store.ts'
import type { AuditStore } from '../audit/store.ts'
import type { NameList } from '../authorities/name-list.ts'
import { Fault } from '../faults.ts'
import { accessOf, demandSeen, type Item, type Seen } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, mayRead, scope } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { said } from '../ports/patch.ts'
import type { Transact } from '../ports/transaction.ts'
import type { ChapterStore } from '../publications/store.ts'
import type { ItemUsage, Usage } from '../publications/usage.ts'
import type { Reuse } from '../reuse/reuse.ts'
import type { ReuseBrief } from '../reuse/store.ts'
import type { Search } from '../search/search.ts'
import type { TopicStore } from '../topics/store.ts'
import type { FollowChapters } from './compiling.ts'
import type {
  NewSubmissions,
  SubmissionFilters,
  SubmissionPatch,
  SubmissionQuery,
  SubmissionStep,
  SubmissionSteps,
} from './input.ts'
import type { SubmissionFilter, SubmissionStore } from './store.ts'
import { type Checks, checkStep, countyOf, type Step, type Submission, type SubmissionState } from './submission.ts'

export interface SubmissionView extends Submission {
  item: Item
  usage: ItemUsage
  /** What else its text stands in, as far as the caller may read that: 重稿 is told from it. */
  reuse: ReuseBrief | null
}
/** What became of each of several. `stale`: somebody was quicker; `absent`: it is not there any more. */
export type StepOutcome = { id: string; outcome: 'done' | 'stale' | 'absent' }

/** Faults of every one about a submission: submission.not-found, also where its item may not be read. */
export interface Submissions {
  list(
    actor: Actor,
    query: SubmissionQuery,
  ): Promise<{
    total: number
    items: SubmissionView[]
    counts: Partial<Record<SubmissionState, number>>
    counties: string[]
  }>
  /** All that the filters ask for, in order of number, a few hundred at a time: for papers. */
  walk(actor: Actor, filters: SubmissionFilters): AsyncGenerator<SubmissionView>
  get(actor: Actor, id: string): Promise<SubmissionView & { history: Step[] }>
  /** `known`: are submissions already. What the caller may not read is left out. */
  register(actor: Actor, input: NewSubmissions): Promise<{ made: number; known: number; numbers: string[] }>
  /** Faults request.precondition, submission.stale, topic.not-found. */
  change(actor: Actor, id: string, patch: SubmissionPatch, seen: Seen): Promise<SubmissionView>
  /** Faults as `change`, submission.compiled, submission.reason. */
  step(actor: Actor, id: string, input: SubmissionStep, seen: Seen): Promise<SubmissionView>
  /** Faults submission.compiled, submission.reason. */
  stepMany(actor: Actor, input: SubmissionSteps): Promise<StepOutcome[]>
}

const STEP = 200
/** Rows of one transaction. */
const BATCH = 10
const MOST_FOUND = 1_000_000
/** What is handed in for print; a picture goes with it, or becomes one by itself. */
const ofTexts: readonly Item['kind'][] = ['text', 'scan']
const changeable: (keyof Submission)[] = [
  'receivedDate',
  'contributor',
  'county',
  'topicId',
  'checks',
  'state',
  'reason',
]
type Stores = { submissions: SubmissionStore; chapters: ChapterStore; audit: AuditStore }

/** What is named is set; a check that is null is taken back. */
function patched(before: Submission, { checks, ...rest }: SubmissionPatch): Submission {
  const merged = Object.entries({ ...before.checks, ...checks }).filter(([, check]) => check)
  return { ...before, ...said(rest), checks: Object.fromEntries(merged) as Checks }
}

export function createSubmissions(deps: {
  submissions: SubmissionStore
  items: Pick<ItemStore, 'get' | 'getMany' | 'idsOfAccession'>
  accessions: Pick<AccessionStore, 'getMany'>
  topics: Pick<TopicStore, 'get'>
  usage: Usage
  reuse: Pick<Reuse, 'brief'>
  search: Pick<Search, 'numbers' | 'exportPage'>
  names: () => Promise<NameList>
  follow: FollowChapters
  transact: Transact<Stores>
  clock: Clock
}): Submissions {
  const { submissions, items, transact } = deps

  const readable = (actor: Actor, item: Item | undefined): item is Item =>
    item !== undefined && !item.deleted && mayRead(actor, { id: item.id, access: accessOf(item) })
  async function look(actor: Actor, id: string): Promise<Submission> {
    demand(actor, 'submission.read')
    const found = await submissions.get(id)
    if (!found || !readable(actor, await items.get(found.itemId))) throw new Fault('submission.not-found', { id })
    return found
  }
  async function views(actor: Actor, found: readonly Submission[]): Promise<SubmissionView[]> {
    const own = await items.getMany(found.map(({ itemId }) => itemId))
    const [usage, reuse] = [
      await deps.usage.of(own),
      await deps.reuse.brief(
        actor,
        own.map(({ id }) => id),
      ),
    ]
    const byId = new Map(own.map((item) => [item.id, item]))
    return found.map((one) => ({
      ...one,
      item: byId.get(one.itemId)!,
      usage: usage.get(one.itemId)!,
      reuse: reuse.get(one.itemId) ?? null,
    }))
  }
  const view = async (actor: Actor, one: Submission): Promise<SubmissionView> => (await views(actor, [one]))[0]!

  async function filterOf(actor: Actor, query: SubmissionFilters): Promise<SubmissionFilter> {
    const { q: text, state: states, county, topic: topicId, from, to, item, use, words } = query
    const filter: SubmissionFilter = { text, states, county, topicId, from, to }
    if (item !== undefined) filter.itemIds = [item]
    if (words.trim() !== '')
      filter.itemNumbers = (await deps.search.numbers(actor, { q: words, keep: [] }, MOST_FOUND)).numbers
    if (use === undefined) return filter
    const usage = await deps.usage.of(await items.getMany(await deps.usage.usedItems()))
    const having = (...wanted: string[]) => [...usage].flatMap(([id, one]) => (wanted.includes(one.state) ? [id] : []))
    if (use === 'unused') filter.notItemIds = having('part', 'all')
    else if (use === 'left') filter.notItemIds = having('all')
    else filter.itemIds = having(use).filter((id) => item === undefined || id === item)
    return filter
  }
  const byActor = (actor: Actor, fields: string[]) => ({
    fields,
    actorId: actor.id ?? '',
    actorName: actor.username,
    at: instant(deps.clock),
  })

  async function candidates(actor: Actor, input: NewSubmissions): Promise<Item[]> {
    if ('itemIds' in input) return items.getMany(input.itemIds)
    if ('accession' in input)
      return (await items.getMany(await items.idsOfAccession(input.accession, MOST_FOUND))).filter(({ kind }) =>
        ofTexts.includes(kind),
      )
    const found: Item[] = []
    for (let after: number | null = 0; after !== null; ) {
      const page = await deps.search.exportPage(actor, input.hits, after)
      found.push(...page.items.flatMap(({ item }) => (ofTexts.includes(item.kind) ? [item] : [])))
      after = page.next
    }
    return found
  }
  /** One change with its step; what is so already is not stale. */
  async function change(
    actor: Actor,
    id: string,
    seen: Seen,
    act: string,
    to: (before: Submission) => Submission,
  ): Promise<Submission> {
    const found = await look(actor, id)
    demandSeen(seen)
    return transact(async (tx) => {
      const before = (await tx.submissions.get(id)) ?? found
      const next = to(before)
      const fields = changeable.filter((field) => JSON.stringify(next[field]) !== JSON.stringify(before[field]))
      if (fields.length === 0) return before
      if (seen !== '*' && seen !== before.revision)
        throw new Fault('submission.stale', { revision: before.revision }, { present: before })
      const made = byActor(actor, fields)
      const isDecided = fields.includes('state') || fields.includes('reason')
      const changed = {
        ...next,
        ...(isDecided ? { decidedName: made.actorName, decidedAt: made.at } : {}),
        revision: before.revision + 1,
      }
      await tx.submissions.update(changed, made)
      const details = {
        fields: fields.join(' '),
        before: before.state,
        after: changed.state,
        revision: changed.revision,
      }
      await tx.audit.append({ actor, act, subject: id, details })
      return changed
    })
  }
  const step = (actor: Actor, id: string, { state, reason }: SubmissionStep, seen: Seen) => {
    demand(actor, 'submission.decide')
    checkStep(state, reason)
    return change(actor, id, seen, 'submission.step', (before) => ({ ...before, state, reason }))
  }

  return {
    async list(actor, query) {
      demand(actor, 'submission.read')
      const [filter, visible] = [await filterOf(actor, query), scope(actor)]
      const page = { from: (query.page - 1) * query.size, size: query.size }
      const { total, submissions: found } = await submissions.list(filter, visible, query.sort, page)
      return {
        total,
        items: await views(actor, found),
        counts: await submissions.counts(filter, visible),
        counties: await submissions.counties(visible),
      }
    },
    async *walk(actor, filters) {
      demand(actor, 'submission.read')
      const filter = await filterOf(actor, filters)
      for (let from = 0; ; from += STEP) {
        const { submissions: found } = await submissions.list(filter, scope(actor), 'number', { from, size: STEP })
        yield* await views(actor, found)
        if (found.length < STEP) return
      }
    },
    async get(actor, id) {
      const found = await look(actor, id)
      return { ...(await view(actor, found)), history: await submissions.history(id) }
    },
    async register(actor, input) {
      demand(actor, 'submission.register')
      const wanted = (await candidates(actor, input)).filter((item) => readable(actor, item))
      const accessions = new Map(
        (await deps.accessions.getMany([...new Set(wanted.map(({ accessionId }) => accessionId))])).map((one) => [
          one.id,
          one,
        ]),
      )
      const names = await deps.names()
      const counties = new Map(
        [...accessions].map(([id, { contributor }]) => {
          const line = `${contributor?.workUnit ?? ''} ${contributor?.name ?? ''}`
          const places = names.inLine(line).flatMap(({ owners }) => {
            const [only] = owners
            return owners.length === 1 && only?.kind === 'place' ? [only.name] : []
          })
          return [id, countyOf(line.trim(), places)]
        }),
      )
      const numbers: string[] = []
      let known = 0
      for (let from = 0; from < wanted.length; from += BATCH)
        await transact(async (tx) => {
          const batch = wanted.slice(from, from + BATCH)
          const present = new Set((await tx.submissions.ofItems(batch.map(({ id }) => id))).map(({ itemId }) => itemId))
          known += present.size
          for (const { id: itemId, accessionId } of batch) {
            if (present.has(itemId)) continue
            const accession = accessions.get(accessionId)
            const made = byActor(actor, [])
            const receivedDate = accession?.receivedDate ?? made.at.slice(0, 10)
            const inserted = await tx.submissions.insert(
              {
                id: randomUUID(),
                itemId,
                receivedDate,
                contributor: accession?.contributor?.name ?? '',
                county: counties.get(accessionId) ?? '',
                topicId: null,
                checks: {},
                state: 'received',
                reason: '',
                decidedName: made.actorName,
                decidedAt: made.at,
              },
              Number(receivedDate.slice(0, 4)),
              made,
            )
            numbers.push(inserted.number)
            const details = { number: inserted.number, itemId }
            await tx.audit.append({ actor, act: 'submission.register', subject: inserted.id, details })
            await deps.follow(tx, actor, [itemId], '')
          }
        })
      return { made: numbers.length, known, numbers }
    },
    async change(actor, id, patch, seen) {
      demand(actor, 'submission.register')
      if (patch.topicId && !(await deps.topics.get(patch.topicId)))
        throw new Fault('topic.not-found', { id: patch.topicId })
      return view(actor, await change(actor, id, seen, 'submission.change', (before) => patched(before, patch)))
    },
    async step(actor, id, input, seen) {
      return view(actor, await step(actor, id, input, seen))
    },
    async stepMany(actor, { of, ...input }) {
      const outcomes: StepOutcome[] = []
      for (const { id, revision } of of) {
        try {
          await step(actor, id, input, revision)
          outcomes.push({ id, outcome: 'done' })
        } catch (error) {
          if (!(error instanceof Fault) || !['submission.stale', 'submission.not-found'].includes(error.code))
            throw error
          outcomes.push({ id, outcome: error.code === 'submission.stale' ? 'stale' : 'absent' })
        }
      }
      return outcomes
    },
  }
}
