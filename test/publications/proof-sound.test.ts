/** Whatever parts a book has, and however alike they are: a proof of its own text is told no difference. Another seed: PROOF_SEED. */
import test from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { startPool } from '../../src/adapters/child/pool.ts'
import { readPdf } from '../../src/adapters/readers/pdf.ts'
import { createBookPdf } from '../../src/adapters/typst/book-pdf.ts'
import { type Book, type BookPart, PLATES_TITLE, plateText } from '../../src/publications/book.ts'
import { blockTexts, NOTE, notesOf, textOf } from '../../src/publications/content.ts'
import { authorsContent } from '../../src/publications/generated/authors.ts'
import { chronicleContent } from '../../src/publications/generated/chronicle.ts'
import { paragraphs, printedPart, printedTitles } from '../../src/publications/generated/printed-part.ts'
import { compareProof } from '../../src/publications/proofing/differences.ts'
import { madeBook } from '../support/made-book.ts'

const SEED = Number(process.env.PROOF_SEED ?? 1)
const long =
  '一九三八年三月县城沦陷以后，青石渡义渡停摆，渡工张甲、李乙、王丙等九人在石级前合影，后排右起第二人为教员赵己，右侧远处可见被炸毁的米行与布号；照片背面有铅笔题记“渡口诸友，留此为念”，题记者不详，据王丙之子回忆，为其父手书，照片原存丝厂工会，一九六一年移交县档案馆，同批移交的还有油印讲义十二册、铜板记账本三册。'

/** Captions, credits, 大事记, 作者简介, 出处表, sources and notes, in whatever number; they quote one another and the text. */
async function anyBook(seed: number): Promise<Book> {
  const random = createRandom(seed)
  const some = (most: number, make: (i: number) => string) =>
    Array.from({ length: random.int(0, most) }, (_, i) => make(i))
  const made = await madeBook({ chapters: 3, chars: 2500, notes: random.int(0, 8), plates: random.int(0, 8) }, seed)
  const chapters = made.parts.flatMap((part) => (part.kind === 'chapter' ? [part.chapter] : []))
  const sentences = chapters.flatMap(({ version }) =>
    blockTexts(version.content).flatMap((text) => text.replaceAll(NOTE, '').match(/[^。！？]{4,60}[。！？]/gu) ?? []),
  )
  const headings = chapters.flatMap(({ title, version }) => [
    title,
    ...version.content.filter(({ kind }) => kind === 'heading').map((block) => textOf([block])),
  ])
  const events = some(6, () =>
    random.pick([
      '设义渡于青石渡。',
      '县城沦陷，义渡停摆。',
      random.pick(sentences),
      `${random.pick(headings)}。`,
      long,
    ]),
  )
  const words = (): string =>
    random.pick([
      '',
      '渡口。',
      '义渡碑',
      random.pick(headings),
      random.pick(sentences),
      random.pick(events) ?? '合影',
      long,
      '青石渡之1，前排左起：张甲、李乙。',
    ])
  const credits = [
    '',
    '李丁摄',
    '李丁摄，1938年',
    '县档案馆藏（WS·1947-Y-0001），1961年由丝厂工会移交，张甲之孙张戊提供翻拍件',
  ]
  const plates = made.plates.map((plate) => ({ ...plate, caption: words(), credit: random.pick(credits) }))
  const parts: BookPart[] = [...made.parts]
  const add = (id: string, title: string, content: ReturnType<typeof paragraphs>) => {
    if (content.length) parts.push(printedPart('v', id, title, content))
  }
  const references = some(4, (i) => `张甲：《青石渡义渡旧事》，云川：云川印刷厂，19${50 + i}年。`)
  add('references', '征引文献', paragraphs(references))
  add(
    'chronicle',
    printedTitles.chronicle,
    chronicleContent({
      entries: events.map((text, i) => ({
        ...{ id: `e${i}`, text, anchor: null },
        date: { text: `19${10 + i}年${i}月（民国${i + 1}年）`, edtf: '1938', isVague: false },
      })),
    }),
  )
  const authors = some(4, (i) => random.pick(['张甲', '李乙', '王丙', '赵己'])! + '甲乙丙丁'[i])
  add(
    'authors',
    printedTitles.authors,
    authorsContent(
      authors.map((name) => ({
        name,
        text: random.pick(['（1901—1975），时为渡工。', '船工。', long]),
        isLeftOut: false,
      })),
    ),
  )
  const credited = plates.filter(({ credit }) => credit !== '' && random.chance(0.8))
  if (random.chance(0.7))
    add('credits', printedTitles.credits, paragraphs(credited.map((plate) => plateText({ ...plate, caption: '' }))))
  const tables = some(
    5,
    (i) => `《${chapters[i % 3]!.title}》第${i + 1}—${i + 3}段：《${random.pick(headings)}》（WS-${i}，文本第2版）`,
  )
  add('sources', printedTitles.sources, paragraphs(tables))
  return { ...made, parts, plates }
}

const comparedWith = ({ volume, parts, plates }: Book, read: Parameters<typeof compareProof>[1]) =>
  compareProof(
    parts.map((part) =>
      part.kind === 'section' ? { title: part.title } : { ...part.chapter, content: part.chapter.version.content },
    ),
    read,
    {
      names: [volume.seriesTitle, volume.title],
      loose: [PLATES_TITLE],
      captions: plates.map((plate) => ({ chapterId: plate.chapterId, text: plateText(plate) })),
    },
  )
/** Without pictures or pages, notes behind their chapter: as a printer has it who has not set the book yet. */
const galley = ({ parts }: Book): string =>
  parts
    .flatMap((part) => {
      if (part.kind === 'section') return [part.title]
      const { title, byline, editorNote, version } = part.chapter
      const notes = notesOf(version.content).map((note, i) => `[${i + 1}]${note}`)
      let number = 0
      const text = textOf(version.content).replaceAll(NOTE, () => `[${++number}]`)
      return [title, byline, editorNote && `编者按：${editorNote}`, text, ...notes]
    })
    .join('\n')

const seeds = Array.from({ length: Number(process.env.PROOF_SEEDS ?? 3) }, (_, i) => SEED + i)
for (const seed of seeds)
  test(`of a sound proof nothing is told, with pictures, before them, and as a galley (seed ${seed})`, async (t) => {
    t.timeout(120_000)
    const book = await anyBook(seed)
    const write = createBookPdf(startPool)
    t.deepEqual(comparedWith(book, await readPdf((await write(book)).data)).differences, [])
    t.deepEqual(comparedWith(book, await readPdf((await write({ ...book, plates: [] })).data)).differences, [])
    t.deepEqual(comparedWith(book, { text: galley(book), pages: [] }).differences, [])
  })

test('a running head over words like those its part begins with is no second heading', (t) => {
  const line = (i: number) => `《老渡口旧事之${i}》第${i}—${i + 2}段：《渡口旧稿》（WS-${i}，文本第2版，第${i}页）`
  const pages = [1, 11, 21].map((first) => Array.from({ length: 6 }, (_, i) => line(first + i)))
  const content = paragraphs(pages.flat())
  const set = pages.map((lines, i) => ['出处表', ...lines, String(i + 1)].join('\n'))
  const text = set.join('\n')
  const starts = set.map((_, i) => set.slice(0, i).join('\n').length + (i > 0 ? 1 : 0))
  const read = {
    text,
    pages: set.map((page, i) => ({ number: i + 1, start: starts[i]!, end: starts[i]! + page.length })),
  }
  const part = { id: 'sources', title: '出处表', byline: '', editorNote: '', content }
  t.deepEqual(compareProof([part], read, { names: [], loose: [] }).differences, [])
})
