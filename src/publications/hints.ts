/** 编校提示 use-cases: what a copy editor would ask of a chapter, what its editor has answered, and the lists of the house. */
import { setImmediate as rest } from 'node:timers/promises'
import type { AuditStore } from '../audit/store.ts'
import type { NameList } from '../authorities/name-list.ts'
import { Fault } from '../faults.ts'
import type { DateOptions } from '../hanzi/dates/dates.ts'
import type { Person } from '../hanzi/proofing/consistency.ts'
import type { Hint, HintCode } from '../hanzi/proofing/hint.ts'
import { hintsOf, linesOf, type ProofingLists } from '../hanzi/proofing/proofing.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { type Actor, demand } from '../policy.ts'
import type { Transact } from '../ports/transaction.ts'
import { blockTexts } from './content.ts'
import type { ChapterStore, ProofingStore, PublicationStore } from './store.ts'

export interface HouseLists {
  revision: number
  lists: ProofingLists
}
/** Told of one chapter by its code and by what stands there. */
export interface Ignored {
  code: HintCode
  found: string
}

/** Faults of every one about a chapter: chapter.not-found. */
export interface Hints {
  /** Of the present version; what is ignored is left out. */
  of(actor: Actor, chapterId: string): Promise<{ revision: number; hints: Hint[]; ignored: Ignored[] }>
  /** Not asked again in this chapter, or asked again. */
  ignore(actor: Actor, chapterId: string, ignored: Ignored, isIgnored: boolean): Promise<void>
  lists(actor: Actor): Promise<HouseLists>
  /** Faults request.precondition, proofing.stale. */
  setLists(actor: Actor, lists: ProofingLists, seen: Seen): Promise<HouseLists>
}

export const noLists: ProofingLists = { off: [], added: [], dropped: [], persons: [] }
/** Milliseconds before others in this process have their turn. */
const STRETCH = 10
/** Hints that one answer has. */
const MOST = 1000

export function createHints(deps: {
  publications: Pick<PublicationStore, 'volume'>
  chapters: Pick<ChapterStore, 'get' | 'version'>
  proofing: ProofingStore
  names: () => Promise<NameList>
  dates: () => Promise<DateOptions>
  transact: Transact<{ proofing: ProofingStore; audit: AuditStore }>
}): Hints {
  const { chapters, proofing, transact } = deps

  async function look(actor: Actor, id: string) {
    demand(actor, 'volume.compile')
    const chapter = await chapters.get(id)
    const version = chapter && (await chapters.version(id, chapter.revision))
    if (!version) throw new Fault('chapter.not-found', { id })
    return { chapter, version }
  }
  const present = async (from: ProofingStore = proofing): Promise<HouseLists> =>
    (await from.lists()) ?? { revision: 0, lists: noLists }

  /** Persons of the authority list whom this text calls by more than one name that is theirs alone. */
  async function personsIn(texts: readonly string[]): Promise<Person[]> {
    const list = await deps.names()
    const called = new Map<string, { preferred: string; names: Map<string, string> }>()
    for (const text of texts)
      for (const { start, end, key, owners } of list.inLine(text)) {
        const [owner] = owners
        if (owners.length !== 1 || owner?.kind !== 'person') continue
        const known = called.get(owner.id) ?? { preferred: owner.name, names: new Map<string, string>() }
        called.set(owner.id, known)
        if (!known.names.has(key)) known.names.set(key, text.slice(start, end))
      }
    return [...called.values()].flatMap(({ preferred, names }) => {
      const others = [...names.values()].filter((name) => name !== preferred)
      return names.size > 1 ? [{ preferred, others }] : []
    })
  }

  return {
    async of(actor, chapterId) {
      const { chapter, version } = await look(actor, chapterId)
      const texts = blockTexts(version.content)
      const { lists } = await present()
      const volume = await deps.publications.volume(chapter.volumeId)
      const ignored = await proofing.ignored(chapterId)
      const isIgnored = new Set(ignored.map(({ code, found }) => `${code} ${found}`))
      const persons = [...lists.persons, ...(await personsIn(texts))]
      const isInternal = volume?.type === 'internal'
      const lines = linesOf(version.content.map(({ kind }, i) => ({ text: texts[i]!, isQuoted: kind === 'quote' })))
      const hints: Hint[] = []
      let began = performance.now()
      for (const some of hintsOf(lines, { ...lists, persons, dates: await deps.dates(), isInternal })) {
        hints.push(...some.filter(({ code, found }) => !isIgnored.has(`${code} ${found}`)))
        if (hints.length >= MOST) break
        if (performance.now() - began < STRETCH) continue
        await rest()
        began = performance.now()
      }
      return { revision: version.revision, hints: hints.slice(0, MOST), ignored }
    },
    async ignore(actor, chapterId, ignored, isIgnored) {
      await look(actor, chapterId)
      await proofing.ignore(chapterId, ignored, isIgnored)
    },
    async lists(actor) {
      demand(actor, 'volume.compile')
      return present()
    },
    setLists: (actor, lists, seen) =>
      transact(async (tx) => {
        demand(actor, 'volume.compile')
        demandSeen(seen)
        const now = await present(tx.proofing)
        if (JSON.stringify(now.lists) === JSON.stringify(lists)) return now
        if (seen !== '*' && seen !== now.revision)
          throw new Fault('proofing.stale', { revision: now.revision }, { present: now })
        const next = { revision: now.revision + 1, lists }
        await tx.proofing.setLists(next)
        const { off, added, dropped, persons } = lists
        const details = { off: off.join(' '), added: added.length, dropped: dropped.length, persons: persons.length }
        await tx.audit.append({ actor, act: 'proofing.change', subject: 'proofing', details })
        return next
      }),
  }
}
