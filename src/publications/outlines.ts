/** 篇目 use-cases: two editors may move things at once; the second is told what the outline is now, and moves again. */
import { randomUUID } from 'node:crypto'
import { Fault } from '../faults.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { type Actor, demand } from '../policy.ts'
import type { Clock } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { FollowChapters } from '../submissions/compiling.ts'
import { type ChapterStores, deleteChapter } from './deleting.ts'
import type { NewSection } from './input.ts'
import { added, chapterIds, type OutlineNode, type Place, placed, removed, renamed } from './outline.ts'
import type { ChapterLine, ChapterStore, PublicationStore } from './store.ts'
import { demandUnprinted } from './volume.ts'

export interface ShownSection {
  id: string
  kind: 'section'
  title: string
  /** Chapters below it, and their 字数. */
  chapters: number
  chars: number
  children: ShownNode[]
}
export interface ShownChapter {
  id: string
  kind: 'chapter'
  title: string
  byline: string
  chars: number
  revision: number
  /** Whether anybody has changed its text since it was made of its sources. */
  state: 'built' | 'edited'
  /** The items it is based on. */
  itemIds: string[]
  hasNewerSource: boolean
}
export type ShownNode = ShownSection | ShownChapter
export interface OutlineView {
  revision: number
  nodes: ShownNode[]
}

/**
 * Faults of every one: volume.not-found; of changes: request.precondition, outline.stale (`present` is the outline as it is now), and those of
 * outline.ts. What is already so is not stale.
 */
export interface Outlines {
  get(actor: Actor, volumeId: string): Promise<OutlineView>
  /** The id of what was made is in the answer. */
  addSection(
    actor: Actor,
    volumeId: string,
    input: NewSection,
    seen: Seen,
  ): Promise<{ id: string; outline: OutlineView }>
  rename(actor: Actor, volumeId: string, nodeId: string, title: string, seen: Seen): Promise<OutlineView>
  place(actor: Actor, volumeId: string, nodeId: string, place: Place, seen: Seen): Promise<OutlineView>
  /** A chapter goes with its node. */
  remove(actor: Actor, volumeId: string, nodeId: string, seen: Seen): Promise<OutlineView>
}

type Stores = { publications: PublicationStore; chapters: ChapterStore }

export function shownOutline(
  revision: number,
  nodes: readonly OutlineNode[],
  chapters: readonly ChapterLine[],
): OutlineView {
  const lines = new Map(chapters.map((chapter) => [chapter.id, chapter]))
  const shown = (node: OutlineNode): ShownNode[] => {
    if ('children' in node) {
      const children = node.children.flatMap(shown)
      const sum = (of: (one: ShownNode) => number) => children.reduce((total, one) => total + of(one), 0)
      return [
        {
          id: node.id,
          kind: 'section',
          title: node.title,
          chapters: sum((one) => (one.kind === 'section' ? one.chapters : 1)),
          chars: sum((one) => one.chars),
          children,
        },
      ]
    }
    const line = lines.get(node.id)
    if (!line) return []
    const { id, title, byline, chars, revision: own, itemIds, hasNewerSource } = line
    return [
      {
        id,
        kind: 'chapter',
        title,
        byline,
        chars,
        revision: own,
        state: own === 1 ? 'built' : 'edited',
        itemIds,
        hasNewerSource,
      },
    ]
  }
  return { revision, nodes: nodes.flatMap(shown) }
}

export function createOutlines(
  deps: Stores & { transact: Transact<ChapterStores>; follow: FollowChapters; clock: Clock },
): Outlines {
  const { transact } = deps

  async function look(from: Stores, volumeId: string) {
    const volume = await from.publications.volume(volumeId)
    if (!volume) throw new Fault('volume.not-found', { id: volumeId })
    return { volume, revision: volume.outlineRevision, nodes: await from.publications.outline(volumeId) }
  }
  const view = async (from: Stores, volumeId: string, revision: number, nodes: readonly OutlineNode[]) =>
    shownOutline(revision, nodes, await from.chapters.ofVolume(volumeId))

  async function change(
    actor: Actor,
    volumeId: string,
    seen: Seen,
    act: string,
    to: (nodes: readonly OutlineNode[]) => OutlineNode[],
  ): Promise<OutlineView> {
    demand(actor, 'volume.compile')
    return transact(async (tx) => {
      const present = await look(tx, volumeId)
      demandUnprinted(present.volume)
      demandSeen(seen)
      const isStale = seen !== '*' && seen !== present.revision
      const stale = async () =>
        new Fault(
          'outline.stale',
          { revision: present.revision },
          { present: await view(tx, volumeId, present.revision, present.nodes) },
        )
      let nodes: OutlineNode[]
      try {
        nodes = to(present.nodes)
      } catch (error) {
        // What it speaks of has gone since it was looked at: the outline is what is to be told.
        throw isStale && error instanceof Fault ? await stale() : error
      }
      if (JSON.stringify(nodes) === JSON.stringify(present.nodes))
        return view(tx, volumeId, present.revision, present.nodes)
      if (isStale) throw await stale()
      const revision = present.revision + 1
      await tx.publications.setOutline(volumeId, revision, nodes)
      const kept = new Set(chapterIds(nodes))
      for (const id of chapterIds(present.nodes)) if (!kept.has(id)) await deleteChapter(tx, deps, actor, id)
      await tx.audit.append({ actor, act, subject: volumeId, details: { revision } })
      return view(tx, volumeId, revision, nodes)
    })
  }

  return {
    async get(actor, volumeId) {
      demand(actor, 'volume.compile')
      const { revision, nodes } = await look(deps, volumeId)
      return view(deps, volumeId, revision, nodes)
    },
    async addSection(actor, volumeId, { title, parentId }, seen) {
      const id = randomUUID()
      const to = (nodes: readonly OutlineNode[]) =>
        added(nodes, { id, title, children: [] }, { parentId, beforeId: null })
      return { id, outline: await change(actor, volumeId, seen, 'outline.add', to) }
    },
    rename: (actor, volumeId, nodeId, title, seen) =>
      change(actor, volumeId, seen, 'outline.rename', (nodes) => renamed(nodes, nodeId, title)),
    place: (actor, volumeId, nodeId, place, seen) =>
      change(actor, volumeId, seen, 'outline.place', (nodes) => placed(nodes, nodeId, place)),
    remove: (actor, volumeId, nodeId, seen) =>
      change(actor, volumeId, seen, 'outline.remove', (nodes) => removed(nodes, nodeId)),
  }
}
