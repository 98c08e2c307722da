import test from 'ava'
import { piecesOf } from '../../../src/web/reuse/pieces.ts'

const differences = [
  { is: 'changed' as const, ownSpan: [102, 103], otherSpan: [52, 54] },
  { is: 'missing' as const, ownSpan: [105, 105], otherSpan: [56, 57] },
  { is: 'added' as const, ownSpan: [107, 109], otherSpan: [59, 59] },
]

test('each side shows what only it has, and together the pieces are the passage', (t) => {
  const own = piecesOf({ text: '甲乙丙丁戊己庚辛壬癸', start: 100 }, differences, 'own')
  t.deepEqual(
    own.filter(({ isSame }) => !isSame).map(({ start, text }) => [start, text]),
    [
      [102, '丙'],
      [107, '辛壬'],
    ],
  )
  t.is(own.map(({ text }) => text).join(''), '甲乙丙丁戊己庚辛壬癸')
  const other = piecesOf({ text: '子丑寅卯辰巳午未申酉', start: 50 }, differences, 'other')
  t.deepEqual(
    other.filter(({ isSame }) => !isSame).map(({ text }) => text),
    ['寅卯', '午'],
  )
  t.is(other.map(({ text }) => text).join(''), '子丑寅卯辰巳午未申酉')
})

test('what lies beyond the passage, or in another difference, cuts nothing', (t) => {
  const odd = [
    { is: 'changed' as const, ownSpan: [0, 2], otherSpan: [0, 0] },
    { is: 'changed' as const, ownSpan: [1, 2], otherSpan: [0, 0] },
    { is: 'changed' as const, ownSpan: [4, 99], otherSpan: [0, 0] },
  ]
  t.deepEqual(
    piecesOf({ text: '甲乙丙丁戊', start: 0 }, odd, 'own').map(({ text }) => text),
    ['甲乙', '丙丁', '戊'],
  )
  t.deepEqual(piecesOf({ text: '全同', start: 7 }, [], 'other'), [{ start: 7, text: '全同', isSame: true }])
})
