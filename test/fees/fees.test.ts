/** 稿酬 on real records: nobody is paid twice, and only what was printed is counted. */
import test from 'ava'
import { createArchive } from '../../src/app/archive.ts'
import { readConfig } from '../../src/config.ts'
import { feeList } from '../../src/fees/fee-list.ts'
import { createFees } from '../../src/fees/fees.ts'
import type { FeeSheetInput } from '../../src/fees/input.ts'
import { type Actor, system } from '../../src/policy.ts'
import { silent as log } from '../../src/ports/log.ts'
import { newChapter, newVolume } from '../../src/publications/input.ts'
import { createBookContents } from '../../src/publications/printings/book-contents.ts'
import type { Printing } from '../../src/publications/printings/printing.ts'
import { remove, temporary } from '../support/service.ts'

const folder = temporary()
const config = readConfig({ STORAGE_DIR: folder, LOG_LEVEL: 'silent' })
const { db, base, stores, features } = await createArchive(config, { log }, 'test')
test.after.always(async () => {
  await db.destroy()
  remove(folder)
})
const clerk: Actor = { ...system, id: 'clerk', username: 'clerk', roles: ['editor'] }
const { fees } = features

const write = (chapterId: string, text: string) =>
  features.chapters.save(clerk, chapterId, [{ kind: 'paragraph', inlines: [{ text }] }], '*')
/** A volume with a chapter for each text. */
async function bookOf(texts: readonly string[]): Promise<{ id: string; chapters: string[] }> {
  const series = await features.publications.create(clerk, '云川文史资料')
  const { id } = await features.publications.createVolume(clerk, series.id, newVolume.parse({ title: '旧踪' }))
  const chapters: string[] = []
  for (const [i, text] of texts.entries()) {
    const chapter = await features.chapters.create(clerk, id, newChapter.parse({ title: `篇${i + 1}` }))
    await write(chapter.id, text)
    chapters.push(chapter.id)
  }
  return { id, chapters }
}
/** 原创, ten yuan a character. */
const sheetOf = (
  chapters: readonly string[],
  names: readonly string[],
  counting: 'text' | 'layout',
): FeeSheetInput => ({
  ...{ rates: { original: 1_000_000, oral: 0, photograph: 0 }, counting, withholdsTax: false, plates: [] },
  chapters: chapters.map((chapterId, i) => ({
    ...{ chapterId, kind: 'original' },
    shares: [{ name: names[i]!, role: 'author', weight: 1 }],
  })),
})
const payment = (name: string, gross: number) => ({
  name,
  gross,
  paidOn: '2026-10-01',
  receiver: '',
  way: '',
  note: '',
})

test('two clerks at once: whoever was paid meanwhile is not paid again, however many payments there are', async (t) => {
  const { id, chapters } = await bookOf(['渡口旧事', '义渡始末'])
  await fees.set(clerk, id, sheetOf(chapters, ['张甲', '李乙'], 'text'), 0)
  const [mistake] = (await fees.pay(clerk, id, payment('李乙', 4000))).payments
  // While the one looks up his own name, the other voids a payment and makes one: there are as many as before.
  const slow = createFees({
    ...base,
    contents: createBookContents({ ...base, pictured: features.plates }),
    users: {
      async get(user) {
        await fees.void(clerk, mistake!.id, '记错')
        await fees.pay(clerk, id, payment('张甲', 4000))
        return stores.users.get(user)
      },
    },
  })
  await t.throwsAsync(slow.pay(clerk, id, payment('张甲', 4000)), { message: /fee\.due/ })
  const { account } = await fees.get(clerk, id)
  t.deepEqual(
    account.persons.map(({ name, paid, due }) => [name, paid, due]),
    [
      ['张甲', 4000, 0],
      ['李乙', 0, 4000],
    ],
  )
})

/** As it is now, published; `layout`: 版面字数 of the file that was printed. */
async function printed(id: string, number: number, layout: Record<string, number>): Promise<void> {
  const volume = (await stores.publications.volume(id))!
  const { type, seriesTitle, title, editors, imprint, trim, generated } = volume
  const chapters = (await stores.chapters.ofVolume(id)).map((line) => ({ ...line, sha256: '' }))
  const printing: Printing = {
    ...{ id: `${id} ${number}`, volumeId: id, number, proofId: `proof ${number}`, publishedOn: `2026-0${number}-01` },
    ...{ printRun: 100, note: '', hash: '', file: null, sheetsBefore: 0 },
    ...{ publishedById: '', publishedByName: '', publishedAt: '' },
    text: {
      volume: { type, seriesTitle, number: volume.number, title, editors, imprint, trim, generated } as never,
      outline: await stores.publications.outline(id),
      chapters,
      plates: [],
    },
    layoutChars: Object.entries(layout).map(([chapterId, chars]) => ({ chapterId, chars })),
  }
  await stores.printings.insert(printing, [])
}

test('版面字数 are those of the text that was printed; of another text nobody knows them, and the sheet tells', async (t) => {
  const { id, chapters } = await bookOf(['渡口旧事', '义渡始末', '船工号子'])
  const [same, rewritten, unknown] = chapters as [string, string, string]
  await printed(id, 1, { [same]: 700, [rewritten]: 1400 })
  await write(rewritten, '义渡始末，重写')
  // What is written after it was printed is nobody's matter.
  await printed(id, 2, {})
  await write(same, '付印之后又写的')
  const view = await fees.set(clerk, id, sheetOf(chapters, ['张甲', '李乙', '王丙'], 'layout'), 0)
  t.deepEqual(
    view.account.chapters.map(({ id: of, chars, amount }) => [of, chars, amount]),
    [
      [same, 700, 700_000],
      [rewritten, null, 0],
      [unknown, null, 0],
    ],
  )
  for (const kind of ['all', 'unpaid'] as const) {
    const [facts] = feeList(view, '旧踪', kind, 'zh-CN').parts
    t.true(JSON.stringify(facts).includes('版面字数未知：篇2、篇3'), kind)
  }
  const { parts } = feeList(view, '旧踪', 'all', 'zh-CN')
  const rows = parts.flatMap((part) => (part.is === 'table' ? part.rows : []))
  t.deepEqual(
    rows.find(([, title]) => title === '篇2'),
    ['2', '篇2', '未知', '10000.00', '未知', '李乙 0.00'],
  )
})
