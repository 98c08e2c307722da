/** 篇目: an ordered tree of 栏目 and 篇, and what a drag or a key makes of it. Pure. */

/** Sections within sections, at most. */
export const LEVELS = 3

export interface Place {
  /** Null: at the root. */
  parentId: string | null
  /** Null: as the last. */
  beforeId: string | null
}
export interface Move extends Place {
  id: string
}
/** What the rules need of a node; the service tells more. */
export interface Branch<N> {
  id: string
  kind: 'section' | 'chapter'
  /** Of a section. */
  children?: readonly N[]
}
export interface Row<N> {
  node: N
  parentId: string | null
  /** 0 at the root. */
  depth: number
}
interface Tree extends Branch<Tree> {}

/** Line by line, what lies in a closed section left out. */
export function rowsOf<N extends Branch<N>>(
  nodes: readonly N[],
  closed: ReadonlySet<string> = new Set(),
  parentId: string | null = null,
  depth = 0,
): Row<N>[] {
  return nodes.flatMap((node) => [
    { node, parentId, depth },
    ...(closed.has(node.id) ? [] : rowsOf(node.children ?? [], closed, node.id, depth + 1)),
  ])
}

const levelsOf = (node: Tree): number =>
  node.kind === 'chapter' ? 0 : 1 + Math.max(0, ...(node.children ?? []).map(levelsOf))

function rowOf(nodes: readonly Tree[], id: string | null): Row<Tree> | undefined {
  return id === null ? undefined : rowsOf(nodes).find(({ node }) => node.id === id)
}
const childrenOf = (nodes: readonly Tree[], parentId: string | null): readonly Tree[] =>
  parentId === null ? nodes : (rowOf(nodes, parentId)?.node.children ?? [])

/** Whether a node may stand in that section: no section in itself, none too deep, nothing in a chapter. */
export function fits(nodes: readonly Tree[], id: string, parentId: string | null): boolean {
  const moving = rowOf(nodes, id)
  if (!moving) return false
  if (parentId === null) return true
  const parent = rowOf(nodes, parentId)
  if (parent?.node.kind !== 'section') return false
  if (rowsOf([moving.node]).some(({ node }) => node.id === parentId)) return false
  return parent.depth + 1 + levelsOf(moving.node) <= LEVELS
}

/** The tree after the move, shown until the service has answered; the same tree where it is impossible. */
export function placed<N extends Branch<N>>(nodes: readonly N[], { id, parentId, beforeId }: Move): readonly N[] {
  const moving = rowsOf(nodes).find(({ node }) => node.id === id)?.node
  if (!moving || id === beforeId || !fits(nodes, id, parentId)) return nodes
  const within = (node: N, change: (children: readonly N[]) => readonly N[]): N =>
    node.children ? { ...node, children: change(node.children) } : node
  const without = (list: readonly N[]): N[] =>
    list.filter((node) => node.id !== id).map((node) => within(node, without))
  const put = (list: readonly N[]): N[] => {
    const at = list.findIndex((node) => node.id === beforeId)
    return at === -1 ? [...list, moving] : list.toSpliced(at, 0, moving)
  }
  const into = (list: readonly N[]): N[] => list.map((node) => within(node, node.id === parentId ? put : into))
  const rest = without(nodes)
  return parentId === null ? put(rest) : into(rest)
}

export type Direction = 'up' | 'down' | 'in' | 'out'

/**
 * What Alt and an arrow make of a node. A chapter steps from 栏目 to 栏目 as the lines stand; a section changes place with the one beside it,
 * and goes into it or out of its own with ← →. Null where there is no way.
 */
export function stepped(nodes: readonly Tree[], id: string, direction: Direction): Move | null {
  const row = rowOf(nodes, id)
  if (!row) return null
  const { parentId } = row
  const beside = childrenOf(nodes, parentId)
  const at = beside.findIndex((node) => node.id === id)
  const [before, after] = [beside[at - 1], beside[at + 1]]
  const enters = (node: Tree | undefined): boolean =>
    row.node.kind === 'chapter' && node?.kind === 'section' && fits(nodes, id, node.id)
  const above = rowOf(nodes, parentId)
  const out = (isBefore: boolean): Move | null => {
    if (!above) return null
    const around = childrenOf(nodes, above.parentId)
    const next = around[around.findIndex((node) => node.id === parentId) + 1]
    return { id, parentId: above.parentId, beforeId: isBefore ? parentId : (next?.id ?? null) }
  }
  const leaves = row.node.kind === 'chapter'
  if (direction === 'up') {
    if (before)
      return enters(before) ? { id, parentId: before.id, beforeId: null } : { id, parentId, beforeId: before.id }
    return leaves ? out(true) : null
  }
  if (direction === 'down') {
    if (after && enters(after)) return { id, parentId: after.id, beforeId: after.children?.[0]?.id ?? null }
    if (after) return { id, parentId, beforeId: beside[at + 2]?.id ?? null }
    return leaves ? out(false) : null
  }
  if (direction === 'out') return out(false)
  return before?.kind === 'section' && fits(nodes, id, before.id) ? { id, parentId: before.id, beforeId: null } : null
}

/** What a node dropped on a line comes to: the upper half before it, the lower half after it, or into a section. */
export function dropped(nodes: readonly Tree[], onto: string, isLower: boolean): Place {
  const row = rowOf(nodes, onto)
  if (!row) return { parentId: null, beforeId: null }
  if (!isLower) return { parentId: row.parentId, beforeId: onto }
  if (row.node.kind === 'section') return { parentId: onto, beforeId: row.node.children?.[0]?.id ?? null }
  const beside = childrenOf(nodes, row.parentId)
  return { parentId: row.parentId, beforeId: beside[beside.findIndex((node) => node.id === onto) + 1]?.id ?? null }
}

/**
 * The same move on an outline that somebody else changed meanwhile. Null where it has lost its sense: what moves is gone, or where it goes.
 * A neighbour that went elsewhere is no reason: then it goes to the end of its section.
 */
export function replayed(nodes: readonly Tree[], move: Move): Move | null {
  if (!fits(nodes, move.id, move.parentId)) return null
  const stands = childrenOf(nodes, move.parentId).some(({ id }) => id === move.beforeId)
  return { ...move, beforeId: stands ? move.beforeId : null }
}

/** The section a new chapter goes to: the one that is chosen, or the one of the chapter that is. */
export function sectionOf(nodes: readonly Tree[], chosen: string | null): string | null {
  const row = rowOf(nodes, chosen)
  return row?.node.kind === 'section' ? row.node.id : (row?.parentId ?? null)
}
