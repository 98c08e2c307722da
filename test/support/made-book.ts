/** A book of stories, of any size: with names for its indexes and pictures on its pages. */
import sharp from 'sharp'
import { writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { givenNames, places, surnames } from '../../scripts/sample/words.ts'
import { type Book, type BookChapter, type BookPart, type BookPlate, chaptersOf } from '../../src/publications/book.ts'
import type { Block, Content, Inline } from '../../src/publications/content.ts'
import { charsOf } from '../../src/publications/content.ts'
import { indexEntries } from '../../src/publications/generated/index-entries.ts'
import { bookOfParts, chapterOf, namesOf } from './books.ts'

export interface Size {
  chapters: number
  /** Of all chapters together, about. */
  chars: number
  notes: number
  plates: number
  /** A paragraph at the beginning of the first chapter. */
  opening?: string
}

const sections = ['津渡与码头', '丝厂岁月', '师友忆往', '商号与会馆', '学堂旧事']

/** Paper grain, grey, at the pixels of its size. */
async function picture(seed: number, width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 120 + seed * 30, sigma: 12 }
  return sharp({ create: { width: width >> 2, height: height >> 2, channels: 3, background: '#888', noise } })
    .resize(width, height)
    .greyscale()
    .jpeg({ quality: 80 })
    .toBuffer()
}
const SHAPES = [
  [80, 105],
  [105, 70],
  [110, 74],
] as const
const pixels = (millimetres: number) => Math.round((millimetres / 25.4) * 300)

async function picturesOf(chapters: readonly BookChapter[], count: number): Promise<BookPlate[]> {
  const made: BookPlate[] = []
  const figures = Math.floor(count / 2)
  const drawn = await Promise.all(SHAPES.map(([width, height], i) => picture(i, pixels(width), pixels(height))))
  for (let i = 0; i < count; i++) {
    const isFigure = i < figures
    const [widthMm, heightMm] = SHAPES[i % SHAPES.length]!
    const chapter = chapters[Math.floor((i * chapters.length) / Math.max(1, figures))]
    const [widthPx, heightPx] = [pixels(widthMm), pixels(heightMm)]
    made.push({
      id: `picture-${i}`,
      number: isFigure ? i + 1 : i - figures + 1,
      kind: isFigure ? 'figure' : 'plate',
      chapterId: isFigure ? chapter!.id : null,
      afterBlock: isFigure ? Math.min(2, chapter!.version.content.length - 1) : null,
      caption: `青石渡之${i + 1}，前排左起：张甲、李乙；后排左起：王丙。`,
      credit: i % 2 ? '李丁摄，1938年' : '',
      itemId: `item-${i}`,
      image: { bytes: drawn[i % SHAPES.length]!, mediaType: 'image/jpeg', widthPx, heightPx },
      placed: { widthMm, heightMm },
    })
  }
  return made
}

export async function madeBook({ chapters, chars, notes, plates, opening }: Size, seed = 1): Promise<Book> {
  const random = createRandom(seed)
  const people = Array.from(
    { length: 120 },
    (_, i) => `${surnames[i % surnames.length]}${givenNames[(i * 7) % givenNames.length]}`,
  )
  let note = 0
  const contentOf = (number: number, length: number): Content => {
    const content: Content = opening && number === 1 ? [{ kind: 'paragraph', inlines: [{ text: opening }] }] : []
    let written = 0
    while (written < length) {
      if (content.length % 9 === 8)
        content.push({
          kind: 'heading',
          level: ((content.length % 3) + 1) as 1 | 2 | 3,
          inlines: [{ text: `第${content.length}节　渡口上的人家` }],
        })
      for (const text of writeStory(random, number, Math.min(4000, length - written), false).paragraphs) {
        const inlines: Inline[] = [{ text }]
        const at = Math.floor(text.length / 2)
        if (content.length % 4 === 1)
          inlines.splice(
            0,
            1,
            { text: text.slice(0, at) },
            { text: text.slice(at, at + 4), marks: [content.length % 8 === 1 ? 'strong' : 'emphasis'] },
            { text: text.slice(at + 4) },
          )
        inlines.push(
          { text: '同去的还有' },
          { text: people[random.int(0, people.length - 1)]!, marks: ['name'] },
          { text: '，时在1938年（民国二十七年）夏，共127人；“走的走，散的散”，他说：“就这样。”' },
        )
        if ((note * chars) / Math.max(1, notes) <= written + (number - 1) * (chars / chapters) && note < notes)
          inlines.push({
            note: [
              {
                text: `一说始于光绪二十九年，见《临溪县津渡调查报告》（Y108-WS·1947-Y-${String(++note).padStart(4, '0')}），第5页。两说并存。`,
              },
            ],
          })
        const block: Block = { kind: content.length % 7 === 5 ? 'quote' : 'paragraph', inlines }
        content.push(block)
        written += charsOf([block])
      }
    }
    return content
  }
  const parts: BookPart[] = []
  for (let i = 0; i < chapters; i++) {
    const per = Math.ceil(chapters / sections.length)
    if (i % per === 0) parts.push({ kind: 'section', id: `section-${i / per}`, title: sections[i / per]!, depth: 1 })
    const content = contentOf(i + 1, chars / chapters)
    const id = `chapter-${i}`
    const byline = i % 5 === 4 ? '' : `${people[i % people.length]}${i % 3 ? '' : ' 口述　王丙 整理'}`
    const title = `${places[i % places.length]}旧事之${i + 1}`
    const editorNote = i % 6 === 0 ? '本篇据1961年稿本编入，文字略有删节。\n文中地名，一仍其旧。' : ''
    const chapter = chapterOf(id, title, content, { byline, editorNote })
    parts.push({ kind: 'chapter', id, chapter, depth: 2 })
  }
  const list = namesOf([...new Set(people)], [...new Set(places)])
  const read = chaptersOf({ parts })
  const index = indexEntries(
    list,
    read.map(({ id, version }) => ({ id, content: version.content })),
  )
  return { ...bookOfParts(parts), plates: await picturesOf(read, plates), index }
}
