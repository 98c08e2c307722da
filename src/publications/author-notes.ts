/** 作者简介 use-cases: what is printed of each author of a volume; the archive's words until an editor writes his own. */
import type { AccessionStore } from '../accessions/store.ts'
import type { AuditStore } from '../audit/store.ts'
import type { NameList } from '../authorities/name-list.ts'
import type { AuthorityStore } from '../authorities/store.ts'
import { Fault } from '../faults.ts'
import { foldKey } from '../hanzi/fold.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import type { Actor } from '../policy.ts'
import type { Transact } from '../ports/transaction.ts'
import { demandCompiled } from './compiled.ts'
import {
  type AuthorNote,
  type AuthorNotes,
  type AuthorOrder,
  authorsOf,
  factsSaid,
  noAuthorNotes,
  type VolumeAuthor,
} from './generated/authors.ts'
import type { AuthorNotesInput } from './generated/input.ts'
import { chaptersInOrder } from './outline.ts'
import type { ChapterStore, GeneratedStore, PublicationStore } from './store.ts'

/** `text`: as printed; `made`: as the archive says now; changed: it says something else than when the editor wrote. */
export interface AuthorView extends VolumeAuthor {
  text: string
  made: string
  isOwn: boolean
  isChanged: boolean
  isLeftOut: boolean
}
export interface AuthorList {
  revision: number
  order: AuthorOrder
  items: AuthorView[]
}

/** Faults of every one: volume.not-found, volume.printed. */
export interface VolumeAuthors {
  /** Those whom the bylines of its present chapters name. */
  list(actor: Actor, volumeId: string): Promise<AuthorList>
  /** Who is not named keeps his note. Faults request.precondition, generated.stale (`present`: as it is now). */
  save(actor: Actor, volumeId: string, input: AuthorNotesInput, seen: Seen): Promise<AuthorList>
}

export function createVolumeAuthors(deps: {
  publications: Pick<PublicationStore, 'volume' | 'outline'>
  chapters: Pick<ChapterStore, 'ofVolume'>
  generated: GeneratedStore
  items: Pick<ItemStore, 'get'>
  accessions: Pick<AccessionStore, 'get'>
  authorities: Pick<AuthorityStore, 'get'>
  names: () => Promise<NameList>
  transact: Transact<{ generated: GeneratedStore; audit: AuditStore }>
}): VolumeAuthors {
  /** Whose name nobody else bears. */
  async function lifeOf(name: string) {
    const owners = (await deps.names()).owners(name).filter(({ kind }) => kind === 'person')
    return owners.length === 1 ? deps.authorities.get(owners[0]!.id) : undefined
  }
  /** As the donor who gave one of these items, and bears the name, said of himself. */
  async function identityOf(name: string, itemIds: readonly string[]) {
    for (const itemId of itemIds) {
      const item = await deps.items.get(itemId)
      const contributor = item && (await deps.accessions.get(item.accessionId))?.contributor
      if (contributor && foldKey(contributor.name) === foldKey(name)) return contributor
    }
    return null
  }
  async function madeOf(name: string, itemIds: readonly string[]): Promise<string> {
    const life = await lifeOf(name)
    const { identityThen = '', identityNow = '' } = (await identityOf(name, itemIds)) ?? {}
    const { existence = null, history = '' } = life ?? {}
    const isDead = existence?.end != null
    return factsSaid({ life: existence?.text ?? '', isDead, history, identityThen, identityNow })
  }
  async function view(volumeId: string, { revision, order, notes }: AuthorNotes): Promise<AuthorList> {
    const lines = await deps.chapters.ofVolume(volumeId)
    const itemsOf = new Map(lines.map(({ id, itemIds }) => [id, itemIds]))
    const chapters = chaptersInOrder(await deps.publications.outline(volumeId), lines)
    const own = new Map(notes.map((note) => [foldKey(note.name), note]))
    const items: AuthorView[] = []
    for (const author of authorsOf(chapters, order)) {
      const { text = null, isLeftOut = false } = own.get(foldKey(author.name)) ?? {}
      const made = await madeOf(
        author.name,
        author.chapters.flatMap(({ id }) => itemsOf.get(id)!),
      )
      const isChanged = text !== null && text.insteadOf !== made
      items.push({ ...author, text: text?.text ?? made, made, isOwn: text !== null, isChanged, isLeftOut })
    }
    return { revision, order, items }
  }
  const stored = async (volumeId: string, from: GeneratedStore = deps.generated): Promise<AuthorNotes> =>
    (await from.get(volumeId, 'authors')) ?? noAuthorNotes

  return {
    async list(actor, volumeId) {
      await demandCompiled(actor, volumeId, deps.publications)
      return view(volumeId, await stored(volumeId))
    },
    async save(actor, volumeId, { order, notes }, seen) {
      await demandCompiled(actor, volumeId, deps.publications)
      demandSeen(seen)
      const before = await view(volumeId, await stored(volumeId))
      const made = new Map(before.items.map((one) => [foldKey(one.name), one.made]))
      const saved = await deps.transact(async (tx) => {
        const present = await stored(volumeId, tx.generated)
        if (seen !== '*' && seen !== present.revision) return null
        const known = new Map(present.notes.map((note) => [foldKey(note.name), note]))
        for (const { name, text, isLeftOut } of notes) {
          const key = foldKey(name)
          const insteadOf = made.get(key) ?? ''
          const kept = known.get(key)?.text ?? null
          const own = text === null || text === insteadOf ? null : text === kept?.text ? kept : { text, insteadOf }
          const note: AuthorNote = { name, text: own, isLeftOut }
          if (own || isLeftOut) known.set(key, note)
          else known.delete(key)
        }
        const next = { revision: present.revision + 1, order, notes: [...known.values()] }
        await tx.generated.set(volumeId, 'authors', next)
        const details = {
          names: notes
            .map(({ name }) => name)
            .join('、')
            .slice(0, 500),
          revision: next.revision,
        }
        await tx.audit.append({ actor, act: 'volume.authors', subject: volumeId, details })
        return next
      })
      if (saved) return view(volumeId, saved)
      const present = await view(volumeId, await stored(volumeId))
      throw new Fault('generated.stale', { revision: present.revision }, { present })
    },
  }
}
