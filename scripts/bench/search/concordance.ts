/** The first page of a concordance, and all of its lines, against the plainest way to them (performance.md §4; §9: 11). */
import { system } from '../../../src/policy.ts'
import { concordanceQuery } from '../../../src/search/input.ts'
import { alternate, type Row, seconds } from '../rounds.ts'
import { type BenchArchive, sizeOf } from './archive.ts'
import { bareSearch } from './bare.ts'
import { repeated } from './embedded.ts'

const Q = '渡口'
const LINES = 100
const CONTEXT = 20
/** As many items as are counted for one page; beyond, the total is a bound. */
const COUNTED = 2000
const ROUNDS = 7

/** Every place of the word in a text, with its context. */
function* linesOf(text: string): Generator<[left: string, right: string]> {
  for (let at = text.indexOf(Q); at !== -1; at = text.indexOf(Q, at + 1)) {
    const end = at + Q.length
    yield [text.slice(Math.max(0, at - CONTEXT), at), text.slice(end, end + CONTEXT)]
  }
}

export async function concordanceRows(archive: BenchArchive): Promise<Row[]> {
  const { search } = archive
  const bare = bareSearch(archive)
  const size = sizeOf(archive)

  /** The ids, and the texts of as many items as a hundred lines need. `all`: every counted item's lines, for the total. */
  const firstPage = (all: boolean) => {
    let lines = 0
    for (const number of bare.matching(Q).slice(0, COUNTED)) {
      if (lines >= LINES && !all) break
      for (const _ of linesOf(bare.textOf(number))) lines++
    }
    return lines
  }
  const query = concordanceQuery.parse({ q: Q, size: LINES })
  const ours = repeated(() => search.concordance(system, query), [], 3)
  const theirs = repeated(() => firstPage(true), [], 3)
  for (const warm of [ours, theirs, ours, theirs]) await warm()
  const first = await alternate(ROUNDS, ours, theirs)
  const short = await alternate(
    3,
    ours,
    repeated(() => firstPage(false), [], 3),
  )

  // Both write their lines as they would be sent.
  let [lines, bytes] = [0, 0]
  const written = (some: readonly string[]) => {
    lines += some.length
    bytes += Buffer.from(some.join('')).length
  }
  const perSecond = async (work: () => Promise<void> | void) => {
    lines = bytes = 0
    const taken = await seconds(work)
    return lines / taken
  }
  const exported = () =>
    perSecond(async () => {
      for (let next: number | null = 0; next !== null; ) {
        const batch = await search.concordanceBatch(system, query, 'txt', next)
        bytes += Buffer.from(batch.rows).length
        lines += batch.count
        next = batch.next
      }
    })
  const texts = bare.matching(Q).map(bare.textOf)
  const scanned = () =>
    perSecond(() => {
      for (const text of texts) written([...linesOf(text)].map(([left, right]) => `${left}\t${Q}\t${right}\n`))
    })
  await exported()
  const whole = await alternate(5, exported, scanned)
  return [
    {
      what: `first page of the concordance, ${size}: 100 lines and their number in up to ${COUNTED} items, against ids and texts`,
      ...first,
      unit: 'ms',
      goal: { atMost: 2 },
      note: `without their number, ids and the texts of 100 lines take ${short.reference.toFixed(1)} ms`,
    },
    {
      what: `concordance export, ${size}, ${lines} lines, ${(bytes / 1e6).toFixed(1)} MB, against a scan of the texts in memory`,
      ...whole,
      unit: 'lines/s',
      goal: { atLeast: 0.2 },
    },
  ]
}
