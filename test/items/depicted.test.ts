import test from 'ava'
import { personsWith } from '../../src/items/depicted.ts'
import { described } from '../../src/items/description.ts'
import type { Item } from '../../src/items/item.ts'

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
