import test from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { layOut } from '../../src/hanzi/layout/layout.ts'
import { textKeys } from '../../src/hanzi/readings.ts'
import { countByKeys, countByText, packedKeys } from '../../src/search/counting.ts'
import { bodyOf } from '../../src/search/occurrences.ts'
import { parseQuery } from '../../src/search/parse.ts'
import { LONGEST_PHRASE, places, proofOf } from '../../src/search/query.ts'
import { document } from '../contracts/search-samples.ts'

const counted = (text: string, q: string) => {
  const layout = layOut(text)
  const wanted = places(parseQuery(q))
  const asked = new Set(wanted)
  const keyed = packedKeys(document(1, '', textKeys(text, layout, LONGEST_PHRASE)))
  const written = { title: '', creators: [], names: [], body: bodyOf(text, layout) }
  return {
    byKeys: countByKeys(keyed, wanted, asked)?.counts ?? null,
    byText: countByText(1, written, wanted, asked, new Set()).counts,
  }
}

test('a year that stands right behind a bracketed number is one, read without the bracket', (t) => {
  const { byKeys, byText } = counted('架线片断（样例005）\n\n　　元年修城，二年修桥。', '元年修城')
  t.is(byText[0]!.text, 1)
  t.is(byKeys, null, 'the keys do not tell, so that the text is read')
})

test('the keys count what the text does, or tell that they cannot', (t) => {
  const random = createRandom(17)
  const pieces = '元年 二十七年 27年 修城 城 （样例005） （后改） 〔二〕 005 一百 ， 。 第'
    .split(' ')
    .concat('\n', '\n\n　　')
  let [compared, untold, found] = [0, 0, 0]
  for (let i = 0; i < 400; i++) {
    const text = Array.from({ length: random.int(5, 60) }, () => random.pick(pieces)).join('')
    for (const q of ['元年', '元年修城', '二十七年', '27年城', '一百', '城 修城', '城元年 修']) {
      if (proofOf(parseQuery(q)) === 'text') continue
      const { byKeys, byText } = counted(text, q)
      compared++
      found += byText[0]!.text
      if (byKeys) t.deepEqual(byKeys, byText, `${q} in ${JSON.stringify(text)}`)
      else untold++
    }
  }
  t.true(compared > 1500 && found > 1500 && untold > 20 && untold < compared / 3, `${compared} ${found} ${untold}`)
})
