import test from 'ava'
import { peopleLine } from '../../../src/hanzi/captions.ts'
import {
  peopleCell,
  peopleOf,
  personOf,
  rowNear,
  tagOf,
  withFace,
  withRow,
} from '../../../src/web/describe/depicted.ts'

test('a row is written as names with who they were; a face keeps its place with its name', (t) => {
  t.deepEqual(personOf('张甲（时任县长）'), { name: '张甲', identity: '时任县长' })
  t.deepEqual(personOf('  '), null)
  t.is(tagOf({ name: '张甲', identity: '县长' }), '张甲（县长）')
  const people = withRow([{ name: '张甲', row: 1, x: 0.2, y: 0.8 }], 1, ['李乙', '张甲(县长)'])
  t.deepEqual(people, [
    { name: '李乙', row: 1 },
    { name: '张甲', identity: '县长', row: 1, x: 0.2, y: 0.8 },
  ])
  t.deepEqual(peopleOf(peopleCell(people)), people)
  t.is(peopleCell(people), peopleCell([...people].map(({ name, row, ...rest }) => ({ ...rest, row, name }))))
})

test('a face that is pointed at finds its row and its place in it', (t) => {
  const people = [
    { name: '甲', row: 1, x: 0.2, y: 0.8 },
    { name: '丙', row: 1, x: 0.8, y: 0.8 },
    { name: '丁', row: 2, x: 0.5, y: 0.3 },
  ]
  t.is(rowNear(people, 0.7), 1)
  t.is(rowNear(people, 0.35), 2)
  t.is(rowNear([], 0.5), null)
  const more = withFace(people, { name: '乙', row: 1, x: 0.5, y: 0.8 })
  t.is(peopleLine(more), '前排左起：甲、乙、丙；后排：丁')
  const moved = withFace(more, { name: '甲', row: 1, x: 0.9, y: 0.8 })
  t.is(peopleLine(moved), '前排左起：乙、丙、甲；后排：丁')
})
