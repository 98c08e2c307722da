/** 勘误: what differs, where it stands by origin and by its words; the pages of a printed book. Pure rules. */
import test from 'ava'
import { coreOf, quotedIn, quoteOf, rangesIn } from '../../src/publications/printings/erratum.ts'
import { pageStarts } from '../../src/publications/printings/page-starts.ts'
import { printedPage } from '../../src/publications/printings/printing.ts'

const text = '义渡始于光绪二十九年，大船两只，船工九人，白天不停。'
const range = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

test('of the wrong words only what differs is looked for; of a missing word the place between its neighbours', (t) => {
  const cut = (words: string, right: string) => {
    const { start, end } = coreOf(text, range(words), right)
    return text.slice(start, end)
  }
  t.is(cut('二十九年', '二十八年'), '九')
  t.is(cut('大船两只', '小船三只'), '大船两')
  t.is(cut('船工九人', '船工十九人'), '工九', 'missing: 工 and 九 side by side')
  t.is(cut('白天不停', '白天停'), '不', 'one too many')
  t.is(cut('义渡', '青石渡义渡'), '义', 'at the beginning there is one neighbour')
})

test('the wrong words are found by their origin, where they stand as a whole', (t) => {
  const basedOn = [
    { itemId: 'a', textRevision: 1, start: 0, end: 20 },
    { itemId: 'b', textRevision: 1, start: 0, end: 20 },
  ]
  const origins = [
    { at: 0, length: 5, source: 0, from: 3 },
    { at: 9, length: 4, source: 1, from: 4 },
    { at: 20, length: 6, source: 0, from: 8 },
  ]
  const at = (start: number, end: number) =>
    rangesIn({ basedOn, origins }, 'a', new Map([[1, { start, end }]])).map((one) => [one.start, one.end])
  t.deepEqual(at(4, 6), [[1, 3]])
  t.deepEqual(at(7, 8), [[4, 5]])
  t.deepEqual(at(8, 9), [[20, 21]])
  t.deepEqual(at(7, 9), [], 'its two halves are not side by side')
  t.deepEqual(at(14, 16), [])
  t.deepEqual(rangesIn({ basedOn, origins }, 'a', new Map([[2, { start: 4, end: 6 }]])), [])
})

test('the very words are found whatever breaks, blanks and notes stand between; too few say nothing', (t) => {
  const copy = '光绪，大船两\n只，船工\u{fffc}九人，白日不停。另有小船九人，白天不停。'
  const told = (words: string) =>
    quotedIn(copy, quoteOf(text, range(words))).map((one) => copy.slice(one.start, one.end))
  t.deepEqual(told('船工九人'), ['船工\u{fffc}九人'], 'edited in front and behind, eight characters around it are left')
  t.deepEqual(told('九年'), [])
  t.deepEqual(told('天'), [], 'of what is behind too little is the same')
  t.is(quoteOf('船工九人', { start: 2, end: 4 }), null)
})

test('the printed page of a place is read from the printed file, its misprints and pages of other things notwithstanding', (t) => {
  const sentences = Array.from(
    { length: 60 },
    (_, i) => `第${i + 1}回过渡的是${'甲乙丙丁戊己庚辛'[i % 8]}家${i * 37 + 11}人，带了${i * 13 + 5}担米。`,
  )
  const paragraphs = [sentences.slice(0, 30).join(''), sentences.slice(30).join('')]
  const content = paragraphs.map((one) => ({ kind: 'paragraph' as const, inlines: [{ text: one }] }))
  const chapters = ['一', '二'].map((id) => ({
    id,
    title: `青石渡旧事之${id}`,
    byline: '张甲',
    editorNote: '',
    content:
      id === '一'
        ? content
        : content.map(({ inlines, ...one }) => ({
            ...one,
            inlines: [{ text: inlines[0]!.text.replaceAll('家', '姓') }],
          })),
  }))
  const printed = chapters.map(({ content: own }) => own.map(({ inlines }) => inlines[0]!.text).join('\n'))
  // Title page and contents, then each chapter on three pages, with folios; one misprint.
  const cuts = [0, 400, 900]
  const pages = ['云川文史资料\n第十二辑', '目　录\n青石渡旧事之一……1\n青石渡旧事之二……4']
  for (const [i, chapter] of chapters.entries())
    cuts.forEach((from, page) => {
      const body = printed[i]!.slice(from, cuts[page + 1]).replace('第20回', '第2O回')
      const lines = body.match(/[^\n]{1,30}/g)!.join('\n')
      pages.push(`${page === 0 ? `${chapter.title}\n张甲\n` : ''}${lines}\n${i * 3 + page + 1}`)
    })
  let whole = ''
  const told = pages.map((page, i) => {
    const start = whole.length
    whole += `${page}\n`
    return { number: i + 1, start, end: whole.length }
  })
  const starts = pageStarts(chapters, { text: whole, pages: told }, ['云川文史资料'], 2)
  t.deepEqual(
    starts.map(({ chapterId, page }) => [chapterId, page]),
    [1, 2, 3, 4, 5, 6].map((page) => [page < 4 ? '一' : '二', page]),
  )
  for (const [i, { id }] of chapters.entries())
    for (let at = 0; at < printed[i]!.length; at++) {
      const page = i * 3 + 1 + cuts.findLastIndex((from) => from <= at)
      if (printed[i]![at] !== '\n') t.is(printedPage(starts, id, at), page, `${id} ${at}`)
    }
  t.is(printedPage(starts, '三', 0), null)
})
