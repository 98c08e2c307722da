import test from 'ava'
import { emptyReference, type Reference } from '../../src/citations/reference.ts'
import { citedSources, printedNotes, withNotes } from '../../src/publications/cited.ts'
import { type Content, notesOf, textOf } from '../../src/publications/content.ts'

const references = new Map<string, Reference>([
  [
    '县志',
    {
      ...emptyReference,
      kind: 'gazetteer',
      authors: ['县志办'],
      role: '编',
      title: '临溪县志',
      place: '北京',
      publisher: '方志社',
      date: '1990',
    },
  ],
  ['呈文', { ...emptyReference, kind: 'archive', title: '呈报渡船失修文', publisher: '市档案馆', code: 'J12-7' }],
])
const paragraph = (...notes: [words: string, source: string | null, pages?: string][]): Content => [
  {
    kind: 'paragraph',
    inlines: notes.flatMap(([words, referenceId, pages = '']) => [
      { text: '正文' },
      {
        note: words ? [{ text: words }] : [],
        ...(referenceId ? { citation: { referenceId, pages } } : {}),
      },
    ]),
  },
]
const first = paragraph(
  ['', '县志', '5'],
  ['', '县志', '6'],
  ['', '县志', '6'],
  ['编者所见。', null],
  ['', '县志', '6'],
)
const second = paragraph(['两说并存，见', '呈文', '2'], ['', '呈文', '3'], ['', '县志'], ['', '没有的'])
const texts = (style: 'note' | 'gbt2015') =>
  printedNotes([first, second], references, style).map((notes) =>
    notes.map((words) => words.map(({ text }) => text).join('')),
  )

test('a historians’ note is whole where a chapter first cites, then 同上, or short; what has words of its own keeps them before it', (t) => {
  t.deepEqual(texts('note'), [
    [
      '县志办编：《临溪县志》，北京：方志社，1990年，第5页。',
      '同上，第6页。',
      '同上。',
      '编者所见。',
      '县志办编：《临溪县志》，第6页。',
    ],
    [
      '两说并存，见《呈报渡船失修文》，市档案馆藏，档号：J12-7，第2页。',
      '《呈报渡船失修文》，第3页。',
      '县志办编：《临溪县志》，北京：方志社，1990年。',
      '',
    ],
  ])
})

test('by GB/T a source is whole once in the book, and then its number in the list', (t) => {
  t.deepEqual(texts('gbt2015'), [
    [
      '县志办. 临溪县志[M]. 北京: 方志社, 1990: 5.',
      '参考文献[1]: 6.',
      '参考文献[1]: 6.',
      '编者所见。',
      '参考文献[1]: 6.',
    ],
    ['两说并存，见呈报渡船失修文[A]. 市档案馆: 2. 档号: J12-7.', '参考文献[2]: 3.', '参考文献[1].', ''],
  ])
})

test('the list of sources stands in the order of the style, each once', (t) => {
  const list = (style: 'note' | 'gbt2015') =>
    citedSources([first, second], references, style).map(({ text, notes }) => [text, notes])
  t.deepEqual(list('note'), [
    ['《呈报渡船失修文》，市档案馆藏，档号：J12-7。', 2],
    ['县志办编：《临溪县志》，北京：方志社，1990年。', 5],
  ])
  t.deepEqual(list('gbt2015'), [
    ['[1] 县志办. 临溪县志[M]. 北京: 方志社, 1990.', 5],
    ['[2] 呈报渡船失修文[A]. 市档案馆. 档号: J12-7.', 2],
  ])
})

test('a printed chapter has the same text, and notes without anything left to look up', (t) => {
  const notes = printedNotes([first, second], references, 'note')
  const printed = withNotes(second, notes[1]!)
  t.is(textOf(printed), textOf(second))
  t.deepEqual(notesOf(printed), texts('note')[1])
  t.false(JSON.stringify(printed).includes('citation'))
})
