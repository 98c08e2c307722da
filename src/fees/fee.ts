/** 稿酬: 千字单价 × 字数, shared out to the 分, with what is withheld and what is still owed. All money is whole 分. Pure. */

export const feeKinds = ['original', 'oral', 'none'] as const
/** 原创, 口述整理, 不计酬. */
export type FeeKind = (typeof feeKinds)[number]
export const shareRoles = ['author', 'narrator', 'compiler', 'photographer'] as const
/** 作者, 口述, 整理, 摄影. */
export type ShareRole = (typeof shareRoles)[number]
export const countings = ['text', 'layout'] as const
/** 字数 of the text, or 版面字数 as printed. */
export type Counting = (typeof countings)[number]

export interface Share {
  name: string
  role: ShareRole
  /** Against the others of its chapter. */
  weight: number
}
export interface ChapterFee {
  chapterId: string
  kind: FeeKind
  shares: Share[]
}
/** `name` '': nothing is paid for it. */
export interface PlateFee {
  plateId: string
  name: string
}
export interface FeeSheet {
  /** 分 for 1,000 characters, and for a picture. */
  rates: { original: number; oral: number; photograph: number }
  counting: Counting
  withholdsTax: boolean
  chapters: ChapterFee[]
  plates: PlateFee[]
  /** 0: nobody has said anything, it is as the bylines have it. */
  revision: number
}
export const emptySheet: FeeSheet = {
  rates: { original: 0, oral: 0, photograph: 0 },
  counting: 'text',
  withholdsTax: false,
  chapters: [],
  plates: [],
  revision: 0,
}

export interface Payment {
  id: string
  volumeId: string
  name: string
  gross: number
  tax: number
  /** ISO day. */
  paidOn: string
  /** Who signed for it. */
  receiver: string
  /** 现金, 转账 … */
  way: string
  note: string
  byName: string
  at: string
  /** Entered by mistake. */
  voided: { reason: string; byName: string; at: string } | null
}

/** 单价 × 字数 ÷ 1000, half a 分 upwards. */
export const feeOf = (rate: number, chars: number): number => Math.floor((rate * chars + 500) / 1000)

/** By weight, to the 分: what division leaves goes to the largest remainders, the first where they are alike. Adds up to `amount`. */
export function sharedOut(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum <= 0) return weights.map(() => 0)
  const parts = weights.map((weight) => Math.floor((amount * weight) / sum))
  let left = amount - parts.reduce((a, b) => a + b, 0)
  const order = weights
    .map((weight, i) => ({ i, rest: (amount * weight) % sum }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order) if (left-- > 0) parts[i]!++
  return parts
}

/**
 * 稿酬所得 as it is withheld (个人所得税法 art. 3, 6; 国家税务总局公告 2018 年第 61 号, art. 8): of up to 4,000 yuan 800 are free, of more a fifth;
 * seven tenths of the rest count, a fifth of that. Half a 分 upwards.
 */
export function taxOf(gross: number): number {
  if (gross > 400_000) return Math.floor((gross * 112 + 500) / 1000)
  return Math.floor((Math.max(0, gross - 80_000) * 14 + 50) / 100)
}

export interface CountedChapter {
  id: string
  title: string
  /** null: nobody knows how many, nothing can be reckoned. */
  chars: number | null
}
export interface CountedPlate {
  id: string
  title: string
}
export interface ChapterLine extends CountedChapter {
  kind: FeeKind
  rate: number
  amount: number
  shares: (Share & { amount: number })[]
}
export interface PlateLine extends CountedPlate {
  name: string
  amount: number
}
export interface PersonLine {
  name: string
  /** What it is for: chapters with their share, pictures. */
  parts: { title: string; role: ShareRole; amount: number }[]
  gross: number
  tax: number
  /** Of payments that stand. */
  paid: number
  taxPaid: number
  /** What is left of `gross` and of `tax`; below nothing: too much was paid. */
  due: number
  taxDue: number
}
export interface FeeAccount {
  chapters: ChapterLine[]
  plates: PlateLine[]
  /** By the order of the book. */
  persons: PersonLine[]
  total: number
  tax: number
  paid: number
  due: number
}

/** Chapters that are to be paid for, and for how many characters nobody knows. */
export const unreckoned = ({ chapters }: Pick<FeeAccount, 'chapters'>): ChapterLine[] =>
  chapters.filter(({ chars, rate }) => chars === null && rate > 0)

/** `chapters`, `plates`: in the order of the book; of what the sheet does not name nothing is paid. */
export function accountOf(
  sheet: FeeSheet,
  chapters: readonly CountedChapter[],
  plates: readonly CountedPlate[],
  payments: readonly Payment[],
): FeeAccount {
  const said = new Map(sheet.chapters.map((one) => [one.chapterId, one]))
  const lines = chapters.map((chapter): ChapterLine => {
    const { kind, shares } = said.get(chapter.id) ?? { kind: 'none' as const, shares: [] }
    const rate = kind === 'none' || shares.length === 0 ? 0 : sheet.rates[kind]
    const amount = chapter.chars === null ? 0 : feeOf(rate, chapter.chars)
    const parts = sharedOut(
      amount,
      shares.map(({ weight }) => weight),
    )
    return { ...chapter, kind, rate, amount, shares: shares.map((share, i) => ({ ...share, amount: parts[i]! })) }
  })
  const names = new Map(sheet.plates.map(({ plateId, name }) => [plateId, name]))
  const pictures = plates.map((plate): PlateLine => {
    const name = names.get(plate.id) ?? ''
    return { ...plate, name, amount: name === '' ? 0 : sheet.rates.photograph }
  })
  const persons = new Map<string, PersonLine>()
  const person = (name: string): PersonLine => {
    const known = persons.get(name) ?? { name, parts: [], gross: 0, tax: 0, paid: 0, taxPaid: 0, due: 0, taxDue: 0 }
    persons.set(name, known)
    return known
  }
  const owe = (name: string, title: string, role: ShareRole, amount: number) => {
    const line = person(name)
    line.parts.push({ title, role, amount })
    line.gross += amount
  }
  for (const { title, shares } of lines) for (const { name, role, amount } of shares) owe(name, title, role, amount)
  for (const { title, name, amount } of pictures) if (name !== '') owe(name, title, 'photographer', amount)
  for (const { name, gross, tax, voided } of payments) {
    if (voided) continue
    // Who was paid and stands nowhere any more is told as paid too much.
    const line = person(name)
    line.paid += gross
    line.taxPaid += tax
  }
  const all = [...persons.values()].map((line) => {
    const tax = sheet.withholdsTax ? taxOf(line.gross) : 0
    return { ...line, tax, due: line.gross - line.paid, taxDue: tax - line.taxPaid }
  })
  const sum = (pick: (line: PersonLine) => number) => all.reduce((total, line) => total + pick(line), 0)
  return {
    chapters: lines,
    plates: pictures,
    persons: all,
    total: sum(({ gross }) => gross),
    tax: sum(({ tax }) => tax),
    paid: sum(({ paid }) => paid),
    due: sum(({ due }) => due),
  }
}
