/** The names of 20,000 authorities in a year of texts, against folding those texts: what matching adds to indexing. */
import { nameList } from '../../src/authorities/name-list.ts'
import type { NamingRecord } from '../../src/authorities/store.ts'
import { fold, foldKey } from '../../src/hanzi/fold.ts'
import { type Layout, layOut } from '../../src/hanzi/layout/layout.ts'
import { setPages, writeStory } from '../sample/prose.ts'
import { createRandom, type Random } from '../sample/random.ts'
import { givenNames, surnames } from '../sample/words.ts'
import { alternate, median, type Row, seconds } from './rounds.ts'

const AUTHORITIES = 20_000
const CHARACTERS = 1.5e6
const ROUNDS = 7

/** Each with an alias and a 字; some of the names are in the texts, most are not, as in any list taken over from elsewhere. */
const recordsOf = (random: Random, characters: readonly string[]): NamingRecord[] =>
  Array.from({ length: AUTHORITIES }, (_, i) => {
    const surname = random.pick(surnames)
    const given = random.pick(random.chance(0.2) ? givenNames : characters) + random.pick(characters)
    const all = [surname + given, surname + random.pick(characters), random.pick(characters) + random.pick(characters)]
    const names = all.map((name) => ({ name, key: foldKey(name), inText: true, readings: '' }))
    return { id: `a${i}`, kind: 'person', name: all[0]!, sort: '', into: null, isDeleted: false, names }
  })

export async function names(): Promise<Row[]> {
  const random = createRandom(17)
  const texts: { text: string; layout: Layout }[] = []
  let characters = 0
  for (let i = 0; characters < CHARACTERS; i++) {
    const text = setPages(writeStory(random, i, 4500, i % 5 === 0), random)
    texts.push({ text, layout: layOut(text, []) })
    characters += text.length
  }
  const han = [...new Set(texts.map(({ text }) => text).join(''))].filter((one) => /\p{Script=Han}/u.test(one))
  const records = recordsOf(random, han)
  const made: number[] = []
  let list = nameList()
  for (let i = 0; i < 3; i++)
    made.push(
      await seconds(() => {
        list = nameList()
        list.tell(records)
        list.inLine('样例')
      }),
    )
  let found = 0
  const matching = async () => {
    found = 0
    return seconds(() => {
      for (const { text, layout } of texts) found += list.inText(text, layout).length
    })
  }
  const folding = async () =>
    seconds(() => {
      for (const { text } of texts) fold(text)
    })
  await matching()
  const measured = await alternate(
    ROUNDS,
    async () => 1000 * (await matching()),
    async () => 1000 * (await folding()),
  )
  return [
    {
      what: `${(3 * AUTHORITIES).toLocaleString('en')} names of ${AUTHORITIES.toLocaleString('en')} authorities in ${(characters / 1e6).toFixed(1)} M characters, against folding them once`,
      ...measured,
      unit: 'ms',
      goal: { atMost: 4 },
      note: `${found} found; the list is made ready in ${(1000 * median(made)).toFixed(0)} ms`,
    },
  ]
}
