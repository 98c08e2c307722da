import test from 'ava'
import { parseQuery } from '../../src/search/parse.ts'
import { zhCN } from '../../src/web/words/zh-CN.ts'

const kinds: Record<string, (query: ReturnType<typeof parseQuery>) => boolean> = {
  '义渡 米业': ({ is }) => is === 'and',
  '义渡|渡口': ({ is }) => is === 'or',
  '义渡 -私渡': (query) => query.is === 'and' && query.of.some(({ is }) => is === 'not'),
  '义渡 ~12 田租': (query) => query.is === 'near' && query.distance === 12,
  '“大船两只”': (query) => query.is === 'term' && query.literal,
  '青?渡': (query) => query.is === 'term' && query.pattern !== null,
  '作者:张甲': (query) => query.is === 'term' && query.fields.join() === 'author',
  '日期:1936..1949': ({ is }) => is === 'days',
}

test('what the help beside the search box shows is read as it says, in either language', async (t) => {
  // Its types are of the browser.
  const english: string = '../../src/web/words/en.ts'
  const { en } = (await import(english)) as { en: Pick<typeof zhCN, 'search'> }
  for (const { search } of [zhCN, en]) {
    t.deepEqual(
      search.helps.map(([query]) => query),
      Object.keys(kinds),
    )
    for (const [query] of search.helps) t.true(kinds[query]!(parseQuery(query)), query)
  }
})
