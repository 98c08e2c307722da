import test from 'ava'
import { meaning } from '../../../src/web/frame/days.ts'

const told = (text: string, edtf: string | null, start: string, end: string) => meaning({ text, edtf, start, end })

test('what a date means is told where its writing does not say so', (t) => {
  t.is(told('民国十七年', '1928', '1928-01-01', '1928-12-31'), '1928')
  t.is(told('1961年', '1961', '1961-01-01', '1961-12-31'), '')
  t.is(told('1961年3月', '1961-03', '1961-03-01', '1961-03-31'), '')
  t.is(told('1961年3月5日', '1961-03-05', '1961-03-05', '1961-03-05'), '')
  t.is(told('1961-03-05', '1961-03-05', '1961-03-05', '1961-03-05'), '')
  t.is(told('1936年春', '1936-21', '1936-03-01', '1936-05-31'), '1936-03／1936-05')
  t.is(meaning({ text: '早年', edtf: null, start: null, end: null }), '')
})
