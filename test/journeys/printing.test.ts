/**
 * After print: what was signed is published and stands; an error found in the book marks its source, and every other place that has it is listed,
 * printed or in work. The list is held against a plain search of all texts of random volumes that share their sources.
 */
import { setTimeout as rest } from 'node:timers/promises'
import ava from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { createArchive } from '../../src/app/archive.ts'
import { readConfig } from '../../src/config.ts'
import { system } from '../../src/policy.ts'
import { silent as log } from '../../src/ports/log.ts'
import { type Json, ROLE_PASSWORD, served } from '../support/client.ts'
import { signForPrint, withReaders } from '../support/signed-volume.ts'

const test = ava.serial
const { storage, admin, editor, reviewer } = await served(ava, { roles: ['editor', 'reviewer'] })
const any = { 'if-match': '*' }
const seed = Number(process.env.SEED) || 1
const random = createRandom(seed)
let readers: Record<string, string>

/** Every sentence has a word that stands nowhere else. */
const syllables = '津渡石桥丝厂船工田租米行布号学堂会馆夜校义仓盐井茶园'
const made = new Set<string>()
function token(): string {
  for (;;) {
    const word = Array.from({ length: 4 }, () => syllables[random.int(0, syllables.length - 1)]).join('')
    if (!made.has(word)) {
      made.add(word)
      return word
    }
  }
}
interface Source {
  id: string
  tokens: string[]
  text: string
}
const sources: Source[] = []
const volumes: { at: string; id: string; isPrinted: boolean; chapters: string[] }[] = []
const chapterText = async (id: string): Promise<string> => (await editor.get(`/api/v1/chapters/${id}`)).body.text
const printedTexts = new Map<string, string>()
/** Nothing of the archive: an editor wrote it into the first chapter before it was printed. */
const OWN = '编者补记：后来桥成渡废，旧址立碑。'
/** `volume chapter` of all texts that say it, as often as they do, by a plain search: the printed ones, and those in work. */
async function saying(words: string): Promise<string[]> {
  const found: string[] = []
  for (const { id, isPrinted, chapters } of volumes)
    for (const chapter of chapters) {
      const text = isPrinted ? printedTexts.get(chapter)! : await chapterText(chapter)
      for (let n = text.split(words).length - 1; n > 0; n--) found.push(`${id} ${chapter}`)
    }
  return found.sort()
}
const places = (uses: Json[]) => uses.map(({ volumeId, part }) => `${volumeId} ${part.id}`).sort()

ava.before(async () => {
  readers = await withReaders(admin)
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '旧稿' })).body.id
  for (let i = 0; i < 3; i++) {
    const tokens = Array.from({ length: 24 }, token)
    const sentences = tokens.map(
      (word, n) => `那一年的${word}有${random.int(3, 90)}人，${n % 5 ? '日夜不停。' : '后来停了。\n'}`,
    )
    const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
      { name: `稿${i}.txt`, data: Buffer.from(sentences.join('')) },
    ])
    sources.push({ id: body.results[0].itemIds[0], tokens, text: '' })
  }
  await admin.settled(accession)
  await admin.consented(accession)
  for (const source of sources) {
    source.text = (await editor.get(`/api/v1/items/${source.id}/text`)).body.text
    await admin.call('PATCH', `/api/v1/items/${source.id}`, { access: 'open', title: '旧稿' }, any)
  }
  await editor.call('POST', '/api/v1/submissions', { itemIds: sources.map(({ id }) => id) })
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  // Printed in the first volume and in work in the third.
  const [{ id: itemId, text }] = sources as [Source]
  const shared = [{ itemId, textRevision: 1, start: 0, end: [...text.matchAll(/。/g)][11]!.index + 1 }]
  for (let v = 0; v < 4; v++) {
    const { id } = (
      await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: v + 1, title: `旧踪${v + 1}` })
    ).body
    const volume = { at: `/api/v1/volumes/${id}`, id, isPrinted: v < 2, chapters: [] as string[] }
    for (let c = 0; c < 4; c++) {
      const isShared = c === 0 && (v === 0 || v === 2)
      const own = Array.from({ length: random.int(1, 2) }, () => {
        const { id: itemId, text } = random.pick(sources)
        const ends = [...text.matchAll(/。/g)].map(({ index }) => index + 1)
        const first = random.int(0, ends.length >> 1)
        return { itemId, textRevision: 1, start: ends[first], end: ends[first + random.int(2, (ends.length >> 1) - 1)] }
      })
      const { status, body } = await editor.call('POST', `${volume.at}/chapters`, {
        title: `篇${v}${c}`,
        basedOn: isShared ? shared : own,
      })
      if (status !== 201) throw new Error(JSON.stringify(body))
      volume.chapters.push(body.id)
      if (isShared && v === 0) {
        const content = [...body.content, { kind: 'paragraph', inlines: [{ text: OWN }] }]
        await editor.call('PUT', `/api/v1/chapters/${body.id}/content`, { content }, any)
      } else if (random.chance(0.5)) {
        const content = body.content.map((block: Json) => ({
          ...block,
          inlines: block.inlines.map((inline: Json) => ({ ...inline, text: inline.text.replaceAll('停', '歇') })),
        }))
        content.reverse()
        await editor.call('PUT', `/api/v1/chapters/${body.id}/content`, { content }, any)
      }
    }
    volumes.push(volume)
  }
})

test('nothing is published before it is signed for print; then what was signed stands, whatever is edited later', async (t) => {
  t.timeout(180_000)
  const published = { publishedOn: '2026-05-18', printRun: 1000 }
  t.is((await editor.call('POST', `${volumes[0]!.at}/printings`, published)).body.code, 'printing.not-signed')
  for (const { at, chapters } of volumes.slice(0, 2)) {
    await signForPrint(editor, at, readers, ROLE_PASSWORD)
    for (const id of chapters) printedTexts.set(id, await chapterText(id))
  }
  // Between the signature and the book somebody goes on writing: that is not what was printed.
  const [, touched] = volumes[0]!.chapters
  const late = { content: [{ kind: 'paragraph', inlines: [{ text: '付印之后写的。' }] }] }
  const kept = (await editor.get(`/api/v1/chapters/${touched}`)).body.content
  await editor.call('PUT', `/api/v1/chapters/${touched}/content`, late, any)
  // The power fails as soon as it is registered: what follows from it is done all the same.
  const submission = async () => (await editor.get('/api/v1/submissions', { item: sources[0]!.id })).body.items[0]
  t.is((await submission()).state, 'compiled')
  const wake = () => {
    throw new Error('the power fails')
  }
  const { db, features } = await createArchive(readConfig({ STORAGE_DIR: storage }), { log, wake }, 'dying')
  t.teardown(() => db.destroy())
  const actor = { ...system, id: editor.id, username: 'u-editor', roles: ['editor' as const] }
  const input = { ...published, sheetsBefore: 0, note: '' }
  await t.throwsAsync(features.printings.publish(actor, volumes[0]!.id, input), { message: 'the power fails' })
  while ((await submission()).state !== 'printed') await rest(50)
  t.like(await submission(), { state: 'printed', reason: '云川文史资料第1辑 旧踪1 出版', decidedName: 'u-editor' })
  // Sent twice, at once or later, or by two who took it for the same printing: it is one.
  const register = (at: string, body: object) => editor.call('POST', `${at}/printings`, body)
  const [one, other] = await Promise.all([1, 2].map(() => register(volumes[1]!.at, published)))
  t.deepEqual([one!.status, other!.status].sort(), [201, 409])
  const refused = await register(volumes[0]!.at, { ...published, note: '再登' })
  t.is(refused.body.code, 'printing.registered')
  t.regex(refused.body.detail, /第 1 次印刷，2026-05-18，1000 册/)
  const taken = await register(volumes[0]!.at, { number: 1, publishedOn: '2026-05-19', printRun: 900 })
  t.is(taken.body.code, 'printing.registered')
  for (const { at } of volumes.slice(0, 2)) {
    const { items } = (await editor.get(`${at}/printings`)).body
    t.is(items.length, 1)
    t.like(items[0], { number: 1, printRun: 1000 })
    t.is(items[0].chapters.length, 4)
  }
  const { items, signed, changed } = (await editor.get(`${volumes[0]!.at}/printings`)).body
  t.true(signed.isPrinted)
  t.deepEqual(
    changed.map((one: Json) => one.id),
    [touched],
  )
  const own = `${volumes[0]!.at}/printings/${items[0].id}/chapters/${touched}`
  t.is((await editor.get(own)).body.text, printedTexts.get(touched!))
  await editor.call('PUT', `/api/v1/chapters/${touched}/content`, { content: kept }, any)
  t.is((await editor.get(own)).body.text, printedTexts.get(touched!))
  const ledger = (await editor.get(`${volumes[0]!.at}/ledger`)).body
  t.true(ledger.isIntact)
  t.is(ledger.entries.at(-1).act, 'printing.publish')
  t.is(ledger.entries.at(-1).details.text, items[0].hash)
  t.is((await reviewer.get(`${volumes[0]!.at}/printings`)).status, 403)
})

test('a file that was printed is kept, and tells the pages', async (t) => {
  t.timeout(180_000)
  const { at, chapters } = volumes[1]!
  const { job } = (await editor.call('POST', `${at}/exports`, { format: 'pdf' })).body
  let parts: Json
  for (;;) {
    const { state, problem, result } = (await editor.get(`/api/v1/jobs/${job.id}`)).body
    if (state === 'failed') t.fail(JSON.stringify(problem))
    parts = result?.pages?.parts
    if (state !== 'waiting' && state !== 'running') break
    await rest(100)
  }
  const again = { publishedOn: '2026-09-01', printRun: 500, exportId: job.id }
  const { body: printing } = await editor.call('POST', `${at}/printings`, again)
  t.is(printing.number, 2, '加印 of the text that is signed')
  t.regex(printing.file.name, /\.pdf$/)
  const kept = await editor.bytes(`${at}/review-files/${printing.file.id}`)
  t.is(kept.data.subarray(0, 5).toString(), '%PDF-')
  const own = (id: string) => editor.get(`${at}/printings/${printing.id}/chapters/${id}`)
  while ((await own(chapters[0]!)).body.starts.length === 0) await rest(100)
  const pages = await Promise.all(chapters.map(async (id) => (await own(id)).body.starts[0].page))
  t.deepEqual(
    pages,
    chapters.map((id) => parts.find((part: Json) => part.id === id).page),
  )
})

test(`one correction lists every place that has it, in every volume (seed ${seed})`, async (t) => {
  t.timeout(180_000)
  const { at, chapters, id: volumeId } = volumes[0]!
  const [printing] = (await editor.get(`${at}/printings`)).body.items
  let asked = 0
  for (const source of sources)
    for (const word of source.tokens.filter((_, i) => i % 3 === 0)) {
      const chapterId = chapters.find((id) => printedTexts.get(id)!.includes(word))
      if (!chapterId) continue
      const start = printedTexts.get(chapterId)!.indexOf(word)
      const right = `龘${word.slice(1, 3)}龘`
      const place = { kind: 'passage', chapterId, start, end: start + word.length }
      const input = { place, right, page: '7', reporter: '读者王某', evidence: '县志卷三' }
      const { status, body } = await editor.call('POST', `${at}/errata`, { ...input, printingId: printing.id })
      t.is(status, 201, JSON.stringify(body))
      t.is(body.cause, 'source')
      t.is(body.itemId, source.id)
      asked++
      const twice = (await editor.get(`${volumes[1]!.at}/printings`)).body.items.length
      // Of the second volume both printings are told.
      const told = body.uses.filter(
        ({ volumeId: of, printing: own }: Json) => of !== volumes[1]!.id || own.number === twice,
      )
      t.deepEqual(places(told), await saying(word), word)
      t.true(body.uses.every(({ state, exact }: Json) => state === 'open' && word.includes(exact)))
      const reports = (await admin.get(`/api/v1/items/${source.id}/reports`, { size: '200' })).body.items
      const report = reports.find((one: Json) => one.id === body.report.id)
      t.like(report, { proposal: right, kind: 'wrong' })
      t.is(source.text.slice(report.passage.start, report.passage.end), word)
      t.true(report.remark.includes('县志卷三'))
    }
  t.true(asked > 4, String(asked))
  // What another volume has of it is told there too, and nothing else.
  const listed = (await editor.get(`${volumes[2]!.at}/errata`)).body.items
  const has: string[] = []
  for (const { id, wrong } of (await editor.get(`${at}/errata`)).body.items)
    if ((await saying(wrong)).some((one) => one.startsWith(volumes[2]!.id))) has.push(id)
  t.true(has.length > 2, String(has.length))
  t.deepEqual(
    listed.map(({ id }: Json) => id),
    has,
  )
  for (const erratum of listed) {
    t.is(erratum.volumeId, volumeId)
    t.true(erratum.uses.every((use: Json) => use.volumeId === volumes[2]!.id && use.printing === null))
  }
})

async function mend(chapterId: string, { wrong, right }: Json): Promise<void> {
  const chapter = `/api/v1/chapters/${chapterId}`
  const content = JSON.parse(JSON.stringify((await editor.get(chapter)).body.content).replaceAll(wrong, right))
  await editor.call('PUT', `${chapter}/content`, { content }, any)
}

test('what becomes of it: the source is corrected, a chapter in work and a printed one are mended, another stays with a reason', async (t) => {
  const { at } = volumes[0]!
  const all = (await editor.get(`${at}/errata`)).body.items
  const [erratum] = all
  const whole = async () => (await editor.get(`/api/v1/errata/${erratum.id}`)).body
  const reported = await whole()
  // The archivist decides as on any 报错.
  const item = `/api/v1/items/${erratum.itemId}`
  const { text } = (await admin.get(`${item}/text`)).body
  const corrected = await admin.call('PUT', `${item}/text`, { text: text.replace(erratum.wrong, erratum.right) }, any)
  const decision = { outcome: 'accepted', reason: '已核', correctedRevision: corrected.body.revision }
  await admin.call('PUT', `/api/v1/reports/${erratum.report.id}/decision`, decision)
  const before = await whole()
  t.like(before.report, { outcome: 'accepted', correctedRevision: corrected.body.revision })
  t.true(reported.uses.length > 1)
  t.deepEqual(before.uses, reported.uses, 'what stands in books is not corrected with the source')
  // Mended where it was found: by taking the corrected source over.
  const { part } = before.uses.find((use: Json) => use.printing?.id === erratum.printingId)
  const own = `/api/v1/chapters/${part.id}`
  const { changes } = (await editor.get(`${own}/source-changes`)).body
  const placed = changes.filter((one: Json) => one.chapter)
  t.true(placed.length > 0)
  t.false((await chapterText(part.id)).includes(erratum.right))
  const [{ source, textRevision }] = placed
  const accepted = placed.filter((one: Json) => one.source === source).map((one: Json) => one.id)
  t.is((await editor.call('PUT', `${own}/taken-over`, { source, textRevision, accepted }, any)).status, 200)
  t.true((await chapterText(part.id)).includes(erratum.right))
  const stateOf = async (id: string) => (await whole()).uses.find((use: Json) => use.part.id === id)?.state
  t.is(await stateOf(part.id), 'done')
  const list = async (kind: string) =>
    (await editor.bytes(`${at}/errata-list?list=${kind}&printing=${erratum.printingId}`)).data.toString('utf8')
  t.true((await list('printed')).includes(erratum.right), 'readers are told all the same')
  t.true((await list('reprint')).includes('正文已改'))
  // 不改.
  const keep = (reason: string | null) =>
    editor.call('PUT', `/api/v1/errata/${erratum.id}/parts/${part.id}/kept`, { reason })
  const count = (html: string) => html.split(erratum.right).length
  const told = count(await list('printed'))
  t.is((await keep('照原稿')).body.uses.find((use: Json) => use.part.id === part.id).state, 'kept')
  t.true(count(await list('printed')) < told)
  t.true((await list('reprint')).includes('不改：照原稿'))
  await keep(null)
  t.is(await stateOf(part.id), 'done')
  const docx = await editor.bytes(`${at}/errata-list?list=reprint&format=docx`)
  t.is(docx.data.subarray(0, 2).toString(), 'PK')
  // Two that a chapter in work had, one of them mended there by hand: it stays on the list as mended.
  const inWork = async ({ id }: Json) =>
    (await editor.get(`/api/v1/errata/${id}`)).body.uses.filter((use: Json) => use.part.id === volumes[2]!.chapters[0])
  const [mended, left] = all.slice(1)
  for (const one of [mended, left]) t.true((await inWork(one)).length > 0)
  await mend(volumes[2]!.chapters[0]!, mended)
  t.true((await inWork(mended)).every(({ state }: Json) => state === 'done'))
  t.deepEqual([...new Set((await inWork(mended)).map(({ printing }: Json) => printing))], [null])
  t.true((await inWork(left)).every(({ state }: Json) => state === 'open'))
})

test('a misprint, the editors’ own words and a title page mark the volume alone; what was no error is withdrawn', async (t) => {
  const { at, chapters } = volumes[0]!
  const report = (input: Json) => editor.call('POST', `${at}/errata`, input)
  const place = { kind: 'passage', chapterId: chapters[0], start: 0, end: 2 }
  const right = printedTexts.get(chapters[0]!)!.slice(0, 2)
  t.is((await report({ place, right })).body.code, 'erratum.words')
  t.is((await report({ place: { ...place, end: 900_000 }, right: '甲' })).body.code, 'erratum.place')
  const misprint = (await report({ place, wrong: '那二', right, isMisprint: true, page: '1' })).body
  t.like(misprint, { cause: 'misprint', itemId: null, report: null })
  t.deepEqual(places(misprint.uses), [`${volumes[0]!.id} ${chapters[0]}`])
  t.is(misprint.uses[0].exact, '那二')
  const at0 = printedTexts.get(chapters[0]!)!.indexOf('立碑')
  const words = { kind: 'passage', chapterId: chapters[0], start: at0, end: at0 + 2 }
  const edited = (await report({ place: words, right: '建碑', page: '12' })).body
  t.like(edited, { cause: 'edited', itemId: null, report: null, wrong: '立碑' })
  t.deepEqual(places(edited.uses), [`${volumes[0]!.id} ${chapters[0]}`])
  t.like(edited.uses[0], { state: 'open', exact: '立碑', page: '12' })
  const cover = (await report({ place: { kind: 'other' }, wrong: '云州', right: '云川', page: '扉页' })).body
  t.like(cover, { cause: 'other', report: null })
  t.is((await report({ place: { kind: 'other' }, wrong: '', right: '云川' })).body.code, 'erratum.words')
  const withdrawn = await editor.call('PUT', `/api/v1/errata/${cover.id}/withdrawal`, { reason: '封面不误' })
  t.deepEqual(withdrawn.body.uses, [])
  t.false((await editor.bytes(`${at}/errata-list`)).data.toString('utf8').includes('云州'))
})

test('稿酬 and 样书 of what was printed: counted, paid once, dispatched and counted against 印数', async (t) => {
  const { at, chapters } = volumes[1]!
  await editor.call('PATCH', at, { imprint: { sentTo: '市直各单位、各县区政协' } }, any)
  const now = (await editor.get(`${at}/fees`)).body
  t.like(now, { revision: 0, printing: 2, hasLayout: true, total: 0 })
  const [chapter] = chapters
  const shares = [
    { name: '覃辛', role: 'narrator', weight: 1 },
    { name: '卢壬', role: 'compiler', weight: 2 },
  ]
  const sheet = {
    rates: { original: 8000, oral: 10_000, photograph: 5000 },
    counting: 'layout',
    withholdsTax: true,
    chapters: [{ chapterId: chapter, kind: 'oral', shares }],
    plates: [],
  }
  const set = (input: object, seen = 'W/"0"') => editor.call('PUT', `${at}/fees`, input, { 'if-match': seen })
  t.is(
    (await set({ ...sheet, chapters: [{ ...sheet.chapters[0], chapterId: volumes[0]!.chapters[0] }] })).body.code,
    'fee.part',
  )
  const { body: fees } = await set(sheet)
  t.is((await set(sheet)).body.code, 'fee.stale')
  const line = fees.chapters.find((one: Json) => one.id === chapter)
  t.is(line.amount, Math.round((line.chars * 10_000) / 1000))
  t.is(fees.total, line.amount)
  const [first, second] = ['覃辛', '卢壬'].map((name) => fees.persons.find((one: Json) => one.name === name))
  t.is(first.gross + second.gross, line.amount)
  const pay = (gross: number) =>
    editor.call('POST', `${at}/payments`, { name: '覃辛', gross, paidOn: '2026-10-01', receiver: '覃辛' })
  t.is((await pay(first.gross - 1)).body.code, 'fee.due')
  const paid = (await pay(first.gross)).body
  t.is(paid.due, second.gross)
  t.is((await pay(first.gross)).body.code, 'fee.due', 'nobody is paid twice')
  const unpaid = async () => (await editor.bytes(`${at}/fee-list?list=unpaid`)).data.toString('utf8')
  t.false((await unpaid()).includes('>覃辛<'))
  t.true((await unpaid()).includes('>卢壬<'))
  const voided = `/api/v1/payments/${paid.payments[0].id}/void`
  await editor.call('PUT', voided, { reason: '记错' })
  t.is((await editor.call('PUT', voided, { reason: '记错' })).body.code, 'payment.void')
  t.true((await unpaid()).includes('>覃辛<'))
  for (const list of ['fee-list', 'dispatch-list', 'dispatch-list?list=labels'])
    for (const format of ['docx', 'xlsx']) {
      const address = `${at}/${list}${list.includes('?') ? '&' : '?'}format=${format}`
      t.is((await editor.bytes(address)).data.subarray(0, 2).toString(), 'PK', address)
    }

  const unit = async (name: string, category: string) =>
    (await editor.call('POST', '/api/v1/exchange-units', { name, category, copies: 20, address: '某路1号' })).body
  const [inside, outside] = [await unit('临溪县政协', '各县区政协'), await unit('省图书馆', '图书馆')]
  const take = (input: object) => editor.call('POST', `${at}/dispatches/taken-over`, input)
  const { body: taken } = await take({ authors: 2, units: true })
  t.deepEqual((await take({ authors: 2, units: true })).body, taken, 'who is there already is left alone')
  t.deepEqual(
    taken.items.map(({ kind, name, copies, isOutside }: Json) => [kind, name, copies, isOutside]).sort(),
    [
      ['author', '覃辛', 2, false],
      ['author', '卢壬', 2, false],
      ['unit', '临溪县政协', 20, false],
      ['unit', '省图书馆', 20, true],
    ].sort(),
  )
  t.like(taken.copies, { printRun: 1500, total: 44, left: 1456 })
  const ids = taken.items.map(({ id }: Json) => id)
  const step = (input: object) => editor.call('PUT', `${at}/dispatches/state`, { ids, ...input })
  t.is((await step({ state: 'sent' })).body.code, 'dispatch.day')
  // What is promised is told, also beyond what was printed; more than that is not sent.
  const author = taken.items.find(({ kind }: Json) => kind === 'author')
  const one = `/api/v1/dispatches/${author.id}`
  const change = (copies: number) => editor.call('PATCH', one, { copies }, any)
  t.is((await change(1460)).body.copies.left, -2)
  const tooMany = await step({ state: 'sent', on: '2026-10-08' })
  t.like(tooMany.body, { status: 409, code: 'dispatch.run' })
  t.regex(tooMany.body.detail, /印了 1500 册，寄出的会有 1502 册/)
  t.is((await editor.get(`${at}/dispatches`)).body.copies.sent, 0)
  await change(author.copies)
  t.like((await step({ state: 'sent', on: '2026-10-08', way: '邮寄' })).body.copies, { sent: 44, received: 0 })
  const received = await editor.call(
    'PATCH',
    one,
    { state: 'received', receivedOn: '2026-10-12' },
    { 'if-match': '"4"' },
  )
  t.is(received.body.copies.received, author.copies)
  t.is((await change(1459)).body.code, 'dispatch.run')
  t.is((await editor.call('PATCH', one, { copies: 9 }, { 'if-match': '"4"' })).body.code, 'dispatch.stale')
  await editor.call('DELETE', `/api/v1/exchange-units/${outside.id}`)
  t.is((await editor.get(`${at}/dispatches`)).body.items.length, 4, 'a volume that went out stays as it went')
  t.deepEqual(
    (await editor.get('/api/v1/exchange-units')).body.items.map(({ id }: Json) => id),
    [inside.id],
  )
  // What a line was called by when it was entered decides, whatever becomes of the exchange list.
  await editor.call('PATCH', `/api/v1/exchange-units/${inside.id}`, { category: '图书馆' }, any)
  const lines = (await editor.get(`${at}/dispatches`)).body.items.filter(({ kind }: Json) => kind === 'unit')
  t.deepEqual(
    lines.map(({ name, category, isOutside }: Json) => [name, category, isOutside]).sort(),
    [
      ['临溪县政协', '各县区政协', false],
      ['省图书馆', '图书馆', true],
    ].sort(),
  )
  const list = (await editor.bytes(`${at}/dispatch-list?list=units`)).data.toString('utf8')
  t.true(list.includes('省图书馆（不在发送对象之内）') && list.includes('余 1456 册'))
  // Neither names nor addresses are for anybody else, nor in the audit.
  for (const path of ['fees', 'dispatches', 'fee-list', 'dispatch-list'])
    t.is((await reviewer.get(`${at}/${path}`)).status, 403, path)
  const audit = JSON.stringify((await admin.get('/api/v1/audit', { size: '200' })).body)
  for (const secret of ['覃辛', '卢壬', '某路1号']) t.false(audit.includes(secret), secret)
})

test('加印 of a file with another text: what was printed is reckoned, the editors’ own words stay on the list; a source that is closed', async (t) => {
  t.timeout(180_000)
  const { at, chapters } = volumes[0]!
  const inList = async (list: string) => (await editor.bytes(`${at}/errata-list?list=${list}`)).data.toString('utf8')
  t.true((await inList('reprint')).includes('建碑'))
  // The first chapter was mended since it was signed: the file has another text of it than was printed.
  const { job } = (await editor.call('POST', `${at}/exports`, { format: 'pdf' })).body
  while ((await editor.get(`/api/v1/jobs/${job.id}`)).body.state !== 'done') await rest(100)
  const again = { number: 2, publishedOn: '2026-11-01', printRun: 300, exportId: job.id }
  t.is((await editor.call('POST', `${at}/printings`, again)).status, 201)
  for (const list of ['printed', 'reprint']) {
    const html = await inList(list)
    t.true(html.includes('第2次印刷'), list)
    for (const words of ['立碑', '建碑', '那二']) t.true(html.includes(words), `${list} ${words}`)
  }
  const own = (await editor.get(`${at}/errata`)).body.items.find(({ cause }: Json) => cause === 'edited')
  t.deepEqual(
    own.uses.map(({ printing, page, exact, state }: Json) => [printing.number, page, exact, state]),
    [
      [1, '12', '立碑', 'open'],
      [2, '12', '立碑', 'open'],
    ],
  )

  await admin.call('PATCH', `/api/v1/items/${sources[0]!.id}`, { creators: ['覃辛'] }, any)
  const basis = (await editor.get(`${at}/fees`)).body
  const sheet = { rates: { original: 8000, oral: 0, photograph: 0 }, counting: 'layout', withholdsTax: false }
  const put = await editor.call('PUT', `${at}/fees`, { ...sheet, chapters: [], plates: [] }, any)
  const counted = new Map<string, Json>(put.body.chapters.map((one: Json) => [one.id, one]))
  t.true(basis.hasLayout)
  t.like(counted.get(chapters[0]!), { chars: null, amount: 0, shares: [{ name: '覃辛' }] })
  t.true(counted.get(chapters[2]!).chars > 0)
  const fees = (await editor.bytes(`${at}/fee-list`)).data.toString('utf8')
  t.true(fees.includes(`版面字数未知：${counted.get(chapters[0]!).title}`))
  // A chapter that is gone from the volume was printed all the same.
  await editor.call('DELETE', `/api/v1/chapters/${chapters[0]}`)
  const gone = (await editor.get(`${at}/fees`)).body.chapters.find(({ id }: Json) => id === chapters[0])
  t.deepEqual(
    gone.shares.map(({ name }: Json) => name),
    ['覃辛'],
  )

  // A source that editors may not read any more: its errata are told where they were found, and in no other volume.
  const of = async (volume: { at: string }) =>
    (await editor.get(`${volume.at}/errata`)).body.items.filter(({ itemId }: Json) => itemId === sources[0]!.id)
  t.true((await of(volumes[2]!)).length > 0)
  await admin.call('PATCH', `/api/v1/items/${sources[0]!.id}`, { access: 'controlled' }, any)
  t.deepEqual(await of(volumes[2]!), [])
  const told = await of(volumes[0]!)
  t.true(told.length > 0)
  for (const { uses } of told)
    t.deepEqual(
      uses.map(({ volumeId, printing }: Json) => [volumeId, printing.number]),
      [
        [volumes[0]!.id, 1],
        [volumes[0]!.id, 2],
      ],
    )
})
