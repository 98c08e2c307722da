/** The built-in tables, as far as arithmetic can tell. */
import test from 'ava'
import { namesOfPeriods } from '../../../src/hanzi/dates/date-tables.ts'
import { edtfBounds, readDate } from '../../../src/hanzi/dates/dates.ts'
import { isoDay, julianDay, printedDay } from '../../../src/hanzi/dates/days.ts'
import { eraTable } from '../../../src/hanzi/dates/era-table.ts'
import { eras } from '../../../src/hanzi/dates/eras.ts'
import { ganzhiIndex, ganzhiOfYear } from '../../../src/hanzi/dates/ganzhi.ts'
import { periods } from '../../../src/hanzi/dates/periods.ts'

test('no court is without an era for longer than a year, and each era ends after it begins', (t) => {
  for (const [dynasty, table] of Object.entries(eraTable)) {
    let reached: number | null = null
    for (const line of table.split('|')) {
      const [name, from, to] = line.trim().split(' ')
      const [first, last] = [Number(from), Number(to)]
      t.true(first <= last, `${dynasty}${name}`)
      if (reached !== null) t.true(first <= reached + 1, `${dynasty}${name} begins ${first}, after ${reached}`)
      reached = Math.max(reached ?? last, last)
    }
  }
})

test('the 干支 that history knows these years by', (t) => {
  const known = `洪武元年戊申 建文四年壬午 正统十四年己巳 万历四十八年庚申 崇祯十七年甲申 康熙六十一年壬寅 道光二十年庚子 咸丰十年庚申 光绪二十年甲午
    光绪二十六年庚子 宣统三年辛亥 靖康元年丙午 开元元年癸丑 永乐十九年辛丑 天启七年丁卯 乾隆六十年乙卯`
  for (const one of known.split(/\s+/)) {
    const year = readDate(one.slice(0, -2))?.edtf
    t.is(ganzhiOfYear(Number(year)), ganzhiIndex(one.slice(-2))!, one)
    t.deepEqual(readDate(one)?.remarks, ['lunar-year'], one)
  }
})

test('every name of a period is one period’s, and its bounds are in order', (t) => {
  for (const [name, found] of namesOfPeriods().byName) t.is(found.length, 1, name)
  for (const { names, start, end } of periods) t.truthy(edtfBounds(`${start}/${end}`), names[0])
  for (const { name, start, end } of eras) if (start && end) t.truthy(edtfBounds(`${start}/${end}`), name)
})

test('a day before 1582-10-15 is printed by the Julian calendar and stored by the Gregorian', (t) => {
  const known: [string, [number, number, number]][] = [
    ['1582-10-14', [1582, 10, 4]],
    ['1368-01-31', [1368, 1, 23]],
    ['1500-03-10', [1500, 2, 29]],
    ['0300-02-28', [300, 2, 28]],
    ['0300-03-02', [300, 3, 1]],
    ['-0043-03-13', [-43, 3, 15]],
  ]
  for (const [iso, day] of known) {
    t.is(printedDay(...day), iso)
    t.is(julianDay(iso), isoDay(...day))
  }
  t.is(printedDay(1582, 10, 15), '1582-10-15')
  t.is(julianDay('1582-10-15'), null)
  t.is(printedDay(1500, 2, 30), null)
  t.is(printedDay(1700, 2, 29), null)
  t.is(readDate('1500年2月29日')?.edtf, '1500-03-10')
})
