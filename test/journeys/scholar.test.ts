import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import { writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { type Client, type Json, served } from '../support/client.ts'

const { admin, researcher } = await served(test, { roles: ['researcher'] })
let accession: string

test.before(async () => {
  accession = String((await admin.call('POST', '/api/v1/accessions', { title: '学者的检索' })).body.id)
})

/** Takes in texts and waits until they are found; the ids in the same order. */
async function received(texts: Record<string, string>): Promise<Record<string, string>> {
  const files = Object.entries(texts).map(([name, text]) => ({ name: `${name}.txt`, data: Buffer.from(text) }))
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  await admin.settled(accession)
  return Object.fromEntries(files.map(({ name }, i) => [name.slice(0, -4), body.results[i].itemIds[0]]))
}
/** What it shares, when its text has been compared. */
async function compared(id: string) {
  for (;;) {
    const answer = await admin.get(`/api/v1/items/${id}/similar`)
    if (answer.body.isCompared) return answer
    await rest(20)
  }
}
const totals = async (queries: readonly string[], query: Record<string, string> = {}) =>
  Promise.all(queries.map(async (q) => (await admin.search(q, query)).total))

test.serial('the switches keep writings apart, and the answer says which were on', async (t) => {
  await received({
    繁甲: '乾坤之後，皇后在裡間。國事日非。',
    简甲: '干坤之后，皇后在里间。国事日非。',
    全甲: 'ＡＢＣ１２３號令，峯頂。',
    半甲: 'ABC123號令，峰顶。',
  })
  t.deepEqual(await totals(['乾坤', '皇后在里间', '國事日非', 'ABC123', '峰顶']), [2, 2, 2, 2, 2])
  const script = { keep: 'script' }
  t.deepEqual(
    await totals(['乾坤', '干坤', '在裡間', '在里间', '國事', '国事', '之後', '之后'], script),
    Array(8).fill(1),
  )
  t.deepEqual(await totals(['乾坤', '峯', '峰'], { keep: 'variants' }), [1, 1, 1])
  t.deepEqual(await totals(['ＡＢＣ', 'ABC'], { keep: 'width' }), [1, 1])
  t.deepEqual(await totals(['皇后在里间', '里间。国事', '里间国事'], { keep: 'punctuation' }), [2, 2, 0])
  const answer = await admin.search('乾坤', script)
  t.deepEqual(answer.applied, { script: false, variants: true, width: true, punctuation: true })
  t.deepEqual(answer.forms, [{ text: '乾坤', count: 1 }])
  t.is((await admin.get('/api/v1/search', { q: '甲', keep: 'colour' })).status, 400)
})

test.serial(
  'a word hidden by page furniture, notes and brackets is found, and only its own characters are marked',
  async (t) => {
    const page = (n: number) => `\n\n— ${n} —\n临汝川文史资料第三辑\n\n`
    const text = `　　渡口设在城东，船工①多姓马，世代以摆渡为业，直到公路通车方才停${page(12)}航。县志（乾隆十五年刻本）所载甚详，商会〔旧〕同人集资修${page(13)}桥，历时三年，桥成之日万人空${page(14)}巷。${page(15)}郴（chēn）州来客也到了。`
    const { 藏: id } = await received({ 藏: text })
    for (const [q, pieces] of [
      ['停航', ['停', '航']],
      ['集资修桥', ['集资修', '桥']],
      ['万人空巷', ['万人空', '巷']],
      ['城东船工多姓马', ['城东，船工', '多姓马']],
      ['县志所载', ['县志', '所载']],
      ['县志乾隆十五年', ['县志（乾隆十五年']],
      ['商会同人', ['商会', '同人']],
      ['商会旧同人', ['商会〔旧〕同人']],
      ['郴州来客', ['郴', '州来客']],
    ] as const) {
      const { body } = await admin.get(`/api/v1/items/${id}/occurrences`, { q })
      t.deepEqual(
        body.occurrences[0]?.ranges.map(([a, b]: [number, number]) => text.slice(a, b)),
        pieces,
        q,
      )
      t.is((await admin.search(q)).occurrences.count, body.total, q)
    }
    // What was taken for furniture is found all the same.
    t.is((await admin.search('文史资料第三辑')).occurrences.count, 4)
    const { body } = await admin.get(`/api/v1/items/${id}/text`)
    t.true(body.furniture.some(([a, b]: [number, number]) => text.slice(a, b) === '— 12 —'))
    t.true(body.joins.length >= 3)
  },
)

test.serial('the concordance shows every occurrence in its context, sorted as asked', async (t) => {
  await received({ 甲: '东街商号甲天下，西街商号乙天下。', 乙: '南街商号丙天下。' })
  const { body } = await admin.get('/api/v1/concordance', { q: '街商号', left: '1', right: '2', sort: 'left' })
  t.is(body.total, 3)
  t.deepEqual(
    body.lines.map(({ left }: Json) => left).sort(),
    body.lines.map(({ left }: Json) => left),
  )
  t.deepEqual(body.lines.map(({ left, match, right }: Json) => left + match + right).sort(), [
    '东街商号甲天',
    '南街商号丙天',
    '西街商号乙天',
  ])
  const second = await admin.get('/api/v1/concordance', { q: '街商号', page: '2', size: '2' })
  t.is(second.body.lines.length, 1)
  const csv = await admin.bytes('/api/v1/concordance/export?q=%E8%A1%97%E5%95%86%E5%8F%B7&format=csv')
  t.is(csv.data.toString().trim().split('\r\n').length, 4)
  t.is((await admin.get('/api/v1/concordance', { q: '“' })).status, 400)
})

test.serial('what is found by its description alone says by which element of it', async (t) => {
  const { 像 } = await received({ 像: '背面无字。' })
  const caption = '　民国二十二年，青龙桥头同人合影'
  await admin.call('PATCH', `/api/v1/items/${像}`, { caption, date: { text: '1933年' } }, { 'if-match': '*' })
  await admin.settled(accession)
  const [hit] = (await admin.search('青龙桥头')).hits
  t.like(hit, { snippets: [], extent: { pages: 0, images: 0 } })
  t.is(hit.described.field, 'caption')
  t.is(hit.described.text.slice(...hit.described.highlights[0]), '青龙桥头')
  t.is((await admin.search('背面无字')).hits[0].described, null)
  const { body } = await admin.get('/api/v1/concordance', { q: '背面无字' })
  t.is(body.lines[0].date.start, '1933-01-01')
})

test.serial('words that stand near are told with how often, and with the items that the caller may read', async (t) => {
  const nights = (name: string) => `${name}夜更楼点灯，船帮都来。又一夜更楼点灯，米行也来。`
  const ids = await received({
    更一: nights('甲'),
    更二: nights('乙'),
    更三: `${nights('丙')}更楼藏枪，更楼藏枪二支。`,
  })
  for (const name of ['更一', '更二'])
    await admin.call('PATCH', `/api/v1/items/${ids[name]}`, { access: 'open' }, { 'if-match': '*' })
  await admin.settled(accession)
  const told = async (client: Client) => (await client.get('/api/v1/search/related', { q: '更楼' })).body
  const all = await told(admin)
  t.is(all.read, 8)
  t.like(
    all.words.find(({ text }: Json) => text === '船帮'),
    { near: 3, items: 3 },
  )
  const open = await told(researcher)
  t.is(open.read, 4)
  t.like(
    open.words.find(({ text }: Json) => text === '船帮'),
    { near: 2, items: 2 },
  )
  t.false(JSON.stringify(open).includes('枪'))
  t.is((await admin.get('/api/v1/search/related', { q: '“' })).status, 400)
})

test.serial('an export has every line, however many, or says in its last row of which items it has not', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`圩${i}`, '圩岸'.repeat(200 + i)]))
  await received(many)
  const { total } = (await admin.get('/api/v1/concordance', { q: '圩' })).body
  t.is(total, 13_770)
  const exported = async (q: string, format: string) => {
    const file = await admin.bytes(
      `/api/v1/concordance/export?${new URLSearchParams({ q, format, left: '1', right: '1' })}`,
    )
    return file.data.toString().trim().split(/\r?\n/)
  }
  const lines = (await exported('圩', 'json')).map((line) => JSON.parse(line))
  t.is(new Set(lines.map(({ itemId, start }) => `${itemId} ${start}`)).size, total)
  t.is(lines.length, total)

  // More pairs than are looked at in one text.
  await received({ 闸: '闸坝'.repeat(3000) })
  const q = '闸 ~100 坝'
  const found = (await admin.get('/api/v1/search', { q })).body
  t.deepEqual([found.total, found.occurrences.relation], [1, 'atLeast'])
  t.is((await admin.get('/api/v1/search/occurrences', { q })).body.occurrences.relation, 'atLeast')
  t.is((await admin.get('/api/v1/concordance', { q })).body.totalRelation, 'atLeast')
  const [item] = found.hits.map((hit: Json) => hit.item.id)
  t.deepEqual(JSON.parse((await exported(q, 'json')).at(-1)!), { incomplete: [item] })
  t.regex((await exported(q, 'csv')).at(-1)!, new RegExp(`^本文件不全.*${item}$`))
  t.is((await admin.get('/api/v1/search/occurrences', { q: '闸' })).body.occurrences.relation, 'exact')
})

test.serial('nothing says it exactly: what nearly does is shown apart, and other spellings are offered', async (t) => {
  await received({ 灾: '是年大旱，饿□载道，官府开仓放粮。', 议: '会上选举侯补委员三人。' })
  const answer = await admin.search('饿殍载道')
  t.true(answer.approximate)
  t.is(answer.hits[0].snippets[0].text.slice(...answer.hits[0].snippets[0].highlights[0]), '饿□载道')
  t.true((await admin.search('候补委员')).approximate)
  t.false((await admin.search('饿□载道')).approximate)
  t.false((await admin.search('“饿殍载道”')).approximate)
  await received({ 拼: '这是一个五年计画。' })
  t.deepEqual((await admin.search('五年计划')).alternatives, [{ text: '五年计画', total: 1 }])
})

test.serial('every quotation of a manuscript is checked, and its changes are named by character', async (t) => {
  const random = createRandom(42)
  const stories = Array.from({ length: 20 }, (_, i) => writeStory(random, i + 1, 1500, i % 4 === 0))
  await received(Object.fromEntries(stories.map(({ title, paragraphs }) => [title, paragraphs.join('\n')])))
  const quotes: { text: string; isAltered: boolean }[] = []
  while (quotes.length < 60) {
    const paragraph = random.pick(random.pick(stories).paragraphs)
    const sentence = random.pick(
      paragraph
        .split('。')
        .filter((one) => one.length >= 12 && !/[①②[\]（）“”]/.test(one))
        .concat(''),
    )
    if (!sentence || quotes.some(({ text }) => text.includes(sentence.slice(0, 10)))) continue
    const isAltered = quotes.length % 3 === 0
    const at = 5
    quotes.push({ text: isAltered ? `${sentence.slice(0, at)}龘${sentence.slice(at + 1)}` : sentence, isAltered })
  }
  const manuscript = quotes.map(({ text }, i) => `第${i + 1}条，原文作“${text}”，可参看。`).join('\n')
  const { status, body } = await admin.call('POST', '/api/v1/quotations', { text: manuscript })
  t.is(status, 200)
  t.is(body.total, quotes.length)
  for (const [i, one] of body.quotations.entries()) {
    t.is(one.state, quotes[i]!.isAltered ? 'altered' : 'verbatim', JSON.stringify(one))
    if (quotes[i]!.isAltered) {
      t.is(one.differences[0].quote, '龘')
      t.is(manuscript.slice(...(one.differences[0].quoteSpan as [number, number])), '龘')
    }
  }
})

test.serial('a piece that was sent in before is named, with the passages side by side', async (t) => {
  const random = createRandom(77)
  const [first, other] = [writeStory(random, 901, 2500, false), writeStory(random, 902, 2500, false)]
  const reused = first.paragraphs.slice(2, 6).join('\n')
  const ids = await received({
    旧稿: first.paragraphs.join('\n'),
    新稿: [...other.paragraphs.slice(0, 3), reused, ...other.paragraphs.slice(3)].join('\n'),
  })
  const { body } = await compared(ids.新稿!)
  const found = body.items.find(({ itemId }: Json) => itemId === ids.旧稿)
  t.truthy(found)
  const longest = Math.max(...found.passages.map(({ start, end }: Json) => end - start))
  t.true(longest >= reused.length * 0.5, `${longest} of ${reused.length}`)
})

test.serial('titles, people and places are suggested by characters, by pinyin and by initials', async (t) => {
  const ids = await received({ 吕布传略: '吕布字奉先。', 重庆见闻: '山城见闻。' })
  await admin.call(
    'PATCH',
    `/api/v1/items/${ids.重庆见闻}`,
    { persons: ['单田芳'], places: ['陕西'] },
    { 'if-match': '*' },
  )
  const found = async (q: string) =>
    (await admin.get('/api/v1/search/suggest', { q })).body.suggestions.map(({ text }: Json) => text)
  for (const q of ['吕布', '呂布', 'lvbu', 'lubu', 'lb']) t.true((await found(q)).includes('吕布传略'), q)
  t.true((await found('chongqing')).includes('重庆见闻'))
  t.true((await found('shan')).includes('单田芳'))
  t.true((await found('shaanxi')).includes('陕西'))
  t.deepEqual(await found('，'), [])
})

test.serial('a date named in the text is searched as a date, in whatever calendar it is written', async (t) => {
  await received({
    民国: '民國廿七年六月九日，堤决。',
    光绪: '光绪二十六年七月廿一日，城破。',
    无日: '是日无事。',
  })
  const hits = async (q: string) => (await admin.search(q)).hits.map((hit: Json) => hit.item.title)
  t.deepEqual(await hits('文中日期:1938-06-09 堤决'), ['民国'])
  t.deepEqual(await hits('文中日期:1900 城破'), ['光绪'])
  t.deepEqual(await hits('文中日期:1901 城破'), [])
  t.deepEqual(await hits('城破|堤决 -文中日期:1938'), ['光绪'])
  t.deepEqual((await hits('堤决|城破|无事 -（文中日期:1938 “堤决”）')).sort(), ['光绪', '无日'])
})

test.serial('a researcher finds, counts, and is offered nothing of what may not be read', async (t) => {
  const secret =
    '绝岭寒泉三十六洞天的旧事无人提起，惟有守泉老人年年记得那场大雪封山的夜晚，以及从山门一路烧到后殿的火把。'
  const ids = await received({ 公开: `甲乙丙丁戊己庚辛。${secret}`, 内部: `子丑寅卯。${secret}另有机要七十二桩。` })
  await admin.call('PATCH', `/api/v1/items/${ids.公开}`, { access: 'open' }, { 'if-match': '*' })
  await admin.settled(accession)
  t.is((await researcher.search('绝岭寒泉')).total, 1)
  t.is((await researcher.search('绝岭寒泉')).occurrences.count, 1)
  t.is((await researcher.search('机要七十二桩')).total, 0)
  t.is((await researcher.search('机要七十三桩')).total, 0)
  t.is((await researcher.get('/api/v1/concordance', { q: '三十六洞天' })).body.total, 1)
  await compared(ids.内部!)
  t.is((await admin.get(`/api/v1/items/${ids.公开}/similar`)).body.total, 1)
  t.like((await researcher.get(`/api/v1/items/${ids.公开}/similar`)).body, { total: 0, items: [] })
  const checked = await researcher.call('POST', '/api/v1/quotations', { text: '所谓“另有机要七十二桩”者。' })
  t.is(checked.body.notFound, 1)
  t.is((await researcher.get(`/api/v1/items/${ids.内部}/similar`)).status, 404)
})
