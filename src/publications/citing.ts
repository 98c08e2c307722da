/** 引注 use-cases: the notes of a chapter as they are printed, the sources of a volume, and the book with both. */
import type { Reference, Style } from '../citations/reference.ts'
import type { References } from '../citations/references.ts'
import { Fault } from '../faults.ts'
import { type Actor, demand } from '../policy.ts'
import { type Book, chaptersOf } from './book.ts'
import { type CitedSource, citationsIn, citedSources, listTitle, printedNotes, withNotes } from './cited.ts'
import type { Content, TextInline } from './content.ts'
import { paragraphs, printedPart } from './generated/printed-part.ts'
import { nodesOf } from './outline.ts'
import type { ChapterStore, PublicationStore } from './store.ts'

export interface Citing {
  /** In the order of their references, as the present version is printed. Fault chapter.not-found. */
  notes(actor: Actor, chapterId: string): Promise<{ revision: number; notes: TextInline[][] }>
  /** Fault volume.not-found. */
  sources(actor: Actor, volumeId: string): Promise<{ style: Style; title: string; items: CitedSource[] }>
  /** Every note in full; the list of sources is a chapter behind the others. */
  printed(actor: Actor, book: Book): Promise<Book>
}

export function createCiting(deps: {
  publications: Pick<PublicationStore, 'volume' | 'outline'>
  chapters: Pick<ChapterStore, 'get' | 'ofVolume' | 'version'>
  references: Pick<References, 'resolve'>
}): Citing {
  const { publications, chapters } = deps

  const known = (actor: Actor, contents: readonly Content[]): Promise<Map<string, Reference>> =>
    deps.references.resolve(
      actor,
      contents.flatMap(citationsIn).map(({ referenceId }) => referenceId),
    )
  async function styleOf(volumeId: string): Promise<Style> {
    const volume = await publications.volume(volumeId)
    if (!volume) throw new Fault('volume.not-found', { id: volumeId })
    return volume.citationStyle
  }
  /** The chapters of a volume in the order of its outline. */
  async function contentsOf(volumeId: string): Promise<Map<string, Content>> {
    const lines = new Map((await chapters.ofVolume(volumeId)).map((line) => [line.id, line.revision]))
    const contents = new Map<string, Content>()
    for (const { node } of nodesOf(await publications.outline(volumeId))) {
      const revision = lines.get(node.id)
      const version = revision === undefined ? undefined : await chapters.version(node.id, revision)
      if (version) contents.set(node.id, version.content)
    }
    return contents
  }

  return {
    async notes(actor, chapterId) {
      demand(actor, 'volume.compile')
      const chapter = await chapters.get(chapterId)
      const version = chapter && (await chapters.version(chapterId, chapter.revision))
      if (!version) throw new Fault('chapter.not-found', { id: chapterId })
      const style = await styleOf(chapter.volumeId)
      // What a chapter cites is counted from the first page of the book by GB/T only.
      const all = style === 'note' ? new Map([[chapterId, version.content]]) : await contentsOf(chapter.volumeId)
      const contents = [...all.values()]
      const printed = printedNotes(contents, await known(actor, contents), style)
      return { revision: version.revision, notes: printed[[...all.keys()].indexOf(chapterId)] ?? [] }
    },
    async sources(actor, volumeId) {
      demand(actor, 'volume.compile')
      const style = await styleOf(volumeId)
      const contents = [...(await contentsOf(volumeId)).values()]
      return { style, title: listTitle(style), items: citedSources(contents, await known(actor, contents), style) }
    },
    async printed(actor, book) {
      const style = book.volume.citationStyle
      const contents = chaptersOf(book).map(({ version }) => version.content)
      const references = await known(actor, contents)
      const notes = printedNotes(contents, references, style)
      let next = 0
      const parts = book.parts.map((part) => {
        if (part.kind === 'section') return part
        const { version } = part.chapter
        const content = withNotes(version.content, notes[next++]!)
        return { ...part, chapter: { ...part.chapter, version: { ...version, content } } }
      })
      const sources = citedSources(contents, references, style)
      return sources.length
        ? {
            ...book,
            parts: [
              ...parts,
              printedPart(book.volume.id, 'references', listTitle(style), paragraphs(sources.map(({ text }) => text))),
            ],
          }
        : { ...book, parts }
    },
  }
}
