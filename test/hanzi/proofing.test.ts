import test from 'ava'
import { type Hint, hintClauses, hintCodes } from '../../src/hanzi/proofing/hint.ts'
import { hintsOf, linesOf, type Proofing } from '../../src/hanzi/proofing/proofing.ts'
import { standardForms } from '../../src/hanzi/proofing/variant-forms.ts'
import { correct, wrong } from './proofing-sentences.ts'

const house: Proofing = {
  off: [],
  added: [],
  dropped: [],
  persons: [{ preferred: '冯玉祥', others: ['冯焕章', '焕章'] }],
  dates: {},
  isInternal: true,
}
const blocksOf = (text: string) => text.split('\n').map((line) => ({ text: line, isQuoted: false }))
const hintsIn = (text: string, proofing: Partial<Proofing> = {}): Hint[] =>
  [...hintsOf(linesOf(blocksOf(text)), { ...house, ...proofing })].flat()
const told = (hints: readonly Hint[]) => hints.map(({ code, found }) => `${code} ${found}`)

test('nothing is said of a hundred sentences that are well set, one by one and as one page', (t) => {
  t.true(correct.length >= 100)
  for (const sentence of correct) t.deepEqual(told(hintsIn(sentence)), [], sentence)
  // A page does not write its years in two ways: that is asked about once they stand together.
  t.deepEqual(told(hintsIn(correct.join('\n'), { off: ['numerals.mixed-years'] })), [])
})

test('a hundred sentences that are not are told of, each for what it is', (t) => {
  t.true(wrong.length >= 100, String(wrong.length))
  for (const [sentence, code, found, suggestion] of wrong) {
    const hints = hintsIn(sentence)
    const own = hints.find((hint) => hint.code === code && hint.found === found)
    t.truthy(own, `${sentence}: ${told(hints)}`)
    if (!own) continue
    t.is(own.suggestion, suggestion, sentence)
    t.is(sentence.slice(own.start, own.end), found)
  }
  t.deepEqual(
    hintCodes.filter((code) => !wrong.some(([, own]) => own === code)),
    [],
    'every rule has its sentence',
  )
})

test('what is taken over is asked no more, and brings nothing else of its rule', (t) => {
  const pages = [...wrong.map(([sentence]) => sentence), wrong.map(([sentence]) => sentence).join('\n')]
  for (const page of pages)
    for (const hint of hintsIn(page)) {
      if (hint.suggestion === null) continue
      const after = page.slice(0, hint.start) + hint.suggestion + page.slice(hint.end)
      const before = hintsIn(page).filter(({ code }) => code === hint.code)
      const left = hintsIn(after).filter(({ code }) => code === hint.code)
      t.true(left.length < before.length, `${hint.code} ${hint.found} → ${hint.suggestion} in ${page.slice(0, 60)}`)
      const shift = (start: number) =>
        start >= hint.end ? start + hint.suggestion!.length - (hint.end - hint.start) : start
      const known = new Set(before.map((one) => shift(one.start)))
      for (const one of left) t.true(known.has(one.start), `${hint.code} anew: ${one.found}`)
    }
})

test('the lists are the house’s: rules are turned off, forms kept and added, persons named', (t) => {
  const text = '他参预了精采的演出，本刊有记载，老湾人也来了。'
  t.deepEqual(told(hintsIn(text)), ['words.variant 参预', 'words.variant 精采', 'words.periodical 本刊'])
  t.deepEqual(told(hintsIn(text, { isInternal: false, off: ['words.variant'] })), [])
  const added = [{ from: '老湾人', to: '老塆人' }]
  t.deepEqual(
    hintsIn(text, { dropped: ['参预', '精采'], added, isInternal: false }).map(({ suggestion }) => suggestion),
    ['老塆人'],
  )
  const persons = [{ preferred: '张甲', others: ['张子云'] }]
  t.deepEqual(told(hintsIn('张甲来了，张子云也来了。', { persons })), ['names.two-ways 张子云'])
  t.deepEqual(told(hintsIn('张甲，字子云，又名张子云。', { persons })), [])
  t.deepEqual(told(hintsIn('张子云来了。', { persons })), [], 'one way is one way')
})

test('what is quoted, and what is called so, stands as it was written', (t) => {
  const quoted = [...hintsOf(linesOf([{ text: '余以98年3月参预其事,遂記之。', isQuoted: true }]), house)].flat()
  t.deepEqual(quoted, [])
  t.deepEqual(told(hintsIn('他写了《参预记》，登在《義渡》上。')), [])
  t.deepEqual(told(hintsIn('“这是第一段。\n“这是第二段。”')), [], 'a quotation of several paragraphs opens each')
  t.deepEqual(told(hintsIn('義渡是哪一年辦起來的，老輩人說法不一。')), [], 'a text in traditional characters')
})

test('the table of forms says one thing of each, and no preferred form is another’s variant', (t) => {
  const from = standardForms.map((one) => one.from)
  t.is(new Set(from).size, from.length)
  t.true(standardForms.length > 280, String(standardForms.length))
  const variants = new Set(from)
  for (const { to } of standardForms) t.false(variants.has(to), to)
  for (const clause of Object.values(hintClauses)) t.true(clause.length > 4)
})
