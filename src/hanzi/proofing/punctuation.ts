/** 标点: GB/T 15834. Pure. */
import { type Hint, matching, type Rule } from './hint.ts'

const full: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
  '.': '。',
}
const cjk = '\\p{Script=Han}，。；：？！、”’）》】〉…—'

const halfWidth = matching(
  'punctuation.half-width',
  new RegExp(
    `(?<=[${cjk}])[,;:?!](?!\\d|//)|(?<=[\\d%])[,;?!](?=\\p{Script=Han})|(?<=[\\p{Script=Han}”’）》])\\.(?=$|[\\p{Script=Han}“（《])|(?<=[${cjk}])\\((?=.)|\\((?=\\p{Script=Han})|(?<=[\\p{Script=Han}年月日。！？”》])\\)|(?<=（[^（）()]{0,40})\\)`,
    'gu',
  ),
  ([mark]) => full[mark],
)
const straightPair = matching('punctuation.straight-quotes', /"([^"“”\n]{1,200})"/g, ([, inside = '']) =>
  /\p{Script=Han}/u.test(inside) ? `“${inside}”` : undefined,
)
/** One point where two meet: an exclamation or a question may be said twice. */
const doubled = matching(
  'punctuation.doubled',
  /[，、；：]{2,}|(?:[，、；：]+[。]|[。]+[，、；：])[，。、；：]*|(?<!。)。。(?!。)/g,
  ([marks]) => ([...marks].every((one) => one === marks[0]) ? marks[0]! : marks.includes('。') ? '。' : marks[0]!),
)
const pauseBetween = matching(
  'punctuation.pause-between',
  /(?<=[”’])、(?=[“‘])|(?<=》)、(?=《)|(?<=」)、(?=「)/g,
  () => '',
)
const ellipsis = matching(
  'punctuation.ellipsis',
  /(?<=[\p{Script=Han}，。；！？、”’》）]|^)(?:\.{3,}|。{3,}|·{3,})|(?<!…)…(?!…)|(?<!…)…{3}(?!…)/gu,
  () => '……',
)
const ellipsisAndSoOn = matching('punctuation.ellipsis-and-so-on', /……、?等/g, () => '等')
const dash = matching(
  'punctuation.dash',
  /(?<=[\p{Script=Han}，。！？”》）])(?:-{2,}|－{2,}|―{1,2}|─{2,})(?!-)/gu,
  () => '——',
)
const pauseAndSoOn = matching('punctuation.pause-and-so-on', /、等(?=[。，；、）]|[人地处市县省国]|$)/g, () => '等')
const nestedTitles = matching(
  'punctuation.nested-titles',
  /《[^《》]*《[^《》]*》[^《》]*》/g,
  ([whole]) => `《${whole.slice(1, -1).replace('《', '〈').replace('》', '〉')}》`,
)

const closers: Record<string, string> = {
  '“': '”',
  '‘': '’',
  '《': '》',
  '〈': '〉',
  '（': '）',
  '〔': '〕',
  '【': '】',
  '「': '」',
  '『': '』',
}
const openers = new Map(Object.entries(closers).map(([open, close]) => [close, open]))

/** A mark that opens and never closes in its paragraph, or closes what was not opened. Nobody but the writer knows where its other half belongs. */
function unpairedIn(text: string): Hint[] {
  const open: { mark: string; at: number }[] = []
  const lonely: number[] = []
  for (const [at, mark] of [...text.matchAll(/[“”‘’《》〈〉（）〔〕【】「」『』]/g)].map(
    ({ 0: one, index }) => [index, one] as const,
  )) {
    if (mark in closers) open.push({ mark, at })
    else if (open.at(-1)?.mark === openers.get(mark)) open.pop()
    // A list in a paragraph counts its points 1）, and an apostrophe is no quotation mark.
    else if (
      !(mark === '）' && /[\d一二三四五六七八九十A-Za-z]$/.test(text.slice(0, at))) &&
      !(mark === '’' && /[A-Za-z]$/.test(text.slice(0, at)))
    ) {
      const nearest = open.findLastIndex((one) => one.mark === openers.get(mark))
      if (nearest === -1) lonely.push(at)
      else
        lonely.push(
          ...open
            .splice(nearest)
            .slice(1)
            .map((one) => one.at),
        )
    }
  }
  lonely.push(...open.map(({ at }) => at))
  return lonely
    .sort((a, b) => a - b)
    .map((at): Hint => ({ code: 'punctuation.unpaired', start: at, end: at + 1, found: text[at]!, suggestion: null }))
}

/** A colon within what another one announces, in the same sentence; not within quotation marks, titles and brackets. */
function nestedColons(text: string): Hint[] {
  const bare = text.replace(/“[^”]*”|《[^》]*》|（[^）]*）|「[^」]*」/g, (inside) => '　'.repeat(inside.length))
  const found: Hint[] = []
  for (const { 0: sentence, index } of bare.matchAll(/[^。！？；…]+/g)) {
    const [, second] = [...sentence.matchAll(/：/g)]
    if (!second) continue
    const start = index + second.index
    found.push({ code: 'punctuation.colon-nested', start, end: start + 1, found: '：', suggestion: null })
  }
  return found
}

export const punctuationRules: readonly Rule[] = [
  halfWidth,
  straightPair,
  doubled,
  pauseBetween,
  ellipsis,
  ellipsisAndSoOn,
  dash,
  pauseAndSoOn,
  nestedTitles,
  nestedColons,
]
/** `opensAgain`: the next paragraph begins with the same mark: what is quoted goes on, and is closed where it ends. */
export const unpaired = (
  text: string,
  opensAgain: (mark: string) => boolean,
  goesOn: (mark: string) => boolean,
): Hint[] =>
  unpairedIn(text).filter(({ start, found }) => {
    if (!'“「‘'.includes(found)) return true
    return !(start === 0 ? opensAgain(found) || goesOn(found) : opensAgain(found))
  })
