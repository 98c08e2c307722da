/** 篇目: an ordered tree of 栏目 and the chapters in them. Pure; every change gives a new tree. */
import { Fault } from '../faults.ts'

export interface Section {
  id: string
  title: string
  children: OutlineNode[]
}
/** A chapter is a leaf; its id is the chapter's. */
export type OutlineNode = Section | { id: string }

export const MOST_LEVELS = 3
export const MOST_NODES = 3000

const isSection = (node: OutlineNode): node is Section => 'children' in node

/** Every node with its depth (1: at the root), in the order of the book. */
export function* nodesOf(nodes: readonly OutlineNode[], depth = 1): Generator<{ node: OutlineNode; depth: number }> {
  for (const node of nodes) {
    yield { node, depth }
    if (isSection(node)) yield* nodesOf(node.children, depth + 1)
  }
}
const find = (nodes: readonly OutlineNode[], id: string): { node: OutlineNode; depth: number } => {
  for (const found of nodesOf(nodes)) if (found.node.id === id) return found
  throw new Fault('outline.no-node', { id })
}

/** The ids of the chapters, in the order of the book. */
export const chapterIds = (nodes: readonly OutlineNode[]): string[] =>
  [...nodesOf(nodes)].flatMap(({ node }) => (isSection(node) ? [] : [node.id]))

/** Of these chapters those that stand in the outline, in the order of the book. */
export function chaptersInOrder<One extends { id: string }>(
  nodes: readonly OutlineNode[],
  chapters: readonly One[],
): One[] {
  const known = new Map(chapters.map((one) => [one.id, one]))
  return chapterIds(nodes).flatMap((id) => known.get(id) ?? [])
}

const levelsOf = (node: OutlineNode): number => (isSection(node) ? 1 + Math.max(0, ...node.children.map(levelsOf)) : 0)

const without = (nodes: readonly OutlineNode[], id: string): OutlineNode[] =>
  nodes
    .filter((node) => node.id !== id)
    .map((node) => (isSection(node) ? { ...node, children: without(node.children, id) } : node))

function into(
  nodes: readonly OutlineNode[],
  parentId: string | null,
  change: (children: readonly OutlineNode[]) => OutlineNode[],
): OutlineNode[] {
  if (parentId === null) return change(nodes)
  return nodes.map((node) => {
    if (!isSection(node)) return node
    return { ...node, children: node.id === parentId ? change(node.children) : into(node.children, parentId, change) }
  })
}

/** Where a node is put: under a section or, null, at the root; before a child of it or, null, at its end. */
export interface Place {
  parentId: string | null
  beforeId: string | null
}

/** Faults outline.no-node, outline.not-section, outline.too-deep, outline.too-many. */
export function added(nodes: readonly OutlineNode[], node: OutlineNode, { parentId, beforeId }: Place): OutlineNode[] {
  const parent = parentId === null ? null : find(nodes, parentId)
  if (parent && !isSection(parent.node)) throw new Fault('outline.not-section', { id: parent.node.id })
  if ((parent?.depth ?? 0) + levelsOf(node) > MOST_LEVELS) throw new Fault('outline.too-deep', { limit: MOST_LEVELS })
  if ([...nodesOf(nodes)].length + [...nodesOf([node])].length > MOST_NODES)
    throw new Fault('outline.too-many', { limit: MOST_NODES })
  const siblings = parent ? (parent.node as Section).children : nodes
  const at = beforeId === null ? siblings.length : siblings.findIndex(({ id }) => id === beforeId)
  if (at < 0) throw new Fault('outline.no-node', { id: beforeId ?? '' })
  return into(nodes, parentId, (children) => children.toSpliced(at, 0, node))
}

/** Fault outline.not-section for a chapter: that is renamed by itself. */
export function renamed(nodes: readonly OutlineNode[], id: string, title: string): OutlineNode[] {
  if (!isSection(find(nodes, id).node)) throw new Fault('outline.not-section', { id })
  const change = (all: readonly OutlineNode[]): OutlineNode[] =>
    all.map((node) => {
      if (!isSection(node)) return node
      return node.id === id ? { ...node, title } : { ...node, children: change(node.children) }
    })
  return change(nodes)
}

/** Faults as `added`; outline.inside-itself. */
export function placed(nodes: readonly OutlineNode[], id: string, place: Place): OutlineNode[] {
  const { node } = find(nodes, id)
  if (place.beforeId === id) return [...nodes]
  if (place.parentId !== null && [...nodesOf([node])].some(({ node: one }) => one.id === place.parentId))
    throw new Fault('outline.inside-itself', { id })
  return added(without(nodes, id), node, place)
}

/** Fault outline.not-empty for a section with chapters; empty sections in it go with it. */
export function removed(nodes: readonly OutlineNode[], id: string): OutlineNode[] {
  const { node } = find(nodes, id)
  if (isSection(node) && chapterIds([node]).length > 0) throw new Fault('outline.not-empty', { id, title: node.title })
  return without(nodes, id)
}
