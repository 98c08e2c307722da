/** 年号 and other counts of years, as data: an archive may edit them and pass its own (`readDate(text, { eras })`). */
import { eraTable } from './era-table.ts'

/** How an era counts months: `none` = its months cannot be placed reliably, only its years. */
export const monthKinds = ['solar', 'lunar', 'taiping', 'none'] as const
export type Months = (typeof monthKinds)[number]

export interface Era {
  name: string
  /** Who counted so; written before the name (唐上元二年) it tells namesakes apart. */
  dynasty: string
  /** The year that is its 元年; its last year. Astronomical: 0 is 1 BC. */
  first: number
  last: number
  months: Months
  /** Its first year in use, where a count began late (明治 by the solar calendar from 1873). */
  from?: number
  /** Exact ISO days where they are known: a month wholly outside is refused. */
  start?: string
  end?: string
  /** An era of occupation is shown in quotation marks after this word: 伪满“康德”九年. */
  occupation?: string
}

/** 正月 was another month than the Chinese new year's before 104 BC, under 新, in 237–239 and in 689–700: those days are not computed. */
const shifted = (first: number, last: number, dynasty: string): boolean =>
  last < -102 ||
  dynasty === '新' ||
  (first >= 237 && last <= 239 && dynasty === '曹魏') ||
  (first >= 689 && last <= 701)

const imperial: Era[] = Object.entries(eraTable).flatMap(([dynasty, table]) =>
  table.split('|').map((line) => {
    const [name = '', from, to] = line.trim().split(' ')
    const [first, last] = [Number(from), Number(to)]
    return { name, dynasty, first, last, months: shifted(first, last, dynasty) ? 'none' : 'lunar' }
  }),
)

const modern: Era[] = [
  // 成祖 struck his nephew's reign from the count: 1402 is also 洪武三十五年.
  { name: '洪武', dynasty: '明', first: 1368, last: 1402, from: 1402, months: 'lunar' },
  { name: '太平天国', dynasty: '太平天国', first: 1851, last: 1864, months: 'taiping' },
  { name: '洪宪', dynasty: '', first: 1916, last: 1916, months: 'solar', start: '1916-01-01', end: '1916-03-23' },
  {
    name: '大同',
    dynasty: '伪满',
    first: 1932,
    last: 1933,
    months: 'solar',
    start: '1932-03-01',
    end: '1934-02-28',
    occupation: '伪满',
  },
  {
    name: '康德',
    dynasty: '伪满',
    first: 1934,
    last: 1945,
    months: 'solar',
    start: '1934-03-01',
    end: '1945-08-18',
    occupation: '伪满',
  },
  // Of the puppet 蒙疆 government, counted from 1206.
  { name: '成吉思汗纪元', dynasty: '蒙疆', first: 1206, last: 1945, from: 1936, months: 'solar', occupation: '伪蒙疆' },
  // As the revolution of 1911 counted: 4609 = 1911. Other reckonings of the same name differ.
  { name: '黄帝纪元', dynasty: '', first: -2697, last: 1912, from: 1900, months: 'lunar' },
  { name: '明治', dynasty: '日本', first: 1868, last: 1872, months: 'none' },
  { name: '明治', dynasty: '日本', first: 1868, last: 1912, from: 1873, months: 'solar', end: '1912-07-30' },
  {
    name: '大正',
    dynasty: '日本',
    first: 1912,
    last: 1926,
    months: 'solar',
    start: '1912-07-30',
    end: '1926-12-25',
  },
  {
    name: '昭和',
    dynasty: '日本',
    first: 1926,
    last: 1989,
    months: 'solar',
    start: '1926-12-25',
    end: '1989-01-07',
  },
  {
    name: '平成',
    dynasty: '日本',
    first: 1989,
    last: 2019,
    months: 'solar',
    start: '1989-01-08',
    end: '2019-04-30',
  },
  { name: '令和', dynasty: '日本', first: 2019, last: 2118, months: 'solar', start: '2019-05-01' },
]

export const eras: readonly Era[] = [...imperial, ...modern]
