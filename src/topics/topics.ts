/** 选题 use-cases, and the 存稿 that come back for one. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import type { NameList } from '../authorities/name-list.ts'
import { Fault } from '../faults.ts'
import { readDate } from '../hanzi/dates/dates.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import { said } from '../ports/patch.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Search } from '../search/search.ts'
import type { Dates } from '../settings/tables.ts'
import type { Submissions, SubmissionView } from '../submissions/submissions.ts'
import { type Reason, reasonsFor, type Sought, scoreOf } from './held.ts'
import type { HeldQuery, NewTopic, TopicPatch } from './input.ts'
import type { TopicStore } from './store.ts'
import type { Topic, TopicFields } from './topic.ts'

export interface Held {
  submission: SubmissionView
  reasons: Reason[]
}

/** Faults of every one about a topic: topic.not-found. */
export interface Topics {
  list(actor: Actor, page: Page): Promise<{ total: number; items: (Topic & { volumes: number })[] }>
  get(actor: Actor, id: string): Promise<Topic>
  create(actor: Actor, input: NewTopic): Promise<Topic>
  /** Faults request.precondition, topic.stale. */
  change(actor: Actor, id: string, patch: TopicPatch, seen: Seen): Promise<Topic>
  /**
   * 稿件 that are held or not decided, of which something is left, and which agree with the topic. Best first: by `scoreOf`, then what has more
   * characters left, then the lower number. `isWhole` false: the texts could not be searched to their end, or not at all.
   */
  held(actor: Actor, id: string, query: HeldQuery): Promise<{ total: number; isWhole: boolean; items: Held[] }>
}

const MOST_FOUND = 1_000_000
const undecided = ['received', 'screening', 'reading', 'held'] as const

export function createTopics(deps: {
  topics: TopicStore
  submissions: Pick<Submissions, 'walk'>
  search: Pick<Search, 'numbers'>
  names: () => Promise<NameList>
  dates: Dates
  transact: Transact<{ topics: TopicStore; audit: AuditStore }>
  clock: Clock
}): Topics {
  const { topics, transact } = deps

  async function look(actor: Actor, id: string, from: TopicStore = topics): Promise<Topic> {
    demand(actor, 'topic.read')
    const found = await from.get(id)
    if (!found) throw new Fault('topic.not-found', { id })
    return found
  }
  /** Also what the tables read now, if they have changed since. */
  async function periodOf(text: string): Promise<Topic['period']> {
    if (text === '') return null
    const read = readDate(text, await deps.dates())
    return { text, start: read?.start ?? null, end: read?.end ?? null }
  }
  const fieldsOf = async ({ period, ...rest }: TopicPatch): Promise<Partial<TopicFields>> => ({
    ...said(rest),
    ...(period === undefined ? {} : { period: await periodOf(period) }),
  })

  /** What the topic is looked for by: its period, its places under all their names, its subjects. */
  async function soughtBy(actor: Actor, { period, places, subjects }: Topic) {
    let isWhole = true
    const found = async (q: string): Promise<Set<number>> => {
      try {
        const { numbers, isWhole: isAll } = await deps.search.numbers(actor, { q, keep: [] }, MOST_FOUND)
        isWhole &&= isAll
        return new Set(numbers)
      } catch (error) {
        if (!(error instanceof Fault && error.code === 'search.unavailable')) throw error
        isWhole = false
        return new Set()
      }
    }
    // Signs of the query language are no part of a name.
    const phrase = (word: string) => word.replace(/["＂“”「」『』()（）|｜?？*＊:：~～\s-]+/g, ' ').trim()
    const phrases = (words: readonly string[]) => {
      const all = words.map(phrase).filter((word) => word !== '')
      return all.length ? found(all.map((word) => `(${word})`).join('|')) : Promise.resolve(new Set<number>())
    }
    const list = await deps.names()
    const sought: Sought[] = []
    if (period && (period.start ?? period.end) !== null) {
      const inText = await found(`文中日期:${period.start ?? ''}..${period.end ?? ''}`)
      sought.push({ kind: 'period', value: period.text, names: [], inText })
    }
    for (const value of places) {
      const owners = list.owners(value).filter(({ kind }) => kind === 'place')
      const names = [...new Set([value, ...owners.flatMap(({ id }) => list.namesOf(id).map(({ name }) => name))])]
      sought.push({ kind: 'place', value, names, inText: await phrases(names) })
    }
    for (const value of subjects) {
      const owners = list.owners(value).filter(({ kind }) => kind === 'term' || kind === 'event')
      const names = [...new Set([value, ...owners.flatMap(({ id }) => list.namesOf(id).map(({ name }) => name))])]
      sought.push({ kind: 'subject', value, names, inText: await phrases(names) })
    }
    return { sought, isWhole: () => isWhole }
  }

  return {
    async list(actor, page) {
      demand(actor, 'topic.read')
      return pageOf(await topics.list(), page)
    },
    get: (actor, id) => look(actor, id),
    async create(actor, input) {
      demand(actor, 'topic.plan')
      const fields = { ...input, ...(await fieldsOf(input)) } as TopicFields
      const made: Topic = { ...fields, id: randomUUID(), revision: 1, createdAt: instant(deps.clock) }
      await transact(async (tx) => {
        await tx.topics.insert(made)
        await tx.audit.append({ actor, act: 'topic.create', subject: made.id, details: { title: made.title } })
      })
      return made
    },
    async change(actor, id, patch, seen) {
      demand(actor, 'topic.plan')
      const fields = await fieldsOf(patch)
      return transact(async (tx) => {
        const present = await look(actor, id, tx.topics)
        demandSeen(seen)
        const wanted = { ...present, ...fields }
        if (JSON.stringify(wanted) === JSON.stringify(present)) return present
        if (seen !== '*' && seen !== present.revision)
          throw new Fault('topic.stale', { revision: present.revision }, { present })
        const changed = { ...wanted, revision: present.revision + 1 }
        await tx.topics.update(changed)
        const details = { fields: Object.keys(patch).join(' '), state: changed.state, revision: changed.revision }
        await tx.audit.append({ actor, act: 'topic.change', subject: id, details })
        return changed
      })
    },
    async held(actor, id, { page, size, words }) {
      const topic = await look(actor, id)
      const { sought, isWhole } = await soughtBy(actor, topic)
      const found: (Held & { score: number; left: number })[] = []
      const filters = { q: '', words, state: [...undecided], use: 'left' as const }
      for await (const submission of deps.submissions.walk(actor, filters)) {
        const reasons = reasonsFor(topic, sought, submission.item)
        const { total, used } = submission.usage
        if (reasons.length) found.push({ submission, reasons, score: scoreOf(reasons), left: total - used })
      }
      found.sort((a, b) => b.score - a.score || b.left - a.left || (a.submission.number < b.submission.number ? -1 : 1))
      const items = found
        .slice((page - 1) * size, page * size)
        .map(({ submission, reasons }) => ({ submission, reasons }))
      return { total: found.length, isWhole: isWhole(), items }
    },
  }
}
