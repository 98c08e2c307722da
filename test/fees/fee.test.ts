import test from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { chapterFee, sharesOf } from '../../src/fees/byline.ts'
import { accountOf, emptySheet, feeOf, type Payment, sharedOut, taxOf } from '../../src/fees/fee.ts'
import { feeList, yuan } from '../../src/fees/fee-list.ts'

test('who wrote it is read from the byline, the narrator apart from who wrote it down', (t) => {
  const read = (byline: string) => sharesOf(byline).map(({ name, role }) => `${name} ${role}`)
  t.deepEqual(read('张甲'), ['张甲 author'])
  t.deepEqual(read('张甲口述　李乙整理'), ['张甲 narrator', '李乙 compiler'])
  t.deepEqual(read('张甲 口述、李乙 整理'), ['张甲 narrator', '李乙 compiler'])
  t.deepEqual(read('张甲、李乙（记录）'), ['张甲 author', '李乙 compiler'])
  t.deepEqual(read('作者：王丙遗稿'), ['王丙 author'])
  t.deepEqual(read(''), [])
  t.is(chapterFee('c', '张甲口述', []).kind, 'oral')
  t.deepEqual(chapterFee('c', '', ['赵丁']).shares, [{ name: '赵丁', role: 'author', weight: 1 }])
  t.is(chapterFee('c', '', []).kind, 'none')
})

test('稿酬 is rounded to the 分, shares add up to it, tax is as the law has it', (t) => {
  t.is(feeOf(5000, 3456), 17280)
  t.is(feeOf(4999, 101), 505, '504.899')
  t.is(feeOf(1, 500), 1, 'half upwards')
  t.deepEqual(sharedOut(100, [1, 1, 1]), [34, 33, 33])
  t.deepEqual(sharedOut(101, [3, 7]), [30, 71], '30.3 and 70.7')
  t.deepEqual(sharedOut(5, []), [])
  // 800 free; 4,000 is the same by both rules; 10,000 × 0.8 × 0.7 × 0.2.
  for (const [gross, tax] of [
    [80_000, 0],
    [80_100, 14],
    [100_000, 2_800],
    [400_000, 44_800],
    [400_001, 44_800],
    [1_000_000, 112_000],
  ] as const)
    t.is(taxOf(gross), tax, String(gross))
  t.is(yuan(123405), '1234.05')
  t.is(yuan(-5), '-0.05')
})

test('in any volume the totals are the sum by chapter × rate, and the unpaid list is what is owed and not paid', (t) => {
  const seed = Number(process.env.SEED ?? 271_828)
  const random = createRandom(seed)
  const people = ['张甲', '李乙', '王丙', '赵丁', '钱戊']
  for (let round = 0; round < 300; round++) {
    const chapters = Array.from({ length: random.int(0, 12) }, (_, i) => ({
      ...{ id: `c${i}`, title: `篇${i}`, chars: random.int(0, 20_000) },
    }))
    const plates = Array.from({ length: random.int(0, 6) }, (_, i) => ({ id: `p${i}`, title: `图版 ${i}` }))
    const rates = { original: random.int(0, 20_000), oral: random.int(0, 20_000), photograph: random.int(0, 9_999) }
    const sheet = {
      ...emptySheet,
      rates,
      withholdsTax: random.chance(0.5),
      chapters: chapters.map(({ id }) => ({
        chapterId: id,
        kind: random.pick(['original', 'oral', 'none'] as const),
        shares: Array.from({ length: random.int(0, 4) }, () => ({
          ...{ name: random.pick(people), role: 'author' as const, weight: random.int(1, 9) },
        })),
      })),
      plates: plates.map(({ id }) => ({ plateId: id, name: random.chance(0.7) ? random.pick(people) : '' })),
    }
    // By hand, in whole numbers that are never too large.
    let expected = 0
    for (const [i, { chars }] of chapters.entries()) {
      const { kind, shares } = sheet.chapters[i]!
      if (kind !== 'none' && shares.length) expected += Math.round((rates[kind] * chars) / 1000)
    }
    expected += sheet.plates.filter(({ name }) => name !== '').length * rates.photograph
    const none = accountOf(sheet, chapters, plates, [])
    const why = `seed ${seed}, round ${round}`
    t.is(none.total, expected, why)
    for (const line of none.chapters)
      t.is(
        line.shares.reduce((sum, { amount }) => sum + amount, 0),
        line.amount,
        why,
      )
    t.is(
      none.persons.reduce((sum, { parts }) => sum + parts.reduce((own, { amount }) => own + amount, 0), 0),
      expected,
      why,
    )
    const owed = new Map(none.persons.map(({ name, gross }) => [name, gross]))
    const payments: Payment[] = []
    for (const { name, gross, tax } of none.persons)
      if (gross > 0 && random.chance(0.5)) {
        const voided = random.chance(0.2) ? { reason: '记错', byName: '', at: '' } : null
        const made = { paidOn: '2026-06-01', receiver: name, way: '', note: '', byName: '', at: '', voided }
        payments.push({ id: `${payments.length}`, volumeId: 'v', name, gross, tax, ...made })
        if (!voided) owed.set(name, 0)
      }
    const paid = accountOf(sheet, chapters, plates, payments)
    const list = feeList({ sheet, account: paid, payments, printing: 1, hasLayout: false }, '辑', 'unpaid', 'zh-CN')
    const rows = list.parts.flatMap((part) => (part.is === 'table' ? part.rows : []))
    t.deepEqual(
      rows.map(([, name, , , , due]) => [name, due]),
      [...owed].filter(([, due]) => due > 0).map(([name, due]) => [name, yuan(due)]),
      why,
    )
    t.is(
      paid.due,
      [...owed.values()].reduce((a, b) => a + b, 0),
      why,
    )
    t.is(paid.total, paid.paid + paid.due, why)
  }
})

test('who was paid and is owed nothing any more is told; what is left after a change is owed with its own tax', (t) => {
  const chapters = [{ id: 'c', title: '篇', chars: 20_000 }]
  const shares = [{ name: '张甲', role: 'author' as const, weight: 1 }]
  const rates = { original: 10_000, oral: 0, photograph: 0 }
  const sheet = {
    ...emptySheet,
    rates,
    withholdsTax: true,
    chapters: [{ chapterId: 'c', kind: 'original' as const, shares }],
  }
  const paid: Payment = {
    ...{ id: '1', volumeId: 'v', name: '张甲', gross: 200_000, tax: taxOf(200_000), paidOn: '2026-06-01' },
    ...{ receiver: '', way: '', note: '', byName: '', at: '', voided: null },
  }
  const [same] = accountOf(sheet, chapters, [], [paid]).persons
  t.like(same, { due: 0, taxDue: 0 })
  const dearer = { ...sheet, rates: { ...rates, original: 15_000 } }
  const [more] = accountOf(dearer, chapters, [], [paid]).persons
  t.like(more, { due: 100_000, taxDue: taxOf(300_000) - taxOf(200_000) })
  const other = {
    ...sheet,
    chapters: [{ chapterId: 'c', kind: 'original' as const, shares: [{ ...shares[0]!, name: '李乙' }] }],
  }
  t.like(
    accountOf(other, chapters, [], [paid]).persons.find(({ name }) => name === '张甲'),
    { due: -200_000 },
  )
})
