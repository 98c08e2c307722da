import test from 'ava'
import { differing, shortened } from '../../../src/web/reports/differing.ts'

test('only what differs is told apart from what stays', (t) => {
  t.deepEqual(differing('大船两支、小船', '大船两只、小船'), {
    before: '大船两',
    old: '支',
    fresh: '只',
    after: '、小船',
  })
  t.deepEqual(differing('停十九天', '停了十九天'), { before: '停', old: '', fresh: '了', after: '十九天' })
  t.deepEqual(differing('同样', '同样'), { before: '同样', old: '', fresh: '', after: '' })
  t.deepEqual(differing('人人', '人人人'), { before: '人人', old: '', fresh: '人', after: '' })
  t.deepEqual(differing('', '新'), { before: '', old: '', fresh: '新', after: '' })
})

test('characters beyond the first plane are never cut', (t) => {
  const { old, fresh, before, after } = differing('渡𠀀口', '渡𠀁口')
  t.deepEqual([before, old, fresh, after], ['渡', '𠀀', '𠀁', '口'])
  const other = differing('𠀀', '𡀀')
  t.deepEqual([other.old, other.fresh], ['𠀀', '𡀀'])
  t.is(shortened('𠀀𠀁𠀂𠀃', 2, 'start'), '……𠀂𠀃')
  t.is(shortened('短', 2, 'end'), '短')
})
