import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import type { Item, ItemPatch } from '../../../src/web/api-types.ts'
import { type Column, columnOf } from '../../../src/web/describe/cells.ts'
import type { Draft } from '../../../src/web/describe/draft.ts'
import { type Around, createSheet, type Failed } from '../../../src/web/describe/sheet.ts'

class Refused extends Error {
  readonly as: Failed
  constructor(as: Failed) {
    super(as.why)
    this.as = as
  }
}

/** An archive with revisions, as the sheet sees one. */
function archive(ids: readonly string[]) {
  const items = new Map<string, Item>(
    ids.map((id) => [
      id,
      {
        id,
        revision: 1,
        title: `题名${id}`,
        creators: [],
        persons: [],
        places: [],
        access: 'internal',
        date: null,
        genre: null,
      } as unknown as Item,
    ]),
  )
  const kept = new Map<string, string>()
  let isDown = false
  let refuses: (patch: ItemPatch) => Failed | null = () => null
  const saves: [id: string, patch: ItemPatch][] = []
  const write = (id: string, patch: ItemPatch): Item => {
    const was = items.get(id)!
    const { date, ...others } = patch
    const text = typeof date === 'string' ? date : date?.text
    const next = {
      ...was,
      ...others,
      ...(date === undefined
        ? {}
        : { date: text ? { text, edtf: null, calendar: null, start: null, end: null } : null }),
      revision: was.revision + 1,
    } as unknown as Item
    items.set(id, next)
    return next
  }
  const around: Around = {
    async save(id, revision, patch) {
      await rest(1)
      if (isDown) throw new Refused({ why: 'unreachable' })
      const no = refuses(patch)
      if (no) throw new Refused(no)
      if (items.get(id)!.revision !== revision) throw new Refused({ why: 'stale' })
      saves.push([id, patch])
      return write(id, patch)
    },
    async read(id) {
      if (isDown) throw new Refused({ why: 'unreachable' })
      return items.get(id)!
    },
    failed: (error) => (error as Refused).as,
    keep: (id, draft) => (draft ? kept.set(id, JSON.stringify(draft)) : kept.delete(id)),
    kept: (id) => (kept.has(id) ? (JSON.parse(kept.get(id)!) as Draft) : null),
    now: () => 0,
    rest: { typing: 0, unreachable: 5 },
  }
  return {
    around,
    items,
    saves,
    kept,
    write,
    setDown: (down: boolean) => {
      isDown = down
    },
    refuse: (by: typeof refuses) => {
      refuses = by
    },
  }
}

const of = (field: string): Column => columnOf.get(field)!
const label = { kind: 'typed' as const, cells: 1, rows: 1, columns: 1 }
const put = (sheet: ReturnType<typeof createSheet>, id: string, field: string, text: string) =>
  sheet.put(label, [{ id, field, cell: { text } }])

async function settled(sheet: ReturnType<typeof createSheet>, done = () => sheet.status().unsaved === 0) {
  for (let i = 0; i < 500 && !(done() && sheet.status().saving === 0); i++) await rest(2)
}

test('what is written is saved by itself, row by row, and can be undone after it was saved', async (t) => {
  const there = archive(['a', 'b'])
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  sheet.put({ ...label, kind: 'pasted' }, [
    { id: 'a', field: 'genre', cell: { text: '回忆录' } },
    { id: 'a', field: 'creators', cell: { text: '张甲；李乙' } },
    { id: 'b', field: 'date', cell: { text: '民国三十七年秋' } },
  ])
  await settled(sheet)
  t.deepEqual(there.saves, [
    ['a', { genre: '回忆录', creators: ['张甲', '李乙'] }],
    ['b', { date: '民国三十七年秋' }],
  ])
  t.is(there.kept.size, 0)
  t.is(sheet.undo()?.edits.length, 3)
  await settled(sheet)
  t.is(there.items.get('a')!.genre, null)
  t.is(there.items.get('b')!.date, null)
  sheet.redo()
  await settled(sheet)
  t.is(there.items.get('a')!.genre, '回忆录')
})

test('pasted over locked rows: what was written is counted, and how many were left', (t) => {
  const there = archive(['a', 'b', 'c'])
  const sheet = createSheet({ ...there.around, locks: ({ id }) => id !== 'b' })
  sheet.load([...there.items.values()])
  const entries = ['a', 'b', 'c'].map((id) => ({ id, field: 'genre', cell: { text: '口述' } }))
  t.is(sheet.put({ kind: 'pasted', cells: 3, rows: 3, columns: 1 }, entries), 2)
  t.deepEqual(sheet.status().undoable?.label, { kind: 'pasted', cells: 1, rows: 1, columns: 1 })
  sheet.close()
})

test('another field changed meanwhile: both changes stand and nobody is asked', async (t) => {
  const there = archive(['a'])
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  there.write('a', { genre: '口述' })
  put(sheet, 'a', 'title', '新题名')
  await settled(sheet)
  t.like(there.items.get('a'), { title: '新题名', genre: '口述', revision: 3 })
  t.is(sheet.status().conflicts, 0)
})

test('the same field changed meanwhile: both versions are shown, neither is lost, the decision is saved and can be undone', async (t) => {
  const there = archive(['a'])
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  there.write('a', { title: '他的题名', genre: '口述' })
  sheet.put(label, [
    { id: 'a', field: 'title', cell: { text: '我的题名' } },
    { id: 'a', field: 'genre', cell: { text: '日记' } },
  ])
  await settled(sheet, () => sheet.status().conflicts === 1)
  const trouble = sheet.row('a')!.trouble
  t.like(trouble, { is: 'conflict', fields: ['title', 'genre'] })
  t.is(sheet.cell('a', of('title')).text, '我的题名')
  t.is(there.items.get('a')!.title, '他的题名', 'nothing was written over')
  t.is(there.kept.size, 1)
  put(sheet, 'a', 'creators', '张甲')
  sheet.resolve('a', { title: 'mine', genre: 'theirs' })
  await settled(sheet)
  t.like(there.items.get('a'), { title: '我的题名', genre: '口述', creators: ['张甲'] })
  sheet.undo()
  await settled(sheet)
  t.is(there.items.get('a')!.genre, '日记', 'what was given up comes back')
})

test('both wrote the same: there is nothing to decide', async (t) => {
  const there = archive(['a'])
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  there.write('a', { title: '同一题名' })
  put(sheet, 'a', 'title', '同一题名')
  await settled(sheet)
  t.is(sheet.status().conflicts, 0)
  t.is(there.saves.length, 0)
})

test('the service is away: the draft is kept, and sent when it is back', async (t) => {
  const there = archive(['a'])
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  there.setDown(true)
  put(sheet, 'a', 'genre', '日记')
  await settled(sheet, () => sheet.status().isUnreachable)
  t.is(sheet.status().unsaved, 1)
  t.is(there.kept.size, 1)
  there.setDown(false)
  await settled(sheet)
  t.is(there.items.get('a')!.genre, '日记')
  t.false(sheet.status().isUnreachable)
})

test('a page opened again takes up its drafts, over whatever the item has become', async (t) => {
  const there = archive(['a', 'b'])
  const before = createSheet(there.around)
  before.load([...there.items.values()])
  there.setDown(true)
  before.put(label, [
    { id: 'a', field: 'genre', cell: { text: '日记' } },
    { id: 'b', field: 'title', cell: { text: '我的' } },
  ])
  before.close()
  await rest(20)
  there.setDown(false)
  there.write('b', { title: '他的' })
  const sheet = createSheet(there.around)
  t.is(sheet.load([...there.items.values()]), 2)
  await settled(sheet, () => sheet.status().conflicts === 1 && there.saves.length === 1)
  t.is(there.items.get('a')!.genre, '日记')
  t.like(sheet.row('b')!.trouble, { is: 'conflict', fields: ['title'] })
})

test('one refused cell does not hold up its row; written anew it is sent', async (t) => {
  const there = archive(['a'])
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  there.refuse((patch) =>
    patch.referenceCode === 'A-1'
      ? { why: 'refused', sentence: '档号已被使用', fields: { referenceCode: '档号已被使用' } }
      : null,
  )
  sheet.put(label, [
    { id: 'a', field: 'referenceCode', cell: { text: 'A-1' } },
    { id: 'a', field: 'genre', cell: { text: '日记' } },
    { id: 'a', field: 'access', cell: { text: '公开' } },
  ])
  await settled(sheet, () => there.saves.length === 1)
  t.deepEqual(there.saves, [['a', { genre: '日记' }]], 'what is no choice is not sent at all')
  t.like(sheet.row('a'), { trouble: { is: 'refused', fields: { referenceCode: '档号已被使用' } } })
  t.deepEqual(Object.keys(sheet.row('a')!.draft!.cells), ['referenceCode', 'access'])
  put(sheet, 'a', 'referenceCode', 'A-2')
  await settled(sheet, () => there.saves.length === 2)
  t.is(there.items.get('a')!.referenceCode, 'A-2')
  t.is(sheet.row('a')!.trouble, null)
})

test('what is written while its row is being saved is saved after it', async (t) => {
  const there = archive(['a'])
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  put(sheet, 'a', 'title', '一')
  for (let i = 0; i < 500 && sheet.status().saving === 0; i++) await rest(0)
  put(sheet, 'a', 'title', '二')
  put(sheet, 'a', 'genre', '日记')
  await settled(sheet)
  t.like(there.items.get('a'), { title: '二', genre: '日记' })
  t.is(sheet.status().conflicts, 0)
})

test('undo leaves alone what somebody else has written since', async (t) => {
  const there = archive(['a'])
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  put(sheet, 'a', 'title', '一')
  await settled(sheet)
  sheet.load([there.write('a', { title: '他的' })])
  sheet.undo()
  await settled(sheet)
  t.is(there.items.get('a')!.title, '他的')
})

test('a thousand rows pasted at once are all saved, a few at a time', async (t) => {
  const ids = Array.from({ length: 1000 }, (_, i) => `i${i}`)
  const there = archive(ids)
  const sheet = createSheet(there.around)
  sheet.load([...there.items.values()])
  let most = 0
  sheet.subscribe(() => {
    most = Math.max(most, sheet.status().saving)
  })
  sheet.put(
    { ...label, kind: 'pasted' },
    ids.map((id) => ({ id, field: 'genre', cell: { text: '回忆录' } })),
  )
  await settled(sheet)
  t.is(there.saves.length, 1000)
  t.true(most > 1 && most <= 4, String(most))
})
