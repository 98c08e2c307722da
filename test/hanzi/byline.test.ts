import test from 'ava'
import { responsibleIn } from '../../src/hanzi/byline.ts'

test('who is named in a byline, by what they did', (t) => {
  t.deepEqual(responsibleIn('李四 口述 王五、赵六 整理'), [
    { names: ['李四'], role: '口述' },
    { names: ['王五', '赵六'], role: '整理' },
  ])
  t.deepEqual(responsibleIn('张　三'), [{ names: ['张三'], role: '' }])
  t.deepEqual(responsibleIn('沈老五口述'), [{ names: ['沈老五'], role: '口述' }])
  t.deepEqual(responsibleIn(''), [])
})

test('a role holds for those it stands behind, or before', (t) => {
  const read = (byline: string) => responsibleIn(byline).map(({ names, role }) => `${names.join('+')} ${role}`)
  t.deepEqual(read('张甲口述 李乙、王丙整理'), ['张甲 口述', '李乙+王丙 整理'])
  t.deepEqual(read('张甲、李乙（记录）'), ['张甲 ', '李乙 记录'])
  t.deepEqual(read('口述：张甲；整理：李乙、王丙'), ['张甲 口述', '李乙+王丙 整理'])
  t.deepEqual(read('作者：王丙遗稿'), ['王丙 遗稿'])
  t.deepEqual(read('张甲（市政协委员） 李乙采访整理'), ['张甲+李乙 采访整理'])
})

test('a byline is read as names, whatever they did', (t) => {
  for (const [byline, names] of [
    ['张甲', ['张甲']],
    ['张甲口述 李乙整理', ['张甲', '李乙']],
    ['张甲口述李乙整理', ['张甲', '李乙']],
    ['张甲 口述　王丙 整理', ['张甲', '王丙']],
    ['口述：张甲；整理：李乙、王丙', ['张甲', '李乙', '王丙']],
    ['欧阳予倩遗稿', ['欧阳予倩']],
    ['李文', ['李文']],
    ['周和生', ['周和生']],
    ['张学良和杨虎城', ['张学良', '杨虎城']],
    ['张甲（口述）', ['张甲']],
    ['Edgar Snow 著', ['Edgar Snow']],
    ['', []],
    ['整理', []],
  ] as const)
    t.deepEqual(
      responsibleIn(byline).flatMap((one) => one.names),
      [...names],
      byline,
    )
})
