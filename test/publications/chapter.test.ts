import test from 'ava'
import { comparisonOf, differences } from '../../src/publications/comparison.ts'
import { type Content, contentFrom, notesOf, startBehind, textOf } from '../../src/publications/content.ts'
import { carry, wrongRun } from '../../src/publications/origins.ts'
import { replaced, sourceChanges, takenOver } from '../../src/publications/source-changes.ts'
import { isVerbatim, passagesIn, type Range, sentencesOf } from '../../src/publications/tracing.ts'
import { laidOut } from '../../src/texts/text.ts'

const source = (text: string) => ({ text, layout: laidOut(text, []), range: { start: 0, end: text.length } })
const paragraphs = (...texts: string[]): Content => texts.map((text) => ({ kind: 'paragraph', inlines: [{ text }] }))
const built = (text: string) => contentFrom(text, laidOut(text, []), { start: 0, end: text.length }, 0)

const wrapped = `${[
  '青石渡旧事',
  '　　我十六岁那年跟着父亲上了船当时义渡有大船两只小船三只船工九人白天不停，夜里',
  '留一只小船应急，谁家有人得急病，站在对岸喊一声，船就过去，从来没有误过一回，两岸',
  '的人都记得（至今还有人说起）。',
  '　　涨水的时候最难，石级淹到第二十级，大船停摆，只走小船；淹到第三十级，全停，义渡',
  '会在岸边竖一根红白两色的水尺，我早晚各去看一回，回来报给会首听，会首记在本子上，',
  '至今还在。',
].join('\n')}\n`

test('a text is read as a reader reads it: lines closed, indents gone, headings told; every run is its very source', (t) => {
  const { content, origins } = built(wrapped)
  t.deepEqual(
    content.map(({ kind }) => kind),
    ['heading', 'paragraph', 'paragraph'],
  )
  const text = textOf(content)
  t.true(text.includes('夜里留一只小船') && text.includes('两岸的人都记得（至今还有人说起）。'))
  t.is(wrongRun(origins, text, [wrapped]), null)
  // All but the two breaks between blocks.
  t.is(
    origins.reduce((sum, { length }) => sum + length, 0),
    text.length - 2,
  )
  t.deepEqual(wrongRun([{ at: 0, length: 3, source: 0, from: 1 }], text, [wrapped])?.from, 1, 'a wrong one is found')
})

test('title and byline, which the book prints itself, are passed over where the text begins with them, in whatever script', (t) => {
  const text = '青石渡舊事\n　　張 甲\n　　我十六歲。\n張甲\n'
  const from = (written: string, ...head: string[]) => {
    const { layout, range } = source(written)
    return startBehind(written, layout, range, head)
  }
  t.is(from(text, '青石渡旧事', '张甲'), text.indexOf('我十六歲'))
  t.is(from(text, '别的题名', ''), 0)
  t.is(from('青石渡旧事\n', '青石渡旧事'), 0, 'nothing else is in it')
})

test('a sentence keeps the quotes that close it', (t) => {
  const text = '他说：“船来了！”我们就走。\n“真的？”他问……后来呢'
  t.deepEqual(
    sentencesOf(text).map(({ start, end }) => text.slice(start, end)),
    ['他说：“船来了！”', '我们就走。', '“真的？”', '他问……后来呢'],
  )
})

test('a sentence is verbatim until one character of it is changed, put in or left out', (t) => {
  const { content, origins } = built(wrapped)
  const text = textOf(content)
  const verbatim = (edited: string) => {
    const runs = carry(origins, text, edited)
    const isNothing = (between: Range) => wrapped.slice(between.start, between.end).trim() === ''
    return sentencesOf(edited).map((range) => isVerbatim(passagesIn(runs, range), range, isNothing))
  }
  t.deepEqual(verbatim(text), [true, true, true])
  t.deepEqual(verbatim(text.replace('两只', '三只')), [true, false, true])
  t.deepEqual(verbatim(text.replace('两只小船', '两只，小船')), [true, false, true])
  t.deepEqual(verbatim(text.replace('第二十级', '第十级')), [true, true, false])
})

test('what is cut and pasted keeps its origin; what is copied twice has none', (t) => {
  const text = '第一段说的是老渡口的来历。\n第二段说的是义渡会的会首。\n第三段说的是那场大水。'
  const origins = [{ at: 0, length: text.length, source: 0, from: 0 }]
  const [one, two, three] = text.split('\n') as [string, string, string]
  const moved = [two, three, one].join('\n')
  const runs = carry(origins, text, moved)
  t.is(wrongRun(runs, moved, [text]), null)
  t.true(runs.some(({ at, length, from }) => at <= moved.indexOf('老渡口') && at + length >= moved.length && from < 13))
  const copied = [one, three, one, two, one].join('\n')
  const from = carry(origins, text, copied)
  t.false(from.some((run) => run.at > three.length + one.length + 2 && copied.slice(run.at).startsWith('老渡口')))
  t.is(wrongRun(from, copied, [text]), null)
})

test('a passage is written anew: marks and blocks around it stay, a break begins a paragraph', (t) => {
  const content: Content = [
    { kind: 'heading', level: 2, inlines: [{ text: '标题' }] },
    { kind: 'quote', inlines: [{ text: '张甲', marks: ['name'] }, { text: '说了话' }, { note: [{ text: '见档案' }] }] },
  ]
  t.is(textOf(content), '标题\n张甲说了话\ufffc')
  const once = replaced(content, { start: 6, end: 7 }, '过')
  t.is(textOf(once), '标题\n张甲说过话\ufffc')
  t.deepEqual(notesOf(once), ['见档案'])
  t.deepEqual(once[1], {
    kind: 'quote',
    inlines: [{ text: '张甲', marks: ['name'] }, { text: '说过话' }, { note: [{ text: '见档案' }] }],
  })
  const split = replaced(content, { start: 5, end: 5 }, '。\n又')
  t.deepEqual(
    split.map(({ kind }) => kind),
    ['heading', 'quote', 'paragraph'],
  )
})

test('a corrected source: each change is told at its place, with what the editor made of it; only what is accepted is taken over', (t) => {
  const { content, origins } = built(wrapped)
  const text = textOf(content)
  // The editor has changed one of the places, and another sentence.
  const edited = paragraphs(...text.replace('第三十级', '第三十五级').replace('从来没有', '从未').split('\n'))
  const chapter = { content: edited, origins: carry(origins, text, textOf(edited)) }
  const corrected = wrapped
    .replace('十六岁', '十七岁')
    .replace('第二十级', '第廿五级')
    .replace('第三十级', '第三十一级')
    .replace('至今还在。', '至今还在馆里。')
  const [before, after] = [source(wrapped), source(corrected)]
  const changes = sourceChanges(chapter, 0, before, after)
  t.deepEqual(
    changes.map((one) => [one.before, one.after, one.isEdited]),
    [
      ['六', '七', false],
      ['二十', '廿五', false],
      ['', '一', true],
      ['', '馆里', false],
    ],
  )
  t.true(changes.every((one) => one.chapter !== null))
  const accepted = new Set([changes[0]!.id, changes[3]!.id])
  const taken = takenOver(chapter, 0, before, after, accepted)
  t.is(textOf(taken.content), textOf(edited).replace('十六岁', '十七岁').replace('至今还在。', '至今还在馆里。'))
  t.is(wrongRun(taken.origins, textOf(taken.content), [corrected]), null)
  const range = sentencesOf(textOf(taken.content)).at(-1)!
  t.false(
    isVerbatim(passagesIn(taken.origins, range), range, () => true),
    'what was not accepted is the editor’s own',
  )
  const none = takenOver(chapter, 0, before, after, new Set())
  t.is(textOf(none.content), textOf(edited))
  t.is(wrongRun(none.origins, textOf(edited), [corrected]), null)
  t.deepEqual(sourceChanges(none, 0, after, after), [])
})

test('differences are told by character; those of script and width may be none', (t) => {
  const all = differences(
    '義渡是１９０６年辦的',
    '义渡是1906年办的。',
    new Set(['script', 'variants', 'width', 'punctuation']),
  )
  t.deepEqual(
    all.before.filter(({ kind }) => kind === 'removed').map(({ text }) => text),
    ['義', '１９０６', '辦'],
  )
  const some = differences('義渡是１９０６年辦的', '义渡是1906年办的。', new Set())
  t.deepEqual(some.before, [{ kind: 'same', text: '義渡是１９０６年辦的' }])
  t.deepEqual(some.after, [
    { kind: 'same', text: '义渡是1906年办的' },
    { kind: 'added', text: '。' },
  ])
})

test('paragraphs stand beside what became of them: left out, put in, joined', (t) => {
  const { content, origins } = built(wrapped)
  const text = textOf(content)
  const [, second, third] = text.split('\n') as [string, string, string]
  const joined = ['编者加的一段。', `${second}${third.replace('停摆', '停开')}`].join('\n')
  const chapter = { content: paragraphs(...joined.split('\n')), origins: carry(origins, text, joined) }
  const rows = comparisonOf(chapter, [source(wrapped)], new Set())
  const whole = (parts: readonly { text: string }[] = []) => parts.map((part) => part.text).join('')
  t.deepEqual(
    rows.map((row) => [row.source && whole(row.source.parts), row.chapter && whole(row.chapter.parts)]),
    [
      [null, '编者加的一段。'],
      ['青石渡旧事', null],
      [`${second}\n${third}`, `${second}${third.replace('停摆', '停开')}`],
    ],
  )
  t.deepEqual(
    rows[2]!.chapter!.parts.filter(({ kind }) => kind === 'added').map((part) => part.text),
    ['开'],
  )
})

test('a chapter written in simplified characters still has every sentence beside its source', (t) => {
  const traditional = [
    '義渡是哪一年辦起來的，老輩人說法不一。我祖父說是光緒三十二年，由兩岸十幾家米行、布號合捐，置田二十四畝，收租養船。',
    '漲水的時候最難。石級淹到第二十級，大船停擺，只走小船；淹到第三十級，全停。義渡會在岸邊竪一根紅白兩色的水尺。',
  ]
  const simplified = [
    '义渡是哪一年办起来的，老辈人说法不一。我祖父说是光绪三十二年（1906），由两岸十几家米行、布号合捐，置田24亩，收租养船。',
    '涨水的时候最难。石级淹到第二十五级，大船停摆，只走小船；淹到第三十级，全停。义渡会在岸边竖一根红白两色的水尺。',
  ]
  // Longer than is compared at once: line by line.
  for (const times of [1, 30]) {
    const many = (lines: string[]) =>
      Array.from({ length: times }, (_, i) => lines.map((line) => `${i}号${line}`)).flat()
    const { content, origins } = built(many(traditional).join('\n'))
    const edited = paragraphs(...many(simplified))
    const runs = carry(origins, textOf(content), textOf(edited))
    t.is(wrongRun(runs, textOf(edited), [textOf(content)]), null)
    for (const range of sentencesOf(textOf(edited))) {
      const passages = passagesIn(runs, range)
      t.is(passages.length, 1, textOf(edited).slice(range.start, range.end))
    }
    const rows = comparisonOf({ content: edited, origins: runs }, [source(textOf(content))], new Set())
    t.is(rows.length, 2 * times)
    t.deepEqual(
      rows[1]!.chapter!.parts.filter(({ kind }) => kind === 'added').map(({ text }) => text),
      ['五'],
    )
  }
})
