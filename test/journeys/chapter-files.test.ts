import test from 'ava'
import { writeChapterDocx } from '../../src/adapters/docx/chapter-writer.ts'
import { chapterOf } from '../support/books.ts'
import { type Json, served } from '../support/client.ts'

const { admin, editor } = await served(test, { roles: ['editor'] })
const memoir =
  '青石渡旧事\n　　我十六岁那年，跟着父亲上了船。当时义渡有大船两只、小船三只，白天不停。\n　　“夜里留一只小船应急。”父亲说。\n'
let itemId = ''
let volume = ''

test.before(async () => {
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '渡口' })).body.id
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
    { name: '渡口.txt', data: Buffer.from(memoir) },
  ])
  itemId = body.results[0].itemIds[0]
  await admin.settled(accession)
  await admin.consented(accession)
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body.id
  volume = (await editor.call('POST', `/api/v1/publications/${series}/volumes`, { number: 12 })).body.id
})

const put = (path: string, file: Uint8Array, headers: Record<string, string> = {}) =>
  editor.call('PUT', path, file, headers)
const wholeChapter = async (): Promise<Json> => {
  const { body: text } = await editor.get(`/api/v1/items/${itemId}/text`)
  const basedOn = [{ itemId, textRevision: text.revision }]
  const made = await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, {
    basedOn,
    title: '青石渡旧事',
    byline: '张甲',
  })
  return made.body
}

test('an author corrects a chapter in Word: it comes back as a new version, and its sentences still lead to their source', async (t) => {
  const chapter = await wholeChapter()
  const at = `/api/v1/chapters/${chapter.id}`
  const file = await editor.bytes(`${at}/docx`)
  t.is(file.status, 200)
  t.regex(file.headers.get('content-disposition') ?? '', /\.docx/)
  t.is((await put(`${at}/docx`, file.data)).status, 428)
  const same = await put(`${at}/docx`, file.data, { 'if-match': 'W/"1"' })
  t.is(same.status, 200)
  t.is(same.body.chapter.revision, 1, 'what is the same is no new version')

  const content = structuredClone(chapter.content)
  const [{ text }] = content[0].inlines
  content[0].inlines = [{ text: text.replace('不停', '不歇') }, { note: [{ text: '见县志。' }] }]
  const corrected = await writeChapterDocx(chapterOf(chapter.id, '青石渡旧事', content, { byline: '张甲' }), [])
  const taken = await put(`${at}/docx`, corrected, { 'if-match': 'W/"1"' })
  t.is(taken.status, 200)
  t.is(taken.body.chapter.revision, 2)
  t.deepEqual(taken.body.chapter.content, content)
  t.deepEqual(taken.body.left, { numbered: 0, pictures: 0 })
  const { sentences } = (await editor.get(`${at}/sources`)).body
  t.deepEqual(
    sentences.map((one: Json) => [one.isEdited, one.pieces.map((piece: Json) => piece.state)]),
    [false, true, false, false].map((isEdited) => [isEdited, ['valid']]),
  )

  // The file was made from the first version: it would undo what was saved since.
  const old = await put(`${at}/docx`, file.data, { 'if-match': 'W/"2"' })
  t.deepEqual([old.status, old.body.code], [409, 'chapter.old-file'])
  t.is((await put(`${at}/docx`, file.data, { 'if-match': 'W/"1"' })).body.code, 'chapter.old-file')
  const overridden = await put(`${at}/docx?override=true`, file.data, { 'if-match': 'W/"2"' })
  t.deepEqual([overridden.status, overridden.body.chapter.revision], [200, 3])
  t.deepEqual(overridden.body.chapter.content, chapter.content)
})

test('a file that is none is refused with what to do, and changes nothing', async (t) => {
  const chapter = await wholeChapter()
  const at = `/api/v1/chapters/${chapter.id}`
  for (const bytes of [Buffer.from('纯文本'), Buffer.from('PK\u0003\u0004 half a file')]) {
    const refused = await put(`${at}/docx`, bytes, { 'if-match': '*' })
    t.deepEqual([refused.status, refused.body.code], [415, 'file.not-docx'])
  }
  t.is((await editor.get(at)).body.revision, 1)
})
