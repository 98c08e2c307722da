import test from 'ava'
import fc from 'fast-check'
import {
  type Block,
  blockText,
  contentOf,
  docOf,
  type Inline,
  marks,
  notesOf,
  offsetOf,
  plainWords,
  positionOf,
  reworded,
  textOf,
  type Words,
  withWords,
  wordsText,
} from '../../../src/web/publications/content.ts'

const chapter: Block[] = [
  { kind: 'heading', level: 2, inlines: [{ text: '青石渡义渡旧事' }] },
  {
    kind: 'paragraph',
    inlines: [
      { text: '义渡是' },
      { text: '李长庚', marks: ['name'] },
      { text: '办的' },
      { note: [{ text: '一说始于光绪二十九年。' }] },
      { text: '。' },
    ],
  },
  { kind: 'quote', inlines: [{ text: '大船两只' }] },
]

const words = fc.array(
  fc.record({
    text: fc.string({ unit: fc.constantFrom('渡', '船', '𠀀', 'a', '。'), minLength: 1, maxLength: 4 }),
    marks: fc.subarray([...marks]),
  }),
  { maxLength: 3 },
)
const inlines = fc
  .array(fc.oneof(words, fc.record({ note: words.map((of) => plainWords(of)) })), { maxLength: 4 })
  .map((parts): Inline[] => {
    const made: Inline[] = []
    let run: Words[] = []
    for (const part of parts) {
      if (Array.isArray(part)) run.push(...part)
      else {
        made.push(...plainWords(run), part)
        run = []
      }
    }
    return [...made, ...plainWords(run)]
  })
const anyContent = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('heading' as const),
      level: fc.constantFrom(1 as const, 2 as const, 3 as const),
      inlines,
    }),
    fc.record({ kind: fc.constantFrom('paragraph' as const, 'quote' as const), inlines }),
  ),
  { minLength: 1, maxLength: 5 },
) as fc.Arbitrary<Block[]>

test('what goes into the editor comes out of it, with its notes and marks', (t) => {
  t.deepEqual(contentOf(docOf(chapter)), chapter)
  fc.assert(fc.property(anyContent, (content) => t.deepEqual(contentOf(docOf(content)), content)))
})

test('text: a line feed between blocks, a note as one U+FFFC, its words apart', (t) => {
  t.is(textOf(chapter), '青石渡义渡旧事\n义渡是李长庚办的\ufffc。\n大船两只')
  t.deepEqual(notesOf(chapter).map(wordsText), ['一说始于光绪二十九年。'])
})

test('an offset of the text and a position in the editor are two names of one place', (t) => {
  t.is(positionOf(chapter, 0), 1)
  t.is(positionOf(chapter, textOf(chapter).indexOf('义渡是')), '青石渡义渡旧事'.length + 3)
  fc.assert(
    fc.property(anyContent, (content) => {
      // Counted as ProseMirror does: one position for each border of a block, one for each unit and note.
      let [position, offset] = [0, 0]
      for (const block of content) {
        position++
        for (let i = 0; i <= blockText(block).length; i++) {
          t.is(positionOf(content, offset + i), position + i)
          t.is(offsetOf(content, position + i), offset + i)
        }
        position += blockText(block).length + 1
        offset += blockText(block).length + 1
      }
    }),
  )
})

test('a chapter without a word still has a line to write in', (t) => {
  t.deepEqual(docOf([]), { type: 'doc', content: [{ type: 'paragraph' }] })
})

test('words rewritten in the middle keep the marks of both ends', (t) => {
  const before: Words[] = [{ text: '见' }, { text: '李长庚', marks: ['name'] }, { text: '所记，第 5 页' }]
  t.deepEqual(reworded(before, '见李长庚所记，第 15 页'), [
    { text: '见' },
    { text: '李长庚', marks: ['name'] },
    { text: '所记，第 15 页' },
  ])
  fc.assert(
    fc.property(words, fc.string({ unit: fc.constantFrom('渡', '船', 'a') }), (of, text) => {
      t.is(wordsText(reworded(of, text)), text)
      t.deepEqual(reworded(of, wordsText(of)), plainWords(of))
    }),
  )
})

test('other words stand in a stretch of the text and nothing else is touched', (t) => {
  const { length } = textOf(chapter)
  const whole = textOf(chapter)
  fc.assert(
    fc.property(fc.nat(length), fc.nat(6), fc.constantFrom('', '二十'), (start, size, text) => {
      const end = Math.min(length, start + size)
      fc.pre(!/[\n\ufffc]/.test(whole.slice(start, end)))
      const written = withWords(chapter, start, end, text)
      t.is(textOf(written), whole.slice(0, start) + text + whole.slice(end))
      t.deepEqual(notesOf(written), notesOf(chapter))
    }),
  )
  const at = whole.indexOf('长庚')
  t.deepEqual(withWords(chapter, at, at + 2, '某')[1]!.inlines[1], { text: '李某', marks: ['name'] })
})
