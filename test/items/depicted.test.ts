import test from 'ava'
import { depictedOf, depictedText, personsWith } from '../../src/items/depicted.ts'
import { described } from '../../src/items/description.ts'
import type { Item } from '../../src/items/item.ts'

test('people of a picture as offices write them, there and back', (t) => {
  const written = '前排左起：张甲（时任县长）、李乙；后排左起：王丙、佚名'
  const read = depictedOf(written)
  t.deepEqual(read, [
    { name: '张甲', identity: '时任县长', row: 1 },
    { name: '李乙', row: 1 },
    { name: '王丙', row: 2 },
    { name: '佚名', row: 2 },
  ])
  t.is(depictedText(read), written)
  const three = '第一排左起：甲；第二排左起：乙（会长）；第三排左起：丙'
  t.is(depictedText(depictedOf(three)), three)
  t.is(depictedText(depictedOf('左起：甲、乙')), '左起：甲、乙')
})

test('what others write like it is read too: by lines, from left to right, by figures, without a heading', (t) => {
  t.deepEqual(
    depictedOf('第2排（自左至右）：甲，乙（科员，代理）\n3排：丙').map(({ name, row, identity }) => [
      name,
      row,
      identity,
    ]),
    [
      ['甲', 2, undefined],
      ['乙', 2, '科员，代理'],
      ['丙', 3, undefined],
    ],
  )
  t.deepEqual(depictedOf('甲、乙'), [
    { name: '甲', row: 1 },
    { name: '乙', row: 1 },
  ])
  t.deepEqual(depictedOf('第十二排左起：甲')[0]?.row, 12)
  t.deepEqual(depictedOf(' ；、'), [])
})

test('who is seen is named by the item; who was named only because of the picture leaves with it', (t) => {
  t.deepEqual(personsWith(['旧识'], [], [{ name: '张甲', row: 1 }]), ['旧识', '张甲'])
  t.deepEqual(personsWith(['旧识', '张甲'], [{ name: '张甲', row: 1 }], []), ['旧识'])
  const item = {
    title: '合影',
    kind: 'photograph',
    creators: [],
    persons: ['旧识'],
    places: [],
    description: {},
  } as unknown as Item
  const after = described(item, { depicted: [{ name: '张甲', row: 1, x: 0.5, y: 0.5 }] })
  t.deepEqual(after.persons, ['旧识', '张甲'])
  const again = described({ ...item, ...after }, { depicted: [{ name: '李乙', row: 1 }] })
  t.deepEqual(again.persons, ['旧识', '李乙'])
  const none = described({ ...item, ...again }, { depicted: null })
  t.deepEqual([none.persons, none.description.depicted], [['旧识'], undefined])
})
