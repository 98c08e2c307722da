/** Texts of an archive compared with each other as they come: real records, real fingerprints, no service around them. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test, { type ExecutionContext } from 'ava'
import * as OpenCC from 'opencc-js'
import { createWork } from '../../src/app/work.ts'
import { readConfig } from '../../src/config.ts'
import { type Actor, system } from '../../src/policy.ts'
import { silent } from '../../src/ports/log.ts'
import { essay } from '../support/essay.ts'
import { remove, temporary } from '../support/service.ts'

type Work = Awaited<ReturnType<typeof createWork>>
const all = { page: 1, size: 200 }
const goOn = async () => true

async function open(storage: string) {
  const work = await createWork(readConfig({ STORAGE_DIR: storage, LOG_LEVEL: 'silent' }), { log: silent })
  return { work, ...archive(work) }
}
function archive({ features, compare }: Work) {
  const rewrite = (id: string, text: string) =>
    features.texts.correct(system, id, { text, kind: 'transcription', note: '' }, '*')
  async function add(title: string, text: string): Promise<string> {
    const { item } = await features.items.create(system, { title })
    await rewrite(item.id, text)
    return item.id
  }
  const similar = async (id: string, actor: Actor = system) => (await features.reuse.similar(actor, id, all)).items
  return {
    rewrite,
    add,
    similar,
    async taken(title: string, text: string): Promise<string> {
      const id = await add(title, text)
      await compare(goOn)
      return id
    },
    /** What it shares, by title. */
    shares: async (id: string) =>
      (await similar(id)).map(({ sharing, other }) => `${other.title}:${sharing.kind}`).sort(),
  }
}
async function fresh(t: ExecutionContext) {
  const storage = temporary()
  const opened = await open(storage)
  t.teardown(async () => {
    await opened.work.close()
    remove(storage)
  })
  return { storage, ...opened }
}
const traditional = OpenCC.Converter({ from: 'cn', to: 't' })

test('a piece sent in again is named: in the other script, with other punctuation, in other lines, a page cut out', async (t) => {
  const { taken, shares, similar } = await fresh(t)
  const piece = essay(1, 3000)
  const old = await taken('旧稿', piece)
  await taken('无关', essay(2, 3000))
  const again = {
    繁体: traditional(piece),
    标点: piece.replace(/[，。]/g, (mark) => (mark === '，' ? '、' : '；')),
    分行: piece.replace(/\n/g, '').replace(/(.{28})/gu, '$1\n'),
    缺页: piece.slice(0, 1300) + piece.slice(1700),
    错字: [...piece].map((character, i) => (i % 15 === 7 ? '龘' : character)).join(''),
  }
  for (const [title, text] of Object.entries(again)) {
    const id = await taken(title, text)
    const found = (await similar(id)).find(({ other }) => other.id === old)
    t.truthy(found, title)
    t.is(found!.sharing.kind, 'same', title)
    t.true(found!.sharing.share > 0.85, `${title} ${found!.sharing.share}`)
    t.false((await shares(id)).some((one) => one.startsWith('无关')))
    for (const { start, end, otherStart, otherEnd } of found!.passages)
      t.true(start < end && otherStart < otherEnd && end <= text.length)
  }
  t.is((await shares(old)).length, 5)
})

test('an excerpt of 200 characters is part of the longer piece, which contains it; offsets hold in both', async (t) => {
  const { taken, similar } = await fresh(t)
  const piece = essay(3, 4000)
  const whole = await taken('全文', piece)
  const excerpt = piece.slice(1500, 1700)
  const alone = await taken('摘录', traditional(excerpt))
  const host = essay(4, 2000)
  const within = await taken('引用', host.slice(0, 900) + excerpt + host.slice(900))
  const [found] = (await similar(alone)).filter(({ other }) => other.id === whole)
  t.like(found!.sharing, { kind: 'part', share: 1 })
  const [back] = (await similar(whole)).filter(({ other }) => other.id === alone)
  t.like(back!.sharing, { kind: 'contains', id: found!.sharing.id, characters: found!.sharing.characters })
  const [passage] = back!.passages
  t.true(Math.abs(passage!.start - 1500) <= 1 && Math.abs(passage!.end - 1700) <= 1)
  t.deepEqual([passage!.otherStart, passage!.otherEnd], [found!.passages[0]!.start, found!.passages[0]!.end])
  const [quoting] = (await similar(within)).filter(({ other }) => other.id === whole)
  t.is(quoting!.sharing.kind, 'passages')
  const [quoted] = quoting!.passages
  t.true(Math.abs(quoted!.start - 900) <= 1 && Math.abs(quoted!.otherStart - 1500) <= 1)
  t.true(excerpt.startsWith(quoting!.sharing.quote))
})

test('idioms and formulas in common name nobody', async (t) => {
  const { taken, shares } = await fresh(t)
  const formulas = [
    '以上所记，均为亲历亲见，如有出入，请知情者指正。',
    '本文根据口述整理，经本人审阅。',
    '事隔多年，人名地名或有误记，谨供参考。',
    '在中国共产党的领导下，全市各族人民团结一心，艰苦奋斗。',
    '光阴似箭，日月如梭，往事历历在目，不禁感慨万千。',
    '一九四九年十月一日，中华人民共和国成立了。',
  ]
  const dressed = (seed: number) => formulas.map((formula, i) => `${essay(seed * 10 + i, 400)}${formula}`).join('\n')
  const ids = []
  for (let seed = 10; seed < 16; seed++) ids.push(await taken(`稿${seed}`, dressed(seed)))
  for (const id of ids) t.deepEqual(await shares(id), [])
})

test('a passage that more and more pieces have becomes a formula: the pairs it made vanish, a whole piece stays named', async (t) => {
  const { taken, shares } = await fresh(t)
  const notice = essay(20, 90)
  const piece = essay(21, 1500)
  const first = await taken('首篇', piece + notice)
  await taken('重投', piece + notice)
  const made = []
  for (let i = 0; i < 25; i++) made.push(await taken(`启事${i}`, essay(100 + i, 600) + notice))
  t.deepEqual(await shares(first), ['重投:same'])
  t.deepEqual(await shares(made[0]!), [])
  t.deepEqual(await shares(made[24]!), [])
})

test('a piece sent in thirty times is named the thirtieth time too', async (t) => {
  const { taken, similar } = await fresh(t)
  const piece = essay(30, 1200)
  let last = ''
  for (let i = 0; i < 30; i++) last = await taken(`来稿${i}`, piece)
  const found = await similar(last)
  t.true(found.length >= 20, String(found.length))
  t.true(found.every(({ sharing }) => sharing.kind === 'same'))
  t.true(found.some(({ other }) => other.title === '来稿0'))
})

test('a text that is changed is compared again; withdrawn, deleted and restored pieces are named to those who may see them', async (t) => {
  const { work, taken, shares, similar, rewrite } = await fresh(t)
  const { items } = work.features
  const [one, other] = [essay(40, 1500), essay(41, 1500)]
  const first = await taken('甲', one)
  const second = await taken('乙', one)
  t.deepEqual(await shares(first), ['乙:same'])
  await rewrite(second, other)
  t.deepEqual(await shares(first), [], 'what was compared is not its text any more')
  t.false((await work.features.reuse.similar(system, second, all)).isCompared)
  await work.compare(goOn)
  t.true((await work.features.reuse.similar(system, second, all)).isCompared)
  t.deepEqual(await shares(second), [])
  await rewrite(second, `${other}\n${one.slice(0, 700)}`)
  await work.compare(goOn)
  t.deepEqual(await shares(second), ['甲:passages'])

  const editor: Actor = { ...system, id: 'e', roles: ['editor'] }
  const reader: Actor = { ...system, id: 'r', roles: ['researcher'] }
  t.is((await similar(first, editor)).length, 1)
  await items.describe(system, first, { access: 'open' }, '*')
  t.deepEqual(await work.features.reuse.similar(reader, first, all), { total: 0, isCompared: true, items: [] })
  t.is((await items.get(reader, first)).reuse, null)
  t.is((await items.get(editor, first)).reuse?.total, 1)
  await items.withdraw(system, second, '家属要求')
  t.is((await similar(first, editor)).length, 0)
  t.is((await similar(first)).length, 1)
  await items.delete(system, second, '重复')
  t.is((await similar(first)).length, 0)
  await t.throwsAsync(work.features.reuse.similar(system, second, all), { message: 'item.not-found' })
  await work.compare(goOn)
  await rewrite(first, essay(42, 1500))
  await work.compare(goOn)
  await rewrite(first, one)
  await items.restore(system, second, null)
  await work.compare(goOn)
  t.deepEqual(await shares(first), ['乙:passages'])
})

test('fingerprints that are lost, damaged or of other rules are made again, and pairs and decisions stay', async (t) => {
  const { storage, work, taken, similar } = await fresh(t)
  const piece = essay(50, 1500)
  const first = await taken('甲', piece)
  await taken('乙', piece)
  const [before] = await similar(first)
  await work.close()
  const file = join(storage, 'derivatives', 'fingerprints.db')
  for (const damage of [
    () => rmSync(file),
    () => writeFileSync(file, readFileSync(file).fill(7, 4096)),
    // Found only in the middle of the work.
    () => writeFileSync(file, readFileSync(file).fill(7, 4096 * 5)),
    () => writeFileSync(file, 'no database'),
    () => {
      const db = new DatabaseSync(file)
      db.exec("UPDATE stamp SET value = '0' WHERE name = 'winnowVersion'")
      db.close()
    },
  ]) {
    damage()
    const again = await open(storage)
    await again.work.compare(goOn).catch(() => again.work.compare(goOn))
    const [after] = await again.similar(first)
    t.deepEqual(after, before)
    const third = await again.taken('丙', piece)
    t.deepEqual(await again.shares(third), ['乙:same', '甲:same'])
    await again.work.features.items.delete(system, third, '')
    await again.work.close()
  }
})

test('stopped anywhere and gone on with, the pairs are those of one run', async (t) => {
  const { work, add, shares } = await fresh(t)
  const piece = essay(60, 1000)
  const ids: string[] = []
  for (let i = 0; i < 50; i++) ids.push(await add(`篇${i}`, i % 5 === 0 ? piece : essay(600 + i, 500)))
  let steps = 0
  while ((await work.compare(async () => false)) && steps < 10) steps++
  for (const [i, id] of ids.entries()) t.is((await shares(id)).length, i % 5 === 0 ? 9 : 0)
})
