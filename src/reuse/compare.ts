/** 查重, as a job: every text that has not been compared yet is, once, with all others; what it shares is kept as pairs. */
import { setImmediate as turn } from 'node:timers/promises'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { fold } from '../hanzi/fold.ts'
import { LAYOUT_VERSION } from '../hanzi/layout/layout.ts'
import { likely, MOST_REPEATS, placesOf, WEIGHT } from '../hanzi/likeness/shared-passages.ts'
import { fingerprints } from '../hanzi/likeness/winnow.ts'
import { skipsOf } from '../hanzi/readings.ts'
import type { Outcome } from '../jobs/job.ts'
import { system } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Transact } from '../ports/transaction.ts'
import type { TextStore } from '../texts/store.ts'
import { laidOut } from '../texts/text.ts'
import { findingOf, type PrintedText } from './finding.ts'
import { type Finding, MOST_CHARACTERS } from './pair.ts'
import type { FingerprintStamp, FingerprintStore, Outstanding, ReuseStore } from './store.ts'

/** What stands in the archive more often is a formula of its time (chinese-text.md §11). */
const FORMULA = 20
/** Texts that are looked at more closely, the likeliest first; and those of them that are kept. */
const CANDIDATES = 1000
const PAIRS = 200
const ITEMS = 20
const FORGOTTEN = 200
const HASHES = 5000
/** Pairs written in one transaction. */
const WRITTEN = 10

/** Compares whatever waits for it. `report(done, total)`; false = cancelled. */
export type Compare = (report: (done: number, total: number) => Promise<boolean>) => Promise<Outcome>

type Stores = { reuse: ReuseStore; audit: AuditStore }
interface Result {
  findings: Finding[]
  /** Pairs that are none any more. */
  gone: string[]
}

export function createCompare(deps: {
  texts: Pick<TextStore, 'present' | 'presentPages'>
  reuse: ReuseStore
  prints: FingerprintStore
  stamp: FingerprintStamp
  transact: Transact<Stores>
  clock: Clock
  log: Log
}): Compare {
  const { texts, reuse, prints, transact } = deps

  async function printed(id: string, number: number): Promise<PrintedText | null> {
    const [row] = await texts.present([id])
    if (!row) return null
    const { text, revision, layoutVersion } = row
    const layout =
      row.layout && layoutVersion === LAYOUT_VERSION ? row.layout : laidOut(text, await texts.presentPages([id]))
    const folded = fold(text, skipsOf(layout, 'in-place'))
    return { id, number, revision, text, folded, tokens: folded.tok, prints: fingerprints(folded.tok) }
  }

  /** Where the fingerprints of a text stand elsewhere. */
  async function met(own: PrintedText) {
    const often = placesOf(own.prints)
    const hashes = [...often].flatMap(([hash, { length }]) => (length <= MOST_REPEATS ? [hash] : []))
    const common = new Set<number>()
    /** Of each fingerprint that this text has made common: the texts that had it before. */
    const crossed: number[][] = []
    const weights = new Map<number, number>()
    for (let i = 0; i < hashes.length; i += HASHES) {
      const part = hashes.slice(i, i + HASHES)
      for (const [j, { times, numbers }] of (await prints.holders(part, own.number, FORMULA)).entries()) {
        const isCommon = times + often.get(part[j]!)!.length > FORMULA
        if (isCommon) common.add(part[j]!)
        if (isCommon && times <= FORMULA) crossed.push(numbers)
        for (const number of numbers)
          weights.set(number, (weights.get(number) ?? 0) + (isCommon ? WEIGHT.common : WEIGHT.rare))
      }
    }
    const likeliest = [...weights]
      .filter(([, weight]) => weight >= WEIGHT.least)
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, CANDIDATES)
      .map(([number]) => number)
    return { places: often, likeliest, crossed, isCommon: (hash: number) => common.has(hash) }
  }

  async function sharedBy(
    own: PrintedText,
    { places, likeliest, isCommon }: Awaited<ReturnType<typeof met>>,
  ): Promise<Finding[]> {
    const findings: Finding[] = []
    for (const number of likeliest) {
      const kept = await prints.get(number)
      if (!kept || !likely({ prints: own.prints, places }, kept.prints, isCommon)) continue
      const other = await printed(kept.item, number)
      const finding = other && findingOf(own, other, isCommon)
      if (finding) findings.push(finding)
      if (findings.length === PAIRS) break
      await turn()
    }
    return findings
  }

  /** Pairs of other texts that rest on what has become a formula, looked at again. */
  async function reconsidered(crossed: readonly number[][]): Promise<Result> {
    const met = new Map<number, Set<number>>()
    for (const [i, numbers] of crossed.entries())
      for (const number of numbers) met.set(number, (met.get(number) ?? new Set()).add(i))
    const numbers = new Map((await prints.items([...met.keys()])).map(({ number, item }) => [item, number]))
    const result: Result = { findings: [], gone: [] }
    for (const pair of await reuse.among([...numbers.keys()])) {
      const [laterNumber, earlierNumber] = [numbers.get(pair.laterId)!, numbers.get(pair.earlierId)!]
      if (met.get(laterNumber)!.isDisjointFrom(met.get(earlierNumber)!)) continue
      const [later, earlier] = [(await prints.get(laterNumber))!, (await prints.get(earlierNumber))!]
      await turn()
      const places = placesOf(earlier.prints)
      const shared = [...new Set(later.prints.flatMap(({ hash }) => (places.has(hash) ? [hash] : [])))]
      const holders = await prints.holders(shared, null, FORMULA)
      const common = new Set(shared.filter((_, i) => holders[i]!.times > FORMULA))
      const isCommon = (hash: number) => common.has(hash)
      const isLikely = likely({ prints: earlier.prints, places }, later.prints, isCommon)
      const both = isLikely
        ? [await printed(pair.laterId, laterNumber), await printed(pair.earlierId, earlierNumber)]
        : null
      const finding = both?.[0] && both[1] && findingOf(both[0], both[1], isCommon)
      if (finding) result.findings.push(finding)
      else result.gone.push(pair.id)
    }
    return result
  }

  /** Each step may be done again, so a crash between two of them costs nothing; that the text has been compared is written last. */
  async function write({ id, revision }: Pick<PrintedText, 'id'> & { revision: number | null }, result: Result) {
    for (let i = 0; i < result.findings.length; i += WRITTEN)
      await transact(async (tx) => {
        for (const { id, kind, decision } of await tx.reuse.put(
          result.findings.slice(i, i + WRITTEN),
          instant(deps.clock),
        ))
          await tx.audit.append({ actor: system, act: 'reuse.reopen', subject: id, details: { kind, decision } })
      })
    await transact(async (tx) => {
      await tx.reuse.drop(result.gone)
      await tx.reuse.setCompared(id, revision)
    })
  }

  async function compare({ id, number, revision, charCount }: Outstanding): Promise<void> {
    const own = revision === null || charCount > MOST_CHARACTERS ? null : await printed(id, number)
    if (!own) {
      await prints.remove(number)
      // Out of the recycle bin it is compared again; until then nobody is shown its pairs.
      return write({ id, revision }, { findings: [], gone: revision === null ? [] : await settledPairs(id) })
    }
    await prints.put({ number, item: id, prints: own.prints })
    const elsewhere = await met(own)
    const findings = await sharedBy(own, elsewhere)
    const again = await reconsidered(elsewhere.crossed)
    const present = new Set(findings.flatMap(({ laterId, earlierId }) => [laterId, earlierId]))
    const gone = (await reuse.ofItem(id)).filter(
      ({ laterId, earlierId }) => !present.has(laterId === id ? earlierId : laterId),
    )
    await write(own, {
      findings: [...findings, ...again.findings],
      gone: [...gone.map((pair) => pair.id), ...again.gone],
    })
  }
  const settledPairs = async (id: string) => (await reuse.ofItem(id)).map((pair) => pair.id)

  /** By other rules, in another life of the archive, or lost: everything is compared again. */
  async function begin(): Promise<void> {
    if (await prints.isSound(deps.stamp)) return
    for (let last: number | null = 0; last !== null; await turn()) last = await reuse.forgetCompared(last, FORGOTTEN)
    await prints.reset(deps.stamp)
  }

  return async (report) => {
    await begin()
    const total = await reuse.countOutstanding()
    let [done, failed] = [0, 0]
    for (let after = 0; ; ) {
      const batch = await reuse.outstanding(after, ITEMS)
      for (const one of batch) {
        try {
          await compare(one)
        } catch (error) {
          if (error instanceof Fault) throw error
          // One text must not keep the others from being compared.
          deps.log.error({ err: error, item: one.id }, 'not compared')
          failed++
        }
        after = one.number
        done++
        await turn()
      }
      if (batch.length === 0) break
      if (!(await report(done, Math.max(total, done)))) return { is: 'done' }
    }
    return failed > 0 ? { is: 'again', problem: { code: 'internal' } } : { is: 'done' }
  }
}
