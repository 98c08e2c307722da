/**
 * No phantom hit on any search index: documents written twice, shortened, removed, written again, and older states that come after newer ones, in
 * any order that a seed draws, live and into an index that is being filled. What is found is what a plain list of the newest states holds.
 */
import type { ExecutionContext } from 'ava'
import { createRandom, type Random } from '../../scripts/sample/random.ts'
import type { IndexDocument, IndexRemoval, Match, SearchIndex } from '../../src/ports/search-index.ts'
import type { Made } from './search-index.ts'
import { all, document, prefix, value, words } from './search-samples.ts'

const stamp = { archiveId: 'archive', epoch: 1, foldVersion: 3, layoutVersion: 2, datesVersion: 1, documentVersion: 1 }
const scope = { classes: ['open', 'controlled'], alsoItems: [] }
const tokens = ['甲', '乙', '丙', '丁', '戊', 'arch', 'archive', '27']
const categories = ['文', '史']
const NUMBERS = 10
const BATCHES = 60
const LOOKS = 6

type State = { seq: number; document: IndexDocument | null }
type Change = { document: IndexDocument } | { removal: IndexRemoval }

/** A change of some item: newer than all before, or as late as it gets. */
function change(random: Random, seq: number): Change {
  const number = random.int(1, NUMBERS)
  if (random.chance(0.2)) return { removal: { item: `item-${number}`, number, seq } }
  const some = (most: number) => Array.from({ length: random.int(0, most) }, () => random.pick(tokens)).join(' ')
  return {
    document: document(number, some(12), {
      seq,
      titleKey: some(2),
      namesKey: some(2),
      plainKey: random.chance(0.3) ? some(4) : '',
      furnitureKey: random.chance(0.3) ? some(2) : '',
      category: random.pick(categories),
      access: random.pick(['open', 'open', 'controlled', 'withdrawn']),
    }),
  }
}

const numberOf = (one: Change) => ('document' in one ? one.document : one.removal).number
const seqOf = (one: Change) => ('document' in one ? one.document : one.removal).seq

/** What it must come to. */
function note(states: Map<number, State>, one: Change): 'written' | 'older' {
  if ((states.get(numberOf(one))?.seq ?? -1) >= seqOf(one)) return 'older'
  states.set(numberOf(one), { seq: seqOf(one), document: 'document' in one ? one.document : null })
  return 'written'
}

const holds = (key: string, phrase: string) => ` ${key} `.includes(` ${phrase} `)
const keysOf = ({ titleKey, authorKey, namesKey, key, plainKey, furnitureKey }: IndexDocument) => [
  titleKey,
  authorKey,
  namesKey,
  key,
  plainKey,
  furnitureKey,
]

/** Every word, every pair of words, every prefix and value, and the counts: as the list has them. */
async function agrees(t: ExecutionContext, index: SearchIndex, states: ReadonlyMap<number, State>): Promise<void> {
  const present = [...states.values()].flatMap((state) => state.document ?? []).sort((a, b) => a.number - b.number)
  const visible = present.filter(({ access }) => scope.classes.includes(access))
  const is = async (match: Match, test: (one: IndexDocument) => boolean) => {
    const { total, hits } = await index.search({ match, scope, sort: 'number', from: 0, size: 100, facets: [] })
    const right = visible.filter(test)
    const found = hits.map(({ item, seq }) => ({ item, seq }))
    t.deepEqual(
      found,
      right.map(({ item, seq }) => ({ item, seq })),
      JSON.stringify(match),
    )
    t.is(total, right.length, JSON.stringify(match))
  }
  for (const one of tokens) {
    await is(words(one), (each) => keysOf(each).some((key) => holds(key, one)))
    for (const other of tokens)
      await is(words(`${one} ${other}`), (each) => keysOf(each).some((key) => holds(key, `${one} ${other}`)))
  }
  await is(prefix('arch'), ({ key, plainKey, furnitureKey }) =>
    [key, plainKey, furnitureKey].some((each) => / arch/.test(` ${each}`)),
  )
  for (const one of categories) await is(value('category', one), ({ category }) => category === one)
  await is(all, () => true)
  const { facets } = await index.search({ match: all, scope, sort: 'number', from: 0, size: 0, facets: ['category'] })
  const counts = categories.map((one) => visible.filter(({ category }) => category === one).length)
  t.deepEqual(
    categories.map((one) => facets.category?.find((each) => each.value === one)?.count ?? 0),
    counts,
  )
  t.is(await index.count(), present.length)
}

export function phantomContract(
  test: (title: string, run: (t: ExecutionContext) => Promise<void>) => void,
  name: string,
  make: () => Promise<Made>,
): void {
  test(`${name}: twice, shortened, removed, late, in any order: no phantom hit`, async (t) => {
    const { index, remove } = await make()
    const random = createRandom(20_261_128)
    const states = new Map<number, State>()
    const past: Change[] = []
    let seq = 0
    try {
      await (await index.rebuild('first', stamp)).complete()
      /** One batch as the worker would send it: newer ones, the same again, older ones. */
      const batch = async () => {
        const changes = Array.from({ length: random.int(1, 5) }, () => {
          if (past.length > 0 && random.chance(0.4)) return random.pick(past)
          const one = change(random, random.chance(0.2) ? random.int(1, seq + 1) : ++seq)
          past.push(one)
          return one
        })
        if (random.chance(0.3)) changes.push(changes[0]!)
        const documents = changes.flatMap((one) => ('document' in one ? one.document : []))
        const removals = changes.flatMap((one) => ('removal' in one ? one.removal : []))
        const right = [...changes.filter((one) => 'document' in one), ...changes.filter((one) => 'removal' in one)].map(
          (one) => `${numberOf(one)} ${note(states, one)}`,
        )
        const outcomes = [...(await index.write(documents)), ...(await index.remove(removals))]
        t.deepEqual(outcomes.map(({ item, outcome }) => `${item.slice(5)} ${outcome}`).sort(), right.sort())
      }
      for (let i = 1; i <= BATCHES; i++) {
        await batch()
        if (i % (BATCHES / LOOKS) === 0) await agrees(t, index, states)
      }

      // Filled anew in the order of the records; broken off, so that some come twice; changed and removed meanwhile.
      const inOrder = () => [...states].sort(([, a], [, b]) => a.seq - b.seq)
      const batchOf = (some: [number, State][]) => ({
        documents: some.flatMap(([, state]) => state.document ?? []),
        removals: some.flatMap(([number, state]) =>
          state.document ? [] : [{ item: `item-${number}`, number, seq: state.seq }],
        ),
        upTo: some.at(-1)![1].seq,
      })
      const begun = await index.rebuild('second', stamp)
      await begun.fill(batchOf(inOrder().slice(0, 5)))
      await begun.settle()
      await begun.fill(batchOf(inOrder().slice(3, 8)))
      await begun.pause()
      for (let i = 0; i < 5; i++) await batch()
      const goesOn = await index.rebuild('second', stamp)
      await goesOn.fill(batchOf(inOrder().slice(0, 7)))
      await goesOn.settle()
      while (await goesOn.merge());
      for (let i = 0; i < 5; i++) await batch()
      await agrees(t, index, states)
      await goesOn.fill(batchOf(inOrder()))
      await goesOn.settle()
      await goesOn.complete()
      await agrees(t, index, states)
      for (let i = 0; i < 10; i++) await batch()
      await agrees(t, index, states)
    } finally {
      await index.close()
      await remove()
    }
  })
}
