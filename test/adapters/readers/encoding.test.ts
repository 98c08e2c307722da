import test from 'ava'
import iconv from 'iconv-lite'
import * as OpenCC from 'opencc-js'
import { writeStory } from '../../../scripts/sample/prose.ts'
import { createRandom, type Random } from '../../../scripts/sample/random.ts'
import { givenNames, places, surnames } from '../../../scripts/sample/words.ts'
import { decode } from '../../../src/adapters/readers/encoding.ts'
import { readPlainText } from '../../../src/adapters/readers/plain-text.ts'
import { encodings } from '../../../src/ports/text-reader.ts'

const traditional = OpenCC.Converter({ from: 'cn', to: 'tw' })
const simplified = '花园口决堤以后，灾民沿陇海铁路西行，县城里的粥厂一直开到第二年春天。'
const old = '民國二十七年六月九日，敵軍逼近鄭州，黃水氾濫，災民扶老攜幼，沿鐵路西行。'
const countHan = (text: string) => text.match(/\p{Script=Han}/gu)?.length ?? 0

const prose = writeStory(createRandom(11), 11, 30_000, false).paragraphs.join('\r\n　　')
const ways: Record<string, (random: Random, han: number) => string> = {
  prose: (random, han) => {
    const start = random.int(0, prose.length - han * 2)
    return prose.slice(start, start + han + 4)
  },
  names: (random, han) => {
    let text = ''
    while (countHan(text) < han)
      text += random.pick(surnames) + random.pick(givenNames) + random.pick(['、', '\n', '　', ' '])
    return text
  },
  table: (random, han) => {
    let text = ''
    while (countHan(text) < han)
      text += `${random.int(1, 999)},${random.pick(surnames)}${random.pick(givenNames)},${random.pick(places)},${random.int(1850, 2020)}-${random.int(1, 12)},IMG_${random.int(1000, 9999)}.jpg\r\n`
    return text
  },
}

for (const [name, write] of Object.entries(ways)) {
  test(`${name} of 12 characters and more: exact or said to be uncertain, and from 30 on hardly ever uncertain`, (t) => {
    const random = createRandom(5)
    let [read, uncertain] = [0, 0]
    for (let i = 0; i < 300; i++) {
      const han = random.int(12, 120)
      const written = write(random, han)
      for (const text of [written, traditional(written)]) {
        for (const encoding of encodings) {
          for (const addBOM of encoding.startsWith('u') ? [false, true] : [false]) {
            const bytes = iconv.encode(text, encoding, { addBOM })
            if (iconv.decode(bytes, encoding) !== text) continue
            const found = decode(bytes)
            if (!found.uncertain) t.is(found.text, text, `${encoding} read as ${found.encoding}`)
            t.true(found.candidates.includes(encoding))
            if (countHan(text) < 30) continue
            read++
            if (found.uncertain) uncertain++
          }
        }
      }
    }
    t.true(read > 3000)
    t.true(uncertain < read / 1000, `${uncertain} of ${read} uncertain`)
  })
}

test('characters of GB18030’s four bytes and of Hong Kong’s Big5 are read as themselves', (t) => {
  const rare = `${old}𠮷田氏藏《𪚥》，㑇、䶮二字從略。`
  t.is(decode(iconv.encode(rare, 'gb18030')).text, rare)
  const cantonese = '佢哋話喺香港嗰陣時，啲人唔係咁諗嘅，着咗件綫衫，裏面嘅山峯都冇改過。'
  const found = decode(iconv.encode(cantonese, 'big5hkscs'))
  t.deepEqual([found.text, found.encoding, found.uncertain], [cantonese, 'big5', false])
})

test('Japanese, Russian and Korean in UTF-8 stay themselves', (t) => {
  for (const text of [
    '昭和十三年六月、黄河の堤防が切られ、多くの村が水に沈んだ。',
    'Комитет по делам архивов города, 1958 год.',
    '황하의 제방이 무너진 뒤 난민들은 철도를 따라 서쪽으로 걸어갔다.',
  ]) {
    const found = decode(Buffer.from(text))
    t.deepEqual([found.text, found.uncertain], [text, false])
  }
})

test('a few characters of UTF-16 are uncertain, not unreadable', (t) => {
  const found = decode(iconv.encode('攢峯竦誚', 'utf-16be', { addBOM: false }))
  t.true(found.uncertain)
  t.true(found.candidates.includes('utf-16be'))
})

test('ASCII is ASCII, whatever it would be in UTF-16', (t) => {
  for (const text of ['Bush hid the facts', 'OK', 'DSC_0042.JPG', 'a\tb\r\n1938,12']) {
    const found = decode(Buffer.from(text))
    t.deepEqual([found.text, found.encoding, found.uncertain], [text, 'utf-8', false])
  }
})

test('cut at its end or spoilt by a byte, a text is read for the rest and said to be uncertain', (t) => {
  for (const [encoding, text] of [
    ['utf-8', simplified],
    ['gb18030', simplified],
    ['big5', old],
    ['utf-16le', simplified],
    ['utf-16be', simplified],
  ] as const) {
    for (const addBOM of encoding.startsWith('utf-16') ? [false, true] : [false]) {
      const whole = iconv.encode(text, encoding, { addBOM })
      const cut = decode(whole.subarray(0, -1))
      t.deepEqual([cut.encoding, cut.uncertain, cut.text.slice(0, -1)], [encoding, true, text.slice(0, -1)], encoding)
    }
    if (encoding.startsWith('utf-16')) continue
    const whole = iconv.encode(text, encoding)
    const spoilt = decode(Buffer.concat([whole.subarray(0, 24), Buffer.from([0xff]), whole.subarray(24)]))
    t.deepEqual([spoilt.encoding, spoilt.uncertain], [encoding, true])
    t.true(spoilt.text.endsWith(text.slice(-10)))
  }
})

test('a file put together of GBK and Big5 is said to be uncertain', (t) => {
  const lines = (text: string, encoding: string) => iconv.encode(`${text}\n`.repeat(3), encoding)
  t.true(decode(Buffer.concat([lines(simplified, 'gb18030'), lines(old, 'big5')])).uncertain)
  t.true(decode(Buffer.concat([lines(old, 'big5'), lines(simplified, 'gb18030')])).uncertain)
})

test('a mark that lies does not decide', (t) => {
  const mark = Buffer.from([0xef, 0xbb, 0xbf])
  t.is(decode(Buffer.concat([mark, iconv.encode(simplified, 'gb18030')])).text, simplified)
})

test('a person’s choice that does not fit is kept and said to be uncertain, with what would fit', (t) => {
  const found = decode(iconv.encode(simplified, 'gb18030'), 'utf-8')
  t.is(found.encoding, 'utf-8')
  t.true(found.uncertain)
  t.true(found.candidates.includes('gb18030'))
})

test('characters that a system had made for itself are said aloud', (t) => {
  t.true(decode(iconv.encode(`${simplified}\ue005家庄`, 'gb18030')).uncertain)
})

test('the mark that DOS put at the end of a file is no text', (t) => {
  const found = readPlainText(Buffer.concat([iconv.encode(simplified, 'gb18030'), Buffer.from([0x1a])]), 'text/plain')
  t.is(found.text, simplified)
})

test('what would be doubtful is read as this source’s files were before; what is plainly something else is not', (t) => {
  const short = iconv.encode('义渡旧事', 'gb18030')
  t.true(decode(short).uncertain)
  t.like(decode(short, undefined, 'gb18030'), { text: '义渡旧事', encoding: 'gb18030', uncertain: false })
  const plain = Buffer.from('青石渡在城东十二里，两岸相距不过百来丈，水却急。')
  t.like(decode(plain, undefined, 'gb18030'), { encoding: 'utf-8', uncertain: false })
  t.like(decode(short, 'big5', 'gb18030'), { encoding: 'big5' }, 'a person’s choice stands')
  const broken = Buffer.concat([short, Buffer.from([0xff])])
  t.true(decode(broken, undefined, 'gb18030').uncertain, 'it does not fit')
})
