import test from 'ava'
import type { Accession, AccessionCounts } from '../../src/accessions/accession.ts'
import { type PaperPart, paperNames, paperOf } from '../../src/accessions/papers.ts'
import type { FileLine } from '../../src/accessions/store.ts'
import { createWordWriter } from '../../src/adapters/docx/word-writer.ts'
import { readDocx } from '../../src/adapters/readers/docx.ts'
import { paperBlocks, paperPage } from '../../src/api/papers.ts'

const accession = {
  id: 'a',
  accessionNumber: 'ZJ2026-0018',
  title: '船工<b>工资账</b>',
  acquisitionType: 'donation',
  contributor: { name: '郑辛', phone: '000-1', identityNow: '亲历者之子' },
  receivedDate: '2026-09-15',
  handler: '李乙',
  returnOriginal: true,
  returnDue: '2026-10-01',
  returned: null,
  note: '封面缺',
  createdBy: 'u',
  createdAt: '',
  closedAt: null,
  counts: { files: 3, items: 2 },
} as unknown as Accession & { counts: AccessionCounts }
const line = (filename: string, outcome: FileLine['outcome']) =>
  ({ filename, originalPath: null, outcome, size: 1200, sha256: 'a'.repeat(64) }) as FileLine
const lines = [line('账一.jpg', 'accepted'), line('账二.jpg', 'duplicate'), line('坏.svg', 'rejected')]
const paper = (name: (typeof paperNames)[number], some = lines) =>
  paperOf(name, accession, some, 'zh-CN', '云川市政协文史馆')
const textOf = (parts: readonly PaperPart[]) => JSON.stringify(parts)

test('the receipt lists what was taken, the record everything and who gave it', (t) => {
  const receipt = textOf(paper('receipt').parts)
  t.true(receipt.includes('账一.jpg') && receipt.includes('账二.jpg') && !receipt.includes('坏.svg'))
  t.true(receipt.includes('合计 2') && receipt.includes('云川市政协文史馆') && !receipt.includes('000-1'))
  const register = textOf(paper('register').parts)
  for (const told of [
    '坏.svg',
    '未收',
    '000-1',
    '亲历者之子',
    '须于 2026-10-01 前退还',
    '3 个文件，2 件',
    '封面缺',
    '捐赠',
  ])
    t.true(register.includes(told), told)
})

test('the receipt says what the register knows; only what nobody said is left to the pen', (t) => {
  t.regex(textOf(paper('receipt').parts), /☑捐赠　☑借用复制　归还日：2026-10-01/)
  const other = {
    ...accession,
    acquisitionType: 'transfer',
    returnOriginal: false,
    returnDue: null,
  } as typeof accession
  const receipt = textOf(paperOf('receipt', other, lines, 'zh-CN', '').parts)
  t.regex(receipt, /"方式","移交"/)
  t.regex(receipt, /□捐赠　□借用复制　归还日：＿/)
})

test('the certificate thanks for items, the consent leaves blanks to be filled', (t) => {
  t.regex(textOf(paper('certificate').parts), /郑辛 于 2026-09-15 捐赠.*共 2 件.*ZJ2026-0018/)
  t.regex(textOf(paper('consent').parts), /授权 云川市政协文史馆.*□同意作文字删节/)
})

test('a page holds what people wrote as text; a list without end is cut and says so', (t) => {
  const page = paperPage(paper('receipt'), 'ZJ2026-0018', 'zh-CN')
  t.false(page.includes('<b>'))
  t.true(page.includes('&#60;b&#62;'))
  const long = paper(
    'receipt',
    Array.from({ length: 5001 }, (_, i) => line(`页${i}.jpg`, 'accepted')),
  )
  t.regex(textOf(long.parts), /合计 5001（此处列出前 5000 个）/)
})

test('every paper is a Word file that reads back as it was said', async (t) => {
  for (const name of paperNames) {
    const made = paper(name)
    const { text } = await readDocx(await createWordWriter().write(paperBlocks(made)))
    t.true(text.includes(made.title), name)
    for (const signature of made.signatures) t.true(text.includes(signature), signature)
    if (name !== 'certificate') t.true(text.includes('账一.jpg'), name)
  }
})
