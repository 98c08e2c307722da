import test from 'ava'
import { setPages, writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { foldKey } from '../../src/hanzi/fold.ts'
import { layOut } from '../../src/hanzi/layout/layout.ts'
import { textKeys } from '../../src/hanzi/readings.ts'
import { keyedText, packedKeys, placesInText } from '../../src/search/counting.ts'
import { type Line, linesAt, linesIn } from '../../src/search/lines.ts'
import { bodyOf, occurrencesIn } from '../../src/search/occurrences.ts'
import { parseQuery } from '../../src/search/parse.ts'
import { LONGEST_PHRASE, places, proofOf } from '../../src/search/query.ts'
import { document } from '../contracts/search-samples.ts'

const isSyntax = /[\s()（）|｜\-－−"＂“”「」『』:：*＊?？~～]/g
const isAskable = (q: string) => q.split(' ').every((word) => foldKey(word) !== '')
const signs = '甲 乙 丙 甲乙 三 〇 ○ 19 1,200 ab é 々 ① [1] （注） ﷺ ㎞ 𠮷 ⿰木子 木 □ 。 ，'
  .split(' ')
  .concat('\n', '\n\n— 3 —\n\n', ' ', '\u200b')

/** What is shown and what is sorted by. */
const told = (of: (side: 'left' | 'right' | null) => readonly Line[] | null) => [of(null), of('left'), of('right')]

function compare(
  text: string,
  queries: readonly string[],
  width: { left: number; right: number },
): [string, unknown, unknown][] {
  const layout = layOut(text)
  const keyed = packedKeys(document(1, '', textKeys(text, layout, LONGEST_PHRASE)))
  const body = bodyOf(text, layout)
  return queries.flatMap((q): [string, unknown, unknown][] => {
    const query = isAskable(q) ? parseQuery(q) : null
    if (!query || proofOf(query) === 'text') return []
    const at = placesInText(keyed, places(query))
    if (at === null) return []
    const expected = told((side) => linesIn(body, occurrencesIn(body, places(query), new Set()), width, side))
    return [[q, told((side) => linesAt(keyedText(text, layout, keyed), layout, at, width, side)), expected]]
  })
}

test('lines cut by the places in the key are those of the text read whole, over pages, notes and numbers', (t) => {
  const random = createRandom(7)
  let [compared, lines] = [0, 0]
  for (let i = 0; i < 30; i++) {
    const text = setPages(writeStory(random, i, random.int(300, 9000), i % 3 === 0), random)
    const queries = Array.from({ length: 25 }, () => {
      const from = random.int(0, text.length - 2)
      return text.slice(from, from + random.pick([1, 2, 2, 4, 9, 30])).replace(isSyntax, '')
    })
    const width = { left: random.pick([0, 1, 20, 100]), right: random.pick([0, 1, 20, 100]) }
    for (const [q, found, expected] of compare(text, [...queries, '的', '渡口', '二十七年', '1*', '19*'], width)) {
      t.deepEqual(found, expected, `${i}: ${q}`)
      compared++
      lines += (expected as unknown[][])[0]!.length
    }
  }
  t.true(compared > 500 && lines > 5000, `${compared} ${lines}`)
})

test('so they are in texts of every kind of sign', (t) => {
  const random = createRandom(9)
  let compared = 0
  for (let i = 0; i < 60; i++) {
    let text = ''
    while (text.length < random.pick([200, 2000, 9000])) text += random.pick(signs)
    const queries = Array.from({ length: 25 }, () =>
      Array.from({ length: random.int(1, 3) }, () => random.pick(signs))
        .join('')
        .replace(isSyntax, ''),
    )
    for (const [q, found, expected] of compare(text, queries, { left: random.int(0, 30), right: random.int(0, 30) })) {
      t.deepEqual(found, expected, `${i}: ${JSON.stringify(q)}`)
      compared++
    }
  }
  t.true(compared > 500, `${compared}`)
})
