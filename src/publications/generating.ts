/** 大事记, 作者简介, 图片来源 and 出处表, behind the chapters of a book whose volume wants them. */
import { Fault } from '../faults.ts'
import { accessOf } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import { system } from '../policy.ts'
import { pageAt } from '../texts/text.ts'
import type { Texts } from '../texts/texts.ts'
import type { VolumeAuthors } from './author-notes.ts'
import { type Book, chaptersOf, plateText } from './book.ts'
import type { BasedOn } from './chapter.ts'
import type { Content } from './content.ts'
import { authorsContent } from './generated/authors.ts'
import { chronicleContent, noChronicle } from './generated/chronicle.ts'
import { paragraphs, printedPart, printedTitles } from './generated/printed-part.ts'
import { type PrintedSource, sourceTable } from './generated/source-table.ts'
import type { GeneratedStore } from './store.ts'
import type { GeneratedPart } from './volume.ts'

export type Generate = (book: Book) => Promise<Book>

export function createGenerate(deps: {
  items: Pick<Items, 'get'>
  texts: Pick<Texts, 'get'>
  authors: Pick<VolumeAuthors, 'list'>
  generated: Pick<GeneratedStore, 'get'>
}): Generate {
  /** null: it is not there any more, or not to be named to everybody. */
  async function sourceOf({ itemId, textRevision }: BasedOn): Promise<PrintedSource | null> {
    try {
      const { item } = await deps.items.get(system, itemId)
      if (accessOf(item) !== 'open' && accessOf(item) !== 'internal') return null
      const { pages } = await deps.texts.get(system, itemId, textRevision)
      const isPaged = pages.length > 1
      return {
        title: item.title,
        code: item.referenceCode ?? '',
        pageAt: (offset) => (isPaged ? (pageAt(pages, offset)?.number ?? null) : null),
      }
    } catch (error) {
      if (error instanceof Fault && error.kind === 'absent') return null
      throw error
    }
  }
  async function sourceLines(book: Book): Promise<string[]> {
    const chapters = chaptersOf(book)
    const key = ({ itemId, textRevision }: BasedOn) => `${itemId} ${textRevision}`
    const found = new Map<string, PrintedSource | null>()
    for (const based of chapters.flatMap(({ version }) => version.basedOn))
      if (!found.has(key(based))) found.set(key(based), await sourceOf(based))
    return sourceTable(chapters, (based) => found.get(key(based)) ?? null)
  }
  return async (book) => {
    const { id, generated } = book.volume
    const parts = [...book.parts]
    const add = async (name: GeneratedPart, make: () => Promise<Content> | Content) => {
      const content = generated.includes(name) ? await make() : []
      if (content.length) parts.push(printedPart(id, name, printedTitles[name], content))
    }
    await add('chronicle', async () => chronicleContent((await deps.generated.get(id, 'chronicle')) ?? noChronicle))
    await add('authors', async () => authorsContent((await deps.authors.list(system, id)).items))
    await add('credits', () => {
      const credited = book.plates.filter(({ credit }) => credit !== '')
      return paragraphs(credited.map((plate) => plateText({ ...plate, caption: '' })))
    })
    await add('sources', async () => paragraphs(await sourceLines(book)))
    return { ...book, parts }
  }
}
