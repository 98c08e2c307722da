/**
 * A volume of 300,000 characters, 60 items, 80 plates and 360 notes, and its 大事记 and 出处表, as PDF: time and memory of the process that sets it, and
 * whether it says what the book says; then in every other format (issue “From the archive to the printed book”, must show 2).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPool } from '../../src/adapters/child/pool.ts'
import { createBookPdf } from '../../src/adapters/typst/book-pdf.ts'
import type { StartPool } from '../../src/ports/child-pool.ts'
import { type Book, chaptersOf } from '../../src/publications/book.ts'
import type { BookPages } from '../../src/publications/type-area.ts'
import { withBackParts } from '../../test/support/back-parts.ts'
import { madeBook } from '../../test/support/made-book.ts'
import { chapterText, counted, fontsOf, indexesOf, isBroken, pagesOf } from '../../test/support/pdf-text.ts'
import { createRandom } from '../sample/random.ts'
import { bookFiles } from './book-files.ts'
import { median, none, type Row, seconds } from './rounds.ts'

const SIZE = { chapters: 60, chars: 300_000, notes: 360, plates: 80 }
const GOAL = { seconds: 10, mebibytes: 1024 }
const ROUNDS = 3
const ENTRIES = 50

/** The most memory a child has had, in MiB, and the processor's seconds of the last one. */
function measured() {
  let [most, ticks] = [0, 0]
  const look = (pid: number) => {
    try {
      const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
      most = Math.max(most, Number(memory ?? 0) / 1024)
      if (memory) ticks = Number(fields[13]) + Number(fields[14])
    } catch {
      // It has ended.
    }
  }
  const pool: StartPool = (options) =>
    startPool({ ...options, started: (pid) => void setInterval(look, 50, pid).unref() })
  return { pool, peak: () => most, processor: () => ticks / 100 }
}

/** Chapters of which a character is lost, added or doubled. */
function wrongChapters(book: Book, { parts }: BookPages, texts: readonly string[]): number {
  return chaptersOf(book).filter((chapter) => {
    const { text, floating } = chapterText(book, chapter)
    const { sheet, pages } = parts.find(({ id }) => id === chapter.id)!
    return counted(texts.slice(sheet - 1, sheet - 1 + pages).join('')) !== counted(text + floating.join(''))
  }).length
}

/** Of so many places that contents and indexes name, those where the name is not. */
function wrongEntries(book: Book, pages: BookPages, texts: readonly string[]): number {
  const [first] = pages.parts
  const front = first!.sheet - first!.page
  const contents = texts.slice(2, front).join('').replaceAll('·', '')
  const floating = chaptersOf(book).flatMap((chapter) => chapterText(book, chapter).floating)
  const running = texts.map((text) => floating.reduce((left, one) => left.replace(one, ''), text))
  const indexed = [...indexesOf(texts, pages)].flatMap(([name, numbers]) => numbers.map((page) => ({ name, page })))
  const listed = pages.parts.flatMap(({ kind, title, page }) => (kind === 'section' ? [] : [{ name: title, page }]))
  const random = createRandom(50)
  const isRight = ({ name, page }: { name: string; page: number }) =>
    texts[front + page - 1]?.includes(name) || isBroken(running, front + page - 1, name)
  const isListed = ({ name, page }: { name: string; page: number }) =>
    new RegExp(`${name}[^0-9]*${page}(?![0-9])`).test(contents) && isRight({ name, page })
  return Array.from({ length: ENTRIES }, (_, i) =>
    i % 2 ? isRight(random.pick(indexed)) : isListed(random.pick(listed)),
  ).filter((right) => !right).length
}

export async function book(): Promise<Row[]> {
  const made = withBackParts(await madeBook(SIZE))
  const { pool, peak, processor } = measured()
  const write = createBookPdf(pool)
  let set = await write(made)
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++)
    times.push(
      await seconds(async () => {
        set = await write(made)
      }),
    )
  const folder = mkdtempSync(join(tmpdir(), 'wenshi-bench-book-'))
  try {
    const path = join(folder, 'book.pdf')
    writeFileSync(path, set.data)
    const texts = pagesOf(path, made.volume.trim)
    const chars = chaptersOf(made).reduce((sum, one) => sum + one.chars, 0)
    const note = `${set.pages.sheets} pages, ${chars} 字, ${(set.data.length / 2 ** 20).toFixed(1)} MiB, ${processor().toFixed(1)} s of a processor`
    const [time, memory] = [median(times), peak()]
    return [
      {
        what: 'PDF of a volume',
        ours: time,
        reference: GOAL.seconds,
        unit: 's',
        ratio: time / GOAL.seconds,
        goal: { atMost: 1 },
        note,
      },
      {
        what: 'memory of its process',
        ours: memory,
        reference: GOAL.mebibytes,
        unit: 'MiB',
        ratio: memory / GOAL.mebibytes,
        goal: { atMost: 1 },
      },
      none(
        'chapters not as the model has them',
        wrongChapters(made, set.pages, texts),
        chaptersOf(made).length,
        'chapters',
      ),
      none(
        'entries of contents and indexes that lead astray',
        wrongEntries(made, set.pages, texts),
        ENTRIES,
        'entries',
      ),
      none(
        'fonts not embedded',
        fontsOf(path).filter(({ isEmbedded }) => !isEmbedded).length,
        fontsOf(path).length,
        'fonts',
      ),
      ...(await bookFiles(made, path)),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
