import test from 'ava'
import { checkPages, type TextPage } from '../../src/texts/text.ts'
import { isOwnWork, joined, onSheets, sheetsOf, type Transcription } from '../../src/transcriptions/transcription.ts'

const object = (
  id: string,
  pages: number | null,
  width: number | null = 800,
  part: { from: number; to: number } | null = null,
) => ({ id, pages, width, part })
const unlabelled = (texts: readonly string[]) => texts.map((text) => ({ text, label: '' }))
const page = (number: number, start: number, end: number, objectId: string | null): TextPage => ({
  number,
  label: '',
  start,
  end,
  objectId,
})

test('every picture is a page, those of one file in their order; what is no picture is none', (t) => {
  t.deepEqual(sheetsOf([object('a', 2), object('text', null, null), object('b', null)]), [
    { objectId: 'a', page: 1 },
    { objectId: 'a', page: 2 },
    { objectId: 'b', page: 1 },
  ])
})

test('pages become one text whose pages partition it, and come back from it as they were', (t) => {
  const sheets = sheetsOf([object('a', 2), object('b', 1)]).map((sheet, i) => ({ ...sheet, label: String(i + 11) }))
  const texts = ['第一页，渡', '', '口在城东。\n次段。']
  const { text, pages } = joined(sheets, texts)
  t.is(text, '第一页，渡\n\n口在城东。\n次段。')
  t.notThrows(() => checkPages(pages, text.length))
  t.deepEqual(
    pages.map(({ objectId }) => objectId),
    ['a', 'a', 'b'],
  )
  t.deepEqual(
    onSheets(sheets, text, pages),
    texts.map((one, i) => ({ text: one, label: String(i + 11) })),
  )
})

test('a text lies on the pictures by their files, or side by side; else it does not', (t) => {
  const sheets = sheetsOf([object('a', 2)])
  t.deepEqual(onSheets(sheets, '甲\n乙', [page(1, 0, 2, null), page(2, 2, 3, null)]), unlabelled(['甲', '乙']))
  t.deepEqual(onSheets(sheets, '甲', [page(1, 0, 1, 'a')]), unlabelled(['甲', '']))
  t.is(onSheets(sheets, '甲乙', []), null, 'not divided')
  t.is(onSheets(sheets, '甲', [page(1, 0, 1, 'elsewhere')]), null)
  t.is(onSheets(sheets, '甲乙丙', [page(1, 0, 1, 'a'), page(2, 1, 2, 'a'), page(3, 2, 3, 'a')]), null)
  t.deepEqual(onSheets(sheetsOf([object('a', 1)]), '只有一张', []), unlabelled(['只有一张']))
  const part = sheetsOf([object('book', 300, 800, { from: 12, to: 13 })])
  t.deepEqual(
    part.map((sheet) => sheet.page),
    [12, 13],
  )
  t.deepEqual(onSheets(part, '甲\n乙', [page(1, 0, 2, 'book'), page(2, 2, 3, 'book')]), unlabelled(['甲', '乙']))
})

test('who ended a round does not do the next', (t) => {
  const ended = [{ round: 'transcribing' as const, actorId: 'u', actorName: 'u', at: '', textRevision: 2 }]
  const state = (stage: Transcription['stage']): Transcription => ({ itemId: 'i', stage, ended })
  t.true(isOwnWork(state('first'), 'u'))
  t.false(isOwnWork(state('first'), 'v'))
  t.false(isOwnWork({ ...state('transcribing'), ended: [] }, 'u'))
  t.false(isOwnWork({ ...state('first'), ended: [] }, 'u'), 'a text that came with the pictures is nobody’s')
})
