import test from 'ava'
import { sourceTable } from '../../../src/publications/generated/source-table.ts'
import { chapterOf } from '../../support/books.ts'

const paragraph = (text: string) => ({ kind: 'paragraph' as const, inlines: text ? [{ text }] : [] })
const source = (title: string, code = '') => ({ title, code, pageAt: (offset: number) => (offset < 10 ? 1 : 2) })

test('each paragraph is led to its item, version and page; neighbours from one place are one line', (t) => {
  const chapter = chapterOf(
    'c',
    '渡口',
    ['一二三四五', '六七八九十', '', '自己写的', '甲乙丙', '子丑寅'].map(paragraph),
  )
  const basedOn = [
    { itemId: 'a', textRevision: 2, start: 0, end: 20 },
    { itemId: 'b', textRevision: 1, start: 0, end: 20 },
    { itemId: 'hidden', textRevision: 1, start: 0, end: 20 },
  ]
  const origins = [
    { at: 0, length: 5, source: 0, from: 0 },
    { at: 6, length: 5, source: 0, from: 5 },
    { at: 18, length: 2, source: 1, from: 12 },
    { at: 22, length: 3, source: 2, from: 0 },
  ]
  const book = [{ ...chapter, version: { ...chapter.version, basedOn, origins } }]
  const lines = sourceTable(book, ({ itemId }) =>
    itemId === 'hidden' ? null : source(itemId === 'a' ? '口述' : '笔记', itemId === 'a' ? 'WS-1' : ''),
  )
  t.deepEqual(lines, [
    '《渡口》第1—2段：《口述》（WS-1，文本第2版，第1页）',
    '《渡口》第4段：《笔记》（文本第1版，第2页）',
  ])
  t.deepEqual(
    sourceTable(book, () => null),
    [],
  )
})
