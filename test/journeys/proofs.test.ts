/** 三校 over the API: a proof is read by the child process, compared with what passed 终审, decided, signed; then 通读, 核红, 付印. */
import { readFileSync } from 'node:fs'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import ava from 'ava'
import { type Client, type Json, type Known, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = ava.serial
let service: Service
let admin: Client
let editor: Known
let at = ''
const chapters: string[] = []
const texts = [
  '义渡是哪一年办起来的，老辈人说法不一。\n民国二十七年，即1938年，我跟着父亲上了船。当时义渡有大船两只、小船三只，船工九人，白天不停。\n涨水的时候最难。石级淹到第二十五级，大船停摆，只走小船。',
  '夜校设在丝厂的食堂里，头一年来了四十一个人。\n先生用油印讲义教我们认字，一晚两个钟头。学会写名字就好，姐妹们都这样说。',
]
/** As the printer has it: a missing character, a wrong one, a number, and one that is better than what was approved. */
const set = [
  texts[0]!.replace('老辈人', '老辈').replace('1938', '1983').replace('停摆', '停罢'),
  texts[1]!.replace('四十一个人', '四十一人'),
]

ava.before(async () => {
  service = await startService(temporary())
  admin = await signedIn(service.url)
  editor = await withRole(service.url, admin, 'editor')
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  const volume = (
    await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12, title: '水陆旧踪' })
  ).body
  at = `/api/v1/volumes/${volume.id}`
  for (const [i, text] of texts.entries()) {
    chapters.push(
      (
        await editor.call('POST', `${at}/chapters`, {
          title: ['青石渡义渡旧事', '石桥丝厂女工夜校'][i],
          byline: '张甲',
        })
      ).body.id,
    )
    const content = text.split('\n').map((line) => ({ kind: 'paragraph', inlines: [{ text: line }] }))
    await editor.call('PUT', `/api/v1/chapters/${chapters[i]}/content`, { content }, { 'if-match': '*' })
  }
  // 三审 on paper: it is the proofs that are looked at here.
  const scan = (await editor.upload(`${at}/review-files`, [{ name: '审读单.pdf', data: Buffer.from('%PDF-1.4') }])).body
  for (const [stage, name] of [
    ['first', '赵丁'],
    ['second', '钱戊'],
    ['final', '孙己'],
  ]) {
    const user = { username: `u-${stage}`, displayName: name, password: ROLE_PASSWORD, roles: ['reviewer'] }
    const assignee = (await admin.call('POST', '/api/v1/users', user)).body.id
    if (stage === 'final') {
      const early = await editor.call('POST', `${at}/proofs`, { stage: 'first', fileId: scan.id })
      if (early.body.code !== 'proof.not-approved') throw new Error(JSON.stringify(early.body))
    }
    const round = (await editor.call('POST', `${at}/reviews`, { stage, assigneeId: assignee })).body
    const paper = { hash: round.hash, verdict: 'passed', name, day: '2025-09-15', fileId: scan.id }
    const { status, body } = await editor.call('POST', `${at}/reviews/${round.id}/paper`, paper)
    if (status !== 200) throw new Error(JSON.stringify(body))
  }
})
ava.after.always(async () => {
  await service?.stop()
  if (service) remove(service.storage)
})

const font = readFileSync(
  fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf')),
)
function pdfOf(chapterTexts: readonly string[]): Buffer {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: [font] }] })
  const titles = ['青石渡义渡旧事', '石桥丝厂女工夜校']
  const body = chapterTexts
    .map((text, i) => `#pagebreak(weak: true)\n= ${titles[i]}\n张甲\n\n${text.replaceAll('\n', '\n\n')}\n`)
    .join('\n')
  const head =
    '#set text(font: "Noto Serif SC", lang: "zh")\n#set page(width: 120mm, height: 80mm, numbering: "1", header: [云川文史资料　第十二辑])\n'
  return Buffer.from(compiler.pdf({ mainFileContent: head + body }))
}
async function proof(stage: string, data: Buffer | null): Promise<Json> {
  const fileId = data && (await editor.upload(`${at}/review-files`, [{ name: `${stage}.pdf`, data }])).body.id
  const { status, body } = await editor.call('POST', `${at}/proofs`, { stage, fileId })
  if (status !== 202) return body
  for (;;) {
    const { body: found } = await editor.get(`${at}/proofs/${body.proof.id}`)
    if (found.proof.state !== 'reading') return found
    await rest(50)
  }
}
const sign = (id: string) => editor.call('POST', `${at}/proofs/${id}/signature`, { password: ROLE_PASSWORD })

test('differences are found at their places, go to the printer or into the chapter, and are on the list of corrections', async (t) => {
  t.timeout(120_000)
  t.is((await proof('second', pdfOf(set))).code, 'proof.order')
  t.is((await proof('first', null)).code, 'proof.no-file')
  const found = await proof('first', pdfOf(set))
  t.is(found.proof.state, 'compared')
  t.deepEqual(
    found.differences.map((one: Json) => [one.kind, one.approved, one.proof, one.chapterTitle]),
    [
      ['missing', '人', '', '青石渡义渡旧事'],
      ['numeral', '1938', '1983', '青石渡义渡旧事'],
      ['wrong', '摆', '罢', '青石渡义渡旧事'],
      ['missing', '个', '', '石桥丝厂女工夜校'],
    ],
  )
  for (const { start, end, approved, chapterId } of found.differences)
    t.is(texts[chapters.indexOf(chapterId)]!.slice(start, end), approved)
  t.is(found.proof.rate.weighted, 4)
  t.is(found.proof.rate.rate, Math.round((4 / found.proof.rate.characters) * 1_000_000) / 100)

  const id = found.proof.id
  const decide = (numbers: number[], decision: string | null) =>
    editor.call('PUT', `${at}/proofs/${id}/decisions`, { numbers, decision })
  t.is((await proof('first', pdfOf(set))).code, 'proof.open')
  t.is((await sign(id)).body.code, 'proof.undecided')
  t.is((await decide([9], 'printer')).body.code, 'proof.no-difference')
  await decide([1, 2, 3], 'printer')
  const taken = await decide([4], 'taken')
  t.is(taken.body.proof.rate.weighted, 3, 'what the proof has right is no error of it')
  t.is((await editor.get(`/api/v1/chapters/${chapters[1]}`)).body.text, set[1])
  t.is((await decide([4], 'printer')).body.code, 'proof.taken')

  const list = (await editor.bytes(`${at}/proofs/${id}/corrections`)).data.toString('utf8')
  t.true(list.includes('改样单') && list.includes('1983') && list.includes('第12辑'))
  t.false(list.includes('石桥丝厂女工夜校'))
  for (const format of ['docx', 'xlsx'])
    t.is((await editor.bytes(`${at}/proofs/${id}/corrections?format=${format}`)).data.subarray(0, 2).toString(), 'PK')
  t.is((await editor.call('POST', `${at}/proofs/${id}/signature`, { password: 'wrong' })).body.code, 'password.wrong')
  t.is((await sign(id)).body.closing.how, 'signed')
  t.is((await decide([1], null)).body.code, 'proof.closed')
})

test('the next proof is compared with the text as it was taken over; then 通读, 核红 and 付印, and the ledger is whole', async (t) => {
  t.timeout(120_000)
  const right = pdfOf([texts[0]!, set[1]!])
  const found = await proof('second', right)
  t.deepEqual(found.differences, [])
  t.is(found.proof.rate.rate, 0)
  t.is((await sign(found.proof.id)).status, 200)
  const blind = await proof('third', Buffer.from('%PDF-1.4\nnothing'))
  t.is(blind.proof.state, 'failed')
  t.truthy(blind.proof.problem.detail)
  t.is((await sign(blind.proof.id)).body.code, 'proof.not-compared')
  t.is((await editor.call('POST', `${at}/proofs/${blind.proof.id}/recall`)).status, 200)
  for (const [stage, data] of [
    ['third', right],
    ['reading', null],
    ['check', right],
    ['print', null],
  ] as const)
    t.is((await sign((await proof(stage, data)).proof.id)).status, 200, stage)
  const { steps } = (await editor.get(`${at}/reviews`)).body
  t.true(steps.every((one: Json) => one.isDone))
  const ledger = (await editor.get(`${at}/ledger`)).body
  t.deepEqual(ledger.broken, [])
  t.is(ledger.entries.at(-1).act, 'proof.sign')

  // An edit that no review has seen: no further proof.
  const { body } = await editor.get(`/api/v1/chapters/${chapters[0]}`)
  const content = [...body.content, { kind: 'paragraph', inlines: [{ text: '又记。' }] }]
  await editor.call('PUT', `/api/v1/chapters/${chapters[0]}/content`, { content }, { 'if-match': '*' })
  t.is((await proof('check', right)).code, 'proof.not-approved')
})
