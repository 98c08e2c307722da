import test from 'ava'
import { isPicture, pageFolders } from '../../src/accessions/page-folders.ts'
import type { StoredLine } from '../../src/accessions/store.ts'

let count = 0
const line = (path: string, more: Partial<StoredLine> = {}) =>
  ({
    id: ++count,
    filename: path.split('/').at(-1)!,
    originalPath: path.includes('/') ? path : null,
    outcome: 'accepted',
    presentItemId: `item${count}`,
    ...more,
  }) as StoredLine
const proposed = (lines: StoredLine[], kind: 'photograph' | 'text' = 'photograph') =>
  pageFolders(
    lines.filter(isPicture).map((one) => ({ line: one, itemId: one.presentItemId!, kind })),
    lines,
  ).map(({ folder, pages }) => [folder, ...pages.map((page) => page.line.filename)])

test('pictures that are called like pages and follow one another are proposed, by their numbers', (t) => {
  t.deepEqual(proposed([10, 9, 11].map((i) => line(`来稿/手稿/页${i}.jpg`))), [
    ['来稿/手稿', '页9.jpg', '页10.jpg', '页11.jpg'],
  ])
  t.deepEqual(proposed([1, 2].map((i) => line(`日记.zip/00${i}.png`))), [['日记.zip', '001.png', '002.png']])
  t.deepEqual(proposed([1, 3].map((i) => line(`来稿/00${i}.png`))).length, 1, 'a folder of manuscripts by its name')
  t.deepEqual(proposed([1, 3].map((i) => line(`杂/00${i}.png`))), [], 'a page is missing')
})

test('what a camera numbered is proposed where the folder says that it is a manuscript', (t) => {
  const taken = (folder: string) => [1700000000001, 1700000034567].map((i) => line(`${folder}/mmexport${i}.jpg`))
  t.is(proposed(taken('王先生手稿')).length, 1)
  t.deepEqual(proposed(taken('老照片')), [])
  t.deepEqual(proposed(taken('微信')), [])
  t.deepEqual(proposed([457, 458].map((i) => line(`活动/DSC_0${i}.JPG`))), [])
})

test('a folder with anything else in it, with names of two kinds, or joined already, is none', (t) => {
  const pages = () => [1, 2, 3].map((i) => line(`手稿/页${i}.jpg`))
  t.deepEqual(proposed([...pages(), line('手稿/说明.txt')]), [])
  t.deepEqual(proposed([...pages(), line('手稿/封面4.jpg')]), [])
  t.deepEqual(proposed(pages().map((one) => ({ ...one, presentItemId: 'same' }))), [])
  t.deepEqual(proposed([1, 2].map((i) => line(`页${i}.jpg`))), [], 'in no folder')
  t.deepEqual(proposed(pages(), 'text'), [])
  t.is(proposed([...pages(), line('手稿/坏.svg', { outcome: 'rejected', presentItemId: null })]).length, 1)
})
