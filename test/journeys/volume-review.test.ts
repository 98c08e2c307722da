/** 三审 over the API: three people read, speak, sign; nobody their own work; what was signed is what was read, and the ledger says so. */

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import ava from 'ava'
import { type Client, type Json, type Known, ROLE_PASSWORD, signedIn, tokenOf, withToken } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = ava.serial
let service: Service
let admin: Client
let editor: Known
const readers: Record<string, Known> = {}

async function person(displayName: string, username: string, role: string): Promise<Known> {
  const user = await admin.call('POST', '/api/v1/users', {
    username,
    displayName,
    password: ROLE_PASSWORD,
    roles: [role],
  })
  const token = await tokenOf(service.url, username, ROLE_PASSWORD)
  return Object.assign(withToken(service.url, token), { id: String(user.body.id), token })
}
ava.before(async () => {
  service = await startService(temporary(), { ROLE: 'web' })
  admin = await signedIn(service.url)
  editor = await person('王丙', 'wang', 'editor')
  for (const [name, username] of [
    ['赵丁', 'zhao'],
    ['钱戊', 'qian'],
    ['孙己', 'sun'],
  ] as const)
    readers[name] = await person(name, username, 'reviewer')
})
ava.after.always(async () => {
  await service?.stop()
  if (service) remove(service.storage)
})

const texts = [
  '义渡是哪一年办起来的，老辈人说法不一。\n涨水的时候最难。石级淹到第二十五级，大船停摆。',
  '夜校设在丝厂的食堂里，头一年来了四十一个人。',
]
const paragraphs = (text: string) => text.split('\n').map((line) => ({ kind: 'paragraph', inlines: [{ text: line }] }))
async function write(chapter: string, text: string): Promise<void> {
  const { status, body } = await editor.call(
    'PUT',
    `/api/v1/chapters/${chapter}/content`,
    { content: paragraphs(text) },
    { 'if-match': '*' },
  )
  if (status !== 200) throw new Error(JSON.stringify(body))
}
async function makeVolume(input: object = {}): Promise<{ at: string; chapters: string[] }> {
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  const path = `/api/v1/publications/${series.id}/volumes`
  const volume = (await editor.call('POST', path, { number: 12, title: '水陆旧踪', ...input })).body
  const at = `/api/v1/volumes/${volume.id}`
  const chapters: string[] = []
  for (const [i, text] of texts.entries()) {
    chapters.push((await editor.call('POST', `${at}/chapters`, { title: `第${i + 1}篇` })).body.id)
    await write(chapters[i]!, text)
  }
  return { at, chapters }
}
const send = (at: string, stage: string, name: string, more: object = {}) =>
  editor.call('POST', `${at}/reviews`, { stage, assigneeId: readers[name]!.id, ...more })
const sign = (at: string, round: Json, name: string, more: object = {}) =>
  readers[name]!.call('POST', `${at}/reviews/${round.id}/signature`, {
    hash: round.hash,
    verdict: 'passed',
    password: ROLE_PASSWORD,
    ...more,
  })
async function pass(at: string, stage: string, name: string): Promise<void> {
  const sent = await send(at, stage, name)
  const signed = await sign(at, sent.body, name)
  if (signed.status !== 200) throw new Error(JSON.stringify([sent.body, signed.body]))
}
const stepsDone = async (at: string) =>
  (await editor.get(`${at}/reviews`)).body.steps.filter((one: Json) => one.isDone).map((one: Json) => one.step)

test('three people, three stages: an opinion is followed, answered, and the final review is of the present text', async (t) => {
  const { at, chapters } = await makeVolume()
  t.deepEqual(await stepsDone(at), ['topic'])
  t.is((await send(at, 'second', '钱戊')).body.code, 'review.order')
  const first = (await send(at, 'first', '赵丁', { note: '请看史实' })).body
  t.regex(first.hash, /^[0-9a-f]{64}$/)
  t.is((await send(at, 'first', '钱戊')).body.code, 'review.open')
  t.deepEqual(await stepsDone(at), ['topic', 'compile'])

  // What waits is told to whom it was given; nobody else finds it.
  t.is((await readers.赵丁!.get('/api/v1/reviews')).body.items[0].id, first.id)
  t.is((await readers.赵丁!.get('/api/v1/desk')).body.waiting.find((one: Json) => one.kind === 'rounds').count, 1)
  t.is((await readers.钱戊!.get('/api/v1/reviews')).body.items.length, 0)
  t.is((await readers.钱戊!.get(`${at}/reviews/${first.id}`)).status, 404)
  t.is((await readers.钱戊!.get(`${at}/reviews`)).status, 404)
  t.is(
    (await readers.赵丁!.get(`/api/v1/chapters/${chapters[0]}`)).status,
    403,
    'the manuscript itself is the editors’',
  )

  // The snapshot stays what it was while the editor goes on.
  const read = `${at}/reviews/${first.id}`
  await write(chapters[0]!, `${texts[0]}\n义渡到一九五八年才停。`)
  const chapter = (await readers.赵丁!.get(`${read}/chapters/${chapters[0]}`)).body
  t.is(chapter.text, texts[0])
  t.deepEqual(
    chapter.since.after.filter((part: Json) => part.kind === 'added').map((part: Json) => part.text),
    ['\n义渡到一九五八年才停。'],
  )
  const start = texts[0]!.indexOf('第二十五级')
  const passage = { chapterId: chapters[0], start, end: start + 5, gate: 'facts' }
  t.is(
    (await readers.赵丁!.call('POST', `${read}/opinions`, { ...passage, end: 9999, text: 'x' })).body.code,
    'opinion.range',
  )
  const opinion = (
    await readers.赵丁!.call('POST', `${read}/opinions`, { ...passage, text: '原文作“二十级”，请注明出处。' })
  ).body
  t.is(opinion.exact, '第二十五级')
  t.is(opinion.byName, '赵丁')
  const second = (await readers.赵丁!.call('POST', `${read}/opinions`, { ...passage, text: '误写' })).body
  t.is((await readers.赵丁!.call('DELETE', `${read}/opinions/${second.id}`)).status, 204)
  t.is((await editor.get(`/api/v1/chapters/${chapters[0]}/opinions`)).body.items.length, 0, 'not before it is signed')
  t.is(
    (await editor.call('PUT', `${read}/opinions/${opinion.id}/answer`, { answer: 'changed' })).body.code,
    'review.not-signed',
  )

  // A signature is its reader's, names the snapshot, and needs the password.
  const returned = { verdict: 'returned', returned: [chapters[0]], opinion: '一处待核。' }
  t.is((await sign(at, first, '赵丁', { ...returned, password: 'wrong' })).body.code, 'password.wrong')
  t.is((await sign(at, { ...first, hash: 'f'.repeat(64) }, '赵丁', returned)).body.code, 'review.hash')
  t.is((await sign(at, first, '钱戊', returned)).status, 404)
  t.is((await sign(at, first, '赵丁', returned)).body.closing.verdict, 'returned')
  t.is((await sign(at, first, '赵丁', returned)).body.code, 'review.closed')
  t.is((await readers.赵丁!.call('POST', `${read}/opinions`, { ...passage, text: 'x' })).body.code, 'review.closed')
  const standing = (await editor.get(`${at}/reviews`)).body.chapters
  t.like(standing[0], { stage: 'first', state: 'returned', unanswered: 1, changes: 1 })
  t.like(standing[1], { stage: 'first', state: 'passed', unanswered: 0, changes: 0 })

  // The opinion goes with its words, and is lost with them.
  const place = async () => (await editor.get(`/api/v1/chapters/${chapters[0]}/opinions`)).body.items[0].place
  t.like(await place(), { state: 'valid', start })
  await write(chapters[0]!, `按：下文是口述。\n${texts[0]}`)
  t.like(await place(), { state: 'moved', start: start + 9 })
  await write(chapters[0]!, `按：下文是口述。\n${texts[0]!.replace('第二十五级', '第二十级')}`)
  t.is((await place()).state, 'lost')
  t.is(
    (await editor.call('PUT', `${read}/opinions/${opinion.id}/answer`, { answer: 'kept' })).status,
    400,
    'a reason is owed',
  )
  t.is(
    (await editor.call('PUT', `${read}/opinions/${opinion.id}/answer`, { answer: 'changed' })).body.answered.byName,
    '王丙',
  )
  t.is((await editor.get(`${at}/reviews`)).body.chapters[0].unanswered, 0)

  // 退改 goes to the same stage again; then on.
  t.is((await send(at, 'second', '钱戊')).body.code, 'review.order')
  t.is((await sign(at, (await send(at, 'first', '赵丁', { chapterIds: [chapters[0]] })).body, '赵丁')).status, 200)
  t.deepEqual(await stepsDone(at), ['topic', 'compile', 'first'])
  t.is((await send(at, 'second', '赵丁')).body.code, 'review.own-work', 'one person, one stage')
  await pass(at, 'second', '钱戊')
  const final = (await send(at, 'final', '孙己')).body
  await write(chapters[1]!, `${texts[1]}第二年更多。`)
  t.is((await sign(at, final, '孙己')).body.code, 'review.not-present')
  t.is((await editor.call('POST', `${at}/reviews/${final.id}/recall`)).body.closing.how, 'recalled')
  await pass(at, 'final', '孙己')
  t.deepEqual(await stepsDone(at), ['topic', 'compile', 'first', 'second', 'final'])
  await write(chapters[1]!, `${texts[1]}第二年更少。`)
  t.is((await editor.get(`${at}/reviews`)).body.chapters[1].changes, 1, '审后又改了 1 处')
})

test('nobody reviews what they wrote or are named for; a stage is closed on paper, with its scan', async (t) => {
  const { at } = await makeVolume({
    editors: [
      { role: '执行主编', name: '钱戊' },
      { role: '主编', name: '孙己' },
    ],
  })
  const { items } = (await editor.get(`${at}/readers`)).body
  const bars = Object.fromEntries(items.map((one: Json) => [one.name, one.bar]))
  t.like(bars, { 王丙: 'wrote', 钱戊: 'compiled', 孙己: null, 赵丁: null })
  t.is((await send(at, 'first', '钱戊')).body.code, 'review.own-work')
  t.is((await editor.call('POST', `${at}/reviews`, { stage: 'first', assigneeId: editor.id })).status, 403)
  const round = (await send(at, 'first', '赵丁')).body
  const sheet = await editor.bytes(`${at}/reviews/${round.id}/sheet`)
  t.true(sheet.data.includes(round.hash) && sheet.data.includes('审读单') && sheet.data.includes('水陆旧踪'))
  t.is((await editor.bytes(`${at}/reviews/${round.id}/sheet?format=docx`)).data.subarray(0, 2).toString(), 'PK')

  const bad = await editor.upload(`${at}/review-files`, [{ name: 'x.txt', data: Buffer.from('not a scan') }])
  t.is(bad.body.code, 'review.file-kind')
  const scan = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.from('签批')])
  const { body: file } = await editor.upload(`${at}/review-files`, [{ name: '审读单.pdf', data: scan }])
  t.is(file.name, '审读单.pdf')
  t.true((await editor.bytes(`${at}/review-files/${file.id}`)).data.equals(scan))
  const paper = (name: string, more: object = {}) =>
    editor.call('POST', `${at}/reviews/${round.id}/paper`, {
      hash: round.hash,
      verdict: 'passed',
      opinion: '同意。',
      name,
      day: '2025-09-15',
      fileId: file.id,
      ...more,
    })
  t.is((await paper('周庚', { fileId: 'none' })).body.code, 'review.file')
  t.is((await paper('王丙')).body.code, 'review.own-work', 'on paper neither')
  t.like((await paper('周庚')).body.closing, {
    how: 'paper',
    byName: '周庚',
    day: '2025-09-15',
    enteredByName: '王丙',
    fileId: file.id,
  })
  t.like((await editor.get(`${at}/reviews`)).body.chapters[0], { stage: 'first', state: 'passed' })

  t.is(
    (await editor.call('POST', `${at}/publisher-reviews`, { stage: 'first', name: '出版社责编', day: '2025-10-01' }))
      .status,
    201,
  )
  t.is((await editor.get(`${at}/reviews`)).body.publisher[0].name, '出版社责编')
  t.deepEqual(await stepsDone(at), ['topic', 'compile', 'first'], 'the publisher’s chain is another')
})

test('the ledger is whole, and tells a changed event, a removed one, a changed row and a changed text', async (t) => {
  const { at, chapters } = await makeVolume()
  await pass(at, 'first', '赵丁')
  const round = (await send(at, 'second', '钱戊')).body
  await readers.钱戊!.call('POST', `${at}/reviews/${round.id}/opinions`, {
    chapterId: chapters[0],
    start: 0,
    end: 2,
    gate: 'wording',
    text: '改',
  })
  const ledger = async () => (await editor.get(`${at}/ledger`)).body
  const whole = await ledger()
  t.true(whole.isIntact)
  t.deepEqual(
    whole.entries.map((entry: Json) => entry.act),
    ['review.send', 'review.sign', 'review.send', 'review.opinion'],
  )
  t.is(whole.entries[1].details.snapshot, (await editor.get(`${at}/reviews`)).body.rounds[0].hash)

  const db = new DatabaseSync(join(service.storage, 'archive.db'))
  db.exec('PRAGMA busy_timeout = 5000; DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete')
  const volume = at.split('/').at(-1)!
  const tampered = async (change: string, back: string, what: string) => {
    db.exec(change)
    const { isIntact, broken } = await ledger()
    t.false(isIntact, change)
    t.true(
      broken.some((one: Json) => one.what === what),
      `${what}: ${JSON.stringify(broken)}`,
    )
    db.exec(back)
    t.true((await ledger()).isIntact, back)
  }
  const of = `volume_id = '${volume}'`
  await tampered(
    `UPDATE review_rounds SET closing = replace(closing, '"verdict":"passed"', '"verdict":"returned"') WHERE ${of} AND stage = 'first'`,
    `UPDATE review_rounds SET closing = replace(closing, '"verdict":"returned"', '"verdict":"passed"') WHERE ${of} AND stage = 'first'`,
    'round',
  )
  await tampered(
    `UPDATE review_opinions SET text = '不改' WHERE round_id = '${round.id}'`,
    `UPDATE review_opinions SET text = '改' WHERE round_id = '${round.id}'`,
    'round',
  )
  await tampered(
    `UPDATE audit SET details = replace(details, '赵丁', '赵某') WHERE subject = '${volume}' AND act = 'review.sign'`,
    `UPDATE audit SET details = replace(details, '赵某', '赵丁') WHERE subject = '${volume}' AND act = 'review.sign'`,
    'entry',
  )
  await tampered(
    `UPDATE audit SET subject = 'x${volume}' WHERE subject = '${volume}' AND act = 'review.sign'`,
    `UPDATE audit SET subject = '${volume}' WHERE subject = 'x${volume}' AND act = 'review.sign'`,
    'missing',
  )
  await tampered(
    `UPDATE chapter_versions SET content = replace(content, '义渡', '渡船') WHERE chapter_id = '${chapters[0]}'`,
    `UPDATE chapter_versions SET content = replace(content, '渡船', '义渡') WHERE chapter_id = '${chapters[0]}'`,
    'text',
  )
  db.close()
})
