import test from 'ava'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

let service: Service
let admin: Client
let editor: Client
let items: string[] = []
const memoirs = Array.from(
  { length: 13 },
  (_, i) =>
    `青石渡旧事之${i + 1}\n　　我十六岁那年，跟着父亲上了第${i + 1}号船。当时义渡有大船两只、小船三只（船工九人），白天不停。\n　　“夜里留一只小船应急。”父亲说。涨水的时候最难，石级淹到第${i + 20}级，大船停摆。\n`,
)

memoirs[7] =
  '丝厂岁月\n　　石桥丝厂的女工夜校开在祠堂里。先生用油印讲义教我们认字，一晚两个钟头。\n　　“学会写名字就好。”缫丝间的姐妹都这样说，后来有十几人当了记账员。\n'

test.before(async () => {
  service = await startService(temporary())
  admin = await signedIn(service.url)
  editor = await withRole(service.url, admin, 'editor')
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '渡口' })).body.id
  const files = memoirs.map((text, i) => ({ name: `${i + 1}.txt`, data: Buffer.from(text) }))
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  items = body.results.map((one: Json) => one.itemIds[0])
  await admin.settled(accession)
  await admin.consented(accession)
})
test.after.always(async () => {
  await service?.stop()
  if (service) remove(service.storage)
})

const revisionOf = async (itemId: string): Promise<number> =>
  (await editor.get(`/api/v1/items/${itemId}/text`)).body.revision
async function makeVolume(input: object = {}): Promise<string> {
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  const made = await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12, ...input })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body.id
}
async function makeChapter(volume: string, itemIds: string[], more: object = {}): Promise<Json> {
  const basedOn: Json[] = []
  for (const itemId of itemIds) basedOn.push({ itemId, textRevision: await revisionOf(itemId) })
  const made = await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, { basedOn, title: '一篇', ...more })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body
}
async function exported(volume: string, format = 'txt'): Promise<{ file: Buffer; result: Json }> {
  const { status, body } = await editor.call('POST', `/api/v1/volumes/${volume}/exports`, { format })
  if (status !== 202) throw new Error(JSON.stringify(body))
  for (;;) {
    const { body: job } = await editor.get(`/api/v1/jobs/${body.job.id}`)
    if (job.state === 'failed') throw new Error(JSON.stringify(job))
    if (job.state === 'done') return { file: (await editor.bytes(job.result.file)).data, result: job.result }
  }
}

test('a chapter is made of an item, read as a reader reads it, and stands in the outline and in the file', async (t) => {
  const volume = await makeVolume({ title: '水陆旧踪', imprint: { compiledBy: '云川市政协文史委' } })
  const chapter = await makeChapter(volume, [items[0]!], { title: '青石渡义渡旧事', byline: '张甲' })
  t.deepEqual(
    chapter.content.map((block: Json) => block.kind),
    ['heading', 'paragraph', 'paragraph'],
  )
  t.is(chapter.text, memoirs[0]!.replaceAll('　　', '').trimEnd())
  const { missing, ...told } = chapter
  t.deepEqual(missing, [])
  t.deepEqual((await editor.get(`/api/v1/chapters/${chapter.id}`)).body, told)
  const { body: outline } = await editor.get(`/api/v1/volumes/${volume}/outline`)
  t.is(outline.nodes[0].title, '青石渡义渡旧事')
  t.is(outline.nodes[0].chars, chapter.chars)
  t.is(
    (await exported(volume)).file.toString('utf8'),
    `云川文史资料\n第12辑\n水陆旧踪\n编印单位：云川市政协文史委\n内部资料，免费交流\n\n青石渡义渡旧事\n张甲\n\n${chapter.text}\n`,
  )
  const { file, result } = await exported(volume, 'pdf')
  t.is(file.subarray(0, 5).toString(), '%PDF-')
  t.is(result.pages.parts[0].id, chapter.id)
  t.true(result.pages.layoutChars >= result.pages.parts[0].layoutChars)
})

test('a volume has its table of sources where it wants one, made as its chapters are now', async (t) => {
  const volume = await makeVolume({ title: '水陆旧踪', generated: ['sources', 'credits'] })
  t.deepEqual((await editor.get(`/api/v1/volumes/${volume}`)).body.generated, ['sources', 'credits'])
  await makeChapter(volume, [items[0]!], { title: '渡口' })
  const { title } = (await editor.get(`/api/v1/items/${items[0]}`)).body
  const told = (await exported(volume)).file.toString('utf8').split('出处表\n\n')[1]
  t.regex(told ?? '', new RegExp(`^《渡口》第1—3段：《${title}》（.*文本第1版）\n$`))
  const any = { 'if-match': '*' }
  t.is((await editor.call('PATCH', `/api/v1/volumes/${volume}`, { generated: [] }, any)).status, 200)
  t.false((await exported(volume)).file.toString('utf8').includes('出处表'))
})

test('大事记: dated sentences are offered, taken, written anew; each keeps its sentence; 作者简介: of the donor and the authority, never his telephone', async (t) => {
  const contributor = { name: '张甲', identityThen: '青石渡船工', identityNow: '退休教师', phone: '13900000000' }
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '张甲', contributor })).body.id
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
    { name: '旧事.txt', data: Buffer.from('民国二十七年三月，县城沦陷。\n设义渡在光绪三十年。\n先生不收钱。\n') },
  ])
  await admin.settled(accession)
  await admin.consented(accession)
  const life = { kind: 'person', name: '李乙', existence: '1901—1975', history: '云川县人。', status: 'established' }
  t.is((await admin.call('POST', '/api/v1/authorities', life)).status, 201)
  const volume = await makeVolume({ title: '水陆旧踪', generated: ['authors', 'chronicle'] })
  const byline = '张甲口述　李乙、王丙整理'
  const chapter = await makeChapter(volume, body.results[0].itemIds, { title: '旧事', byline })
  const at = `/api/v1/volumes/${volume}`

  const offered = (await editor.get(`${at}/chronicle/candidates`)).body
  t.deepEqual(
    offered.items.map(({ written, date, text, isTaken }: Json) => [written, date.text, text, isTaken]),
    [
      ['光绪三十年', '1904年（光绪三十年）', '设义渡在光绪三十年。', false],
      ['民国二十七年三月', '1938年3月（民国二十七年三月）', '县城沦陷。', false],
    ],
  )
  const [founded, fallen] = offered.items
  const entry = ({ date, text, anchor: { exact: _, ...anchor } }: Json) => ({ date, text, anchor })
  const save = (entries: Json[], revision: number, more: object = {}) =>
    editor.call('PUT', `${at}/chronicle`, { isByDate: true, entries, ...more }, { 'if-match': `W/"${revision}"` })
  const made = [entry(fallen), { ...entry(founded), text: '乡人捐置义渡。' }, { date: '约1920年', text: '建茶亭。' }]
  t.is((await editor.call('PUT', `${at}/chronicle`, { isByDate: true, entries: made })).status, 428)
  t.is((await save([{ date: '某年', text: '大水。' }], 1)).body.code, 'date.unreadable')
  const elsewhere = { ...entry(fallen), anchor: { ...entry(fallen).anchor, end: 9999 } }
  t.is((await save([elsewhere], 1)).body.code, 'chronicle.anchor')
  const saved = await save(made, 1)
  t.deepEqual(
    saved.body.entries.map(({ date, anchor }: Json) => [date.edtf, anchor?.state]),
    [
      ['1904', 'valid'],
      ['1920~', undefined],
      ['1938-03', 'valid'],
    ],
  )
  const stale = await save(made, 1)
  t.is(stale.status, 412)
  t.deepEqual(stale.body.present, saved.body)
  t.true((await editor.get(`${at}/chronicle/candidates`)).body.items.every(({ isTaken }: Json) => isTaken))

  // One sentence goes on standing, further down; the other is not there any more.
  const paragraph = (text: string) => ({ kind: 'paragraph', inlines: [{ text }] })
  const content = ['先有一段新写的话。', '民国二十七年三月，县城沦陷。', '先生不收钱。'].map(paragraph)
  const edited = await editor.call('PUT', `/api/v1/chapters/${chapter.id}/content`, { content }, { 'if-match': '*' })
  t.is(edited.status, 200)
  const { entries } = (await editor.get(`${at}/chronicle`)).body
  t.deepEqual(
    entries.map(({ anchor }: Json) => anchor?.state),
    ['lost', undefined, 'moved'],
  )
  const { now, exact } = entries[2].anchor
  t.is(edited.body.text.slice(now.start, now.end), exact)
  const ordered = [entries[2], entries[0], entries[1]].map(({ id, date, text }: Json) => ({
    id,
    date: date.text,
    text,
  }))
  const moved = (await save(ordered, 2, { isByDate: false })).body
  t.deepEqual(
    moved.entries.map(({ id, date }: Json) => [id, date.edtf]),
    [entries[2], entries[0], entries[1]].map(({ id, date }: Json) => [id, date.edtf]),
    'as the editor orders them, each with its date and its anchor',
  )
  t.is(moved.entries[0].anchor.exact, exact)

  const authors = (await editor.get(`${at}/authors`)).body
  t.deepEqual(
    authors.items.map(({ name, text }: Json) => [name, text]),
    [
      ['张甲', '时为青石渡船工，现为退休教师。'],
      ['李乙', '（1901—1975），云川县人。'],
      ['王丙', ''],
    ],
  )
  const notes = [{ name: '李乙', text: '云川县人，教师。' }]
  const write = (revision: number) =>
    editor.call('PUT', `${at}/authors`, { order: 'pinyin', notes }, { 'if-match': `"${revision}"` })
  t.deepEqual(
    (await write(1)).body.items.map(({ name, isOwn }: Json) => [name, isOwn]),
    [
      ['李乙', true],
      ['王丙', false],
      ['张甲', false],
    ],
  )
  t.is((await write(1)).body.code, 'generated.stale')
  const text = (await exported(volume)).file.toString('utf8')
  t.true(
    text.endsWith(
      '\n大事记\n\n1938年3月（民国二十七年三月）　县城沦陷。\n1904年（光绪三十年）　乡人捐置义渡。\n约1920年　建茶亭。\n\n作者简介\n\n李乙　云川县人，教师。\n张甲　时为青石渡船工，现为退休教师。\n',
    ),
    text,
  )
  t.false(text.includes('139'))
})

test('内部资料 is refused a price and the name of a periodical; two editors do not write over each other', async (t) => {
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史丛刊' })).body
  const path = `/api/v1/publications/${series.id}/volumes`
  t.is((await editor.call('POST', path, { number: 1 })).body.code, 'volume.word')
  const volume = (await editor.call('POST', path, { number: 1, type: 'public', imprint: { price: '38元' } })).body
  t.is(volume.notice, null)
  const at = `/api/v1/volumes/${volume.id}`
  const patch = (body: object, revision?: number) =>
    editor.call('PATCH', at, body, revision ? { 'if-match': `W/"${revision}"` } : {})
  t.is((await patch({ title: '水陆旧踪' })).status, 428)
  t.is((await patch({ type: 'internal' }, 1)).body.code, 'volume.field')
  const changed = await patch({ title: '水陆旧踪', editors: [{ role: '主编', name: '王丙' }] }, 1)
  t.is(changed.body.revision, 2)
  t.is(changed.body.imprint.price, '38元')
  const stale = await patch({ title: '另一个名' }, 1)
  t.is(stale.status, 412)
  t.is(stale.body.present.title, '水陆旧踪')
  t.is((await patch({ title: '水陆旧踪' }, 1)).status, 200, 'what is already so is not stale')
  const listed = (await editor.get(`/api/v1/publications/${series.id}/volumes`)).body
  t.is(listed.items[0].editors[0].name, '王丙')
})

test('the editor’s way: basket, sections, chapters, edits, a corrected source, and the file says what the model says', async (t) => {
  const basket = (await editor.call('POST', '/api/v1/baskets', { title: '津渡' })).body.id
  for (const itemId of items.slice(0, 12)) await editor.call('POST', `/api/v1/baskets/${basket}/entries`, { itemId })
  const chosen = (await editor.get(`/api/v1/baskets/${basket}/entries`, { size: '50' })).body.items
  t.is(chosen.length, 12)
  const volume = await makeVolume({ title: '水陆旧踪' })
  const outlineAt = `/api/v1/volumes/${volume}/outline`
  const look = async () => (await editor.get(outlineAt)).body
  const sections: string[] = []
  for (const title of ['津渡与码头', '丝厂岁月', '师友忆往']) {
    const headers = { 'if-match': String((await look()).revision) }
    const made = await editor.call('POST', `${outlineAt}/sections`, { title }, headers)
    t.is(made.status, 201)
    sections.push(made.body.id)
  }
  const chapters: Json[] = []
  for (const [i, { itemId }] of chosen.entries())
    chapters.push(await makeChapter(volume, [itemId], { title: `第${i + 1}篇`, parentId: sections[i % 3] }))
  let outline = await look()
  t.deepEqual(
    outline.nodes.map((node: Json) => [node.title, node.chapters]),
    [
      ['津渡与码头', 4],
      ['丝厂岁月', 4],
      ['师友忆往', 4],
    ],
  )

  // Two editors look at the same outline; the second is told what it is now, and moves again.
  const move = (client: Client, id: string, place: object, revision: number) =>
    client.call('PUT', `${outlineAt}/${id}/place`, place, { 'if-match': `W/"${revision}"` })
  const first = { parentId: sections[2], beforeId: chapters[2].id }
  const moves = await Promise.all([
    move(editor, chapters[0].id, first, outline.revision),
    move(admin, chapters[1].id, { parentId: null }, outline.revision),
  ])
  t.deepEqual(moves.map(({ status }) => status).sort(), [200, 412])
  const lost = moves.findIndex(({ status }) => status === 412)
  const { present } = moves[lost]!.body
  t.deepEqual(present, await look())
  const again = lost === 0 ? move(editor, chapters[0].id, first, present.revision) : null
  t.is((await (again ?? move(admin, chapters[1].id, { parentId: null }, present.revision))).status, 200)
  outline = await look()
  t.is(outline.nodes[2].children[0].id, chapters[0].id)
  t.is(outline.nodes[3].id, chapters[1].id)
  t.is((await move(editor, chapters[0].id, first, 1)).status, 200, 'where it already is')
  const refused = await editor.call('DELETE', `${outlineAt}/${sections[0]}`, undefined, { 'if-match': '*' })
  t.is(refused.body.code, 'outline.not-empty')

  // An edit; the other editor's is refused with both versions named; the earlier one stays.
  const chapter = chapters[3]
  const at = `/api/v1/chapters/${chapter.id}`
  const edited = chapter.content.map((block: Json, i: number) => {
    const text = block.inlines[0].text.replace('不停', '不歇')
    return { ...block, inlines: i === 1 ? [{ text }, { note: [{ text: '见县志' }] }] : [{ text }] }
  })
  const save = (content: Json, revision: number) =>
    editor.call('PUT', `${at}/content`, { content }, { 'if-match': `W/"${revision}"` })
  t.is((await editor.call('PUT', `${at}/content`, { content: edited })).status, 428)
  t.is((await save(edited, 1)).body.revision, 2)
  const late = await save(chapter.content, 1)
  t.is(late.status, 412)
  t.deepEqual(late.body.present, { revision: 2, seen: 1 })
  t.is((await save(edited, 1)).body.revision, 2, 'the same again is no new version')
  t.deepEqual((await editor.get(`${at}?revision=1`)).body.content, chapter.content)
  t.is((await editor.get(`${at}/versions`)).body.total, 2)
  t.is((await save([{ kind: 'paragraph', inlines: [{ text: '一\n二' }] }], 2)).status, 400)

  const sentences = (await editor.get(`${at}/sources`)).body
  t.is(sentences.sources[0].title, '4')
  t.deepEqual(
    sentences.sentences.map((one: Json) => [one.isEdited, one.pieces.map((piece: Json) => piece.state)]),
    [
      [false, ['valid']],
      [false, ['valid']],
      [true, ['valid']],
      [false, ['valid']],
      [false, ['valid']],
      [false, ['valid']],
    ],
  )

  // The source is corrected in three places.
  const itemId = items[3]!
  const corrected = memoirs[3]!
    .replace('十六岁', '十七岁')
    .replace('白天不停', '白天黑夜不停')
    .replace('大船停', '大船都停')
  const { body: text } = await admin.get(`/api/v1/items/${itemId}/text`)
  const once = await admin.call('PUT', `/api/v1/items/${itemId}/text`, { text: corrected }, { 'if-match': '*' })
  t.is(once.status, 200)
  t.true((await look()).nodes[0].children.find((node: Json) => node.id === chapter.id).hasNewerSource)
  t.is((await editor.get(at)).body.text, textOfEdited(edited), 'nothing is taken over by itself')
  const after = (await editor.get(`${at}/sources`)).body
  t.is(after.sources[0].presentRevision, once.body.revision)
  for (const { pieces } of after.sentences)
    for (const piece of pieces) {
      t.is(piece.state === 'lost', piece.now === null)
      if (piece.now)
        t.is(corrected.slice(piece.now.start, piece.now.end), text.text.slice(piece.start, piece.end), piece.state)
    }
  t.deepEqual(
    after.sentences.map((one: Json) => one.pieces[0].state),
    ['valid', 'lost', 'lost', 'moved', 'moved', 'lost'],
  )
  const { changes } = (await editor.get(`${at}/source-changes`)).body
  t.deepEqual(
    changes.map((one: Json) => [one.before, one.after, one.isEdited]),
    [
      ['六', '七', false],
      ['', '黑夜', false],
      ['', '都', false],
    ],
  )
  // The correction is undone and made again: what was undone was never lost.
  const undone = await admin.call('PUT', `/api/v1/items/${itemId}/text`, { text: text.text }, { 'if-match': '*' })
  t.is(undone.status, 200)
  const restored = (await editor.get(`${at}/sources`)).body
  t.deepEqual(
    [...new Set(restored.sentences.flatMap((one: Json) => one.pieces.map((piece: Json) => piece.state)))],
    ['valid'],
  )
  const put = await admin.call('PUT', `/api/v1/items/${itemId}/text`, { text: corrected }, { 'if-match': '*' })
  const taking = (accepted: string[], revision: number) =>
    editor.call(
      'PUT',
      `${at}/taken-over`,
      { source: 0, textRevision: put.body.revision, accepted },
      { 'if-match': `W/"${revision}"` },
    )
  t.is((await taking([], 1)).status, 412)
  t.is((await taking(['no such'], 2)).body.code, 'chapter.change')
  const taken = (await taking([changes[0].id], 2)).body
  t.is(taken.revision, 3)
  t.is(taken.text, textOfEdited(edited).replace('十六岁', '十七岁'))
  t.is(taken.content[1].inlines[1].note[0].text, '见县志')
  t.deepEqual(taken.basedOn, [{ itemId, textRevision: put.body.revision, start: 0, end: corrected.length }])
  t.deepEqual((await editor.get(`${at}/source-changes`)).body.changes, [])

  const uses = (await editor.get(`/api/v1/items/${itemId}/uses`)).body.items.filter(
    (use: Json) => use.volume.id === volume,
  )
  t.is(uses.length, 1)
  t.is(uses[0].chapter.id, chapter.id)
  t.is(uses[0].volume.number, 12)
  for (const passage of uses[0].passages) {
    t.is(passage.state, 'valid')
    const quote = corrected.slice(passage.start, passage.end).replaceAll(/\s/g, '')
    t.true(quote.includes(taken.text.slice(passage.chapter.start, passage.chapter.start + 3).trim()))
  }
  const compared = (await editor.get(`${at}/comparison`, { ignore: 'script,width' })).body
  t.is(compared.rows.length, 3)
  t.deepEqual(
    compared.rows[1].chapter.parts.filter((part: Json) => part.kind === 'added').map((part: Json) => part.text),
    ['歇', '\ufffc'],
  )

  // Character by character: what the model says, in the order of the outline.
  await editor.call('PATCH', at, { byline: '张甲口述', editorNote: '两说并存。' })
  const file = (await exported(volume)).file.toString('utf8')
  let rest = file
  const take = (expected: string) => {
    const place = rest.indexOf(expected)
    t.not(place, -1, expected)
    t.is(rest.slice(0, place).trim(), '', 'nothing else stands between')
    rest = rest.slice(place + expected.length)
  }
  take('云川文史资料\n第12辑\n水陆旧踪\n内部资料，免费交流\n')
  const walk = async (nodes: Json[]): Promise<void> => {
    for (const node of nodes) {
      take(`${node.title}\n`)
      if (node.kind === 'section') {
        await walk(node.children)
        continue
      }
      const { body } = await editor.get(`/api/v1/chapters/${node.id}`)
      if (body.byline) take(`${body.byline}\n`)
      if (body.editorNote) take(`编者按：${body.editorNote}\n`)
      take(`${body.text.replace('\ufffc', '［1］')}\n`)
      if (body.text.includes('\ufffc')) take('［1］见县志\n')
    }
  }
  await walk((await look()).nodes)
  t.is(rest.trim(), '')
  t.is((file.match(/［1］/g) ?? []).length, 2)

  // An item in the recycle bin: the chapter stands, and says that its source is not to be read.
  t.is((await admin.call('DELETE', `/api/v1/items/${items[4]}?reason=x`)).status, 204)
  const orphan = (await editor.get(`/api/v1/chapters/${chapters[4].id}/sources`)).body
  t.is(orphan.sources[0].title, null)
  t.is(orphan.sentences[0].pieces[0].state, null)
  t.is((await editor.get(`/api/v1/items/${items[4]}/uses`)).status, 404)
  t.is((await admin.get(`/api/v1/items/${items[4]}/uses`)).body.items[0].volume.number, 12)
  t.is((await editor.call('DELETE', `/api/v1/chapters/${chapters[5].id}`)).status, 204)
  t.is((await editor.get(`/api/v1/chapters/${chapters[5].id}`)).status, 404)
  t.is((await editor.get(`/api/v1/volumes/${volume}`)).body.chapters, 11)
})

const textOfEdited = (content: Json): string =>
  content
    .map(({ inlines }: Json) => inlines.map((inline: Json) => ('note' in inline ? '\ufffc' : inline.text)).join(''))
    .join('\n')

test('what may not be read is not built upon, nor anything outside a text', async (t) => {
  const volume = await makeVolume()
  const itemId = items[0]!
  const textRevision = await revisionOf(itemId)
  const make = (basedOn: object) =>
    editor.call('POST', `/api/v1/volumes/${volume}/chapters`, { title: '一篇', basedOn: [basedOn] })
  t.is((await make({ itemId, textRevision, start: 5, end: 9999 })).body.code, 'chapter.range')
  t.is((await make({ itemId, textRevision, start: 5, end: 5 })).body.code, 'chapter.range')
  t.is((await make({ itemId, textRevision: 99 })).body.code, 'revision.not-found')
  const part = await make({ itemId, textRevision, start: 0, end: 6 })
  t.is(part.body.text, memoirs[0]!.slice(0, 6))
  await admin.call('PATCH', `/api/v1/items/${items[12]}`, { access: 'controlled' }, { 'if-match': '*' })
  t.is((await make({ itemId: items[12], textRevision: 1 })).status, 404)
  t.is((await editor.get(`/api/v1/items/${items[12]}/uses`)).status, 404)
})

test('a chapter of two items, one of them in part: paragraphs change places, and each still leads to its own', async (t) => {
  const volume = await makeVolume()
  const [first, second] = [items[6]!, items[7]!]
  const start = memoirs[7]!.indexOf('“学会')
  const basedOn = [
    { itemId: first, textRevision: await revisionOf(first) },
    { itemId: second, textRevision: await revisionOf(second), start, end: memoirs[7]!.length },
  ]
  const made = await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, { title: '合编', basedOn })
  t.is(made.body.content.length, 4)
  const content = [made.body.content[3], ...made.body.content.slice(0, 3)]
  const at = `/api/v1/chapters/${made.body.id}`
  const { body: chapter } = await editor.call('PUT', `${at}/content`, { content }, { 'if-match': 'W/"1"' })
  const { sentences } = (await editor.get(`${at}/sources`)).body
  const whole = sentences.filter((one: Json) => !one.isEdited)
  t.is(whole.length, sentences.length)
  t.is(whole[0].pieces[0].source, 1)
  t.is(whole.at(-1).pieces[0].source, 0)
  for (const { pieces } of sentences)
    for (const piece of pieces)
      t.is(
        chapter.text.slice(piece.chapter.start, piece.chapter.end),
        memoirs[piece.source === 0 ? 6 : 7]!.slice(piece.start, piece.end),
      )
  const [use] = (await editor.get(`/api/v1/items/${second}/uses`)).body.items.filter(
    (one: Json) => one.volume.id === volume,
  )
  t.is(use.passages[0].start, start)

  // The item grows before the part that is used, and is corrected within it: only that is asked.
  const corrected = `题记，后来加上的。\n${memoirs[7]!.replace('十几人', '二十几人')}`
  const put = await admin.call('PUT', `/api/v1/items/${second}/text`, { text: corrected }, { 'if-match': '*' })
  const { changes } = (await editor.get(`${at}/source-changes`)).body
  t.deepEqual(
    changes.map((one: Json) => [one.source, one.before, one.after]),
    [[1, '', '二']],
  )
  const input = { source: 1, textRevision: put.body.revision, accepted: [changes[0].id] }
  const { body: taken } = await editor.call('PUT', `${at}/taken-over`, input, { 'if-match': 'W/"2"' })
  t.is(taken.text, chapter.text.replace('十几人', '二十几人'))
  t.is(taken.basedOn[1].start, corrected.indexOf('“学会'))
  t.is(taken.basedOn[0].textRevision, basedOn[0]!.textRevision, 'the other source stays as it was')
  for (const { isEdited, pieces } of (await editor.get(`${at}/sources`)).body.sentences)
    t.deepEqual([isEdited, pieces[0].state], [false, 'valid'])
})
