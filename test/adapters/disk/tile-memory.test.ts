import test from 'ava'
import fc from 'fast-check'
import { createTileMemory } from '../../../src/adapters/disk/tile-memory.ts'
import type { Tile } from '../../../src/ports/derivatives.ts'

const KIB = 1 << 10
const MIB = 1 << 20

test('a tile that is asked for twice stays, one that passes by does not', (t) => {
  const memory = createTileMemory(MIB)
  const ask = (key: string, length = 50 * KIB): boolean => {
    const hit = memory.get(key)
    const tile = hit ?? memory.keep(key, memory.room(length).fill(key.charCodeAt(0) & 255))
    t.is(tile.data.length, length)
    t.true(tile.data.every((byte) => byte === (key.charCodeAt(0) & 255)))
    tile.release?.()
    return hit !== undefined
  }
  t.deepEqual([ask('a'), ask('a'), ask('a')], [false, false, true])
  for (let i = 0; i < 100; i++) ask(String.fromCharCode(200 + i))
  t.true(ask('a'), 'a stream of others leaves it as it is')
  // More than there is room for: the one longest unused goes.
  for (let i = 0; i < 30; i++) for (let n = 0; n < 2; n++) ask(String.fromCharCode(200 + i))
  t.false(ask('a'))
  t.deepEqual([ask('b', 300 * KIB), ask('b', 300 * KIB), ask('b', 300 * KIB)], [false, false, false], 'too large')
})

test('memory is used again after it was given back, and never while somebody reads it', (t) => {
  const memory = createTileMemory(0)
  const first = memory.keep('a', memory.room(40 * KIB))
  const second = memory.room(40 * KIB)
  t.not(first.data.buffer, second.buffer)
  first.release?.()
  first.release?.()
  t.is(memory.room(50 * KIB).buffer, first.data.buffer)
  t.not(memory.room(50 * KIB).buffer, first.data.buffer, 'given back twice, handed out once')
})

test('more than there is room for, asked for in turns, does not push itself out', (t) => {
  const memory = createTileMemory(MIB)
  let hits = 0
  const round = (keys: number) => {
    hits = 0
    for (let key = 0; key < keys; key++) {
      const hit = memory.get(String(key))
      if (hit) hits++
      const tile = hit ?? memory.keep(String(key), memory.room(50 * KIB).fill(key))
      t.true(tile.data.every((byte) => byte === key))
      tile.release?.()
    }
  }
  for (let i = 0; i < 5; i++) round(18)
  t.is(hits, 14, 'an eighth is kept for what is read ahead')
  // What is asked for no more makes room for what is.
  for (let i = 0; i < 5; i++) round(14)
  for (let i = 0; i < 5; i++) {
    hits = 0
    for (let key = 100; key < 110; key++) {
      const hit = memory.get(String(key))
      if (hit) hits++
      else memory.keep(String(key), memory.room(50 * KIB)).release?.()
    }
  }
  t.is(hits, 10)
})

test('what was read ahead waits until it is asked for, or others have come', (t) => {
  const memory = createTileMemory(4 * MIB)
  const ahead = (key: string) => memory.ahead(key, memory.room(50 * KIB).fill(Number(key)))
  for (const key of ['1', '2', '3']) {
    t.true(memory.isWanted(key))
    ahead(key)
    t.false(memory.isWanted(key))
  }
  t.is(memory.get('2')?.data[0], 2)
  t.is(memory.get('2'), undefined, 'handed out once')
  for (let i = 10; i < 18; i++) ahead(String(i))
  t.is(memory.get('1'), undefined)
  t.is(memory.get('17')?.data[0], 17)
  t.false(createTileMemory(0).isWanted('1'))
})

/** Whoever reads a tile finds what was written for its key, whatever else happens meanwhile; some never say that they are done. */
test('no reader ever sees another’s tile', (t) => {
  const step = fc.record({
    key: fc.nat(12),
    act: fc.constantFrom('ask', 'ask', 'release', 'leave', 'ahead'),
    size: fc.constantFrom(20, 40, 90),
  })
  const property = fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
    const memory = createTileMemory(5 * 64 * KIB)
    const reading: { key: number; tile: Tile }[] = []
    for (const { key, act, size } of steps) {
      if (act === 'ahead') memory.ahead(String(key), memory.room((size + key) * KIB).fill(key + 1))
      else if (act === 'ask') {
        const tile = memory.get(String(key)) ?? memory.keep(String(key), memory.room((size + key) * KIB).fill(key + 1))
        reading.push({ key, tile })
      } else {
        const [one] = reading.splice(key % (reading.length || 1), 1)
        if (act === 'release') one?.tile.release?.()
      }
      for (const { key: own, tile } of reading)
        if (tile.data[0] !== own + 1 || tile.data.at(-1) !== own + 1) return false
    }
    return true
  })
  fc.assert(property, { numRuns: 500 })
  t.pass()
})
