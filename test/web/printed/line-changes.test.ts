/** Changes of lines that were said before the answers to earlier ones were there. */
import test from 'ava'
import fc from 'fast-check'
import { changedLines, keysAfter, type Moved, placeNow } from '../../../src/web/printed/line-changes.ts'

interface Line {
  id: number
  title: string
}

test('each is done on the line that was meant, however many are on their way', (t) => {
  const step = fc.record({
    place: fc.nat({ max: 7 }),
    what: fc.constantFrom('change' as const, 'remove' as const, 'add' as const),
    /** So many answers were there when it was said. */
    seen: fc.nat({ max: 12 }),
  })
  fc.assert(
    fc.property(fc.nat({ max: 8 }), fc.array(step, { maxLength: 12 }), (count, steps) => {
      const answers: Line[][] = [Array.from({ length: count }, (_, id) => ({ id, title: '' }))]
      const moves = new Map<number, Moved>()
      for (const [i, { place, what, seen: wanted }] of steps.entries()) {
        const seen = Math.min(wanted, answers.length - 1)
        const meant = answers[seen]![place]
        const before = answers.at(-1)!
        const at = new Map<number, Partial<Line> | null>()
        if (what !== 'add' && meant) at.set(place, what === 'remove' ? null : { title: String(i) })
        const added = what === 'add' ? { added: { id: 100 + i, title: '' } } : {}
        const present = { revision: answers.length - 1, lines: before }
        const { lines, moved } = changedLines(present, { at, seen, ...added }, moves)!
        const kept = before.filter(({ id }) => what !== 'remove' || id !== meant?.id)
        const expected = kept.map((line) =>
          what === 'change' && line.id === meant?.id ? { ...line, title: String(i) } : line,
        )
        t.deepEqual(lines, [...expected, ...(added.added ? [added.added] : [])])
        moves.set(answers.length, moved)
        answers.push(lines)
      }
    }),
  )
})

test('a line keeps its key; a new one has a new one', (t) => {
  t.deepEqual(keysAfter([0, 1, 2], 'kept', 3), [0, 1, 2])
  t.deepEqual(keysAfter([0, 1, 2], 'kept', 4), [0, 1, 2, 6])
  t.deepEqual(keysAfter([0, 1, 2], { removed: 0 }, 2), [1, 2])
  t.deepEqual(keysAfter([0, 1, 2], 'anew', 2), [3, 4])
})

test('lines that were read anew, or changed by somebody else, are not guessed at', (t) => {
  const moves = new Map<number, Moved>([
    [2, 'kept'],
    [3, 'anew'],
  ])
  t.is(placeNow(moves, 1, 1, 2), 1)
  t.is(placeNow(moves, 1, 2, 3), undefined)
  t.is(placeNow(moves, 1, 3, 4), undefined)
  t.is(changedLines({ revision: 3, lines: ['甲'] }, { at: new Map([[0, null]]), seen: 2 }, moves), null)
})
