import { foldKey } from '../../src/hanzi/fold.ts'
import { setPages, writeStory } from '../sample/prose.ts'
import { createRandom } from '../sample/random.ts'
import { median, type Row, seconds } from './rounds.ts'

/** Folding, against the goal of 10 million characters a second. */
export async function fold(): Promise<Row[]> {
  const random = createRandom(11)
  const texts = Array.from({ length: 400 }, (_, i) => setPages(writeStory(random, i, 5000, i % 3 === 0), random))
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const rates: number[] = []
  for (let round = 0; round < 9; round++)
    rates.push(
      characters /
        (await seconds(() => {
          for (const text of texts) foldKey(text)
        })) /
        1e6,
    )
  const rate = median(rates)
  return [
    {
      what: 'folding ordinary prose',
      ours: rate,
      reference: 10,
      ratio: rate / 10,
      unit: 'M characters/s',
      goal: { atLeast: 1 },
    },
  ]
}
