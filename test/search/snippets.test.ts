import test from 'ava'
import { setPages, writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { foldKey } from '../../src/hanzi/fold.ts'
import { layOut } from '../../src/hanzi/layout/layout.ts'
import { textKeys } from '../../src/hanzi/readings.ts'
import { keyedText, packedKeys, placesInText } from '../../src/search/counting.ts'
import { bodyOf, occurrencesIn } from '../../src/search/occurrences.ts'
import { parseQuery } from '../../src/search/parse.ts'
import { LONGEST_PHRASE, places, proofOf } from '../../src/search/query.ts'
import { firstSnippets, snippetsAt, snippetsOf } from '../../src/search/snippets.ts'
import { document } from '../contracts/search-samples.ts'

const isSyntax = /[\s()（）|｜\-－−"＂“”「」『』:：*＊?？~～]/g
const isAskable = (q: string) => q.split(' ').every((word) => foldKey(word) !== '')

test('snippets cut by the places in the key are those of all occurrences, over pages, notes and numbers', (t) => {
  const random = createRandom(3)
  let [compared, paged, crossing] = [0, 0, 0]
  for (let i = 0; i < 40; i++) {
    const text = setPages(writeStory(random, i, random.int(300, 9000), i % 3 === 0), random)
    const layout = layOut(text)
    paged += Number(layout.furniture.length > 0)
    const keyed = packedKeys(document(i + 1, '', textKeys(text, layout, LONGEST_PHRASE)))
    const body = bodyOf(text, layout)
    for (let n = 0; n < 40; n++) {
      const from = random.int(0, text.length - 2)
      const piece = () => text.slice(from, from + random.pick([1, 2, 2, 4, 9, 30])).replace(isSyntax, '')
      const q = random.chance(0.2) ? `${piece()} ${random.pick(['的', '二十七年', '1938年', '渡口'])}` : piece()
      const query = isAskable(q) ? parseQuery(q) : null
      if (!query || proofOf(query) === 'text') continue
      const wanted = places(query)
      const expected = snippetsOf(text, layout, occurrencesIn(body, wanted, new Set()))
      const at = placesInText(keyed, wanted)
      if (at === null) crossing++
      else t.deepEqual(snippetsAt(keyedText(text, layout, keyed), layout, at), expected, `${i}: ${q}`)
      t.deepEqual(firstSnippets(text, layout, wanted, new Set()), expected, `${i}: ${q}`)
      compared++
    }
  }
  t.true(compared > 1000 && paged > 5 && crossing > 5, `${compared} ${paged} ${crossing}`)
})

test('so they are in texts of every kind of sign', (t) => {
  const random = createRandom(5)
  const signs = [
    '甲',
    '乙',
    '丙',
    '甲乙',
    '三',
    '〇',
    '○',
    '19',
    '1,200',
    'ab',
    'é',
    '々',
    '①',
    '[1]',
    '（注）',
    'ﷺ',
    '㎞',
    '𠮷',
    '⿰木子',
    '木',
    '□',
    '。',
    '，',
    '\n',
    '\n\n— 3 —\n\n',
    ' ',
    '\u200b',
  ]
  let compared = 0
  for (let i = 0; i < 60; i++) {
    let text = ''
    while (text.length < random.pick([200, 2000, 9000])) text += random.pick(signs)
    const layout = layOut(text)
    const keyed = packedKeys(document(i + 1, '', textKeys(text, layout, LONGEST_PHRASE)))
    const body = bodyOf(text, layout)
    for (let n = 0; n < 25; n++) {
      const q = Array.from({ length: random.int(1, 3) }, () => random.pick(signs))
        .join('')
        .replace(isSyntax, '')
      const query = isAskable(q) ? parseQuery(q) : null
      if (!query || proofOf(query) === 'text') continue
      const wanted = places(query)
      const at = placesInText(keyed, wanted)
      if (at === null) continue
      const expected = snippetsOf(text, layout, occurrencesIn(body, wanted, new Set()))
      const found = snippetsAt(keyedText(text, layout, keyed), layout, at)
      t.deepEqual(found, expected, `${i}: ${JSON.stringify(q)}`)
      compared++
    }
  }
  t.true(compared > 500, `${compared}`)
})
