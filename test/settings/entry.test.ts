import test from 'ava'
import { refusalOf } from '../../src/hanzi/dates/date-refusal.ts'
import { type DateOptions, readDate } from '../../src/hanzi/dates/dates.ts'
import { eras } from '../../src/hanzi/dates/eras.ts'
import { periods } from '../../src/hanzi/dates/periods.ts'
import { redated, resolveDate } from '../../src/items/description.ts'
import { datesAt, entriesAt, namesChangedSince, takenBy } from '../../src/settings/entry.ts'
import type { SetRow } from '../../src/settings/store.ts'

const flood = { names: ['黄泛时期'], start: '1938-06', end: '1947-03', hidden: false, note: '' }
const row = (id: string, since: number, until: number | null, value: object): SetRow => ({
  kind: 'period',
  id,
  since,
  until,
  value,
})
const rows = [
  row('own', 1, 3, flood),
  row('文革', 2, null, { names: ['文革'], start: '1966-05', end: '1976-10', hidden: true, note: '' }),
  row('own', 3, 4, { ...flood, start: '1938-06-09' }),
]
const edtf = (text: string, options: DateOptions) => readDate(text, options)?.edtf ?? null

test('each built-in entry has an id of its own, and none is in another’s way', (t) => {
  t.is(entriesAt('era', []).length, eras.length)
  t.is(entriesAt('period', []).length, periods.length)
  for (const kind of ['era', 'period'] as const) {
    const entries = entriesAt(kind, [])
    for (const { id, value } of entries) {
      t.is(takenBy(id, value as never, entries as never), null, id)
      t.true(Buffer.byteLength(encodeURIComponent(id)) <= 100, id)
    }
  }
})

test('the tables can be asked as of any revision', (t) => {
  const at = (text: string, revision: number) => edtf(text, datesAt(rows, revision))
  t.deepEqual(
    [0, 1, 2, 3, 4].map((revision) => at('黄泛时期', revision)),
    [null, '1938-06/1947-03', '1938-06/1947-03', '1938-06-09/1947-03', null],
  )
  t.deepEqual(
    [1, 2].map((revision) => at('文革期间', revision)),
    ['1966-05/1976-10', null],
  )
})

test('the names that changed are those that came, went, and were between', (t) => {
  t.true(namesChangedSince(rows, 0)!.has('黄泛时期'))
  t.true(namesChangedSince(rows, 1)!.has('无产阶级文化大革命'), 'of the built-in entry too')
  t.deepEqual([...namesChangedSince(rows, 3)!], ['黄泛时期'])
  t.deepEqual([...namesChangedSince(rows, 4)!], [])
  const set = (id: string): SetRow => ({ kind: 'setting', id, since: 5, until: null, value: { value: null } })
  t.is(namesChangedSince([set('ganzhiYears')], 0), null)
  t.deepEqual([...namesChangedSince([set('liberationDate')], 0)!], ['解放', '解放初', '解放初期'])
  t.deepEqual([...namesChangedSince([set('officeName')], 0)!], [])
})

test('a date is read again where a table had read it, and left as people gave it', (t) => {
  const former = [0, 1, 3].map((revision) => datesAt(rows, revision))
  const read = resolveDate('黄泛时期', null, datesAt(rows, 1))
  t.is(redated(read, former, datesAt(rows, 1)), null)
  t.is(redated(read, former, datesAt(rows, 3))?.edtf, '1938-06-09/1947-03')
  t.like(redated(read, former, datesAt(rows, 4)), { text: '黄泛时期', edtf: null, start: null, end: null })
  t.is(redated({ ...read, calendar: '自定' }, former, datesAt(rows, 3))?.calendar, '自定')
  t.is(redated({ ...read, start: '1939-01-01' }, former, datesAt(rows, 3)), null)
})

test('a refusal says why', (t) => {
  const reasons = {
    腊月廿三: 'needs-year',
    光绪三十五年: 'outside-era',
    民国121年: 'outside-era',
    民国二十七年二月三十日: 'no-such-day',
    '1938.2.30': 'no-such-day',
    不详: 'not-a-date',
    [''.padEnd(300, '年')]: 'too-long',
  } as const
  for (const [text, reason] of Object.entries(reasons)) t.is(refusalOf(text), reason, text)
  t.is(refusalOf('解放初期', { liberationDate: null }), 'liberation-date')
})
