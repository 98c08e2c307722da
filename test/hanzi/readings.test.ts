import test from 'ava'
import type { Layout } from '../../src/hanzi/layout/layout.ts'
import { layOut, lineLayout } from '../../src/hanzi/layout/layout.ts'
import { piecesOf } from '../../src/hanzi/phrases.ts'
import { lineKeys, readingsOf, textKeys } from '../../src/hanzi/readings.ts'

/** A text with its breaks marked: ⏎ is a break that a reader closes, ¶ with page furniture in it. */
function laid(marked: string): { text: string; layout: Layout } {
  const layout: Layout = { joins: [], furniture: [], notes: [], headings: [] }
  let text = ''
  for (const part of marked.split(/([⏎¶])/)) {
    const start = text.length
    if (part === '⏎') text += '\n'
    else if (part === '¶') text += '\n\n— 3 —\n临汝川文史\n\n'
    else text += part
    if (part === '⏎' || part === '¶') layout.joins.push([start, text.length])
    if (part === '¶') layout.furniture.push([start + 2, start + 7], [start + 8, start + 13])
  }
  return { text, layout }
}
const tokens = (marked: string) => {
  const { text, layout } = laid(marked)
  return readingsOf(text, layout)[0]!.tok.join(' ')
}

for (const [marked, wanted] of [
  ['学生3⏎10名', '学 生 310 名'],
  ['学生3¶10名', '学 生 310 名'],
  ['二○⏎○八年', '二 〇 〇 八 年'],
  ['共12，⏎500人', '共 12 500 人'],
  ['见Be⏎rlin', '见 be rlin'],
  ['人⏎々', '人 人'],
  ['1⏎9⏎3⏎8年', '1938 年'],
] as const)
  test(`over a break that a reader closes, ${marked} is read as ${wanted}`, (t) => {
    t.is(tokens(marked), wanted)
    const { text, layout } = laid(marked)
    t.is(textKeys(text, layout, 32).key, wanted)
  })

test('a number that a page cuts is marked on both pages, and one that a line cuts is marked whole', (t) => {
  const pieces = (marked: string) => {
    const { text, layout } = laid(marked)
    const [folded] = readingsOf(text, layout)
    return piecesOf(folded!, 2, 2).map(([a, b]) => text.slice(a, b))
  }
  t.deepEqual(pieces('学生3¶10名'), ['3', '10名'])
  t.deepEqual(pieces('学生3⏎10名'), ['3\n10名'])
})

test('a number ends where a paragraph does', (t) => {
  const text = '学生3\n10名'
  t.is(readingsOf(text, layOut('学生三。\n十名。'))[0]!.tok.join(' '), '学 生 3 10 名')
})

test('a text says where notes stand so close that words near each other may be far apart in place', (t) => {
  const furniture = (text: string) => textKeys(text, layOut(text), 32).furnitureKey
  const note = `（${'今属临汝川市老渡口'.repeat(3)}）`
  t.is(furniture(`船工${note}商会${note}合办。`), '')
  t.is(furniture(`船工${note}商会${note}学堂${note}合办。`), '␝')
  t.is(furniture(`船工${note}商会${note}${'合办夜校'.repeat(50)}，学堂${note}合办。`), '')
})

test('titles and names are read in place and with their notes skipped, none across two of them', (t) => {
  t.is(lineKeys(['老渡口旧影', '船工']), '老 渡 口 旧 影 ␟ 船 工')
  t.is(lineKeys(['老渡口（今石桥镇）旧影', '船工']), '老 渡 口 今 石 桥 镇 旧 影 ␟ 船 工 ␞ 老 渡 口 旧 影 ␟ 船 工')
  t.is(lineKeys(['郴（chēn）州见闻']), '郴 州 见 闻')
  t.is(lineKeys(['（一）渡口', '[3]船工']), '一 渡 口 ␟ 船 工')
  t.deepEqual(lineLayout('蒋〔介石〕委员长').notes, [{ start: 1, end: 5, kind: 'bracket' }])
})
