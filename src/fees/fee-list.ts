/** 稿酬单: who is paid what and for what, to be signed; 未付名单. Pure. */
import type { PaperPart } from '../accessions/papers.ts'
import { type PersonLine, type ShareRole, unreckoned } from './fee.ts'
import type { FeesView } from './fees.ts'

export const yuan = (fen: number): string =>
  `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`

const words = {
  'zh-CN': {
    titles: { all: '稿酬单', unpaid: '未付稿酬名单' },
    facts: {
      volume: '书名',
      counting: '计字',
      rates: '单价',
      rounding: '取整',
      tax: '个人所得税',
      total: '合计',
      unknown: '未计酬',
    },
    countings: { text: '正文字数', layout: '版面字数' },
    printing: (number: number | null) => (number === null ? '（未出版，按现稿）' : `（第${number}次印刷）`),
    rates: (original: string, oral: string, photograph: string) =>
      `原创 ${original} 元/千字；口述整理 ${oral} 元/千字；图片 ${photograph} 元/幅`,
    rounding: '每篇计到分，四舍五入；合作者按份数分，余数的分归余数大者，各份之和等于该篇稿酬',
    withheld: '代扣：每人合计不超过 4000 元的减 800 元，超过的减 20%，余数的 70% 按 20% 计',
    notWithheld: '未代扣',
    total: (gross: string, tax: string, paid: string, due: string) =>
      `稿酬 ${gross} 元，个税 ${tax} 元，已付 ${paid} 元，未付 ${due} 元`,
    persons: ['序号', '姓名', '篇目', '稿酬', '个税', '实发', '付讫', '领取人签字'],
    idNumber: '身份证号（当面填）',
    unpaid: ['序号', '姓名', '篇目', '稿酬', '已付', '未付', '个税', '实发'],
    chapters: ['序号', '篇名', '字数', '单价', '稿酬', '分配'],
    plates: ['序号', '图片', '稿酬', '摄影'],
    headings: { chapters: '各篇', plates: '图片' },
    roles: { author: '', narrator: '口述', compiler: '整理', photographer: '摄影' } as Record<ShareRole, string>,
    sum: '合计',
    paid: (day: string) => `${day} 付`,
    unknown: (titles: readonly string[]) => `版面字数未知：${titles.join('、')}`,
    noChars: '未知',
    none: '没有未付的稿酬。',
    signatures: ['制表：＿＿＿＿＿＿＿＿', '审核：＿＿＿＿＿＿＿＿', '日期：＿＿＿＿＿＿＿＿'],
  },
  en: {
    titles: { all: 'Fees', unpaid: 'Fees unpaid' },
    facts: {
      volume: 'Volume',
      counting: 'Counted',
      rates: 'Rates',
      rounding: 'Rounding',
      tax: 'Income tax',
      total: 'Sum',
      unknown: 'Not reckoned',
    },
    countings: { text: 'characters of the text', layout: 'characters as set' },
    printing: (number: number | null) => (number === null ? ' (not published; as it is now)' : ` (printing ${number})`),
    rates: (original: string, oral: string, photograph: string) =>
      `written ${original}, narrated ${oral} yuan for 1,000 characters; pictures ${photograph} yuan each`,
    rounding:
      'each chapter to the fen, half upwards; shares by weight, what is left to the largest remainders, so that they add up',
    withheld: 'withheld: up to 4,000 yuan a person 800 are free, of more 20%; 70% of the rest at 20%',
    notWithheld: 'not withheld',
    total: (gross: string, tax: string, paid: string, due: string) =>
      `fees ${gross}, tax ${tax}, paid ${paid}, unpaid ${due} yuan`,
    persons: ['No.', 'Name', 'For', 'Fee', 'Tax', 'Net', 'Paid', 'Signature'],
    idNumber: 'Id number (by hand)',
    unpaid: ['No.', 'Name', 'For', 'Fee', 'Paid', 'Unpaid', 'Tax', 'Net'],
    chapters: ['No.', 'Chapter', 'Characters', 'Rate', 'Fee', 'Shares'],
    plates: ['No.', 'Picture', 'Fee', 'Photographer'],
    headings: { chapters: 'Chapters', plates: 'Pictures' },
    roles: { author: '', narrator: 'narrated', compiler: 'compiled', photographer: 'photographed' } as Record<
      ShareRole,
      string
    >,
    sum: 'Sum',
    paid: (day: string) => `paid ${day}`,
    unknown: (titles: readonly string[]) => `characters as set are not known of: ${titles.join(', ')}`,
    noChars: 'not known',
    none: 'Nothing is unpaid.',
    signatures: ['Made by: ＿＿＿＿＿＿＿＿', 'Checked by: ＿＿＿＿＿＿＿＿', 'Date: ＿＿＿＿＿＿＿＿'],
  },
}
export const feeLists = ['all', 'unpaid'] as const
export type FeeList = (typeof feeLists)[number]

export function feeList(
  { sheet, account, payments, printing }: FeesView,
  volume: string,
  kind: FeeList,
  language: keyof typeof words,
) {
  const w = words[language]
  const { rates, counting, withholdsTax } = sheet
  const partsOf = ({ parts }: PersonLine) =>
    parts
      .filter(({ amount }) => amount > 0)
      .map(({ title, role, amount }) => `${title}${w.roles[role] && `（${w.roles[role]}）`} ${yuan(amount)}`)
      .join('；')
  const unknown = unreckoned(account)
  const facts: PaperPart = {
    is: 'facts',
    rows: [
      [w.facts.volume, volume],
      [w.facts.counting, `${w.countings[counting]}${w.printing(printing)}`],
      [w.facts.rates, w.rates(yuan(rates.original), yuan(rates.oral), yuan(rates.photograph))],
      [w.facts.rounding, w.rounding],
      [w.facts.tax, withholdsTax ? w.withheld : w.notWithheld],
      [w.facts.total, w.total(yuan(account.total), yuan(account.tax), yuan(account.paid), yuan(account.due))],
      ...(unknown.length ? [[w.facts.unknown, w.unknown(unknown.map(({ title }) => title))] as [string, string]] : []),
    ],
  }
  const own = { number: volume, isLandscape: true, signatures: w.signatures }
  if (kind === 'unpaid') {
    const rows = account.persons
      .filter(({ due }) => due > 0)
      .map((line, i) => {
        const [gross, paid, due] = [line.gross, line.paid, line.due].map(yuan)
        const net = yuan(line.due - Math.max(0, line.taxDue))
        return [String(i + 1), line.name, partsOf(line), gross!, paid!, due!, yuan(Math.max(0, line.taxDue)), net]
      })
    const table: PaperPart = {
      is: 'table',
      head: w.unpaid,
      rows,
      numeric: [0, 3, 4, 5, 6, 7],
      widths: [4, 10, 40, 9, 9, 9, 9, 9],
    }
    return {
      ...own,
      title: w.titles.unpaid,
      parts: [facts, rows.length ? table : ({ is: 'text', text: w.none } as const)],
    }
  }
  const days = Map.groupBy(
    payments.filter(({ voided }) => !voided),
    ({ name }) => name,
  )
  const persons = account.persons
    .filter(({ gross, paid }) => gross > 0 || paid > 0)
    .map((line, i) => {
      const money = [line.gross, line.tax, line.gross - line.tax].map(yuan)
      const paid = (days.get(line.name) ?? []).map(({ paidOn }) => w.paid(paidOn)).join('；')
      return [String(i + 1), line.name, partsOf(line), ...money, paid, '', ...(withholdsTax ? [''] : [])]
    })
  const { total, tax } = account
  const blanks = withholdsTax ? ['', '', ''] : ['', '']
  persons.push(['', w.sum, '', yuan(total), yuan(tax), yuan(total - tax), ...blanks])
  const chapters = account.chapters
    .filter((line) => line.amount > 0 || unknown.includes(line))
    .map(({ title, chars, rate, amount, shares }, i) => [
      String(i + 1),
      title,
      chars === null ? w.noChars : String(chars),
      yuan(rate),
      chars === null ? w.noChars : yuan(amount),
      shares.map(({ name, role, amount: part }) => `${name}${w.roles[role]} ${yuan(part)}`).join('；'),
    ])
  const plates = account.plates
    .filter(({ amount }) => amount > 0)
    .map(({ title, amount, name }, i) => [String(i + 1), title, yuan(amount), name])
  const parts: PaperPart[] = [
    facts,
    {
      is: 'table',
      head: withholdsTax ? [...w.persons, w.idNumber] : w.persons,
      rows: persons,
      numeric: [0, 3, 4, 5],
      widths: withholdsTax ? [4, 9, 36, 9, 8, 9, 9, 12, 16] : [4, 10, 44, 9, 8, 9, 10, 14],
    },
  ]
  if (chapters.length)
    parts.push(
      { is: 'heading', text: w.headings.chapters },
      { is: 'table', head: w.chapters, rows: chapters, numeric: [0, 2, 3, 4], widths: [4, 34, 8, 8, 10, 30] },
    )
  if (plates.length)
    parts.push(
      { is: 'heading', text: w.headings.plates },
      { is: 'table', head: w.plates, rows: plates, numeric: [0, 2], widths: [4, 30, 10, 20] },
    )
  return { ...own, title: w.titles.all, parts }
}
