/** Books as a format sets them: a small one with everything in it, and one of the size of a real volume. */
import sharp from 'sharp'
import { type NameList, nameList } from '../../src/authorities/name-list.ts'
import type { NamingRecord } from '../../src/authorities/store.ts'
import { foldKey } from '../../src/hanzi/fold.ts'
import { type Book, type BookChapter, type BookPart, type BookPlate, chaptersOf } from '../../src/publications/book.ts'
import { type Content, charsOf, textOf } from '../../src/publications/content.ts'
import { indexEntries } from '../../src/publications/generated/index-entries.ts'
import { imprintFields, type VolumeType } from '../../src/publications/volume.ts'

function records(names: readonly string[], kind: 'person' | 'place'): NamingRecord[] {
  return names.map((name) => ({
    ...{ id: `${kind}-${name}`, kind, name, sort: name, into: null, isDeleted: false, revision: 1 },
    names: [{ name, key: foldKey(name), inText: true }],
  })) as unknown as NamingRecord[]
}
/** A list of authorities that has these, and nobody else. */
export function namesOf(people: readonly string[], places: readonly string[]): NameList {
  const list = nameList()
  list.tell([...records(people, 'person'), ...records(places, 'place')])
  return list
}

export function chapterOf(id: string, title: string, content: Content, more: Partial<BookChapter> = {}): BookChapter {
  const chars = charsOf(content)
  const version = { chapterId: id, revision: 1, content, basedOn: [], origins: [], chars }
  return {
    id,
    volumeId: 'v',
    title,
    byline: '',
    editorNote: '',
    revision: 1,
    chars,
    createdAt: '2026-01-01T00:00:00Z',
    ...more,
    version: { ...version, savedBy: 'u', savedByName: '编辑', savedAt: '2026-01-01T00:00:00Z' },
  }
}

export function bookOfParts(parts: BookPart[], type: VolumeType = 'internal'): Book {
  const imprint = Object.fromEntries(imprintFields.map((field) => [field, ''])) as Book['volume']['imprint']
  const own =
    type === 'internal'
      ? { permitNumber: '云内准字〔2026〕12 号', compiledBy: '云川市政协文史委', sentTo: '政协委员、市直各单位' }
      : { publisher: '云川出版社', isbn: '978-7-5034-0000-0', cip: '2026第000001号', price: '38.00元' }
  const book: Book = {
    volume: {
      id: '0b3b3f0e-6f0a-4d4c-9a53-0c1f4f7c9d10',
      publicationId: 'p',
      seriesTitle: '云川文史资料',
      number: 12,
      title: '水陆旧踪',
      type,
      trim: { widthMm: 170, heightMm: 240 },
      editors: [
        { role: '主编', name: '王丙' },
        { role: '', name: '李丁' },
      ],
      imprint: { ...imprint, ...own, printedBy: '云川印刷厂', printedOn: '2026年3月', printRun: '1000册' },
      plannedChars: 0,
      topicId: null,
      printed: null,
      citationStyle: 'note',
      generated: [],
      revision: 1,
      outlineRevision: 1,
      createdAt: '2026-01-01T00:00:00Z',
      chapters: 0,
      chars: 0,
    },
    parts,
    plates: [],
    index: [],
  }
  const chapters = chaptersOf(book)
  book.volume.chapters = chapters.length
  book.volume.chars = chapters.reduce((sum, { chars }) => sum + chars, 0)
  return book
}

const part = (chapter: BookChapter, depth: number): BookPart => ({ kind: 'chapter', id: chapter.id, chapter, depth })
const section = (title: string, depth: number): BookPart => ({ kind: 'section', id: title, title, depth })

/** Every block, mark and note; markup, spaces and rare characters that must come through as they are. */
export const everyBlock: Content = [
  { kind: 'heading', level: 1, inlines: [{ text: '一、石渡 & <津> "口"' }] },
  {
    kind: 'paragraph',
    inlines: [
      { text: '我十六岁那年，跟着' },
      { text: '父亲', marks: ['name'] },
      { text: '上了' },
      { text: '第一', marks: ['strong'] },
      { text: '号船', marks: ['strong', 'emphasis'] },
      { note: [{ text: '见《' }, { text: '云川县志', marks: ['emphasis'] }, { text: '》卷三，  第 12 页。' }] },
      { text: '，𠀀𪚥㐀龘与〇、“夜里留一只小船应急。”' },
    ],
  },
  { kind: 'quote', inlines: [{ text: '江水三千里，家书十五行。' }, { note: [{ text: '袁凯《京师得家书》。' }] }] },
  { kind: 'heading', level: 2, inlines: [{ text: '（一）涨水' }] },
  { kind: 'paragraph', inlines: [] },
  { kind: 'paragraph', inlines: [{ text: '行行重行行  与君生别离 No. 7 ship' }] },
  { kind: 'heading', level: 3, inlines: [{ text: '1. 石级' }] },
  {
    kind: 'paragraph',
    inlines: [{ text: '石级淹到第二十级，大船停摆。' }, { note: [{ text: '口述。' }] }, { note: [] }],
  },
]

export const smallBook = (type: VolumeType = 'internal'): Book =>
  bookOfParts(
    [
      part(chapterOf('c0', '前言', [{ kind: 'paragraph', inlines: [{ text: '本辑收文三篇。' }] }]), 1),
      section('津渡与码头', 1),
      part(
        chapterOf('c1', '青石渡义渡旧事', everyBlock, {
          byline: '张甲口述 李乙整理',
          editorNote: '两说并存。\n读者察之。',
        }),
        2,
      ),
      part(
        chapterOf('c2', '丝厂岁月', [{ kind: 'paragraph', inlines: [{ text: '女工夜校开在祠堂里。' }] }], {
          byline: '赵己',
        }),
        2,
      ),
      section('人物', 1),
      section('师友', 2),
      part(chapterOf('c3', '忆先师', everyBlock.slice(0, 3)), 3),
    ],
    type,
  )

/** `chapters` of `chars` characters each, `notes` notes in all: no two sentences are the same. */
export function longBook({ chapters = 60, chars = 5000, notes = 360 } = {}): Book {
  const words =
    '青石渡义父亲上了号船当时有大只小三工九人白天不停夜里留应急涨水的候最难级淹到第摆丝厂女校开在祠堂先生用油印讲教我们认字一晚两个钟头'
  const pieces = [...words]
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const sentence = (length: number) =>
    `${Array.from({ length: length - 1 }, () => pieces[next(pieces.length)]).join('')}。`
  let left = notes
  const parts: BookPart[] = []
  for (let i = 0; i < chapters; i++) {
    if (i % 12 === 0) parts.push(section(`第${i / 12 + 1}编${sentence(5).slice(0, 4)}`, 1))
    const content: Content = []
    const own = Math.min(left, Math.ceil(notes / chapters))
    left -= own
    const paragraphs = Math.ceil(chars / 200)
    for (let j = 0; j < paragraphs; j++) {
      const note = j < own ? [{ note: [{ text: `${i + 1}·${j + 1}：${sentence(20)}` }] }] : []
      content.push({ kind: j % 9 === 8 ? 'quote' : 'paragraph', inlines: [{ text: sentence(200) }, ...note] })
    }
    parts.push(part(chapterOf(`c${i}`, `第${i + 1}篇${sentence(8)}`, content, { byline: `作者${i + 1}` }), 2))
  }
  return bookOfParts(parts)
}

/** What the chapters of a book say, in its order: text with U+FFFC where a note is. */
export const bookText = (book: Book): string[] => chaptersOf(book).map(({ version }) => textOf(version.content))

/** A 插图 behind the second block of 青石渡义渡旧事, two 图版, and what the text names in its indexes. */
export async function withPictures(book: Book): Promise<Book> {
  const picture = async (id: string, number: number, chapterId: string | null, credit: string): Promise<BookPlate> => {
    const [widthPx, heightPx] = [600, 400]
    const background = { r: 40 * number, g: 90, b: 120 }
    const bytes = await sharp({ create: { width: widthPx, height: heightPx, channels: 3, background } })
      .jpeg()
      .toBuffer()
    return {
      id,
      number,
      kind: chapterId === null ? 'plate' : 'figure',
      chapterId,
      afterBlock: chapterId === null ? null : 1,
      caption: `渡口合影之${number}，前排左起：张甲、李<乙>。`,
      credit,
      itemId: `item-${id}`,
      image: { bytes, mediaType: 'image/jpeg', widthPx, heightPx },
      placed: { widthMm: 90, heightMm: 60 },
    }
  }
  const list = namesOf(['袁凯', '船工'], ['祠堂', '石渡'])
  const index = indexEntries(
    list,
    chaptersOf(book).map(({ id, version }) => ({ id, content: version.content })),
  )
  const plates = [
    await picture('f1', 1, 'c1', '赵己摄'),
    await picture('p1', 1, null, '云川市档案馆藏'),
    await picture('p2', 2, null, ''),
  ]
  return { ...book, plates, index }
}
