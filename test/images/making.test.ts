import test from 'ava'
import { Fault } from '../../src/faults.ts'
import { createMaking } from '../../src/images/making.ts'
import type { Cut } from '../../src/ports/image-cutter.ts'

const cut = (side: number): Cut => ({
  path: '',
  level: 0,
  region: { x: 0, y: 0, width: side, height: side },
  size: { width: side, height: side },
  isMirrored: false,
  rotation: 0,
  quality: 'default',
  format: 'jpg',
  limit: 1,
})
const [SMALL, LARGE] = [cut(500), cut(5000)]

/** A cutter whose pictures are ready when the test says so. */
function started(cacheBytes = 1 << 20) {
  const running: { cut: Cut; end: (error?: unknown) => void }[] = []
  const cutter = {
    cut: (one: Cut) =>
      new Promise<Buffer>((resolve, reject) => {
        running.push({ cut: one, end: (error) => (error ? reject(error) : resolve(Buffer.from('x'))) })
      }),
  }
  return { make: createMaking(cutter, cacheBytes), running }
}
const soon = () => new Promise(setImmediate)
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'made',
    (error) => (error instanceof Fault ? error.code : String(error)),
  )

test('the same picture is made once, and known afterwards', async (t) => {
  const { make, running } = started()
  const both = [make('a', 'k', SMALL), make('b', 'k', SMALL)]
  t.is(running.length, 1)
  running[0]!.end()
  t.deepEqual(await Promise.all(both), [Buffer.from('x'), Buffer.from('x')])
  await make('c', 'k', SMALL)
  t.is(running.length, 1)
})

test('one that fails is made anew the next time, and gives its place back', async (t) => {
  const { make, running } = started()
  for (let i = 0; i < 100; i++) {
    const failed = codeOf(make('a', 'k', LARGE))
    await soon()
    running[i]!.end(new Fault('image.busy'))
    t.is(await failed, 'image.busy')
  }
  t.is(running.length, 100)
})

test('large pictures take turns, small ones do not wait for them', async (t) => {
  const { make, running } = started()
  const large = ['1', '2', '3'].map((key) => make('a', key, LARGE))
  const small = make('b', 's', SMALL)
  await soon()
  t.deepEqual(
    running.map(({ cut: { size } }) => size.width),
    [500, 5000],
  )
  for (let i = 1; i <= 3; i++) {
    running[i === 1 ? 1 : i]!.end()
    await soon()
    t.is(running.length, Math.min(4, i + 2))
  }
  running[0]!.end()
  await Promise.all([...large, small])
})

test('nobody takes every place, and there is an end of places', async (t) => {
  const { make, running } = started(0)
  const asked: Promise<string>[] = []
  for (const caller of ['a', 'b', 'c', 'd', 'e'])
    for (let i = 0; i < 70; i++) asked.push(codeOf(make(caller, `${caller}${i}`, SMALL)))
  await soon()
  t.is(running.length, 256)
  for (const { end } of running) end()
  const told = Map.groupBy(await Promise.all(asked), (code) => code)
  t.deepEqual([told.get('made')?.length, told.get('image.busy')?.length], [256, 94])
})
