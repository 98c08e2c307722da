import test from 'ava'
import { parseQuery } from '../../src/search/parse.ts'
import { queryOfDays, spanOfDays } from '../../src/web/reader/date-query.ts'

test('a year, a month and a day are asked for as such, other spans by their ends', (t) => {
  t.is(spanOfDays('1938-01-01', '1938-12-31'), '1938')
  t.is(spanOfDays('1938-06-01', '1938-06-30'), '1938-06')
  t.is(spanOfDays('1940-02-01', '1940-02-29'), '1940-02')
  t.is(spanOfDays('1938-06-09', '1938-06-09'), '1938-06-09')
  t.is(spanOfDays('1937-01-01', '1945-12-31'), '1937..1945')
  t.is(spanOfDays('1937-07-07', '1945-08-15'), '1937-07-07..1945-08-15')
})

test('every one of them is a query', (t) => {
  for (const [from, to] of [
    ['1938-01-01', '1938-12-31'],
    ['1940-02-01', '1940-02-29'],
    ['1938-06-09', '1938-06-09'],
    ['1937-07-07', '1945-08-15'],
    ['1937-01-01', '1945-12-31'],
  ] as const)
    t.notThrows(() => parseQuery(queryOfDays(from, to), {}))
})
