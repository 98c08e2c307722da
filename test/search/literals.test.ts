import test from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { layOut } from '../../src/hanzi/layout/layout.ts'
import { spansIn } from '../../src/hanzi/packed-spans.ts'
import { lineKeys, textKeys } from '../../src/hanzi/readings.ts'
import { countByKeys, countByText, keyedText, packedKeys, placesInText } from '../../src/search/counting.ts'
import { bodyOf, occurrencesIn } from '../../src/search/occurrences.ts'
import { parseQuery } from '../../src/search/parse.ts'
import { LONGEST_PHRASE, places, proofOf } from '../../src/search/query.ts'
import { document } from '../contracts/search-samples.ts'

const keep = new Set<never>()

/** A text with a title and its keys, asked both ways. */
function asked(text: string, title: string, q: string) {
  const wanted = places(parseQuery(q))
  const body = bodyOf(text, layOut(text))
  const keys = { ...textKeys(text, body.layout, LONGEST_PHRASE), titleKey: lineKeys([title]) }
  const keyed = packedKeys(document(1, '', keys))
  const written = { title, creators: [], names: [], body }
  const at = placesInText(keyed, wanted, body)
  return {
    byKeys: countByKeys(keyed, wanted, new Set(wanted), written)?.counts ?? null,
    byText: countByText(1, written, wanted, new Set(wanted), keep).counts,
    places: at && spansIn(keyedText(text, body.layout, keyed), at),
    ranges: occurrencesIn(body, wanted, keep).map(({ ranges }) => ranges),
  }
}

test('literals are told by the places of their characters as they are by the text read whole', (t) => {
  const random = createRandom(23)
  const pieces = [
    ...'渡口 渡 口 商会 商會 兴\uf9dc 兴隆 公私 合营 々 ⿰亻尔 尔 注 〔注1〕 ① （后改） （chēn） 郴 州 12 a □ ○ 二〇'.split(
      ' ',
    ),
    ...[
      '，',
      '。',
      '·',
      '\u2329',
      '〈',
      '\n',
      '\n\n　　',
      '　',
      ' ',
      '\u200b',
      '\ufe00',
      '\u3099',
      '渡口，',
      '（商会）',
    ],
  ]
  const literals = '渡口 商会 兴隆 公私合营 渡，口 渡口商会 口 尔 注 郴州 二〇 口〈渡 口·渡 口。渡'.split(' ')
  const questions = [
    ...literals.map((one) => `“${one}”`),
    '“渡口”|“商会”',
    '“渡口” 商会',
    '“渡口” -“商会”',
    '“口”|“口”',
  ]
  let [compared, untold, found, inTitles] = [0, 0, 0, 0]
  for (let i = 0; i < 500; i++) {
    const some = (most: number) => Array.from({ length: random.int(1, most) }, () => random.pick(pieces)).join('')
    const [text, title] = [some(70), some(4)]
    for (const q of questions) {
      const { byKeys, byText, ...where } = asked(text, title, q)
      compared++
      found += byText[0]!.text
      inTitles += byText[0]!.title
      if (!byKeys) untold++
      else t.deepEqual(byKeys, byText, `${q} in ${JSON.stringify([title, text])}`)
      if (where.places) t.deepEqual(where.places, where.ranges, `${q} in ${JSON.stringify(text)}`)
    }
  }
  t.true(found > 3000 && inTitles > 500 && untold < compared / 5, `${compared} ${found} ${inTitles} ${untold}`)
})

test('which literals the keys can tell: Han characters, with marks between at most', (t) => {
  for (const told of ['公私合营', '渡口，商会', '乾隆', '一九三八年', '二 月'])
    t.is(proofOf(parseQuery(`“${told}”`)), 'places', told)
  for (const untold of [
    '渡口，',
    '《渡口》',
    'abc',
    '1938年',
    '渡a口',
    '人々',
    '○',
    'かな',
    '郴（chēn）州',
    '渡\ufe00口',
  ])
    t.is(proofOf(parseQuery(`“${untold}”`)), 'text', untold)
  t.is(proofOf(parseQuery('“渡口” 商会')), 'places')
  t.is(proofOf(parseQuery('“渡口” | 渡口')), 'text', 'what both find is counted once')
  t.is(proofOf(parseQuery('“渡口” ~5 商会')), 'text')
})
