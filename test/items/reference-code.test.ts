import test from 'ava'
import type { Item } from '../../src/items/item.ts'
import { codeAt, isMask, shapeOf } from '../../src/items/reference-code.ts'
import { standardSettings } from '../../src/settings/setting.ts'

const settings = { ...standardSettings, fondsNumber: 'A182' }
const item = (category: string | null, retention?: string, kind: Item['kind'] = 'text') =>
  ({ kind, category, description: retention ? { retention } : {} }) as Item

test('a mask names what is known, and the running number once', (t) => {
  for (const mask of ['{全宗号}-{门类}·{年度}-{保管期限}-{件号:4}', '文史{件号}', '{件号:6}（{年度}）'])
    t.true(isMask(mask), mask)
  for (const mask of ['', '{全宗号}', '{件号}{件号}', '{处室}-{件号}', '{件号:44}', '{件号', '件号}{件号}'])
    t.false(isMask(mask), mask)
})

test('a code is what the item says: category, term, year; what is not said is named, not guessed', (t) => {
  const of = (one: Item, year = 2026) => shapeOf(one, year, settings)
  t.deepEqual(of(item('文史稿件', '永久')), { prefix: 'A182-WS·2026-Y-', suffix: '', width: 4 })
  t.deepEqual(of(item(null, '30年', 'photograph')), { prefix: 'A182-ZP·2026-D30-', suffix: '', width: 4 })
  t.deepEqual(of(item('GL', '定期10年')), { prefix: 'A182-GL·2026-D10-', suffix: '', width: 4 })
  t.deepEqual(of(item('手稿', '长期')), { missing: ['category', 'knownRetention'] })
  t.deepEqual(of(item('照片')), { missing: ['retention'] })
  t.deepEqual(shapeOf(item('照片', 'Y'), 2026, standardSettings), { missing: ['fondsNumber'] })
  const short = { ...settings, referenceCodeMask: '{件号:6}（{年度}）' }
  const shape = shapeOf(item(null), 2026, short)
  if ('missing' in shape) return t.fail()
  t.is(codeAt(shape, 7), '000007（2026）')
  t.is(codeAt({ prefix: 'X', suffix: '', width: 2 }, 12345), 'X12345')
})
