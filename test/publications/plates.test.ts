import test from 'ava'
import type { Item } from '../../src/items/item.ts'
import { type Book, type BookPlate, plateText } from '../../src/publications/book.ts'
import type { Content } from '../../src/publications/content.ts'
import { plainText } from '../../src/publications/plain-text.ts'
import { blockAfter, captionOf, creditOf, inBookOrder, movedBefore } from '../../src/publications/plate.ts'
import { fitnessOf, printedSize } from '../../src/publications/print-fitness.ts'
import type { CountedVolume } from '../../src/publications/store.ts'
import { imprintFields } from '../../src/publications/volume.ts'

const picture = (one: Partial<BookPlate>): BookPlate => ({
  id: '',
  number: 1,
  kind: 'plate',
  chapterId: null,
  afterBlock: null,
  caption: '',
  credit: '',
  itemId: 'i',
  image: { bytes: Buffer.alloc(0), mediaType: 'image/jpeg', widthPx: 0, heightPx: 0 },
  placed: { widthMm: 100, heightMm: 70 },
  ...one,
})

test('what stands below a picture is part of the book’s text: 插图 behind their paragraph, 图版 behind the chapters', (t) => {
  const plates = [
    picture({ kind: 'figure', chapterId: 'c', afterBlock: 0, caption: '渡口。', credit: '李丁摄' }),
    picture({ kind: 'figure', number: 2, chapterId: 'c', afterBlock: 1 }),
    picture({ number: 1, caption: '义渡会同人合影。' }),
    picture({ number: 2, credit: '张甲家藏' }),
  ]
  t.deepEqual(plates.map(plateText), [
    '图 1　渡口。（李丁摄）',
    '图 2',
    '图版 1　义渡会同人合影。',
    '图版 2（张甲家藏）',
  ])
  const inlines = (text: string) => [{ text }, { note: [{ text: '注。' }] }]
  const content = ['甲', '乙'].map((text) => ({ kind: 'paragraph', inlines: inlines(text) }))
  const chapter = { id: 'c', title: '渡', byline: '', editorNote: '', version: { content } }
  const imprint = Object.fromEntries(imprintFields.map((field) => [field, '']))
  const volume = { seriesTitle: '云川文史资料', number: null, title: '', type: 'public', editors: [], imprint }
  const book = {
    volume: volume as unknown as CountedVolume,
    parts: [{ kind: 'chapter', id: 'c', depth: 1, chapter }],
    plates,
  } as unknown as Book
  t.is(
    plainText(book),
    '云川文史资料\n\n渡\n\n甲［1］\n［图 1　渡口。（李丁摄）］\n乙［2］\n［图 2］\n\n［1］注。\n［2］注。\n\n图版\n\n图版 1　义渡会同人合影。\n\n图版 2（张甲家藏）\n',
  )
})

test('插图 come by chapter and paragraph, 图版 as they are ordered; each kind is counted by itself', (t) => {
  const one = (
    id: string,
    kind: 'plate' | 'figure',
    chapterId: string | null = null,
    afterBlock: number | null = null,
  ) => ({
    id,
    kind,
    chapterId,
    afterBlock,
  })
  const plates = [
    one('a', 'figure', '2', 0),
    one('b', 'plate'),
    one('c', 'figure', '1', 9),
    one('d', 'figure', '1', 2),
    one('e', 'figure', 'gone', 0),
    one('f', 'figure', 'empty', 0),
    one('g', 'plate'),
    one('h', 'figure', '1', 0),
  ]
  const blocks = new Map([
    ['1', 3],
    ['empty', 0],
    ['2', 1],
  ])
  t.deepEqual(
    inBookOrder(plates, blocks).map(({ id, number, afterBlock }) => `${id}${number}@${afterBlock}`),
    ['h1@0', 'c2@2', 'd3@2', 'a4@0', 'b1@null', 'g2@null'],
  )
  t.deepEqual(movedBefore(['a', 'b', 'c'], 'c', 'a'), ['c', 'a', 'b'])
  t.deepEqual(movedBefore(['a', 'b', 'c'], 'a', null), ['b', 'c', 'a'])
  t.deepEqual(movedBefore(['a', 'b', 'c'], 'a', 'a'), ['a', 'b', 'c'])
  t.throws(() => movedBefore(['a'], 'a', 'x'), { message: 'plate.not-found' })
})

test('a 插图 stays behind its paragraph while the chapter is edited around it', (t) => {
  const content = (...texts: string[]): Content => texts.map((text) => ({ kind: 'paragraph', inlines: [{ text }] }))
  const [one, two, three] = [
    '青石渡义渡始于光绪三十二年。',
    '我十六岁那年跟着父亲上了船。',
    '涨水的时候最难，大船停摆。',
  ]
  const before = content(one, two, three)
  t.is(blockAfter(before, before, 1), 1)
  t.is(blockAfter(before, content('新的开头另起一段。', one, two, three), 1), 2)
  t.is(blockAfter(before, content(one, three, two), 1), 2, 'moved with it')
  t.is(blockAfter(before, content(one, '我十六岁那年，跟着父亲上了大船。', three), 1), 1)
  t.is(blockAfter(before, content(one, three), 1), 0, 'its paragraph is gone: behind what stood before')
  t.is(blockAfter(before, content(two, three), 0), 0)
  t.is(blockAfter(before, content(one + two, three), 1), 0)
  t.is(blockAfter(before, [], 1), 0)
})

test('印刷适性: 80 pictures with twelve planted faults, all found and none invented', (t) => {
  const sound = { colour: 'srgb', bits: 8, filename: 'DSC01.tif', device: null }
  const size = { width: 2400, height: 1600 }
  const planted = new Map<number, [facts: object, width: number, mm: number, warnings: string[]]>([
    [3, [{}, 1199, 101.6, ['low']]],
    [9, [{}, 800, 101.6, ['low']]],
    [11, [{}, 799, 101.6, ['unfit']]],
    [17, [{}, 2400, 305, ['unfit']]],
    [23, [{}, 2400, 210, ['low']]],
    [29, [{ filename: 'mmexport1690000000000.jpg' }, 2400, 101.6, ['wechat']]],
    [31, [{ filename: '寄来/微信图片_20230101.jpg' }, 1000, 101.6, ['low', 'wechat']]],
    [37, [{ filename: 'wx_camera_1.jpg' }, 400, 101.6, ['unfit', 'wechat']]],
    [41, [{ colour: 'b-w', bits: 1 }, 2399, 101.6, ['line-art']]],
    [53, [{ colour: 'b-w', bits: 1 }, 700, 101.6, ['line-art']]],
    [61, [{ colour: 'cmyk' }, 1100, 101.6, ['low']]],
    [79, [{ colour: 'grey16', bits: 16 }, 90, 101.6, ['unfit']]],
  ])
  const found = new Map<number, string[]>()
  for (let i = 0; i < 80; i++) {
    const [facts, width, mm] = planted.get(i) ?? [i % 7 ? {} : { colour: 'b-w', bits: 1 }, 2400, 101.6]
    const { warnings } = fitnessOf({ ...size, width }, mm, { ...sound, ...facts })
    if (warnings.length) found.set(i, warnings)
  }
  t.deepEqual(
    [...found],
    [...planted].map(([i, [, , , warnings]]) => [i, warnings]),
  )
  const shown = { ...sound, filename: 'mmexport1.jpg', device: 'HUAWEI P60' }
  t.deepEqual(fitnessOf(size, 101.6, shown).warnings, [], 'sent as a file: the camera is still named')
  t.deepEqual(fitnessOf(size, 101.6, sound), {
    dpi: 600,
    heightMm: 67.7,
    most: { widthMm: 203.2, heightMm: 135.4 },
    colour: 'rgb',
    bits: 8,
    warnings: [],
  })
  t.deepEqual(printedSize(size, 101.6, sound), { width: 1200, height: 800 })
  t.deepEqual(printedSize(size, 101.6, { bits: 1 }), { width: 2400, height: 1600 })
  t.deepEqual(printedSize({ width: 300, height: 200 }, 101.6, sound), { width: 300, height: 200 }, 'never enlarged')
})

test('图说 and 图片来源 are what the archive says of the photograph', (t) => {
  const item = {
    title: '义渡会同人合影',
    caption: '旧图说',
    date: { text: '民国二十五年春' },
    places: ['青石渡'],
    persons: ['张甲', '李乙'],
    description: {},
  } as unknown as Item
  t.is(captionOf(item), '旧图说')
  const depicted = [
    { name: '张甲', identity: '会长', row: 1 },
    { name: '不详', row: 1 },
    { name: '李乙', row: 2 },
  ]
  const told = { ...item, description: { depicted, photographer: '吴庚' } } as Item
  t.is(captionOf(told), '民国二十五年春，青石渡，义渡会同人合影。前排左起：张甲（会长）、佚名；后排：李乙。')
  t.is(captionOf({ ...item, caption: null } as Item), '民国二十五年春，青石渡，义渡会同人合影。张甲、李乙。')
  t.is(creditOf(told, '某君'), '吴庚摄')
  t.is(
    creditOf({ ...told, description: { photographer: '吴庚', provider: '张家' } } as Item, '某君'),
    '吴庚摄，张家提供',
  )
  t.is(creditOf(item, '某君'), '某君提供')
  t.is(creditOf(item, ''), '')
})
