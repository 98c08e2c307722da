import test from 'ava'
import fc from 'fast-check'
import { differences } from '../../../src/publications/comparison.ts'
import { around, asSource, changesIn, differencesIn, nowOf, type Row } from '../../../src/web/publications/compared.ts'

const parts = (...kinds: string[]) => kinds.map((kind) => ({ kind, text: '渡' }))
const row: Row = {
  source: { source: 0, start: 10, end: 40, parts: parts('same', 'removed', 'same') },
  chapter: { start: 0, end: 28, parts: parts('same', 'added', 'same', 'added') },
}

test('a place where both sides differ is one difference; a paragraph of one side counts by itself', (t) => {
  const added: Row = { source: null, chapter: { start: 29, end: 35, parts: parts('added') } }
  t.is(differencesIn([row, added]), 3)
  t.is(differencesIn([]), 0)
})

test('a row is found in the present source by its own passages, lost ones and other sources left out', (t) => {
  const passages = [
    { source: 0, start: 0, end: 10, now: { start: 0, end: 10 } },
    { source: 0, start: 10, end: 20, now: { start: 15, end: 25 } },
    { source: 0, start: 20, end: 30, now: null },
    { source: 0, start: 30, end: 40, now: { start: 40, end: 50 } },
    { source: 1, start: 12, end: 30, now: { start: 1, end: 2 } },
  ]
  t.deepEqual(nowOf(row, passages), { start: 15, end: 50 })
  t.is(nowOf(row, []), null)
  t.is(nowOf({ source: null, chapter: null }, passages), null)
})

test('around a change stands its own paragraph, shortened', (t) => {
  const text = '前一段。\n当时义渡有大船两隻、小船三隻，船工九人。\n后一段。'
  const at = text.indexOf('隻')
  t.deepEqual(around(text, { start: at, end: at + 1 }), {
    before: '当时义渡有大船两',
    after: '、小船三隻，船工九人。',
  })
  const long = `${'甲'.repeat(30)}乙${'丙'.repeat(30)}`
  t.deepEqual(around(long, { start: 30, end: 31 }), {
    before: `……${'甲'.repeat(14)}`,
    after: `${'丙'.repeat(14)}……`,
  })
})

test('what is changed back is what the source says, wherever the two differ', (t) => {
  const text = fc.string({ unit: fc.constantFrom('渡', '船', '𠀀', '二', '。'), maxLength: 12 })
  fc.assert(
    fc.property(text, text, fc.nat(5), (source, chapter, from) => {
      const { before, after } = differences(source, chapter, null)
      const written = changesIn(before, after, from).reduceRight((now, { start, end, text: said, insteadOf }) => {
        t.is(now.slice(start, end), said)
        return now.slice(0, start) + insteadOf + now.slice(end)
      }, 'x'.repeat(from) + chapter)
      t.is(written, 'x'.repeat(from) + source)
    }),
  )
})

test('of a passage only what it touches is changed back; a note, and what parts paragraphs, stands', (t) => {
  const [source, chapter] = ['石级淹到第二十级，大船停摆，只走小船。', '石级淹到第二十五级，大船停摆，走小船￼。']
  const { before, after } = differences(source, chapter, null)
  const rows: Row[] = [
    { source: { source: 0, start: 0, end: 30, parts: before }, chapter: { start: 7, end: 40, parts: after } },
  ]
  const passage = (words: string) => {
    const start = 7 + chapter.indexOf(words)
    const { changes, reads } = asSource(rows, { start, end: start + words.length })
    return [reads, changes.length]
  }
  t.deepEqual(passage('第二十五级'), ['第二十级', 1])
  t.deepEqual(passage('停摆，走小'), ['停摆，只走小', 1])
  t.deepEqual(passage('石级淹到'), ['石级淹到', 0])
  t.deepEqual(passage('小船￼。'), ['小船￼。', 0])
})
