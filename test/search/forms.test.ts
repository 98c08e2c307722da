import test from 'ava'
import { setPages, writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { layOut } from '../../src/hanzi/layout/layout.ts'
import { textKeys } from '../../src/hanzi/readings.ts'
import { keyedText, packedKeys, placesInText } from '../../src/search/counting.ts'
import { formsAt } from '../../src/search/forms.ts'
import { bodyOf, occurrencesIn } from '../../src/search/occurrences.ts'
import { parseQuery } from '../../src/search/parse.ts'
import { LONGEST_PHRASE, places } from '../../src/search/query.ts'
import { document } from '../contracts/search-samples.ts'

test('forms read by the places in the key are those of the text read whole, punctuation left out', (t) => {
  const random = createRandom(13)
  let [compared, given] = [0, 0]
  for (let i = 0; i < 40; i++) {
    const text = setPages(writeStory(random, i, 3000, i % 2 === 0), random)
    const layout = layOut(text)
    const keyed = packedKeys(document(1, '', textKeys(text, layout, LONGEST_PHRASE)))
    const body = bodyOf(text, layout)
    for (let n = 0; n < 40; n++) {
      const from = random.int(0, text.length - 9)
      const q = (/^\p{Script=Han}[\p{Script=Han}，。、\n]{0,6}/u.exec(text.slice(from, from + 7))?.[0] ?? '').trim()
      if (q === '') continue
      const wanted = places(parseQuery(q))
      const at = placesInText(keyed, wanted)
      const forms = at && formsAt(keyedText(text, layout, keyed), at)
      compared++
      if (!forms) continue
      given++
      const expected = occurrencesIn(body, wanted, new Set()).map(({ form }) => form)
      t.deepEqual(forms, expected, `${i}: ${q}`)
    }
  }
  t.true(given > 500 && given > compared / 2, `${given} of ${compared}`)
})
