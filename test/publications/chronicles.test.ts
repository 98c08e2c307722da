/** 大事记: versions never change, so what is read of one is read once; what changes around it is told as it is now. */
import test from 'ava'
import type { DateOptions } from '../../src/hanzi/dates/dates.ts'
import { system } from '../../src/policy.ts'
import type { ChapterVersion } from '../../src/publications/chapter.ts'
import { createChronicles } from '../../src/publications/chronicles.ts'
import type { Chronicle } from '../../src/publications/generated/chronicle.ts'
import { bookOfParts, chapterOf } from '../support/books.ts'

const page = { page: 1, size: 50 }
const paragraph = (text: string) => ({ kind: 'paragraph' as const, inlines: [{ text }] })

/** A volume of one chapter in memory; every reading of a version is counted. */
function volumeOf(first: string) {
  const { volume } = bookOfParts([])
  const versions: ChapterVersion[] = []
  let chapter = chapterOf('c', '渡口', [])
  let chronicle: Chronicle | undefined
  let dates: DateOptions = {}
  let reads = 0
  const write = (text: string) => {
    const { version } = chapterOf('c', chapter.title, [paragraph(text)])
    versions.push({ ...version, revision: versions.length + 1 })
    chapter = { ...chapter, revision: versions.length }
  }
  write(first)
  const generated = {
    get: async () => chronicle,
    set: async (_id: string, _name: string, next: unknown) => {
      chronicle = next as Chronicle
    },
  } as unknown as Parameters<typeof createChronicles>[0]['generated']
  const chronicles = createChronicles({
    publications: { volume: async () => volume, outline: async () => [{ id: 'c' }] },
    chapters: {
      get: async () => chapter,
      ofVolume: async () => [{ ...chapter, itemIds: [], hasNewerSource: false }],
      version: async (_, revision) => {
        reads++
        return versions[revision - 1]
      },
    },
    generated,
    dates: async () => dates,
    transact: (work) => work({ generated, audit: { append: async () => undefined } as never }),
  })
  return {
    write,
    rename: (title: string) => {
      chapter = { ...chapter, title }
    },
    readDatesBy: (tables: DateOptions) => {
      dates = tables
    },
    candidates: async () => (await chronicles.candidates(system, 'v', null, page)).items,
    take: async (start: number, end: number) => {
      const anchor = { chapterId: 'c', revision: chapter.revision, start, end }
      const entries = [{ date: '1938年', text: '义渡停摆。', anchor }]
      await chronicles.save(system, 'v', { isByDate: true, entries }, '*')
    },
    entries: async () => (await chronicles.get(system, 'v')).entries,
    async readsOf(work: () => Promise<unknown>): Promise<number> {
      const before = reads
      await work()
      return reads - before
    },
  }
}

test('a version is read for its dates once, however often they are asked for; a new one is read anew', async (t) => {
  const own = volumeOf('1938年3月，义渡停摆。')
  t.is(await own.readsOf(own.candidates), 1)
  t.is(await own.readsOf(own.candidates), 0)
  own.rename('渡口旧事')
  t.is((await own.candidates())[0]!.title, '渡口旧事')
  own.write('1939年3月，义渡复航。')
  t.deepEqual(
    (await own.candidates()).map(({ date, anchor }) => [date.edtf, anchor.revision]),
    [['1939-03', 2]],
  )
  own.readDatesBy({})
  t.is(await own.readsOf(own.candidates), 1, 'other tables read other dates')
})

test('the way of a sentence through many versions is gone once; it goes on with the next version', async (t) => {
  const text = '民国二十七年三月县城沦陷，青石渡义渡停摆。'
  const own = volumeOf(text)
  await own.take(0, text.length)
  for (let i = 0; i < 20; i++) own.write(`渡口在县城之东${'，石级五十三'.repeat(i)}。${text}`)
  t.true((await own.readsOf(own.entries)) >= 20)
  t.is(await own.readsOf(own.entries), 0)
  t.is((await own.entries())[0]!.anchor!.state, 'moved')
  own.rename('渡口旧事')
  t.is((await own.entries())[0]!.anchor!.title, '渡口旧事')
  own.write('别的话。')
  t.is((await own.entries())[0]!.anchor!.state, 'lost')
})
