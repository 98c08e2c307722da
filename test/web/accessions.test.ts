import test from 'ava'
import {
  BATCH_BYTES,
  BATCH_FILES,
  batchLength,
  pauseBefore,
  shares,
  speedometer,
} from '../../src/web/accessions/batches.ts'
import { isLeftOver } from '../../src/web/accessions/left-over.ts'
import { dotsOf, folderOf, type Line, problemOf, questionOf } from '../../src/web/accessions/line.ts'
import { byName, moved } from '../../src/web/accessions/order.ts'
import { sizeShown } from '../../src/web/frame/sizes.ts'

test('a request takes few files and few bytes, and a large file goes alone', (t) => {
  t.is(batchLength([]), 0)
  t.is(batchLength(Array(20).fill(1000)), BATCH_FILES)
  t.is(batchLength([BATCH_BYTES * 3, 10, 10]), 1)
  t.is(batchLength([10, BATCH_BYTES, 10]), 1)
  t.is(batchLength([BATCH_BYTES / 2, BATCH_BYTES / 2, 1]), 2)
})

test('what has arrived is shared out in the order sent, and never more than there is', (t) => {
  t.deepEqual(shares([10, 20, 5], 0), [0, 0, 0])
  t.deepEqual(shares([10, 20, 5], 17), [10, 7, 0])
  t.deepEqual(shares([10, 20, 5], 900), [10, 20, 5], 'a request is larger than its files')
})

test('tries grow apart and not without end; the speed is of the last moments alone', (t) => {
  t.true(pauseBefore(0) < pauseBefore(1) && pauseBefore(40) === 30_000)
  const speed = speedometer()
  t.is(speed.rate(), null)
  for (let s = 0; s <= 10; s++) speed.tell(s * 1000, s * 5_000_000)
  t.is(speed.rate(), 5_000_000)
  for (let s = 11; s <= 40; s++) speed.tell(s * 1000, 50_000_000 + (s - 10) * 1000)
  t.is(speed.rate(), 1000)
})

test('what systems leave in folders is not what anybody gave', (t) => {
  for (const path of ['a/.DS_Store', 'Thumbs.db', 'x/desktop.ini', '__MACOSX/a/b.txt', 'a/._照片.jpg'])
    t.true(isLeftOver(path), path)
  for (const path of ['a/照片.jpg', '_页1.jpg', 'a/Thumbs.db.txt', '.来稿.txt']) t.false(isLeftOver(path), path)
})

test('pages stand by their numbers, and one is put elsewhere', (t) => {
  const names = ['页10.jpg', '页9.jpg', '页1.jpg'].map((filename) => ({ filename }))
  t.deepEqual(
    byName(names).map(({ filename }) => filename),
    ['页1.jpg', '页9.jpg', '页10.jpg'],
  )
  t.deepEqual(moved([1, 2, 3, 4], 3, 0), [4, 1, 2, 3])
  t.deepEqual(moved([1, 2, 3, 4], 0, 2), [2, 3, 1, 4])
})

const line = (more: object): Line =>
  ({
    id: '1',
    filename: '甲.txt',
    outcome: 'accepted',
    state: 'done',
    decision: null,
    decidedAt: null,
    receivedBy: '',
    receivedAt: '',
    item: null,
    ...more,
  }) as Line
const item = (read: string, rendered: string, indexed: string, more: object = {}) => ({
  id: 'i',
  kind: 'text',
  title: '甲',
  revision: 1,
  state: 'ready',
  text: null,
  warnings: [],
  deleted: null,
  stages: [
    { name: 'received', state: 'done' },
    {
      name: 'read',
      state: read,
      ...(read === 'failed' ? { problem: { code: 'file.damaged', detail: '文件已损坏' } } : {}),
    },
    { name: 'rendered', state: rendered },
    { name: 'indexed', state: indexed },
  ],
  ...more,
})

test('a line asks one thing of somebody, the most telling first', (t) => {
  const attention = { state: 'attention', item: item('done', 'none', 'done') }
  t.is(questionOf(line({ item: item('failed', 'none', 'done') })), null, 'what was decided asks nothing')
  t.is(questionOf(line({ state: 'attention', outcome: 'rejected' })), 'refused')
  t.is(questionOf(line({ state: 'attention', outcome: 'duplicate' })), 'sameHere')
  t.is(questionOf(line({ ...attention, duplicateOf: 'x', item: item('failed', 'none', 'done') })), 'same')
  const failed = line({ ...attention, duplicateOf: 'x', decision: 'kept', item: item('failed', 'none', 'done') })
  t.is(questionOf(failed), 'damaged')
  t.is(problemOf(failed)?.code, 'file.damaged')
  const warnings = [{ code: 'text.uncertain-encoding', detail: '' }]
  t.is(questionOf(line({ ...attention, item: item('done', 'none', 'done', { warnings }) })), 'encoding')
})

test('the four dots: where it is, where it failed, where somebody is asked', (t) => {
  t.deepEqual(dotsOf(line({ outcome: 'rejected', state: 'attention' })), ['failed', 'waiting', 'waiting', 'waiting'])
  t.deepEqual(dotsOf(line({ state: 'working', item: item('done', 'waiting', 'waiting') })), [
    'done',
    'done',
    'now',
    'waiting',
  ])
  t.deepEqual(dotsOf(line({ state: 'attention', duplicateOf: 'x', item: item('done', 'none', 'done') })), [
    'done',
    'hold',
    'none',
    'done',
  ])
  t.deepEqual(dotsOf(line({ item: item('none', 'done', 'done') })), ['done', 'none', 'done', 'done'])
})

test('folders are shown as written, sizes as people say them', (t) => {
  t.is(folderOf({ filename: 'a.jpg', originalPath: '来稿/照片/a.jpg' }), '来稿／照片／')
  t.is(folderOf({ filename: 'a.jpg' }), '')
  t.deepEqual([0, 999, 1000, 18_000, 3_981_204, 360_000_000, 1.5e12].map(sizeShown), [
    '0 B',
    '999 B',
    '1 KB',
    '18 KB',
    '3.8 MB',
    '343 MB',
    '1.4 TB',
  ])
})
