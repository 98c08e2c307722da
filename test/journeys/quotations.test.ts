/** A manuscript of two hundred quotations, sixty of them altered: those are named, with what was changed, and no other. */
import test, { type ExecutionContext } from 'ava'
import * as OpenCC from 'opencc-js'
import { setPages, writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { type Json, signedIn } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { remove, startService, temporary } from '../support/service.ts'

const QUOTATIONS = 200
const random = createRandom(19_790_315)
const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' })
const toSimplified = OpenCC.Converter({ from: 't', to: 'cn' })

const stories = Array.from({ length: 40 }, (_, i) => writeStory(random, i + 1, 4500, i % 4 === 0))
const files = stories.map((story, i) => ({ name: `${i}.txt`, data: Buffer.from(setPages(story, random)) }))

/** Han characters and figures in one script, without marks of notes: what a quotation is judged by. */
const bare = (text: string) => toSimplified(text).replace(/\[\d\]|[①②]|[^\p{L}\p{N}]/gu, '')
const archive = stories.map(({ paragraphs }) => bare(paragraphs.join('')))

interface Quoted {
  text: string
  /** What stands in the archive, where the quotation alters it. */
  original: string | null
}

/** As authors quote without altering: the other script, their own punctuation and lines, the editor's note left out, a stretch omitted. */
const faithful: ((sentence: string) => string)[] = [
  (sentence) => sentence,
  toTraditional,
  (sentence) => sentence.replace(/[，、：]/g, ' '),
  (sentence) => `${sentence.slice(0, 9)}\n${sentence.slice(9)}`,
  (sentence) => sentence.replace(/（[^（）]*）|\[\d\]|[①②]/g, ''),
  (sentence) => [sentence.split('，').at(0), sentence.split('，').at(-1)].join('……'),
  (sentence) => sentence.replace(/[！-～]/g, (one) => one.normalize('NFKC')),
]
const other = (one: string) => random.pick([...'东西南北山河船马人口年月日三五七'].filter((each) => each !== one))
const altered: ((characters: string[], at: number) => string[])[] = [
  (characters, at) => characters.with(at, other(characters[at]!)),
  (characters, at) => characters.toSpliced(at, 1),
  (characters, at) => characters.toSpliced(at, 0, other('')),
  (characters, at) => characters.toSpliced(at, 2, characters[at + 1]!, characters[at]!),
  (characters, at) => characters.toSpliced(at, 2, other(characters[at]!), other(characters[at + 1]!)),
]

function quotation(isAltered: boolean, number: number): Quoted {
  for (;;) {
    const sentences = random.pick(random.pick(stories).paragraphs).match(/[^。]{29,60}。/gu) ?? []
    // Long ones: short ones differ from those of other texts in one name only.
    if (sentences.length === 0) continue
    const sentence = random.pick(sentences)
    if (/[“”（）…]/.test(isAltered ? sentence : sentence.replace(/（[^（）]{2,8}）/g, ''))) continue
    if (!isAltered) return { text: faithful[number % faithful.length]!(sentence), original: null }
    const characters = [...sentence]
    const at = random.int(0, characters.length - 3)
    // A number altered may be that of another text, which is then the nearer one; a pair of equal characters cannot be exchanged.
    if (
      characters
        .slice(Math.max(0, at - 1), at + 3)
        .some((one) => !/(?![〇一二三四五六七八九十])\p{Script=Han}/u.test(one))
    )
      continue
    if (characters[at] === characters[at + 1]) continue
    const text = altered[number % altered.length]!(characters, at).join('')
    if (archive.every((whole) => !whole.includes(bare(text)))) return { text, original: sentence }
  }
}

const quoted = Array.from({ length: QUOTATIONS }, (_, i) => quotation(i % 10 < 3, i))
const manuscript = quoted
  .map(({ text }, i) => `第${i + 1}条，所谓“旧话”，原文作${i % 3 === 0 ? `「${text}」` : `“${text}”`}，可以参看。`)
  .join('\n')

/** The quotation with what was changed set right again. */
function corrected({ start, text, differences }: Json): string {
  let result = ''
  let at = 0
  for (const { quoteSpan, passage } of differences) {
    result += text.slice(at, quoteSpan[0] - start) + passage
    at = quoteSpan[1] - start
  }
  return result + text.slice(at)
}

async function checked(t: ExecutionContext, env: Record<string, string>): Promise<Json> {
  const service = await startService(temporary(), env)
  t.teardown(async () => {
    await service.stop()
    remove(service.storage)
  })
  const client = await signedIn(service.url)
  const accession = String((await client.call('POST', '/api/v1/accessions', { title: '引文核对' })).body.id)
  const { body: sent } = await client.upload(`/api/v1/accessions/${accession}/files`, files)
  await client.settled(accession)
  const numbers = new Map<string, number>(sent.results.map((one: Json, i: number) => [one.itemIds[0], i]))
  const texts = await Promise.all(
    [...numbers.keys()].map(async (id) => (await client.get(`/api/v1/items/${id}/text`)).body.text),
  )
  const { status, body } = await client.call('POST', '/api/v1/quotations', { text: manuscript })
  t.is(status, 200)
  for (const [i, one] of body.quotations.entries())
    t.is(one.state, quoted[i]!.original === null ? 'verbatim' : 'altered', JSON.stringify(one))
  t.like(body, { total: QUOTATIONS, altered: 60, verbatim: 140, notFound: 0, isComplete: true })
  for (const [i, one] of body.quotations.entries()) {
    const { text, original } = quoted[i]!
    t.is(manuscript.slice(one.start, one.end), text)
    const { itemId, start, end } = one.source
    one.source = { ...one.source, itemId: numbers.get(itemId) }
    const passage = bare(texts[one.source.itemId].slice(start, end).replace(/\n+— \d+ —\n.*\n+/, ''))
    const whole = bare(original ?? text)
    t.deepEqual([passage.slice(0, 4), passage.slice(-4)], [whole.slice(0, 4), whole.slice(-4)], text)
    if (original === null) t.deepEqual(one.differences, [], text)
    else {
      t.true(one.differences.length > 0)
      t.is(bare(corrected(one)), bare(original), text)
    }
    for (const { quote, quoteSpan, passageSpan, passage } of one.differences) {
      t.is(manuscript.slice(quoteSpan[0], quoteSpan[1]), quote)
      t.is(texts[one.source.itemId].slice(passageSpan[0], passageSpan[1]), passage)
    }
  }
  return body.quotations
}

test.serial(
  'sixty altered quotations among two hundred are named with their changes, and none of the others',
  async (t) => {
    const embedded = await checked(t, {})
    const url = elasticsearchUrl()
    if (!url) return
    const prefix = randomPrefix()
    t.teardown(() => removeIndices(url, prefix))
    const theirs = await checked(t, { ELASTICSEARCH_URL: url, ELASTICSEARCH_PREFIX: prefix })
    for (const [i, one] of theirs.entries()) t.deepEqual(one, embedded[i])
  },
)
