import test from 'ava'
import { copiesOf, type Dispatch, isOutside } from '../../src/dispatches/dispatch.ts'

test('内部资料 go to whom 发送对象 names; what is published goes to anybody', (t) => {
  const sentTo = '市直各单位、各县区政协，市图书馆'
  const within = (name: string, category = '') => !isOutside({ name, category }, { type: 'internal', sentTo })
  t.true(within('临溪县政协', '各县区政协'))
  t.true(within('市图书馆'))
  t.false(within('省图书馆', '图书馆界'))
  t.false(within('', ''), 'nothing is named by nothing')
  t.false(within('省图书馆', '图书馆'), 'another library is named')
  t.false(within('县区政协'))
  t.false(within('市', '单位'))
  const named = (name: string, written: string) =>
    !isOutside({ name, category: '' }, { type: 'internal', sentTo: written })
  t.true(named('和平区政协', '本市各单位及和平区政协，市图书馆'))
  for (const one of ['各县区政协', '市图书馆', '市档案馆'])
    t.true(named(one, '各县区政协；市图书馆 和 市档案馆等单位'), one)
  t.true(isOutside({ name: '市图书馆', category: '' }, { type: 'internal', sentTo: '' }))
  t.false(isOutside({ name: '省图书馆', category: '' }, { type: 'public', sentTo: '' }))
})

test('copies are counted against what was printed, also below nothing', (t) => {
  const line = (kind: Dispatch['kind'], copies: number, state: Dispatch['state']) =>
    ({ kind, copies, state }) as Dispatch
  const lines = [line('author', 2, 'received'), line('unit', 30, 'sent'), line('other', 5, 'waiting')]
  const counted = { byKind: { author: 2, unit: 30, other: 5 }, sent: 32, received: 2, total: 37 }
  t.like(copiesOf(lines, 100), { ...counted, printRun: 100, left: 63 })
  t.is(copiesOf(lines, 30).left, -7)
  t.is(copiesOf(lines, null).left, null)
})
