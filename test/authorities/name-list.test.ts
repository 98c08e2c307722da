import test from 'ava'
import fc from 'fast-check'
import { createNames, nameList } from '../../src/authorities/name-list.ts'
import type { NamingRecord } from '../../src/authorities/store.ts'
import { foldKey } from '../../src/hanzi/fold.ts'

const record = (id: string, names: string[], more: Partial<NamingRecord> = {}): NamingRecord => ({
  id,
  kind: 'person',
  name: names[0] ?? id,
  sort: id,
  into: null,
  isDeleted: false,
  names: names.map((name) => ({ name, key: foldKey(name), inText: name.length > 1, readings: '' })),
  ...more,
})
const characters = fc.constantFrom('甲', '乙', '丙', '丁')
const name = fc.array(characters, { minLength: 1, maxLength: 3 }).map((some) => some.join(''))
const names = fc.uniqueArray(name, { maxLength: 4 })

test('told of changes one by one, a list is as one that was told of the last state alone', (t) => {
  const change = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), names, isDeleted: fc.boolean() })
  const text = fc.array(characters, { maxLength: 30 }).map((some) => some.join(''))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), text, name, (changes, line, asked) => {
      const [told, fresh] = [nameList(), nameList()]
      const last = new Map<string, NamingRecord>()
      for (const { id, names: own, isDeleted } of changes) {
        const one = record(id, isDeleted ? [] : own, { isDeleted })
        told.tell([one])
        told.inLine(line)
        last.set(id, one)
      }
      fresh.tell([...last.values()].reverse())
      t.deepEqual(told.inLine(line), fresh.inLine(line))
      t.deepEqual(told.owners(asked), fresh.owners(asked))
      for (const id of last.keys()) {
        t.deepEqual(told.named(id), fresh.named(id))
        t.deepEqual(told.namesOf(id), fresh.namesOf(id))
      }
    }),
    { numRuns: 500 },
  )
})

test('only what changed is read again, in turn, and a merge leads on', async (t) => {
  let revision = 1
  const asked: number[] = []
  const all = new Map([
    [1, [record('a', ['甲乙']), record('b', ['乙丙'])]],
    [2, [record('a', [], { into: 'b' })]],
  ])
  const list = createNames({
    revision: async () => revision,
    namingSince: async (since) => {
      asked.push(since)
      return [...all].flatMap(([at, some]) => (at > since && at <= revision ? some : []))
    },
  })
  const [first, second] = await Promise.all([list(), list()])
  t.is(first, second)
  t.deepEqual(first.owners('甲乙'), [{ id: 'a', kind: 'person', name: '甲乙' }])
  revision = 2
  const now = await list()
  t.deepEqual(asked, [0, 1])
  t.deepEqual(now.owners('甲乙'), [])
  t.deepEqual(now.named('a'), { id: 'b', kind: 'person', name: '乙丙' })
})
