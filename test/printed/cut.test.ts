/** A volume cut into its pieces: nothing is lost, wherever it is cut. */
import test from 'ava'
import fc from 'fast-check'
import { cutVolume } from '../../src/printed/cut.ts'

const volume = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1, maxLength: 12 })
const starts = fc.array(fc.record({ page: fc.nat({ max: 13 }), offset: fc.nat({ max: 40 }), isShared: fc.boolean() }), {
  maxLength: 14,
})

test('wherever it is cut: every character stays in exactly one part, in order, and every page in at least one', (t) => {
  fc.assert(
    fc.property(volume, starts, (pages, given) => {
      const parts = cutVolume(
        pages.map(({ length }) => length),
        given,
      )
      const slices = parts.flatMap((part) => part.slices)
      t.is(slices.map(({ page, start, end }) => pages[page]!.slice(start, end)).join(''), pages.join(''))
      // No two overlap, and none goes back.
      for (const [i, { page, start, end }] of slices.entries()) {
        const before = slices[i - 1]
        t.true(start <= end && (!before || before.page < page || (before.page === page && before.end <= start)))
      }
      t.deepEqual(
        [...new Set(slices.map(({ page }) => page))],
        pages.map((_, i) => i),
      )
      // Every start that lies in the volume begins a part, and a part has consecutive pages.
      t.is(parts.filter(({ start }) => start !== null).length, given.filter(({ page }) => page < pages.length).length)
      for (const { slices: own } of parts)
        t.true(own.length > 0 && own.every(({ page }, i) => page === own[0]!.page + i))
    }),
  )
})

test('a piece that begins in the middle of a page shares it; one at its head does not, unless a person says so', (t) => {
  const at = (page: number, offset: number, isShared = false) => ({ page, offset, isShared })
  const pagesOf = (starts: ReturnType<typeof at>[]) =>
    cutVolume([10, 10, 0], starts).map(({ slices }) => slices.map(({ page }) => page))
  t.deepEqual(pagesOf([at(0, 0), at(1, 4)]), [
    [0, 1],
    [1, 2],
  ])
  t.deepEqual(pagesOf([at(0, 0), at(1, 0)]), [[0], [1, 2]])
  t.deepEqual(pagesOf([at(0, 0), at(2, 0, true)]), [[0, 1, 2], [2]])
  t.deepEqual(pagesOf([]), [[0, 1, 2]])
})
