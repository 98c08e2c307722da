import test from 'ava'
import fc from 'fast-check'
import { fold } from '../../../src/hanzi/fold.ts'
import { confusables, substitutionCost } from '../../../src/hanzi/likeness/confusables.ts'

const members: string[] = []
for (let cp = 0x3400; cp <= 0x9fff; cp++) {
  const character = String.fromCharCode(cp)
  if (confusables(character).size > 0) members.push(character)
}

test('several hundred characters have look-alikes, each folded, each way round', (t) => {
  t.true(members.length > 350)
  for (const one of members) {
    t.deepEqual(fold(one).tok, [one])
    t.false(confusables(one).has(one))
    for (const other of confusables(one)) t.true(confusables(other).has(one), `${one}${other}`)
  }
})

test('a misread figure is another fact: no numeral is mistaken for another', (t) => {
  const numerals = [...'〇一二三四五六七八九十百千万廿卅']
  for (const one of numerals) for (const other of numerals) t.false(confusables(one).has(other), one + other)
})

test('equal costs nothing, a lost character 0.3, a look-alike 0.4, anything else 1', (t) => {
  t.is(substitutionCost('政', '政'), 0)
  t.is(substitutionCost('□', '□'), 0)
  t.is(substitutionCost('□', '殍'), 0.3)
  t.is(substitutionCost('殍', '□'), 0.3)
  for (const pair of ['侯候', '己已', '巳己', '未末', '日曰', '大犬', '人入', '土士', '千干'])
    t.is(substitutionCost(pair[0]!, pair[1]!), 0.4, pair)
  t.is(substitutionCost('政', '协'), 1)
})

test('costs are symmetric for any two tokens', (t) => {
  const token = fc.oneof(fc.constantFrom('□', ...members), fc.string())
  fc.assert(fc.property(token, token, (a, b) => substitutionCost(a, b) === substitutionCost(b, a)))
  t.pass()
})
