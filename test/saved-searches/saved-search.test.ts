import test from 'ava'
import { freshOf, packed, unpacked } from '../../src/saved-searches/saved-search.ts'

test('numbers are kept in few bytes and come back', (t) => {
  for (const numbers of [[], [1], [1, 2, 3, 900, 1_000_000], Array.from({ length: 5000 }, (_, i) => 3 * i + 7)])
    t.deepEqual([...unpacked(packed(numbers))], numbers)
  t.true(packed(Array.from({ length: 10_000 }, (_, i) => i * 9)).length <= 20_000)
})

test('new is what was not there before, whatever is gone since', (t) => {
  t.deepEqual(freshOf([2, 5, 9], unpacked(packed([1, 2, 9]))), [5])
  t.deepEqual(freshOf([], unpacked(packed([1]))), [])
})
