/** An archive of so many characters, described, dated and indexed like any other: what is measured is the searching of it. */
import { readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newAccession } from '../../../src/accessions/input.ts'
import { createReading } from '../../../src/app/reading.ts'
import { createWork } from '../../../src/app/work.ts'
import { type Config, readConfig } from '../../../src/config.ts'
import { system } from '../../../src/policy.ts'
import { silent } from '../../../src/ports/log.ts'
import type { Search } from '../../../src/search/search.ts'
import { writeStory } from '../../sample/prose.ts'
import { createRandom } from '../../sample/random.ts'

/** Of one text, about: as performance.md §4 was measured with. */
const LENGTH = 4500
const genres = ['回忆录', '口述', '书信', '日记', '访谈']
export const PASSWORD = 'bench-lantern-orchid'

export interface BenchArchive {
  folder: string
  characters: number
  /** Of the texts as UTF-8. */
  bytes: number
  /** archive.db. */
  records: string
  /** The embedded index. */
  index: string
  indexBytes: number
  search: Search
  /** The same archive answered by Elasticsearch; null without one. */
  elastic: { search: Search; url: string; index: string } | null
  remove(): Promise<void>
}

/** `elasticsearch`: the URL of a server to index it in as well. */
export async function filled(characters: number, elasticsearch: string | null): Promise<BenchArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-bench-'))
  const settings = { STORAGE_DIR: folder, LOG_LEVEL: 'silent', ADMIN_PASSWORD: PASSWORD }
  const plain = readConfig(settings)
  const prefix = `bench-${process.pid}-${Math.round(characters / 1e5)}`
  const elastic: Config | null = elasticsearch
    ? readConfig({ ...settings, ELASTICSEARCH_URL: elasticsearch, ELASTICSEARCH_PREFIX: prefix })
    : null
  const work = await createWork(elastic ?? plain, { log: silent })
  const random = createRandom(11)
  const accessions: string[] = []
  for (const title of ['甲', '乙', '丙', '丁'])
    accessions.push((await work.features.accessions.register(system, newAccession.parse({ title }))).id)
  let [written, bytes] = [0, 0]
  for (let i = 0; written < characters; i++) {
    const { title, author, paragraphs } = writeStory(random, i, LENGTH, i % 5 === 0)
    const text = paragraphs.join('\n')
    const { item } = await work.features.items.create(system, { title, accessionId: random.pick(accessions) })
    const date = String(random.int(1905, 1989))
    await work.features.items.describe(system, item.id, { date, genre: random.pick(genres), creators: [author] }, '*')
    await work.features.texts.correct(system, item.id, { text, kind: 'transcription', note: '' }, '*')
    written += text.length
    bytes += Buffer.byteLength(text)
  }
  await work.rebuildNow()
  await work.close()
  const derivatives = join(folder, 'derivatives')
  const index = join(derivatives, readdirSync(derivatives).find((name) => /^search-.*\.db$/.test(name))!)
  return {
    folder,
    characters: written,
    bytes,
    records: join(folder, 'archive.db'),
    index,
    indexBytes: statSync(index).size,
    search: await createReading(plain),
    elastic: elastic && { search: await createReading(elastic), url: elasticsearch!, index: prefix },
    async remove() {
      await rm(folder, { recursive: true, force: true })
      if (!elasticsearch) return
      const made = (await (await fetch(`${elasticsearch}/${prefix}-*`)).json()) as object
      for (const name of Object.keys(made)) await fetch(`${elasticsearch}/${name}`, { method: 'DELETE' })
    },
  }
}

export const sizeOf = ({ characters }: BenchArchive): string => `${(characters / 1e6).toFixed(1)} M`
