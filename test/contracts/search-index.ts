/** What every search index keeps to (src/ports/search-index.ts). */
import type { ExecutionContext } from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { createMemoryIndex } from '../../src/adapters/memory/search-index.ts'
import {
  facetNames,
  type IndexBatch,
  type IndexDocument,
  type Match,
  type SearchAnswer,
  type SearchIndex,
  type SearchRequest,
  type SortPlace,
  type TextField,
} from '../../src/ports/search-index.ts'
import {
  all,
  and,
  days,
  document,
  not,
  or,
  prefix,
  randomDocument,
  randomMatch,
  value,
  words,
} from './search-samples.ts'

export interface Made {
  index: SearchIndex
  /** The same index as a process sees it that starts after another has died. */
  again(): SearchIndex
  /** The names of what the index keeps, in files or on a server. */
  kept(): Promise<string[]>
  remove(): Promise<void>
}
type Declare = (title: string, run: (t: ExecutionContext) => Promise<void>) => void

const stamp = { archiveId: 'archive', epoch: 1, foldVersion: 3, layoutVersion: 2, datesVersion: 1, documentVersion: 1 }
const everybody = { classes: ['open', 'internal', 'controlled', 'withdrawn'], alsoItems: [] }

const ask = (index: SearchIndex, match: Match, more: Partial<SearchRequest> = {}): Promise<SearchAnswer> =>
  index.search({ match, scope: everybody, sort: 'number', from: 0, size: 1000, facets: [], ...more })

/** The numbers of the hits, in their order; the total must agree. */
async function found(
  t: ExecutionContext,
  index: SearchIndex,
  match: Match,
  more?: Partial<SearchRequest>,
): Promise<number[]> {
  const { total, hits } = await ask(index, match, more)
  t.is(total, hits.length)
  return hits.map(({ number }) => number)
}

const filling = (upTo: number, ...documents: IndexDocument[]): IndexBatch => ({ documents, removals: [], upTo })

const outcomes = (written: readonly { outcome: string }[]) => written.map(({ outcome }) => outcome)

export function searchIndexContract(test: Declare, name: string, make: () => Promise<Made>): void {
  /** A test on an index of its own that holds these documents. */
  const holding = (
    title: string,
    documents: readonly IndexDocument[],
    run: (t: ExecutionContext, index: SearchIndex, made: Made) => Promise<void>,
  ) =>
    test(`${name}: ${title}`, async (t) => {
      const made = await make()
      try {
        const fresh = await made.index.rebuild('first', stamp)
        await fresh.complete()
        const written = await made.index.write(documents)
        t.true(written.every(({ outcome }) => outcome === 'written'))
        await run(t, made.index, made)
      } finally {
        await made.index.close()
        await made.remove()
      }
    })

  test(`${name}: before its first rebuild it is nobody’s making, and asking says that search is not available`, async (t) => {
    const { index, remove } = await make()
    try {
      t.is(await index.origin(), null)
      for (const work of [() => ask(index, all), () => index.write([document(1, '甲')]), () => index.count()])
        t.like(await t.throwsAsync(work), { code: 'search.unavailable' })
    } finally {
      await index.close()
      await remove()
    }
  })

  holding(
    'it tells of whose making it is, and how much it holds',
    [document(1, '甲'), document(2, '乙')],
    async (t, index) => {
      t.deepEqual(await index.origin(), { ...stamp, rebuild: 'first', filledTo: 0, refused: [] })
      t.is(await index.count(), 2)
      await index.remove([{ item: 'item-1', number: 1, seq: 3 }])
      t.is(await index.count(), 1)
    },
  )

  holding(
    'what was written is seen on return, and writing it twice changes nothing',
    [document(1, '渡 口', { seq: 5 })],
    async (t, index) => {
      t.deepEqual(await found(t, index, words('渡 口')), [1])
      t.deepEqual(await index.write([document(1, '渡 口', { seq: 5 })]), [{ item: 'item-1', outcome: 'older' }])
      const { hits } = await ask(index, words('渡 口'))
      t.deepEqual(
        hits.map(({ item, number, seq }) => ({ item, number, seq })),
        [{ item: 'item-1', number: 1, seq: 5 }],
      )
    },
  )

  holding(
    'a shortened text is no longer found by what was cut',
    [document(1, '渡 口 旧 影 渡 口')],
    async (t, index) => {
      t.deepEqual(outcomes(await index.write([document(1, '渡 口', { seq: 2 })])), ['written'])
      t.deepEqual(await found(t, index, words('旧 影')), [])
      t.deepEqual(await found(t, index, words('渡 口')), [1])
    },
  )

  holding(
    'an item that was removed is gone, and an older state written late stays away',
    [document(1, '甲'), document(2, '甲')],
    async (t, index) => {
      t.deepEqual(outcomes(await index.remove([{ item: 'item-1', number: 1, seq: 9 }])), ['written'])
      t.deepEqual(outcomes(await index.write([document(1, '甲', { seq: 8 })])), ['older'])
      t.deepEqual(outcomes(await index.remove([{ item: 'item-1', number: 1, seq: 7 }])), ['older'])
      t.deepEqual(await found(t, index, words('甲')), [2])
      t.deepEqual(await found(t, index, not(words('乙'))), [2])
      t.deepEqual(outcomes(await index.write([document(1, '甲', { seq: 10 })])), ['written'])
      t.deepEqual(await found(t, index, words('甲')), [1, 2])
      t.deepEqual(outcomes(await index.remove([{ item: 'item-7', number: 7, seq: 4 }])), ['written'])
      t.deepEqual(outcomes(await index.write([document(7, '甲', { seq: 3 })])), ['older'])
    },
  )

  holding(
    'phrases near each other, in either order, within one field',
    [
      document(1, '甲 乙 丁 丁 丙'),
      document(2, '丙 丁 丁 甲 乙'),
      document(3, '甲 乙 丁 丁 丁 丁 丁 丁 丙'),
      document(4, '甲 乙', { titleKey: '丙' }),
      document(5, '甲', { titleKey: '丙 甲 乙' }),
      document(6, '甲 乙 丙 戊 archive'),
      document(7, '甲 乙 丙'),
    ],
    async (t, index) => {
      const near = (distance: number, fields: TextField[], ...phrases: string[]): Match => ({
        is: 'near',
        fields,
        phrases: phrases.map((one) => ({
          tokens: one.replace('*', '').split(' '),
          ...(one.endsWith('*') && { prefix: true }),
        })),
        distance,
      })
      t.deepEqual(await found(t, index, near(2, ['text'], '甲 乙', '丙')), [1, 2, 6, 7])
      t.deepEqual(await found(t, index, near(1, ['text'], '甲 乙', '丙')), [6, 7])
      t.deepEqual(await found(t, index, near(6, ['title', 'text'], '甲 乙', '丙')), [1, 2, 3, 5, 6, 7])
      t.deepEqual(await found(t, index, near(0, ['text'], '甲 乙', '乙 丙')), [6, 7])
      t.deepEqual(await found(t, index, near(3, ['text'], '甲', '丙', 'arch*')), [6])
      t.deepEqual(await found(t, index, and(near(2, ['text'], '甲 乙', '丙'), not(words('丁')))), [6, 7])
    },
  )

  holding(
    'phrases, and AND, OR and NOT in any nesting',
    [document(1, '甲 乙 丙'), document(2, '乙 甲'), document(3, '丙'), document(4, '丁', { titleKey: '甲 乙' })],
    async (t, index) => {
      const is = async (match: Match, numbers: number[]) =>
        t.deepEqual(await found(t, index, match), numbers, JSON.stringify(match))
      await is(words('甲 乙'), [1, 4])
      await is(words('甲 乙', 'text'), [1])
      await is(words('甲 乙', 'title', 'author'), [4])
      await is(words('甲 丙'), [])
      await is(and(words('甲'), words('乙')), [1, 2, 4])
      await is(or(words('丙'), words('丁')), [1, 3, 4])
      await is(and(words('甲'), not(words('丙'))), [2, 4])
      await is(not(or(words('丙'), words('丁'))), [2])
      await is(or(words('丁'), not(words('甲'))), [3, 4])
      await is(and(not(words('丁')), not(words('丙'))), [2])
      await is(not(not(words('丁'))), [4])
      await is(and(or(words('丙'), and(words('甲'), not(words('丙')))), not(words('丁'))), [1, 2, 3])
      await is(and(), [1, 2, 3, 4])
      await is(or(), [])
      await is(not(all), [])
    },
  )

  holding(
    'a prefix goes on in its last token only',
    [
      document(1, 'the archive'),
      document(2, 'archives the'),
      document(3, 'then archive'),
      document(4, '1998 年'),
      ...Array.from({ length: 300 }, (_, i) => document(100 + i, `box b${i}`)),
    ],
    async (t, index) => {
      t.deepEqual(await found(t, index, prefix('arch')), [1, 2, 3])
      t.deepEqual(await found(t, index, prefix('the arch')), [1])
      t.deepEqual(await found(t, index, prefix('archive')), [1, 2, 3])
      t.deepEqual(await found(t, index, prefix('199')), [4])
      t.deepEqual(await found(t, index, words('199')), [])
      t.is((await ask(index, prefix('box b'))).total, 300)
      t.is((await ask(index, prefix('box b29'))).total, 11)
    },
  )

  holding(
    'one token 学, in a text of one token and in a long one',
    [
      document(1, '学'),
      document(2, '学 堂'),
      document(3, '文 学'),
      document(4, '文 字'),
      document(5, `${'字 '.repeat(9000)}学`),
    ],
    async (t, index) => {
      t.deepEqual(await found(t, index, words('学')), [1, 2, 3, 5])
    },
  )

  holding(
    'names that stand side by side do not join',
    [document(1, '', { namesKey: '船 工 ␟ 合 影' }), document(2, '', { namesKey: '船 工 合 影' })],
    async (t, index) => {
      t.deepEqual(await found(t, index, words('工 合')), [2])
      t.deepEqual(await found(t, index, words('合 影')), [1, 2])
    },
  )

  const signs = [
    '"',
    '*',
    '"*"',
    'AND',
    'OR',
    'NOT',
    'NEAR(',
    'near',
    ':',
    'key:',
    '-',
    '\\',
    '(',
    ')',
    '{',
    '}',
    '^',
    "'",
    '?',
    '~',
    '/',
    '<',
    '+',
  ]
  holding(
    'tokens that look like syntax are tokens and nothing else',
    [...signs.map((sign, i) => document(i + 1, `甲 ${sign} 乙`)), document(99, '甲 乙')],
    async (t, index) => {
      for (const [i, sign] of signs.entries()) {
        t.deepEqual(await found(t, index, words(sign)), [i + 1], sign)
        t.deepEqual(await found(t, index, words(`甲 ${sign} 乙`)), [i + 1], sign)
        t.is((await ask(index, and(words('甲'), not(words(sign))))).total, signs.length, sign)
      }
      t.deepEqual(await found(t, index, words('甲 乙')), [99])
      t.deepEqual(await found(t, index, and(words('甲'), words('%'))), [])
    },
  )

  const dated = (dayMin: number | null, dayMax = dayMin) => ({ dayMin, dayMax })
  holding(
    'values and days decide exactly',
    [
      document(1, '甲', {
        category: '政治',
        names: { person: ['沈季清', '王'], place: ['汝川'] },
        ...dated(-11_000, -10_900),
      }),
      document(2, '甲', { category: '政治经济', genre: '回忆录', kind: 'photograph', ...dated(0) }),
      document(3, '乙', { accession: 'two', names: { person: ['王'] }, ...dated(-3_652_425, 10) }),
      document(4, '乙'),
    ],
    async (t, index) => {
      const is = async (match: Match, numbers: number[]) =>
        t.deepEqual(await found(t, index, match), numbers, JSON.stringify(match))
      await is(value('category', '政治'), [1])
      await is(value('category', '政治', '政治经济'), [1, 2])
      await is(value('kind', 'photograph'), [2])
      await is(value('genre', '回忆录'), [2])
      await is(value('accession', 'two'), [3])
      await is(value('person', '王'), [1, 3])
      await is(value('place', '汝川', '无'), [1])
      await is(value('item', 'item-4', 'item-2'), [2, 4])
      await is(value('item'), [])
      await is(not(value('person', '王')), [2, 4])
      await is(days(null, null), [1, 2, 3])
      await is(days(0, 0), [2, 3])
      await is(days(1, null), [3])
      await is(days(null, -10_950), [1, 3])
      await is(days(-10_900, -10_900), [1, 3])
      await is(days(-10_899, -1), [3])
      await is(and(words('甲'), not(days(0, null))), [1])
      await is(or(value('genre', '回忆录'), words('乙')), [2, 3, 4])
    },
  )

  holding(
    'a scope is whole classes and single items, but a withdrawn item is never opened singly',
    [
      document(1, '甲'),
      document(2, '甲', { access: 'internal', category: '政治' }),
      document(3, '甲', { access: 'controlled' }),
      document(4, '甲', { access: 'withdrawn', category: '政治' }),
    ],
    async (t, index) => {
      const seen = (classes: string[], ...also: number[]) =>
        found(t, index, words('甲'), { scope: { classes, alsoItems: also.map((number) => `item-${number}`) } })
      t.deepEqual(await seen(['open']), [1])
      t.deepEqual(await seen(['open'], 3, 4), [1, 3])
      t.deepEqual(await seen([], 2, 4), [2])
      t.deepEqual(await seen([]), [])
      t.deepEqual(await seen(['open', 'withdrawn'], 4), [1, 4])
      const { facets } = await ask(index, all, {
        scope: { classes: ['open'], alsoItems: ['item-4'] },
        facets: ['category'],
      })
      t.deepEqual(facets.category, [])
    },
  )

  holding(
    'totals are exact beyond the page, and facets count all matches, most frequent first, then by value',
    Array.from({ length: 150 }, (_, i) =>
      document(i + 1, i % 2 ? '甲' : '乙', {
        category: ['文', '𠮷', '！'][i % 3]!,
        names: { person: i < 120 ? [`人${String(i).padStart(3, '0')}`, '众', '众'] : [] },
        ...dated(i === 1 ? -11_000 : null, i === 1 ? -7400 : null),
      }),
    ),
    async (t, index) => {
      const answer = await ask(index, words('甲'), { size: 3, from: 2, facets: facetNames })
      t.is(answer.total, 75)
      t.deepEqual(
        answer.hits.map(({ number }) => number),
        [6, 8, 10],
      )
      t.deepEqual(
        answer.facets.category,
        ['文', '！', '𠮷'].map((one) => ({ value: one, count: 25 })),
      )
      t.deepEqual(answer.facets.kind, [{ value: 'text', count: 75 }])
      t.deepEqual(answer.facets.genre, [])
      t.deepEqual(
        answer.facets.decade,
        ['1930', '1940'].map((one) => ({ value: one, count: 1 })),
      )
      t.is(answer.facets.person![0]!.count, 60)
      t.deepEqual(
        answer.facets.person!.slice(1, 3).map((one) => one.value),
        ['人001', '人003'],
      )
      t.is((await ask(index, all, { facets: ['person'], size: 0 })).facets.person!.length, 100)
      t.deepEqual((await ask(index, all, { size: 0 })).hits, [])
    },
  )

  const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000
  const between = (first: string, last: string) => dated(day(first), day(last))
  holding(
    'a year counts what touches it, within scope and filter; a date of more than ten years counts in none',
    [
      document(1, '甲', between('1938-06-09', '1938-06-09')),
      document(2, '甲', between('1908-02-02', '1909-01-21')),
      document(3, '甲', { ...between('1938-01-01', '1938-12-31'), access: 'controlled' }),
      document(4, '甲', between('1930-01-01', '1939-12-31')),
      document(5, '甲', between('1931-09-18', '1945-09-03')),
      document(6, '乙', between('1938-01-01', '1938-01-01')),
      document(7, '甲', dated(-3_652_425, day('1949-09-30'))),
      document(8, '丙', dated(-735_154)),
      document(9, '甲'),
    ],
    async (t, index) => {
      const years = async (match: Match, scope = everybody) =>
        (await ask(index, match, { scope, facets: ['year'], size: 0 })).facets
          .year!.map(({ value, count }) => `${value}:${count}`)
          .join(' ')
      const thirties = ['1930', '1931', '1932', '1933', '1934', '1935', '1936', '1937', '1939'].map((one) => `${one}:1`)
      t.is(await years(words('甲')), ['1938:3', '1908:1', '1909:1', ...thirties].join(' '))
      t.is(await years(words('甲'), { classes: ['open'], alsoItems: [] }), `1938:2 1908:1 1909:1 ${thirties.join(' ')}`)
      t.is(await years(and(words('甲'), days(day('1908-06-01'), day('1908-06-01')))), '1908:1 1909:1')
      t.is(await years(words('丙')), '-43:1')
      t.is(await years(words('丁')), '')
    },
  )

  holding(
    'a histogram has every year of ten centuries',
    Array.from({ length: 1100 }, (_, i) => document(i + 1, '甲', dated(day('1000-07-01') + Math.round(365.25 * i)))),
    async (t, index) => {
      const { year } = (await ask(index, all, { facets: ['year'], size: 0 })).facets
      t.is(year!.length, 1000)
      t.deepEqual(year![0], { value: '1000', count: 1 })
    },
  )

  holding(
    'every order puts what is missing last and ties by number',
    [
      document(1, '甲'),
      document(2, '甲', { titleSort: 'b', codeSort: '001', ...dated(5) }),
      document(3, '甲', { titleSort: 'a', codeSort: '002', ...dated(-5) }),
      document(4, '甲'),
      document(5, '甲', { titleSort: 'b', codeSort: '001', ...dated(5) }),
      document(6, '甲', { titleSort: '𠮷', codeSort: '𠮷' }),
      document(7, '甲', { titleSort: '！', codeSort: '！', ...dated(-20_000) }),
    ],
    async (t, index) => {
      const by = (sort: SearchRequest['sort']) => found(t, index, words('甲'), { sort })
      t.deepEqual(await by('title'), [3, 2, 5, 7, 6, 1, 4])
      t.deepEqual(await by('referenceCode'), [2, 5, 3, 7, 6, 1, 4])
      t.deepEqual(await by('date'), [7, 3, 2, 5, 1, 4, 6])
      t.deepEqual(await by('number'), [1, 2, 3, 4, 5, 6, 7])
      t.deepEqual(await by('relevance'), [1, 2, 3, 4, 5, 6, 7])
    },
  )

  holding(
    'relevance puts the document that says it more often first',
    [document(1, '甲 丁 丁 丁'), document(2, '甲 甲 甲 丁'), document(3, '丁 丁 丁 丁')],
    async (t, index) => {
      const { hits } = await ask(index, and(words('甲'), value('kind', 'text')), { sort: 'relevance' })
      t.deepEqual(
        hits.map(({ number }) => number),
        [2, 1],
      )
      t.true(hits[0]!.score > hits[1]!.score)
    },
  )

  holding(
    'walking on from a number reaches every document once',
    Array.from({ length: 25 }, (_, i) => document(3 * i + 1, '甲')),
    async (t, index) => {
      const walked: number[] = []
      const from = (number: number) => ({ key: null, number })
      for (let after = 0; ; after = walked.at(-1)!) {
        const { hits } = await ask(index, words('甲'), { after: from(after), size: 10 })
        walked.push(...hits.map(({ number }) => number))
        if (hits.length < 10) break
      }
      t.deepEqual(
        walked,
        Array.from({ length: 25 }, (_, i) => 3 * i + 1),
      )
      const { total, hits } = await ask(index, not(words('乙')), { after: from(70) })
      t.deepEqual([total, hits.map(({ number }) => number)], [0, [73]])
    },
  )

  const dice = createRandom(20_270_401)
  holding(
    'every order leads from place to place through all of them once, whatever is alike',
    // Few keys for many documents, some with none, some that begin alike or lie outside the BMP.
    Array.from({ length: 143 }, (_, i) =>
      document(2 * i + 1, Array.from({ length: dice.int(1, 4) }, () => '甲').join(' '), {
        titleSort: dice.pick(['', '同名同姓', '同名同', '𠮷', '！', '乙']),
        codeSort: dice.pick(['', 'A-0001', 'A-0002']),
        ...dice.pick([{}, { dayMin: -4000, dayMax: 5 }, { dayMin: 0, dayMax: 0 }, { dayMin: 7, dayMax: 9 }]),
      }),
    ),
    async (t, index) => {
      for (const sort of ['relevance', 'date', 'title', 'referenceCode', 'number'] as const) {
        const whole = await found(t, index, words('甲'), { sort, size: 200 })
        const walked: number[] = []
        for (let after: SortPlace | undefined; ; ) {
          const { hits } = await ask(index, words('甲'), { sort, size: 7, ...(after ? { after } : {}) })
          walked.push(...hits.map(({ number }) => number))
          if (hits.length < 7) break
          // A place is written down and read again on its way.
          const { key, number } = hits.at(-1)!
          after = JSON.parse(JSON.stringify({ key, number }))
        }
        t.is(walked.length, 143, sort)
        t.deepEqual(walked, whole, sort)
      }
    },
  )

  holding('the old index serves until the new one is complete', [document(1, '旧')], async (t, index, { kept }) => {
    const before = await kept()
    const fresh = await index.rebuild('second', { ...stamp, epoch: 2 })
    await fresh.fill(filling(5, document(1, '新', { seq: 4 }), document(2, '新', { seq: 5 })))
    await fresh.fill({ documents: [], removals: [{ item: 'item-3', number: 3, seq: 6 }], upTo: 6 })
    await fresh.settle()
    while (await fresh.merge());
    t.deepEqual(await found(t, index, words('旧')), [1])
    t.deepEqual(await found(t, index, words('新')), [])
    t.is((await index.origin())?.epoch, 1)
    await fresh.complete()
    t.deepEqual(await found(t, index, words('旧')), [])
    t.deepEqual(await found(t, index, words('新')), [1, 2])
    t.like(await index.origin(), { epoch: 2, rebuild: 'second', filledTo: 6 })
    t.deepEqual(outcomes(await index.write([document(1, '迟', { seq: 3 }), document(3, '迟', { seq: 5 })])), [
      'older',
      'older',
    ])
    t.deepEqual(await found(t, index, words('迟')), [])
    t.deepEqual(outcomes(await index.write([document(3, '迟', { seq: 7 })])), ['written'])
    t.deepEqual(await found(t, index, words('迟')), [3])
    t.is((await kept()).length, before.length)
    t.is(await index.count(), 3)
  })

  holding('an abandoned rebuild leaves nothing behind', [document(1, '旧')], async (t, index, { kept }) => {
    const before = await kept()
    const fresh = await index.rebuild('second', { ...stamp, epoch: 2 })
    await fresh.fill(filling(4, document(1, '新', { seq: 4 })))
    await fresh.settle()
    await fresh.abandon()
    t.deepEqual(await kept(), before)
    t.deepEqual(await found(t, index, words('旧')), [1])
    t.like(await index.origin(), { epoch: 1, rebuild: 'first' })
    const again = await index.rebuild('second', { ...stamp, epoch: 2 })
    t.is(again.filledTo, 0)
    await again.abandon()
  })

  holding(
    'a rebuild that was interrupted goes on where it stood, in another process too',
    [document(1, '旧')],
    async (t, index, { again, kept }) => {
      const before = await kept()
      const first = await index.rebuild('second', stamp)
      t.deepEqual([first.filledTo, first.keptTo], [0, 0])
      await first.fill(filling(12, document(1, '新', { seq: 11 }), document(2, '新', { seq: 12 })))
      await first.settle()
      t.is(first.keptTo, 12)
      // Taken, and perhaps not kept: it says so.
      await first.fill(filling(13, document(3, '新 新', { seq: 13 })))
      const { keptTo } = first
      t.true([12, 13].includes(keptTo), `${keptTo}`)
      await first.pause()
      const other = again()
      const second = await other.rebuild('second', stamp)
      t.deepEqual([second.filledTo, second.keptTo], [keptTo, keptTo])
      t.deepEqual(await found(t, other, words('新')), [])
      await second.fill(filling(13, document(3, '新 新', { seq: 13 })))
      // The second item was changed meanwhile, the first one removed.
      await second.fill(filling(14, document(2, '改', { seq: 14 })))
      await second.fill({ documents: [], removals: [{ item: 'item-1', number: 1, seq: 15 }], upTo: 15 })
      await second.settle()
      while (await second.merge());
      await second.fill(filling(16, document(4, '新', { seq: 16 })))
      await second.settle()
      await second.complete()
      for (const each of [index, other]) {
        t.deepEqual(await found(t, each, words('新')), [3, 4])
        t.deepEqual(await found(t, each, words('改')), [2])
        t.deepEqual(await found(t, each, words('旧')), [])
        t.is(await each.count(), 3)
        t.like(await each.origin(), { rebuild: 'second', filledTo: 16 })
      }
      t.is((await kept()).length, before.length)
      await other.close()
    },
  )

  holding(
    'what is half-built is of its own rebuild and its own rules only, and cleared when nobody will go on with it',
    [document(1, '旧')],
    async (t, index, { kept }) => {
      const before = await kept()
      const halfBuilt = async (id: string) => {
        const fresh = await index.rebuild(id, stamp)
        await fresh.fill(filling(9, document(1, id)))
        await fresh.settle()
        await fresh.pause()
      }
      await halfBuilt('second')
      const third = await index.rebuild('third', stamp)
      t.is(third.filledTo, 0)
      await third.pause()
      const newer = await index.rebuild('second', { ...stamp, foldVersion: 4 })
      t.is(newer.filledTo, 0)
      await newer.pause()
      await index.clear(['second', 'third'])
      const second = await index.rebuild('second', stamp)
      t.is(second.filledTo, 0)
      await second.pause()
      await halfBuilt('fourth')
      await index.clear(['fourth'])
      const fourth = await index.rebuild('fourth', stamp)
      t.is(fourth.filledTo, 9)
      await fourth.pause()
      await index.clear([])
      t.deepEqual(await kept(), before)
      t.deepEqual(await found(t, index, words('旧')), [1])
    },
  )

  const random = createRandom(20_261_124)
  const many = Array.from({ length: 300 }, (_, i) => randomDocument(random, i + 1))
  holding(
    'two hundred random questions about three hundred random documents are answered like by hand',
    many,
    async (t, index) => {
      const oracle = createMemoryIndex()
      await (await oracle.rebuild('first', stamp)).complete()
      await oracle.write(many)
      const removed = many.slice(0, 20).map(({ item, number }) => ({ item, number, seq: 1000 }))
      for (const each of [oracle, index]) await each.remove(removed)
      for (let i = 0; i < 200; i++) {
        const match = randomMatch(random, 3)
        const sort = random.pick(['number', 'date', 'title', 'referenceCode'] as const)
        const scope = {
          classes: everybody.classes.filter(() => random.chance(0.7)),
          alsoItems: many.filter(() => random.chance(0.1)).map(({ item }) => item),
        }
        const [right, answer] = await Promise.all(
          [oracle, index].map((each) => ask(each, match, { sort, scope, facets: facetNames })),
        )
        t.deepEqual(answer, right, JSON.stringify(match))
        const relevant = await ask(index, match, { sort: 'relevance', scope })
        t.deepEqual(relevant.hits.map(({ item }) => item).sort(), right!.hits.map(({ item }) => item).sort())
      }
    },
  )
}
