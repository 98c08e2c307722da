import test from 'ava'
import fc from 'fast-check'
import {
  type Branch,
  type Direction,
  dropped,
  fits,
  LEVELS,
  type Move,
  placed,
  replayed,
  rowsOf,
  sectionOf,
  stepped,
} from '../../../src/web/publications/outline.ts'

interface Tree extends Branch<Tree> {}
const chapter = (id: string): Tree => ({ id, kind: 'chapter' })
const section = (id: string, ...children: Tree[]): Tree => ({ id, kind: 'section', children })
const outline: Tree[] = [
  section('津渡', chapter('茶亭'), chapter('义渡')),
  section('丝厂', chapter('夜校')),
  chapter('编后记'),
]
const shown = (nodes: readonly Tree[]): string =>
  nodes.map((node) => (node.kind === 'chapter' ? node.id : `${node.id}(${shown(node.children ?? [])})`)).join(' ')
const go = (nodes: readonly Tree[], id: string, ...directions: Direction[]): string =>
  shown(
    directions.reduce<readonly Tree[]>((tree, direction) => {
      const move = stepped(tree, id, direction)
      return move ? placed(tree, move) : tree
    }, nodes),
  )

test('a chapter steps up and down the lines, from 栏目 to 栏目', (t) => {
  t.is(go(outline, '义渡', 'up'), '津渡(义渡 茶亭) 丝厂(夜校) 编后记')
  t.is(go(outline, '义渡', 'down'), '津渡(茶亭) 义渡 丝厂(夜校) 编后记')
  t.is(go(outline, '义渡', 'down', 'down'), '津渡(茶亭) 丝厂(义渡 夜校) 编后记')
  t.is(go(outline, '义渡', 'down', 'down', 'down', 'down', 'down'), '津渡(茶亭) 丝厂(夜校) 编后记 义渡')
  t.is(go(outline, '编后记', 'up'), '津渡(茶亭 义渡) 丝厂(夜校 编后记)')
  t.is(go(outline, '茶亭', 'up', 'up'), shown(placed(outline, { id: '茶亭', parentId: null, beforeId: '津渡' })))
})

test('down and up again is where it was', (t) => {
  for (const { node } of rowsOf(outline)) {
    for (const [there, back] of [['up', 'down'] as const, ['down', 'up'] as const]) {
      if (!stepped(outline, node.id, there)) continue
      t.is(go(outline, node.id, there, back), shown(outline), `${node.id} ${there} ${back}`)
    }
  }
})

test('a 栏目 changes place with its neighbour, and goes in and out with ← →', (t) => {
  t.is(go(outline, '丝厂', 'up'), '丝厂(夜校) 津渡(茶亭 义渡) 编后记')
  t.is(go(outline, '丝厂', 'in'), '津渡(茶亭 义渡 丝厂(夜校)) 编后记')
  t.is(go(outline, '丝厂', 'in', 'out'), shown(outline))
  t.is(stepped(outline, '津渡', 'up'), null)
  t.is(stepped(outline, '津渡', 'in'), null)
})

test('no 栏目 goes into itself, into a chapter, or deeper than the third level', (t) => {
  const deep = [section('一', section('二', section('三', chapter('篇')))), section('四', section('五'))]
  t.false(fits(deep, '一', '三'))
  t.false(fits(deep, '四', '篇'))
  t.false(fits(deep, '四', '二'))
  t.true(fits(deep, '五', '二'))
  t.true(fits(deep, '篇', '三'))
  t.is(placed(deep, { id: '一', parentId: '三', beforeId: null }), deep)
})

test('dropped on a line: before it, after it, or as the first of a 栏目', (t) => {
  t.deepEqual(dropped(outline, '义渡', false), { parentId: '津渡', beforeId: '义渡' })
  t.deepEqual(dropped(outline, '茶亭', true), { parentId: '津渡', beforeId: '义渡' })
  t.deepEqual(dropped(outline, '义渡', true), { parentId: '津渡', beforeId: null })
  t.deepEqual(dropped(outline, '丝厂', true), { parentId: '丝厂', beforeId: '夜校' })
  t.deepEqual(dropped(outline, '丝厂', false), { parentId: null, beforeId: '丝厂' })
})

test('a move is made again on what another editor left: gone with its place, kept without its neighbour', (t) => {
  const move: Move = { id: '夜校', parentId: '津渡', beforeId: '义渡' }
  t.deepEqual(replayed(outline, move), move)
  const without = placed(outline, { id: '义渡', parentId: '丝厂', beforeId: null })
  t.deepEqual(replayed(without, move), { ...move, beforeId: null })
  t.is(replayed([section('丝厂', chapter('夜校'))], move), null)
  t.is(replayed([section('津渡', chapter('义渡'))], move), null)
})

test('a new chapter goes to the 栏目 that is chosen', (t) => {
  t.is(sectionOf(outline, '丝厂'), '丝厂')
  t.is(sectionOf(outline, '茶亭'), '津渡')
  t.is(sectionOf(outline, '编后记'), null)
  t.is(sectionOf(outline, null), null)
})

test('whatever is moved, nothing is lost, nothing doubled, and nothing lies too deep', (t) => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const start: Tree[] = [
    section('a', section('b', chapter('c')), chapter('d')),
    section('e', section('f')),
    chapter('g'),
    chapter('h'),
  ]
  const id = fc.constantFrom(...ids)
  const move = fc.record({ id, parentId: fc.option(id), beforeId: fc.option(id) })
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      const tree = moves.reduce<readonly Tree[]>((nodes, one) => placed(nodes, one), start)
      const rows = rowsOf(tree)
      t.deepEqual(rows.map(({ node }) => node.id).sort(), ids)
      for (const { node, depth } of rows) t.true(depth <= (node.kind === 'section' ? LEVELS - 1 : LEVELS))
    }),
  )
})
