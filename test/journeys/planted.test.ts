/** A thousand phrases, each hidden in eight ways: every one is found, nothing else is, and each mark is the planted range. */
import { readFileSync } from 'node:fs'
import test, { type ExecutionContext } from 'ava'
import * as OpenCC from 'opencc-js'
import { writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { foldKey } from '../../src/hanzi/fold.ts'
import { type Json, signedIn } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { remove, startService, temporary } from '../support/service.ts'

const PHRASES = 1000
const PER_TEXT = 25
const random = createRandom(19_491_001)
const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' })

const table = JSON.parse(readFileSync(new URL('../../src/hanzi/fold-table.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>
const classes = JSON.parse(
  readFileSync(new URL('../../src/hanzi/fold-classes.json', import.meta.url), 'utf8'),
) as Record<string, string>
/** The writings of a class, by the character they stand for. */
function writings(characters: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const one of characters) {
    const to = table[one]
    if (to && foldKey(one) === foldKey(to)) found.set(to, [...(found.get(to) ?? []), one])
  }
  return found
}
const variants = writings(classes.variant!)
const radicals = writings(classes.radical!)
// Compatibility ideographs (U+F900 …), by what Unicode says of them.
for (let unit = 0xf900; unit <= 0xfad9; unit++) {
  const [one, to] = [String.fromCharCode(unit), String.fromCharCode(unit).normalize('NFKC')]
  if (one !== to && to.length === 1 && !table[to]) radicals.set(to, [...(radicals.get(to) ?? []), one])
}
const traditional = [
  ...'东车马鸟鱼门风龙龟长见贝页书画学国华岁丰云飞乡农办医劳动师爱园陆岛树银钟铁灯烟兰药虫蚕补装裤认识读谢谁谷',
].filter((one) => toTraditional(one) !== one)
/** A phrase that can be disguised in every way: it has a traditional form, a variant, a radical, letters and figures. */
function phrase(number: number): string {
  const han = [
    random.pick(traditional),
    random.pick([...variants.keys()]),
    random.pick([...radicals.keys()]),
    random.pick(traditional),
  ]
  return `${han[0]}${han[1]}Q${number}${han[2]}${han[3]}`
}

const swapped = (text: string, of: ReadonlyMap<string, string[]>) =>
  [...text].map((one) => (of.has(one) ? random.pick(of.get(one)!) : one)).join('')
const wide = (text: string) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

type Ranges = [number, number][]
interface Planted {
  phrase: string
  /** The pieces of each planting, in order. */
  ranges: Ranges[]
}

/** What is nearly the phrase and is not: a character more, one fewer, two exchanged, another number. */
function decoys(one: string): string[] {
  const characters = [...one]
  const [head, tail] = [characters.slice(0, 2).join(''), characters.slice(2).join('')]
  return [
    `${head}某${tail}`,
    `${head}${tail.slice(0, -1)}`,
    `${characters[1]}${characters[0]}${tail}`,
    one.replace(/\d+/, (number) => `${number}0`),
    `${head}（计某${'一二三四五六七八九十'.repeat(4)}）${tail}`,
  ]
}

/** `others`: a phrase of another text, of which only decoys stand in this one. */
function plantedText(title: string, phrases: readonly string[], others: string): { text: string; planted: Planted[] } {
  const filler = writeStory(random, 1, 6000, false)
    .paragraphs.join('')
    .split('。')
    .filter((one) => !/[①②[\]（）]/.test(one))
  let text = ''
  let page = 1
  const planted = phrases.map((one): Planted => ({ phrase: one, ranges: [] }))
  const say = () => {
    text += `${random.pick(filler)}，`
  }
  const plant = (into: Planted, pieces: readonly string[], between = '') => {
    const ranges: Ranges = []
    for (const [i, piece] of pieces.entries()) {
      if (i > 0) text += between
      ranges.push([text.length, text.length + piece.length])
      text += piece
    }
    into.ranges.push(ranges)
  }
  const plantWhole = (into: Planted, whole: string) => plant(into, [whole])
  for (const into of planted) {
    const { phrase: one } = into
    const characters = [...one]
    const [head, tail] = [characters.slice(0, 2).join(''), characters.slice(2).join('')]
    const ways: (() => void)[] = [
      () => plantWhole(into, toTraditional(one)),
      () => plantWhole(into, swapped(one, variants)),
      () => plantWhole(into, swapped(one, radicals)),
      () => plantWhole(into, wide(one)),
      () => plantWhole(into, `${head}${random.pick(['，', '、', '：', '。', '；', ' ', '—'])}${tail}`),
      () => plantWhole(into, `${head}\n${tail}`),
      () => {
        plant(into, [head, tail], `\n\n— ${page} —\n${title}\n\n`)
        page++
      },
      () =>
        plant(into, [head, tail], random.pick(['①', '[3]', '〔12〕', '（原文如此）', '（今属临汝川市）', '〔旧〕'])),
    ]
    for (const way of ways.sort(() => random.int(0, 1) - 0.5)) {
      say()
      way()
      text += random.pick(['。', '，', '一事。\n　　'])
    }
  }
  for (const decoy of [...phrases, others].flatMap(decoys)) {
    say()
    text += `${decoy}某。`
  }
  return { text, planted }
}

const phrases = Array.from({ length: PHRASES }, (_, i) => phrase(i + 1000))
const texts = Array.from({ length: PHRASES / PER_TEXT }, (_, i) =>
  plantedText(`汝川文史第${i + 1}辑`, phrases.slice(i * PER_TEXT, (i + 1) * PER_TEXT), random.pick(phrases)),
)

/** All phrases of a text in one question, since another text that has one of them would be a hit too; and one of them by itself. */
async function found(t: ExecutionContext, env: Record<string, string>, engine: string) {
  const service = await startService(temporary(), env)
  t.teardown(async () => {
    await service.stop()
    remove(service.storage)
  })
  const admin = await signedIn(service.url)
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '埋藏' })).body.id)
  const files = texts.map(({ text }, i) => ({ name: `${i}.txt`, data: Buffer.from(text) }))
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  await admin.settled(accession)
  for (const [i, { text, planted }] of texts.entries()) {
    const id = body.results[i].itemIds[0]
    for (const some of [planted, [random.pick(planted)]]) {
      const q = some.map((one) => one.phrase).join('|')
      const { total, hits, occurrences, ...answer } = await admin.search(q, { facets: '' })
      t.is(answer.engine, engine)
      t.deepEqual([total, hits.map((hit: Json) => hit.item.id)], [1, [id]], q)
      t.deepEqual(occurrences, { count: 8 * some.length, relation: 'exact' }, q)
      const marked = (await admin.get(`/api/v1/items/${id}/occurrences`, { q })).body.occurrences
      const ranges = some.flatMap((one) => one.ranges).sort((a, b) => a[0]![0] - b[0]![0])
      const read = (pieces: Ranges) => `${pieces[0]![0]}: ${pieces.map(([a, b]) => text.slice(a, b)).join(' … ')}`
      t.deepEqual(
        marked.map((one: Json) => read(one.ranges)),
        ranges.map(read),
      )
      t.deepEqual(
        marked.map((one: Json) => one.ranges),
        ranges,
      )
    }
  }
}

test.serial('a thousand phrases in eight disguises each, on the embedded engine', async (t) => {
  await found(t, {}, 'sqlite')
})

const url = elasticsearchUrl()
const withServer = url ? test.serial : test.skip
withServer('a thousand phrases in eight disguises each, on Elasticsearch', async (t) => {
  const prefix = randomPrefix()
  t.teardown(() => removeIndices(url!, prefix))
  await found(t, { ELASTICSEARCH_URL: url!, ELASTICSEARCH_PREFIX: prefix }, 'elasticsearch')
})
