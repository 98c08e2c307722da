import test from 'ava'
import fc from 'fast-check'
import { fold } from '../../../src/hanzi/fold.ts'
import { quotations } from '../../../src/hanzi/likeness/quotations.ts'

const texts = (manuscript: string) => quotations(manuscript).map(({ text }) => text)

for (const [name, manuscript, expected] of [
  ['curly marks', '他说：“我们抬着机器过河。”后来', ['我们抬着机器过河。']],
  ['corner brackets', '他說：「我們抬著機器過河。」『河水很深很深』', ['我們抬著機器過河。', '河水很深很深']],
  ['straight marks', '他说："我们抬着机器过河"，又说＂谁也没有松手＂。', ['我们抬着机器过河', '谁也没有松手']],
  ['vertical forms', '他說﹁我們抬著機器﹂', ['我們抬著機器']],
  [
    'nested marks are part of the outer ones',
    '文中说：“他喊‘快走快走’，说“不要停”，就走了。”',
    ['他喊‘快走快走’，说“不要停”，就走了。'],
  ],
  ['「『』」 likewise', '「他說『我們抬著機器』就走了」', ['他說『我們抬著機器』就走了']],
  ['a word in quotes is none', '所谓“文革”、“大跃进”期间', []],
  [
    'the mark again at the head of each paragraph',
    '他写道：\n“第一段的文字。\n“第二段的文字。”\n完',
    ['第一段的文字。\n“第二段的文字。'],
  ],
  [
    'paragraphs without marks in between',
    '他写道：“第一段的文字。\n\n第二段。\n第三段的文字。”完',
    ['第一段的文字。\n\n第二段。\n第三段的文字。'],
  ],
  [
    'a closing mark forgotten: to the end of the paragraph',
    '他说：“我们抬着机器过河。\n后来大家都走了。',
    ['我们抬着机器过河。'],
  ],
  [
    'a closing mark forgotten: to where the same mark opens again',
    '说“我们抬着机器，又说“谁也没有松手”。',
    ['我们抬着机器，又说', '谁也没有松手'],
  ],
  [
    'a forgotten mark takes no later paragraph with it',
    '说“我们抬着机器。\n他又说：“谁也没有松手”。',
    ['我们抬着机器。', '谁也没有松手'],
  ],
  ['a stray closing mark', '我们”抬着机器过河”，“谁也没有松手”', ['谁也没有松手']],
  ['inches', '12" 的木板，18" 的铁板，"我们抬着机器"', ['我们抬着机器']],
  [
    'a block after a colon',
    '沈先生回忆：\n　　我们抬着机器过河。\n　　谁也没有松手。\n以上是原话。',
    ['我们抬着机器过河。\n　　谁也没有松手。'],
  ],
  [
    'a block deeper than the body',
    '　　沈先生回忆：\n\n　　　　我们抬着机器过河。\n\n　　以上是原话。',
    ['我们抬着机器过河。'],
  ],
  ['no block where nothing is set in', '　　沈先生回忆：\n　　我们抬着机器过河。\n　　以上。', []],
  [
    'no block where a line was broken by hand',
    '　　沈先生多次回忆当时的情形，他这样描述经过\n情形：\n　　后来大家都走了。',
    [],
  ],
  [
    'a block in marks is found by them',
    '沈先生回忆：\n　　“我们抬着机器过河。”他又想了想。\n完',
    ['我们抬着机器过河。'],
  ],
  [
    'a passage cited with >',
    '见下。\n> 我们抬着机器过河。\n> 谁也没有松手。\n完',
    ['我们抬着机器过河。\n> 谁也没有松手。'],
  ],
  ['a heading over ordinary paragraphs is no lead-in', `附记：\n${'　　这是一段普通的正文。\n'.repeat(9)}`, []],
] as const) {
  test(`${name}`, (t) => {
    t.deepEqual(texts(manuscript), [...expected])
    for (const { start, end, text } of quotations(manuscript)) t.is(manuscript.slice(start, end), text)
  })
}

test('whether the closing mark was there is told', (t) => {
  t.deepEqual(
    quotations('说“我们抬着机器，又说“谁也没有松手”。').map(({ isClosed }) => isClosed),
    [false, true],
  )
})

test('omissions split a quotation into parts', (t) => {
  const parts = (text: string) => quotations(`“${text}”`)[0]!.parts.map((part) => part.text)
  t.deepEqual(parts('我们抬着机器……谁也没有松手'), ['我们抬着机器', '谁也没有松手'])
  t.deepEqual(parts('……我们抬着机器〔略〕谁也没有松手（下略）'), ['我们抬着机器', '谁也没有松手'])
  t.deepEqual(parts('我们抬着机器......谁也没有松手。。。走了'), ['我们抬着机器', '谁也没有松手', '走了'])
  t.deepEqual(parts('我们抬着机器［中略］谁也没有松手（以下从略）'), ['我们抬着机器', '谁也没有松手'])
  t.deepEqual(parts('我们抬着机器（……）谁也没有松手…'), ['我们抬着机器', '谁也没有松手'])
  t.deepEqual(parts('我们……走了……'), ['我们……走了……'])
  t.deepEqual(parts('战略上，谁也没有松手（侵略）'), ['战略上，谁也没有松手（侵略）'])
  for (const { start, end, text } of quotations('“我们抬着机器……谁也没有松手”')[0]!.parts)
    t.is('“我们抬着机器……谁也没有松手”'.slice(start, end), text)
})

const manuscript = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...'甲乙丙丁“”「」『』"＂〝〞〟…。：> 　\t\n\r略（）〔〕') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  ),
  maxLength: 200,
})

test('any string: quotations in order, apart, each of four tokens or more, its parts inside', (t) => {
  fc.assert(
    fc.property(manuscript, (text) => {
      let reached = 0
      for (const one of quotations(text)) {
        t.true(one.start >= reached && one.end > one.start && one.end <= text.length)
        t.is(one.text, text.slice(one.start, one.end))
        t.true(fold(one.text).tok.length >= 4)
        t.true(one.parts.length > 0)
        let at = one.start
        for (const part of one.parts) {
          t.true(part.start >= at && part.end <= one.end)
          t.is(part.text, text.slice(part.start, part.end))
          at = part.end
        }
        reached = one.end
      }
    }),
    { numRuns: 3000 },
  )
})

test('two hundred thousand marks of any kind open no quotation without words', (t) => {
  for (const unit of ['“', '”', '“\n', '"', '「“', '> ', '甲：\n　', '…', '“甲乙丙丁……\n', '（（', '。', '\t']) {
    const found = quotations(unit.repeat(200_000 / unit.length)).length
    t.is(found > 0, unit.includes('甲乙丙丁'), JSON.stringify(unit))
  }
})
