import test from 'ava'
import fc from 'fast-check'
import * as OpenCC from 'opencc-js'
import { writeStory } from '../../../scripts/sample/prose.ts'
import { createRandom, type Random } from '../../../scripts/sample/random.ts'
import { fold } from '../../../src/hanzi/fold.ts'
import { createLocator, locateQuotation } from '../../../src/hanzi/likeness/locate.ts'
import { quotations } from '../../../src/hanzi/likeness/quotations.ts'

const source = (text: string) => ({ text, folded: fold(text) })
const locate = (quotation: string, text: string) => locateQuotation(quotations(`“${quotation}”`)[0]!, source(text))

const text =
  '前情不述。那年冬天格外冷，河面封冻，船工们凿冰开船。我们抬着①机器过河，水没到胸口，谁也没有松手。\n后来大家都走了，只剩下一座空房子。'

test('a quotation is found with its place in the source', (t) => {
  const { parts, cost, isVerbatim } = locate('我們抬著機器過河，水沒到胸口', text)!
  t.true(isVerbatim)
  t.is(cost, 0)
  t.is(text.slice(...parts[0]!.at!.span), '我们抬着①机器过河，水没到胸口')
})

test('parts between omissions are found in order', (t) => {
  const found = locate('那年冬天格外冷……凿冰开船……我们抬着机器过河〔略〕走了', text)!
  t.true(found.isVerbatim)
  t.deepEqual(
    found.parts.map(({ at }) => text.slice(...at!.span)),
    ['那年冬天格外冷', '凿冰开船', '我们抬着①机器过河', '走了'],
  )
})

test('parts in another order are no quotation: what does not follow is named', (t) => {
  const found = locate('我们抬着机器过河……那年冬天格外冷', text)!
  t.false(found.isVerbatim)
  t.is(found.parts.filter(({ at }) => at === null).length, 1)
})

test('an altered part is shown in its place, the others stay as they are', (t) => {
  const found = locate('那年春天格外冷……谁都没有松手', text)!
  t.false(found.isVerbatim)
  t.deepEqual(
    found.parts.map(({ differences }) =>
      differences!.ops.filter(({ is }) => is !== 'same').map(({ quote, passage }) => [quote, passage]),
    ),
    [[['春', '冬']], [['都', '也']]],
  )
})

test('a word put after the last sentence is added, not another word for what follows', (t) => {
  const { parts } = locate('水没到胸口，谁也没有松手了', text)!
  t.deepEqual(parts[0]!.differences!.ops.at(-1), {
    is: 'added',
    quote: '了',
    quoteSpan: [12, 13],
    passageSpan: [text.indexOf('松手') + 2, text.indexOf('松手') + 2],
  })
})

test('a character left out beside the first or the last is missing, and no other was changed', (t) => {
  const told = (quotation: string) =>
    locate(quotation, text)!.parts[0]!.differences!.ops.map(({ is, passage }) =>
      is === 'same' ? '…' : `${is} ${passage}`,
    )
  t.deepEqual(told('那冬天格外冷，河面封冻'), ['…', 'missing 年', '…'])
  t.deepEqual(told('水没到胸口，谁也没有手'), ['…', 'missing 松', '…'])
  // Not beyond the sentence: 船 ends the one before.
  t.deepEqual(told('船们抬着机器过河，水没到胸口'), ['changed 我', '…'])
})

test('what the source does not hold is not found', (t) => {
  t.is(locate('抗战胜利的消息传来，整夜没有睡', text), null)
  t.is(locateQuotation({ parts: [] }, source(text)), null)
  t.is(locate('走……了……吧……啊', text), null)
  t.true(locate('走……了……只……剩', text)!.isVerbatim)
})

test('a quotation of several pages is found, however its middle was rewritten', (t) => {
  const story = writeStory(createRandom(5), 1, 4000, false).paragraphs.join('\n')
  const quoted = story.slice(300, 3300)
  const whole = (text: string) => locateQuotation({ parts: [{ start: 0, end: text.length, text }] }, source(story))!
  const exact = whole(quoted)
  t.true(exact.isVerbatim)
  t.deepEqual(
    exact.parts[0]!.at!.span.map((at) => at >= 295 && at <= 3305),
    [true, true],
  )
  const altered = `${quoted.slice(0, 700)}哉${quoted.slice(701, 1500)}${quoted.slice(1600, 2000)}焉乎${quoted.slice(2000)}`
  const found = whole(altered)
  t.false(found.isVerbatim)
  const changes = found.parts[0]!.differences!.ops.filter(({ is }) => is !== 'same')
  t.true(changes.some(({ quote }) => quote === '哉') && changes.some(({ quote }) => quote?.includes('焉乎')))
  t.true(changes.length < 8)
})

const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' })

/** As an author takes a passage over without changing a word. */
function copied(passage: string, random: Random): string {
  let copy = random.chance(0.3) ? toTraditional(passage) : passage
  if (random.chance(0.3)) copy = copy.replace(/[①②]|\[[12]\]/g, '')
  if (random.chance(0.3)) copy = copy.replace(/(?<![0-9])，/, '；')
  if (random.chance(0.2)) copy = `${copy.slice(0, 9)}\n${copy.slice(9)}`
  return copy
}

/** One to three characters changed, dropped, added or swapped, not at the ends (a shorter quotation is no altered one). */
function altered(passage: string, random: Random): { text: string; most: number } {
  const characters = [...passage]
  let most = 0
  for (let i = random.int(1, passage.length < 30 ? 2 : 3); i > 0; i--) {
    const isWord = (at: number) => /[\u4e00-\u9fff]/.test(characters[at] ?? '')
    let at: number
    do at = random.int(1, characters.length - 3)
    while (!isWord(at) || !isWord(at + 1) || characters[at] === characters[at + 1])
    const way = random.pick(['change', 'drop', 'add', 'swap'])
    most += way === 'swap' ? 2 : 1
    if (way === 'change') characters[at] = random.pick([...'焉哉矣兮谨恭晴麓'])
    else if (way === 'drop') characters.splice(at, 1)
    else if (way === 'add') characters.splice(at, 0, random.pick([...'焉哉矣兮谨恭晴麓']))
    else characters.splice(at, 2, characters[at + 1]!, characters[at]!)
  }
  // Two swaps may undo each other.
  const text = characters.join('')
  return text === passage ? altered(passage, random) : { text, most }
}

test('a manuscript of 200 quotations, 60 of them altered: the 60 are named with their differences, none of the 140', (t) => {
  const random = createRandom(2024)
  const stories = Array.from({ length: 50 }, (_, i) => {
    const { paragraphs } = writeStory(random, i, 1500, i % 4 === 0)
    return source(paragraphs.map((paragraph) => `　　${paragraph}`).join('\n'))
  })
  const alteredOnes = new Map<number, number>()
  while (alteredOnes.size < 60) alteredOnes.set(random.int(0, 199), 0)
  const wanted: { text: string; story: (typeof stories)[number] }[] = []
  let manuscript = ''
  for (let i = 0; i < 200; i++) {
    const story = random.pick(stories)
    // Marks inside would be told from those around by a reader; here they are left out.
    let passage = ''
    while (passage === '' || fold(passage).tok.length < 16 || /[“”「」\n]/.test(passage)) {
      const start = random.int(0, story.text.length - 70)
      passage = story.text.slice(start, start + random.int(18, 64))
      // Not through the middle of a number.
      if (!/^[\u4e00-\u9fff].*[\u4e00-\u9fff]$/.test(passage)) passage = ''
    }
    let quoted = copied(passage, random)
    if (alteredOnes.has(i)) {
      const made = altered(passage, random)
      quoted = made.text
      alteredOnes.set(i, made.most)
    }
    wanted.push({ text: quoted, story })
    const way = i % 4
    manuscript +=
      way === 0
        ? `　　据当事人说：“${quoted}”此说可信。\n`
        : way === 1
          ? `　　志稿載「${quoted}」，可以參看。\n`
          : way === 2
            ? `　　"${quoted.replace('\n', '')}"，这是原话。\n`
            : `　　原文如下：\n\n　　　　${quoted.replace('\n', '')}\n\n　　以上。\n`
  }
  const found = quotations(manuscript)
  t.is(found.length, 200)
  const named: number[] = []
  for (const [i, quotation] of found.entries()) {
    // As the engine would: the right text among others.
    const candidates = [wanted[i]!.story, ...Array.from({ length: 9 }, () => random.pick(stories))]
    const locator = createLocator(quotation)
    const [best] = candidates.flatMap((candidate) => locator(candidate) ?? []).sort((a, b) => a.cost - b.cost)
    t.truthy(best, quotation.text)
    if (best!.isVerbatim) continue
    named.push(i)
    const changes = best!.parts[0]!.differences!.ops.filter(({ is }) => is !== 'same')
    t.true(changes.length > 0 && changes.length <= alteredOnes.get(i)!, JSON.stringify(changes))
    for (const { quote, passage } of changes) t.not(quote, passage)
  }
  t.log(`${named.length} named`)
  t.deepEqual(
    named,
    [...alteredOnes.keys()].sort((a, b) => a - b),
  )
})

test('any quotation and any text: an answer, its spans inside both', (t) => {
  const strings = fc.string({
    unit: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...'甲乙丙丁己已□，。…①\n') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
    ),
    maxLength: 60,
  })
  fc.assert(
    fc.property(strings, strings, (quoted, held) => {
      for (const quotation of quotations(`“${quoted}”`)) {
        const found = locateQuotation(quotation, source(held))
        if (!found) continue
        let reached = 0
        for (const { at } of found.parts) {
          if (!at) continue
          t.true(at.tokens[0] >= reached && at.tokens[1] > at.tokens[0])
          t.true(at.span[0] >= 0 && at.span[1] <= held.length)
          reached = at.tokens[1]
        }
      }
    }),
    { numRuns: 2000 },
  )
  t.pass()
})
