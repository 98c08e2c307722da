/** Comparing a text on intake with all others (chinese-text.md §11), as the archive grows, and where stock phrases stand in every text. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWork } from '../../src/app/work.ts'
import { readConfig } from '../../src/config.ts'
import { fold } from '../../src/hanzi/fold.ts'
import { fingerprints } from '../../src/hanzi/likeness/winnow.ts'
import { system } from '../../src/policy.ts'
import { silent } from '../../src/ports/log.ts'
import { setPages, writeStory } from '../sample/prose.ts'
import { createRandom } from '../sample/random.ts'
import type { Row } from './rounds.ts'

const LENGTH = 5000
const TEXTS = 2000
const STEP = 200
const AGAIN = 20

/** Milliseconds of processor time: the job waits for nobody, and nobody waits for it. */
async function processor(work: () => Promise<unknown> | unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Stories of 26 sentence patterns: what stock phrases do to the comparison is seen at its worst. */
export async function reuse(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-bench-'))
  const work = await createWork(readConfig({ STORAGE_DIR: folder, LOG_LEVEL: 'silent' }), { log: silent })
  const random = createRandom(23)
  const texts: string[] = []
  const ids: string[] = []
  const add = async (title: string, text: string) => {
    const { item } = await work.features.items.create(system, { title })
    await work.features.texts.correct(system, item.id, { text, kind: 'transcription', note: '' }, '*')
    return item.id
  }
  const compare = () => processor(() => work.compare(async () => true))
  const perText: number[] = []
  let heap = 0
  while (texts.length < TEXTS) {
    for (let i = 0; i < STEP; i++) {
      const story = writeStory(random, texts.length, LENGTH, random.chance(0.2))
      texts.push(setPages(story, random))
      ids.push(await add(story.title, texts.at(-1)!))
    }
    perText.push((await compare()) / STEP)
    heap = Math.max(heap, process.memoryUsage().rss)
  }
  const bare =
    (await processor(() => {
      for (const text of texts.slice(0, STEP)) fingerprints(fold(text).tok)
    })) / STEP

  const sent: string[] = []
  for (let i = 0; i < AGAIN; i++) sent.push(await add(`再投${i}`, texts[i * 97]!.replaceAll('，', '、')))
  const intake = (await compare()) / AGAIN
  let [named, others] = [0, 0]
  for (const [i, id] of sent.entries()) {
    const { items } = await work.features.reuse.similar(system, id, { page: 1, size: 200 })
    if (items.some(({ other, sharing }) => other.id === ids[i * 97] && sharing.kind === 'same')) named++
    others += items.length - 1
  }
  const file = await stat(join(folder, 'derivatives', 'fingerprints.db'))
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  await work.close()
  await rm(folder, { recursive: true, force: true })
  const size = `${TEXTS} texts of ${LENGTH} characters`
  console.log(`       ms a text, every ${STEP} texts: ${perText.map((ms) => ms.toFixed(0)).join(' ')}`)
  return [
    {
      what: `comparing a text on intake, ${size}, against folding and winnowing it`,
      ours: intake,
      reference: bare,
      ratio: intake / bare,
      unit: 'ms',
      goal: { atMost: 40 },
      note: `${named} of ${AGAIN} pieces sent in again named, ${others} others; ${(heap / 1e6).toFixed(0)} MB resident`,
    },
    {
      what: `growth of the time a text takes, from ${STEP} to ${TEXTS} texts`,
      ours: perText.at(-1)!,
      reference: perText[0]!,
      ratio: perText.at(-1)! / perText[0]!,
      unit: 'ms',
      goal: { atMost: 3 },
    },
    {
      what: `fingerprints, ${size}, against the UTF-8 text`,
      ours: file.size / 1e6,
      reference: bytes / 1e6,
      ratio: file.size / bytes,
      unit: 'MB',
      goal: { atMost: 1.5 },
    },
  ]
}
