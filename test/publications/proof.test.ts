/**
 * Must show: a proof with 60 planted errors, all found, the rate right to 0.01 per ten thousand, none invented. Real PDFs, set by typst with running heads,
 * folios, contents and footnotes, read by the reader that reads every PDF. Another seed: PROOF_SEED.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import test from 'ava'
import { readPdf } from '../../src/adapters/readers/pdf.ts'
import type { Block, Content, Inline } from '../../src/publications/content.ts'
import { NOTE, notesOf, textOf } from '../../src/publications/content.ts'
import { compareProof, type Difference } from '../../src/publications/proofing/differences.ts'
import { rateOf } from '../../src/publications/proofing/rate.ts'
import { type ApprovedChapter, type ApprovedSection, unitsOf } from '../../src/publications/proofing/stream.ts'
import { standardSettings } from '../../src/settings/setting.ts'

const font = readFileSync(
  fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf')),
)
const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: [font] }] })
/** The same each time, so that a red run is a change's doing; 9209929 put a character too many between a title and its text. */
const SEED = Number(process.env.PROOF_SEED ?? 1)

/** mulberry32 */
function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    below: (limit: number) => Math.floor(next() * limit),
    one: <One>(of: readonly One[]): One => of[Math.floor(next() * of.length)]!,
  }
}
type Random = ReturnType<typeof randomOf>

const words =
  '义渡 老辈 祖父 光绪 两岸 米行 布号 合捐 置田 收租 养船 过渡 分文 年节 铜板 船工 添酒 父亲 大船 小船 应急 病人 对岸 石级 停摆 涨水 水尺 祠堂 夜校 女工 丝厂 油印 讲义 识字 钟头 姐妹 记账 缫丝 车间 工钱 会首 施茶 茶亭 路人 山洪 木排 码头 盐船 客商 税局 警察 保长 乡长 县府 学堂 先生 学生 毕业 参军 转移 部队 干部 土改 分田 合作社 收成 旱灾 粮食 仓库 会计 账本 报纸 通讯 记者 照片 档案 回忆 整理 口述 亲历 亲见 亲闻'.split(
    ' ',
  )
const links =
  '的 了 和 在 从 到 把 被 又 也 就 才 都 不 没有 后来 当时 那年 于是 因为 所以 但是 还是 已经 大约 每天 一起 只好 终于 常常'.split(
    ' ',
  )

function sentence(random: Random): string {
  let text = ''
  for (let clause = 0, clauses = 1 + random.below(4); clause < clauses; clause++) {
    if (clause > 0) text += random.one(['，', '，', '，', '；', '、'])
    for (let i = 0, n = 2 + random.below(4); i < n; i++) text += random.one(links) + random.one(words)
    if (random.next() < 0.12) text += `${1900 + random.below(80)}年${1 + random.below(12)}月`
    if (random.next() < 0.04)
      text += random.one(['（见旧志）', '“不收钱”', '《云川县志》', ' Standard Oil ', ' No. 27 '])
  }
  return text + random.one(['。', '。', '。', '！', '？', '……'])
}
function paragraph(random: Random): Inline[] {
  const inlines: Inline[] = []
  for (let i = 0, n = 1 + random.below(7); i < n; i++) {
    inlines.push({ text: sentence(random) })
    if (random.next() < 0.07)
      inlines.push({ note: [{ text: `${random.next() < 0.3 ? '一说' : '见'}${sentence(random)}` }] })
  }
  return inlines
}
type Part = ApprovedChapter | ApprovedSection
function book(random: Random): Part[] {
  const parts: Part[] = []
  for (let i = 0; i < 12; i++) {
    if (i % 4 === 0) parts.push({ title: `${random.one(words)}与${random.one(words)}` })
    const content: Content = Array.from(
      { length: 8 + random.below(14) },
      (_, at): Block =>
        at > 0 && random.next() < 0.08
          ? {
              kind: 'heading',
              level: 2,
              inlines: [{ text: `${random.one(words)}${random.one(links)}${random.one(words)}` }],
            }
          : { kind: random.next() < 0.1 ? 'quote' : 'paragraph', inlines: paragraph(random) },
    )
    const title = `${random.one(words)}${random.one(words)}旧事`
    const editorNote = random.next() < 0.3 ? sentence(random) : ''
    parts.push({ id: `c${i}`, title, byline: random.one(['张甲', '李乙　口述', '王丙']), editorNote, content })
  }
  return parts
}

const quoted = (text: string) => `#${JSON.stringify(text).replaceAll('\\u2028', '')}`
/** As a printer's setter would: heads, folios, a contents page, notes at the foot of the page. */
function set(parts: readonly Part[], numbering: string): Promise<Awaited<ReturnType<typeof readPdf>>> {
  const inlines = (all: readonly Inline[]) =>
    all
      .map((one) =>
        'note' in one ? `#footnote[${quoted(one.note.map(({ text }) => text).join(''))}]` : quoted(one.text),
      )
      .join('')
  const body = parts.map((part) => {
    if (!('content' in part)) return `#pagebreak(weak: true)\n= ${quoted(part.title)}\n`
    const blocks = part.content.map((block) =>
      block.kind === 'heading'
        ? `=== ${inlines(block.inlines)}`
        : block.kind === 'quote'
          ? `#quote(block: true)[${inlines(block.inlines)}]`
          : inlines(block.inlines),
    )
    const note = part.editorNote ? `#block[编者按：${quoted(part.editorNote)}]\n\n` : ''
    return `#pagebreak(weak: true)\n== ${quoted(part.title)}\n#align(center)[${quoted(part.byline)}]\n\n${note}${blocks.join('\n\n')}\n`
  })
  const source = `#set text(font: "Noto Serif SC", size: 9.5pt, lang: "zh")
#set smartquote(enabled: false)
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
#set footnote(numbering: ${JSON.stringify(numbering)})
#show heading.where(level: 2): it => { counter(footnote).update(0); it }
#set page(width: 140mm, height: 203mm, margin: 18mm, numbering: "1", header: context {
  let page = here().page()
  let heads = query(heading.where(level: 2)).filter(one => one.location().page() <= page)
  if calc.even(page) [云川文史资料　第十二辑] else if heads.len() > 0 { heads.last().body }
})
#align(center)[云川文史资料\\ 水陆旧踪]
#pagebreak()
#outline(title: [目录], depth: 2)
${body.join('\n')}`
  const pdf = compiler.pdf({ mainFileContent: source })
  return readPdf(Buffer.from(pdf))
}

interface Planted {
  kind: Difference['kind']
  chapter: string
  /** null: the text; else index of the note. */
  note: number | null
  start: number
  end: number
  proof: string
}
const isPunctuation = (char: string) => /[，。；、！？]/.test(char)
const isHan = (char: string) => /\p{Script=Han}/u.test(char)

/** Sixty places apart from one another, of every kind; where it is asked, at the characters given by `prefer`. */
function plant(random: Random, parts: readonly Part[], count: number): Planted[] {
  const planted: Planted[] = []
  const targets = parts.flatMap((part) =>
    'content' in part
      ? [
          { chapter: part.id, note: null as number | null, text: textOf(part.content) },
          ...notesOf(part.content).map((text, note) => ({ chapter: part.id, note: note as number | null, text })),
        ]
      : [],
  )
  const kinds = ['wrong', 'missing', 'extra', 'punctuation', 'numeral', 'transposed'] as const
  while (planted.length < count) {
    const kind = kinds[planted.length % kinds.length]!
    // One in five in a note; one in four beside a note's mark.
    const target =
      random.next() < 0.2
        ? random.one(targets.filter(({ note }) => note !== null))
        : random.one(targets.filter(({ note }) => note === null))
    const { text } = target
    const beside = random.next() < 0.25 ? text.indexOf(NOTE, random.below(text.length)) : -1
    let start = beside >= 0 ? Math.max(0, beside - 1 - random.below(3)) : random.below(text.length)
    if (kind === 'numeral') start = text.slice(start).search(/\d/) + start
    if (kind === 'punctuation') start = text.slice(start).search(/[，。；、！？]/) + start
    let [end, proof] = [start + 1, '']
    const char = text[start] ?? ''
    if (kind === 'wrong' || kind === 'extra' || kind === 'transposed') {
      const next = text[start + 1] ?? ''
      if (!isHan(char) || (kind === 'transposed' && (!isHan(next) || next === char))) continue
      if (kind === 'wrong') proof = random.one([...'渠岭擎砚蓑翟'])
      else if (kind === 'extra')
        [end, proof] = [start, random.one([...'渠岭擎砚蓑翟的了']) + (random.next() < 0.3 ? '渠旧' : '')]
      else [end, proof] = [start + 2, next + char]
    } else if (kind === 'missing') {
      end = start + 1 + (random.next() < 0.3 ? random.below(4) : 0)
      if (![...text.slice(start, end)].every(isHan) || end > text.length) continue
    } else if (kind === 'punctuation') {
      if (!isPunctuation(char)) continue
      if (random.next() < 0.5) proof = char === '，' ? '。' : '，'
    } else {
      if (!/\d/.test(char)) continue
      proof = String((Number(char) + 1 + random.below(8)) % 10)
    }
    const isFree = planted.every(
      (one) => one.chapter !== target.chapter || one.note !== target.note || one.start > end + 6 || one.end < start - 6,
    )
    if (isFree) planted.push({ kind, chapter: target.chapter, note: target.note, start, end, proof })
  }
  return planted
}

const changed = (text: string, edits: readonly { start: number; end: number; proof: string }[]) =>
  edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, proof }) => now.slice(0, start) + proof + now.slice(end), text)

/** The book with its errors in it: a paragraph's text is put back into its inlines, notes where they were. */
function withErrors(parts: readonly Part[], planted: readonly Planted[]): Part[] {
  return parts.map((part) => {
    if (!('content' in part)) return part
    const own = planted.filter(({ chapter }) => chapter === part.id)
    const notes = notesOf(part.content).map((text, i) =>
      changed(
        text,
        own.filter(({ note }) => note === i),
      ),
    )
    const lines = changed(
      textOf(part.content),
      own.filter(({ note }) => note === null),
    ).split('\n')
    const content = part.content.map((block, i) => ({
      ...block,
      inlines: lines[i]!.split(NOTE).flatMap((text, at): Inline[] => [
        ...(at > 0 ? [{ note: [{ text: notes.shift()! }] }] : []),
        ...(text ? [{ text }] : []),
      ]),
    }))
    return { ...part, content }
  })
}
const names = { names: ['云川文史资料', '水陆旧踪'], loose: [] }
const bare = (text: string) =>
  unitsOf(text)
    .map(({ char }) => char)
    .join('')
/** Approved text with the differences taken over, as the proof has it; spaces count for nothing. */
function taken(parts: readonly Part[], differences: readonly Difference[]): string[] {
  return parts.flatMap((part) => {
    if (!('content' in part)) return []
    const own = differences.filter(({ chapterId }) => chapterId === part.id)
    const of = (name: Difference['part'], note = 0) => own.filter((one) => one.part === name && one.note === note)
    return [
      bare(changed(part.title, of('title'))),
      bare(changed(textOf(part.content), of('text'))),
      ...notesOf(part.content).map((text, i) => bare(changed(text, of('note', i)))),
    ]
  })
}

const rounds = [
  [SEED, '①'],
  [SEED + 1, '1'],
  [SEED + 2, '[1]'],
  [9209929, '[1]'],
] as const
for (const [seed, numbering] of rounds)
  test(`60 planted errors are found, each at its place and of its kind, none is invented (seed ${seed})`, async (t) => {
    t.timeout(300_000)
    const random = randomOf(seed)
    const parts = book(random)
    const clean = compareProof(parts, await set(parts, numbering), names)
    t.deepEqual(clean.differences, [], 'a clean proof shows none')
    t.true(clean.characters > 10_000)
    t.is(rateOf(clean.differences, clean.characters, standardSettings.proofWeights).rate, 0)

    const planted = plant(random, parts, 60)
    const wrong = withErrors(parts, planted)
    const found = compareProof(parts, await set(wrong, numbering), names)
    t.deepEqual(taken(parts, found.differences), taken(wrong, []), 'taken over they give the proof')
    const kindsOf = (all: readonly { kind: string }[]) =>
      Object.entries(Object.groupBy(all, ({ kind }) => kind))
        .map(([kind, own]) => `${kind} ${own!.length}`)
        .sort()
    t.deepEqual(kindsOf(found.differences), kindsOf(planted))
    t.is(found.differences.length, 60)
    // The rate by hand: what was planted, each at the page where it was found.
    const weights = planted.map(({ kind, start, end, proof }) => {
      if (kind === 'punctuation') return 0.1
      const length = kind === 'missing' ? end - start : kind === 'extra' ? proof.length : 1
      return length === 1 ? 1 : 2
    })
    const repeated = found.differences.filter(
      ({ kind }, i) =>
        kind === 'wrong' &&
        found.differences.some(
          (other, j) =>
            j < i &&
            other.kind === 'wrong' &&
            other.page === found.differences[i]!.page &&
            other.approved === found.differences[i]!.approved &&
            other.proof === found.differences[i]!.proof,
        ),
    )
    const characters = parts.reduce(
      (sum, part) =>
        sum +
        unitsOf(part.title).length +
        ('content' in part
          ? unitsOf(part.byline + textOf(part.content) + (part.editorNote ? `编者按：${part.editorNote}` : '')).length +
            notesOf(part.content).reduce((all, note) => all + 1 + unitsOf(note).length, 0)
          : 0),
      0,
    )
    t.is(found.characters, characters)
    const weighted = weights.reduce((sum, weight) => sum + weight, 0) - repeated.length
    t.is(
      rateOf(found.differences, characters, standardSettings.proofWeights).rate,
      Math.round((weighted / characters) * 1_000_000) / 100,
    )
  })
