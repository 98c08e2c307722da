import test from 'ava'
import { addressOfSaved, askingOf, filterCount, savedOf } from '../../../src/web/saved-searches/saved.ts'
import { readAsking } from '../../../src/web/search/asking.ts'

test('a search is saved without its page and opened as it was', (t) => {
  const address =
    'q=义渡&kind=text&kind=scan&person=张甲&from=1936&keep=script,punctuation&view=kwic&sort=date&lines=left&page=3'
  const asking = readAsking(new URLSearchParams(address))
  const { filters, ...rest } = savedOf(asking, '义渡')
  t.is(rest.name, '义渡')
  // As the service answers it: switches as a list.
  const stored = {
    filters: { ...filters, q: filters.q ?? '', keep: String(filters.keep).split(',') },
    display: rest.display ?? {},
  }
  t.deepEqual(askingOf(stored as never), { ...asking, page: 1 })
  const params = new URLSearchParams(addressOfSaved(stored as never).split('?')[1])
  t.deepEqual(readAsking(params), { ...asking, page: 1 })
  t.is(filterCount(asking), 4)
})

test('a plain question has a plain address', (t) => {
  const stored = { filters: { q: '义渡', keep: [] }, display: { view: 'list', sort: 'relevance', lines: 'item' } }
  t.is(decodeURIComponent(addressOfSaved(stored)), '/search?q=义渡')
  t.is(filterCount(askingOf(stored)), 0)
})
