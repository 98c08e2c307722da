import test from 'ava'
import { added, chapterIds, type OutlineNode, placed, removed, renamed } from '../../src/publications/outline.ts'
import { checkVolume, type Imprint, imprintFields, type Volume } from '../../src/publications/volume.ts'

const imprint = Object.fromEntries(imprintFields.map((field) => [field, ''])) as Imprint
const volume: Volume = {
  id: 'v',
  publicationId: 'p',
  number: 12,
  title: '水陆旧踪',
  type: 'internal',
  trim: { widthMm: 170, heightMm: 240 },
  editors: [],
  imprint,
  citationStyle: 'note' as const,
  generated: [],
  plannedChars: 0,
  topicId: null,
  printed: null,
  revision: 1,
  outlineRevision: 1,
  createdAt: '',
}
const refusal = (one: Volume, series = '云川文史资料') => {
  try {
    checkVolume(one, series)
    return null
  } catch (error) {
    const { code, details } = error as { code: string; details: Record<string, string> }
    return `${code} ${details.field ?? details.word}`
  }
}

test('内部资料 has no price, ISBN or CIP and is no periodical; what is published has no permit number', (t) => {
  t.is(refusal(volume), null)
  t.is(refusal({ ...volume, imprint: { ...imprint, permitNumber: '云内准字 12 号' } }), null)
  for (const field of ['price', 'isbn', 'cip'] as const)
    t.is(refusal({ ...volume, imprint: { ...imprint, [field]: '1' } }), `volume.field ${field}`)
  t.is(refusal(volume, '云川文史丛刊'), 'volume.word 刊')
  t.is(refusal({ ...volume, title: '本刊选萃' }), 'volume.word 本刊')
  t.is(refusal({ ...volume, title: '文史杂志选' }), 'volume.word 杂志')
  const published = { ...volume, type: 'public' as const }
  t.is(refusal({ ...published, imprint: { ...imprint, price: '38元', isbn: '978' } }, '云川文史丛刊'), null)
  t.is(refusal({ ...published, imprint: { ...imprint, permitNumber: '1' } }), 'volume.field permitNumber')
})

const section = (id: string, ...children: OutlineNode[]): OutlineNode => ({ id, title: id, children })
const end = { parentId: null, beforeId: null }
const code = (work: () => unknown) => {
  try {
    work()
    return null
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('an outline is moved about in: before, into, out of; never into itself, never deeper than three', (t) => {
  const nodes = [section('a', { id: '1' }, section('b', { id: '2' })), section('c'), { id: '3' }]
  t.deepEqual(chapterIds(nodes), ['1', '2', '3'])
  t.deepEqual(chapterIds(placed(nodes, '3', { parentId: 'b', beforeId: '2' })), ['1', '3', '2'])
  t.deepEqual(chapterIds(placed(nodes, 'b', { parentId: null, beforeId: 'a' })), ['2', '1', '3'])
  t.deepEqual(placed(nodes, '1', { parentId: 'a', beforeId: '1' }), nodes)
  t.is(
    code(() => placed(nodes, 'a', { parentId: 'b', beforeId: null })),
    'outline.inside-itself',
  )
  t.is(
    code(() => placed(nodes, 'a', { parentId: '3', beforeId: null })),
    'outline.not-section',
  )
  t.is(
    code(() => placed(nodes, 'a', { parentId: 'c', beforeId: 'b' })),
    'outline.no-node',
  )
  const deep = added(nodes, section('d'), { parentId: 'b', beforeId: null })
  t.is(
    code(() => added(deep, section('e'), { parentId: 'd', beforeId: null })),
    'outline.too-deep',
  )
  t.deepEqual(chapterIds(added(deep, { id: '4' }, { parentId: 'd', beforeId: null })), ['1', '2', '4', '3'])
  t.is(
    code(() => placed(deep, 'a', { parentId: 'c', beforeId: null })),
    'outline.too-deep',
    'with all that is in it',
  )
})

test('a section with chapters is not removed, an empty one is; a chapter is not renamed here', (t) => {
  const nodes = [section('a', { id: '1' }), section('b', section('c'))]
  t.is(
    code(() => removed(nodes, 'a')),
    'outline.not-empty',
  )
  t.deepEqual(removed(nodes, 'b'), [nodes[0]!])
  t.deepEqual(removed(removed(nodes, '1'), 'a'), [nodes[1]!])
  t.is(
    code(() => renamed(nodes, '1', 'x')),
    'outline.not-section',
  )
  t.deepEqual(renamed(nodes, 'c', 'x')[1], { id: 'b', title: 'b', children: [{ id: 'c', title: 'x', children: [] }] })
  t.is(
    code(() => added(nodes, { id: 'z' }, { ...end, parentId: 'none' })),
    'outline.no-node',
  )
})
