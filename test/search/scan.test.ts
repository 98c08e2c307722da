/** The rules of a search against a scan that reads every text to its end: as `npm run verify-search`, without a service and an engine between them. */
import test from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { isIn, occurrencesOf, type StoredItem, titleMarks, typed, wordsOf } from '../../scripts/verify-search/asked.ts'
import { type Planned, planned } from '../../scripts/verify-search/corpus.ts'
import { question } from '../../scripts/verify-search/questions.ts'
import { layOut } from '../../src/hanzi/layout/layout.ts'
import { spansIn } from '../../src/hanzi/packed-spans.ts'
import { lineKeys, textKeys } from '../../src/hanzi/readings.ts'
import { countByKeys, countByText, keyedText, packedKeys, placesInText, stands } from '../../src/search/counting.ts'
import { everyPlace } from '../../src/search/evaluation.ts'
import { formsAt } from '../../src/search/forms.ts'
import { linesAt, linesIn } from '../../src/search/lines.ts'
import { bodyOf, occurrencesIn, titleHighlights } from '../../src/search/occurrences.ts'
import { parseQuery } from '../../src/search/parse.ts'
import { bears, LONGEST_PHRASE, type Place, places, proofOf } from '../../src/search/query.ts'
import { firstSnippets, snippetsAt } from '../../src/search/snippets.ts'
import { document } from '../contracts/search-samples.ts'

const WIDTH = { left: 20, right: 20 }

function prepared({ data, told, title }: Planned, number: number) {
  const layout = layOut(data)
  const item: StoredItem = { text: data, ...layout, ...told, title }
  const indexed = document(number, '', {
    titleKey: lineKeys([title]),
    authorKey: lineKeys(told.authors),
    namesKey: lineKeys(told.names),
    ...textKeys(data, layout, LONGEST_PHRASE),
  })
  return { item, layout, body: bodyOf(data, layout), keys: packedKeys(indexed) }
}

for (const seed of [1945, 1949, 1978])
  test(`hits, counts, marks, lines and forms are those of a scan, whatever way they are found (${seed})`, (t) => {
    const random = createRandom(seed)
    const texts = planned(random, 24).map(prepared)
    const items = texts.map(({ item }) => item)
    let compared = 0
    for (let n = 0; n < 120; n++) {
      const { asked, wide, keep } = question(random, items)
      const query = parseQuery(typed(asked, wide))
      const [wanted, every, kept] = [places(query), everyPlace(query), new Set(keep)]
      const proof = keep.length > 0 ? 'text' : proofOf(query)
      const words = wordsOf(asked, 'text')
      const isOfWords = !/"is":"(?:value|days|mentions)"/.test(JSON.stringify(asked))
      for (const [number, { item, layout, body, keys }] of texts.entries()) {
        const same = (what: string, ours: unknown, scanned: unknown) =>
          t.deepEqual(ours, scanned, `${what}: ${typed(asked, wide)} keep=${keep} in ${number}`)
        const scanned = occurrencesOf(item, words, keep)
        const found = occurrencesIn(body, wanted, kept)
        same(
          'marks',
          found.map(({ ranges }) => ranges),
          scanned,
        )
        same('title', titleHighlights(item.title, wanted, kept), titleMarks(item.title, wordsOf(asked, 'title'), keep))
        const written = { title: item.title, creators: item.authors, names: item.names, body }
        const byText = countByText(number, written, every, new Set(wanted), kept)
        const byKeys = proof === 'text' ? null : countByKeys(keys, every, new Set(wanted), written)
        for (const { counts } of byKeys ? [byText, byKeys] : [byText]) {
          const isThere = (place: Place) => stands(counts[every.indexOf(place)]!)
          if (isOfWords)
            same(
              'hit',
              bears(query, (leaf) => isThere(leaf as Place)),
              isIn(item, asked, keep),
            )
          const asWanted = counts.filter((_, i) => wanted.includes(every[i]!))
          same(
            'count',
            asWanted.reduce((sum, { text, again }) => sum + text - again, 0),
            scanned.length,
          )
        }
        const at = byKeys && placesInText(keys, wanted, body)
        if (!at?.length) continue
        const keyed = keyedText(item.text, layout, keys)
        same('spans', spansIn(keyed, at), scanned)
        same('snippets', snippetsAt(keyed, layout, at), firstSnippets(item.text, layout, wanted, kept))
        for (const side of ['left', 'right'] as const)
          same('lines', linesAt(keyed, layout, at, WIDTH, side), linesIn(body, found, WIDTH, side))
        const forms = proof === 'places' ? null : formsAt(keyed, at)
        if (forms)
          same(
            'forms',
            forms,
            found.map(({ form }) => form),
          )
        compared += at.length
      }
    }
    t.true(compared > 1000, String(compared))
  })
