import test from 'ava'
import { guessedNames, guessOf, simplified } from '../../../src/hanzi/names/guessed.ts'

test('a tag or a surname makes a guess; titles, eras and common words do not', (t) => {
  for (const [word, tag, kind] of [
    ['冯玉祥', 'nr', 'person'],
    ['康熙', 'nrfg', null],
    ['郑州', 'ns', 'place'],
    ['中国银行', 'nt', 'corporateBody'],
    ['樊钟秀', 'x', 'person'],
    ['欧阳修', 'x', 'person'],
    ['欧阳', 'x', null],
    ['渡口', 'x', null],
    ['张某某', 'x', null],
    ['李先生', 'nr', null],
    ['高兴', 'nr', null],
    ['光绪皇帝', 'nr', null],
    ['王', 'nr', null],
    ['纱厂', 'n', null],
    ['，', 'x', null],
    ['ABC', 'nr', null],
  ] as const)
    t.is(guessOf(word, tag), kind, word)
})

test('each name once, as it is first written, the most frequent first', (t) => {
  const words = ['馮玉祥', '到', '鄭州']
  const tags: Record<string, string> = { 冯玉祥: 'nr', 郑州: 'ns' }
  const tagged = (sentence: string) =>
    sentence.split(/(冯玉祥|郑州)/).flatMap((word) => (word ? [{ word, tag: tags[word] ?? 'x' }] : []))
  t.is(simplified(words.join('')), '冯玉祥到郑州')
  t.deepEqual(guessedNames('鄭州。馮玉祥到郑州！𠮷，冯玉祥离郑州。', tagged), [
    { text: '鄭州', kind: 'place', count: 3 },
    { text: '馮玉祥', kind: 'person', count: 2 },
  ])
})
