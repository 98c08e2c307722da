/** A volume on its way through 三审 and 三校, on paper: for tests of what comes after. */
import { setTimeout as rest } from 'node:timers/promises'
import { writeChapterDocx } from '../../src/adapters/docx/chapter-writer.ts'
import { chapterOf } from './books.ts'
import { type Client, type Json, ROLE_PASSWORD } from './client.ts'

const paperReaders = [
  ['first', '赵丁'],
  ['second', '钱戊'],
  ['final', '孙己'],
] as const

/** Three people who review; once for a service. */
export async function withReaders(admin: Client): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const [stage, displayName] of paperReaders) {
    const user = { username: `r-${stage}`, displayName, password: ROLE_PASSWORD, roles: ['reviewer'] }
    ids[stage] = (await admin.call('POST', '/api/v1/users', user)).body.id
  }
  return ids
}

const done = async (answer: Promise<{ status: number; body: Json }>): Promise<Json> => {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

/** From 初审 to 付印签字. `password`: the editor's. */
export async function signForPrint(
  editor: Client,
  at: string,
  readers: Record<string, string>,
  password: string,
): Promise<void> {
  const nodes = (await editor.get(`${at}/outline`)).body.nodes
  const scan = await done(editor.upload(`${at}/review-files`, [{ name: '审读单.pdf', data: Buffer.from('%PDF-1.4') }]))
  for (const [stage, name] of paperReaders) {
    const round = await done(editor.call('POST', `${at}/reviews`, { stage, assigneeId: readers[stage] }))
    const paper = { hash: round.hash, verdict: 'passed', name, day: '2026-03-01', fileId: scan.id }
    await done(editor.call('POST', `${at}/reviews/${round.id}/paper`, paper))
  }
  // What the printer set is not looked at here.
  const leaf = (all: Json[]): Json => all.flatMap((one) => (one.kind === 'section' ? leaf(one.children) : [one]))
  const { content } = (await editor.get(`/api/v1/chapters/${leaf(nodes)[0].id}`)).body
  const data = await writeChapterDocx(chapterOf('proof', '样', content), [])
  for (const stage of ['first', 'second', 'third', 'reading', 'check', 'print']) {
    const isRead = stage !== 'reading' && stage !== 'print'
    const file = isRead ? await done(editor.upload(`${at}/review-files`, [{ name: '校样.docx', data }])) : null
    const { proof } = await done(editor.call('POST', `${at}/proofs`, { stage, fileId: file?.id ?? null }))
    const own = `${at}/proofs/${proof.id}`
    let found = (await editor.get(own)).body
    for (; found.proof.state === 'reading'; found = (await editor.get(own)).body) await rest(50)
    const numbers = found.differences.map((one: Json) => one.number)
    if (numbers.length) await done(editor.call('PUT', `${own}/decisions`, { numbers, decision: 'none' }))
    await done(editor.call('POST', `${own}/signature`, { password }))
  }
}
