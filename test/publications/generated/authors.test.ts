import test from 'ava'
import { authorsContent, authorsOf, factsSaid } from '../../../src/publications/generated/authors.ts'

test('authors stand as the book has them, or by pinyin; each once', (t) => {
  const chapters = [
    { id: '1', title: '渡口', byline: '张甲口述 李乙整理' },
    { id: '2', title: '丝厂', byline: '白丁' },
    { id: '3', title: '学堂', byline: '李乙' },
  ]
  t.deepEqual(
    authorsOf(chapters, 'book').map(({ name, chapters: own }) => [name, own.map(({ id }) => id)]),
    [
      ['张甲', ['1']],
      ['李乙', ['1', '3']],
      ['白丁', ['2']],
    ],
  )
  t.deepEqual(
    authorsOf(chapters, 'pinyin').map(({ name }) => name),
    ['白丁', '李乙', '张甲'],
  )
})

test('what is known of an author is one sentence; of whom nothing is known, or who is left out, is not printed', (t) => {
  const none = { life: '', isDead: false, history: '', identityThen: '', identityNow: '' }
  const said = (facts: Partial<typeof none>) => factsSaid({ ...none, ...facts })
  t.is(said({}), '')
  t.is(said({ life: '1901—1975', history: '云川县人。\n幼随父摆渡。' }), '（1901—1975），云川县人。幼随父摆渡。')
  t.is(
    said({ life: '（1901—）', identityThen: '青石渡船工。', identityNow: '退休教师' }),
    '（1901—），时为青石渡船工，现为退休教师。',
  )
  t.is(said({ isDead: true, identityThen: '曾任会首', identityNow: '退休教师' }), '曾任会首，后为退休教师。')
  const printed = authorsContent([
    { name: '张甲', text: '（1901—1975），船工。', isLeftOut: false },
    { name: '李乙', text: '', isLeftOut: false },
    { name: '王丙', text: '会首。', isLeftOut: true },
    { name: '白丁', text: '教师。', isLeftOut: false },
  ])
  t.deepEqual(
    printed.map(({ inlines }) => inlines.map((one) => ('text' in one ? one.text : '')).join('')),
    ['张甲（1901—1975），船工。', '白丁　教师。'],
  )
})
