/** Engines against a plain scan, over HTTP: ids, totals, occurrences, marks, snippets, titles, facets, concordance. */
import type { Random } from '../sample/random.ts'
import type { Api } from '../upload/client.ts'
import type { Archive } from './archive.ts'
import { isIn, occurrencesOf, titleMarks, typed, united, wordsOf } from './asked.ts'
import { type Question, question } from './questions.ts'
import type { Span } from './stored.ts'

interface Answer {
  approximate: boolean
  engine: string
  total: number
  totalRelation: string
  occurrences: { count: number; relation: string }
  hits: {
    item: { id: string }
    occurrences: number
    titleHighlights: Span[]
    snippets: { text: string; start: number; highlights: Span[] }[]
  }[]
  facets: { category: { value: string; count: number }[] }
}
interface Marked {
  total: number
  occurrences: { start: number; end: number; ranges: Span[] }[]
}

/** What a scan finds: for each hit, by its number in the plan, the pieces of every place. */
type Expected = Map<number, Span[][]>

const MARKED = 2

export interface Tally {
  hits: number
  occurrences: number
  differences: number
}

/** Asks `queries` questions of every archive. The same seed asks the same. `differ` hears of each difference. */
export async function verify(
  archives: readonly Archive[],
  { queries, random }: { queries: number; random: Random },
  differ: (what: string) => void,
  progress: (done: number) => void = () => undefined,
): Promise<Tally> {
  const tally: Tally = { hits: 0, occurrences: 0, differences: 0 }
  const { items } = archives[0]!
  for (let n = 0; n < queries; n++) {
    const asked = question(random, items)
    const who = random.chance(0.25) ? 1 : 0
    const expected = scan(archives[0]!, asked, who)
    const shown = [...expected.keys()].filter(() => random.chance(MARKED / Math.max(MARKED, expected.size)))
    const isListed = n % 8 === 0 && wordsOf(asked.asked, 'text').length > 0
    await Promise.all(
      archives.map(async (archive) => {
        const wrong = (what: string) => {
          tally.differences++
          differ(
            `${archive.engine} ${JSON.stringify(typed(asked.asked, asked.wide))}${asked.keep.length ? ` keep=${asked.keep}` : ''}${who ? ' (a researcher)' : ''}: ${what}`,
          )
        }
        const compare = createComparison(archive, asked, who, expected, wrong)
        const answer = await compare.search()
        tally.hits += answer.total
        tally.occurrences += answer.occurrences.count
        for (const number of shown) await compare.marks(number)
        if (isListed) await compare.concordance()
      }),
    )
    progress(n + 1)
  }
  return tally
}

function scan({ items, readers }: Archive, { asked, keep }: Question, who: number): Expected {
  const words = wordsOf(asked, 'text')
  const found: Expected = new Map()
  for (const [number, item] of items.entries())
    if (readers[who]!.sees(number) && isIn(item, asked, keep)) found.set(number, occurrencesOf(item, words, keep))
  return found
}

function createComparison(
  { engine, ids, items, readers }: Archive,
  { asked, wide, keep }: Question,
  who: number,
  expected: Expected,
  differ: (what: string) => void,
) {
  const q = typed(asked, wide)
  const params = `q=${encodeURIComponent(q)}${keep.length ? `&keep=${keep}` : ''}`
  const api: Api = readers[who]!.api
  const same = (what: string, theirs: unknown, ours: unknown) => {
    const [a, b] = [JSON.stringify(theirs), JSON.stringify(ours)]
    if (a !== b) differ(`${what} ${a.slice(0, 300)}, a scan finds ${b.slice(0, 300)}`)
  }
  const get = async <T>(path: string): Promise<T> => {
    try {
      return await api.get<T>(path)
    } catch (error) {
      differ(`${path.split('?')[0]} answers ${(error as Error).message}`)
      throw error
    }
  }
  return {
    async search(): Promise<Answer> {
      const found = await get<Answer>(`/search?${params}&size=200&facets=category`)
      // What is only nearly so is said to be, and is no hit.
      const answer: Answer = found.approximate
        ? {
            ...found,
            total: 0,
            totalRelation: 'exact',
            hits: [],
            occurrences: { count: 0, relation: 'exact' },
            facets: { category: [] },
          }
        : found
      const count = [...expected.values()].reduce((sum, places) => sum + places.length, 0)
      same('engine', answer.engine, engine)
      same('total', [answer.total, answer.totalRelation], [expected.size, 'exact'])
      same(
        'items',
        answer.hits.map(({ item }) => ids.indexOf(item.id)).sort((a, b) => a - b),
        [...expected.keys()],
      )
      same('occurrences', answer.occurrences, { count, relation: 'exact' })
      const categories = new Map<string, number>()
      for (const number of expected.keys()) {
        const { category } = items[number]!
        if (category) categories.set(category, (categories.get(category) ?? 0) + 1)
      }
      same('facet', answer.facets.category.map(({ value, count }) => [value, count]).sort(), [...categories].sort())
      const inTitle = wordsOf(asked, 'title')
      for (const hit of answer.hits) {
        const number = ids.indexOf(hit.item.id)
        const places = expected.get(number)
        if (!places) continue
        same(`occurrences of ${number}`, hit.occurrences, places.length)
        same(`marks in the title of ${number}`, hit.titleHighlights, titleMarks(items[number]!.title, inTitle, keep))
        snippets(number, hit.snippets, places)
      }
      return answer
    },
    async marks(number: number) {
      const { occurrences } = await get<Marked>(`/items/${ids[number]}/occurrences?${params}`)
      same(
        `marks in ${number}`,
        occurrences.map(({ ranges }) => ranges),
        expected.get(number),
      )
    },
    async concordance() {
      const lines = (await api.bytes(`/concordance/export?${params}&format=json`))
        .toString()
        .trim()
        .split('\n')
        .filter((line) => line !== '')
      const found = lines.map((line) => JSON.parse(line) as { itemId: string; start: number; end: number })
      const theirs = found.map(({ itemId, start, end }) => [ids.indexOf(itemId), start, end])
      const ours = [...expected].flatMap(([number, places]) =>
        places.map((ranges) => [number, ranges[0]![0], ranges.at(-1)![1]]),
      )
      const order = (a: number[], b: number[]) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!
      same('concordance', theirs.sort(order), ours.sort(order))
      const all = await get<{ total: number; occurrences: { count: number } }>(`/search/occurrences?${params}`)
      same('count of all', [all.total, all.occurrences.count], [expected.size, ours.length])
    },
  }

  /** Each a piece of the stored text, with the marks that lie in it; the first where the first place is. */
  function snippets(number: number, shown: Answer['hits'][number]['snippets'], places: readonly Span[][]) {
    const { text } = items[number]!
    const marks = united(places.flat())
    same(`first snippet of ${number}`, shown.length > 0, places.length > 0)
    for (const [i, snippet] of shown.entries()) {
      const end = snippet.start + snippet.text.length
      same(`snippet of ${number}`, snippet.text, text.slice(snippet.start, end))
      const inside = marks
        .filter(([a, b]) => b > snippet.start && a < end)
        .map(([a, b]) => [Math.max(a, snippet.start) - snippet.start, Math.min(b, end) - snippet.start])
      same(`marks in a snippet of ${number}`, snippet.highlights, inside)
      if (i === 0 && marks[0])
        same(`first snippet of ${number}`, marks[0][0] >= snippet.start && marks[0][0] < end, true)
    }
  }
}
