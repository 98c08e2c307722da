import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import type { Item } from '../../../src/web/api-types.ts'
import { createReader, type Reading } from '../../../src/web/describe/reading.ts'

const PAGE = 20
const ROWS = 1000
const nameOf = (i: number) => `item-${i}`

/** A list that is told by marks, and who holds its rows. */
function list(most: number) {
  const held = new Set<string>()
  const asked: (string | null)[] = []
  let latest: Reading | null = null
  let isDown = false
  const reader = createReader({
    async ask(after) {
      await rest(0)
      if (isDown) throw new Error('down')
      asked.push(after)
      const first = after === null ? 0 : Number(after)
      const items = Array.from({ length: Math.min(PAGE, ROWS - first) }, (_, i) => ({ id: nameOf(first + i) }) as Item)
      return { items, total: ROWS, next: first + PAGE < ROWS ? String(first + PAGE) : null }
    },
    load(items) {
      for (const { id } of items) held.add(id)
      return 0
    },
    forgetOthers(kept) {
      for (const id of held) if (!kept.has(id)) held.delete(id)
    },
    told(reading) {
      latest = reading
    },
    most,
  })
  const settled = async (what: (reading: Reading) => boolean) => {
    while (!latest || !what(latest)) await rest(1)
    return latest
  }
  return { reader, held, asked, settled, down: (is: boolean) => (isDown = is) }
}

test('a list that fits is read at once and held whole', async (t) => {
  const { reader, held, asked, settled } = list(ROWS)
  reader.sees(0, 30)
  const { ids, total } = await settled(({ isWhole }) => isWhole)
  t.is(total, ROWS)
  t.deepEqual(
    ids,
    Array.from({ length: ROWS }, (_, i) => nameOf(i)),
  )
  t.is(held.size, ROWS)
  t.is(asked.length, ROWS / PAGE)
})

test('of a longer one as much is held as may be, wherever one looks, and every row keeps its place', async (t) => {
  const { reader, held, asked, settled } = list(400)
  reader.sees(0, 30)
  await settled(({ ids }) => ids.length === 400)
  t.is(held.size, 400)
  // Far away: what lies between is passed.
  reader.sees(960, 999)
  const { ids, isWhole } = await settled(({ ids: { length } }) => length === ROWS)
  t.false(isWhole)
  t.deepEqual([ids[0], ids[500], ids[999]], [nameOf(0), nameOf(500), nameOf(999)])
  for (let row = 960; row < ROWS; row++) t.true(held.has(nameOf(row)))
  t.true(held.size <= 400)
  t.false(held.has(nameOf(600)))
  // In between, and back: asked for again by its mark.
  const before = asked.length
  reader.sees(590, 620)
  await settled(() => [590, 605, 620].every((row) => held.has(nameOf(row))))
  t.true(asked.slice(before).includes('600'))
  reader.sees(0, 30)
  await settled(() => held.has(nameOf(0)) && held.has(nameOf(30)))
  t.true(held.size <= 400)
  t.is(new Set(ids).size, ROWS)
})

test('where the service fails, what was read stays, and looking on asks again', async (t) => {
  const { reader, settled, down } = list(100)
  reader.sees(0, 10)
  await settled(({ ids }) => ids.length >= 100)
  down(true)
  reader.sees(300, 320)
  const { ids } = await settled(({ error }) => error !== null)
  t.true(ids.length >= 100)
  down(false)
  reader.sees(300, 321)
  t.is((await settled(({ error, ids: { length } }) => error === null && length > 320)).error, null)
})
