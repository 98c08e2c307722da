import test from 'ava'
import { describedIn, withDescribed } from '../../src/hanzi/ids.ts'

const found = (text: string) => describedIn(text).map(({ start, end }) => text.slice(start, end))

test('a character that is described by its parts is one; what is begun and not finished is none', (t) => {
  t.deepEqual(found('其名⿰亻尔者，与⿱艹⿰氵𠀀、⿲彳山攵同族，⿿正亦然。'), [
    '⿰亻尔',
    '⿱艹⿰氵𠀀',
    '⿲彳山攵',
    '⿿正',
  ])
  t.deepEqual(found('⿰亻，⿱A字，末了⿰'), [])
  t.deepEqual(found('⿰⿰亻尔'), ['⿰亻尔'])
  t.deepEqual(found('没有'), [])
  t.is(
    withDescribed(
      '甲⿰亻尔乙',
      () => '〓',
      (between) => `${between}。`,
    ),
    '甲。〓乙。',
  )
})
