/** A chapter as a Word file, given to its author, and taken back as its next version. */
import { Fault } from '../faults.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { type Actor, demand } from '../policy.ts'
import type { ReadManuscript, TextReader } from '../ports/text-reader.ts'
import type { Chapters, ChapterView } from './chapters.ts'
import { notesIn } from './cited.ts'
import type { Citing } from './citing.ts'
import type { Clearance } from './clearance.ts'
import type { TextInline } from './content.ts'
import { contentOfManuscript, revisionIn } from './manuscript.ts'

/** Sets one chapter as a file that `read` knows again. `cited`: of each of its notes, the source it cites as it is printed, behind its own words. */
export type ChapterWriter = (chapter: ChapterView, cited: readonly TextInline[][]) => Promise<Buffer>

/** Faults of both: chapter.not-found. */
export interface ChapterFiles {
  /** Fault export.blocked. */
  write(actor: Actor, id: string): Promise<{ name: string; data: Buffer }>
  /**
   * Its text becomes the new version; title, byline and editors' note stay. A file made from an earlier version is refused (chapter.old-file) unless it
   * `overrides` what came since. Faults of `Chapters.save`; file.not-docx, child.*.
   */
  read(
    actor: Actor,
    id: string,
    bytes: Buffer,
    seen: Seen,
    overrides: boolean,
  ): Promise<{ chapter: ChapterView; left: Pick<ReadManuscript, 'numbered' | 'pictures'> }>
}

export function createChapterFiles(deps: {
  chapters: Pick<Chapters, 'get' | 'save'>
  citing: Pick<Citing, 'notes'>
  clearance: Pick<Clearance, 'demand'>
  reader: Pick<TextReader, 'readManuscript'>
  writer: ChapterWriter
}): ChapterFiles {
  async function manuscript(bytes: Buffer): Promise<ReadManuscript> {
    try {
      return await deps.reader.readManuscript(bytes)
    } catch (error) {
      // Whatever is the matter with it, what to do about it is one thing.
      const isOfFile = error instanceof Fault && /^(?:file|archive)\./.test(error.problem.code)
      throw isOfFile ? new Fault('file.not-docx', {}, { cause: error }) : error
    }
  }
  return {
    async write(actor, id) {
      const chapter = await deps.chapters.get(actor, id, null)
      await deps.clearance.demand(chapter.volumeId, id)
      const { notes } = await deps.citing.notes(actor, id)
      const own = notesIn(chapter.version.content)
      const cited = notes.map((printed, i) => printed.slice(own[i]?.note.length))
      return { name: `${chapter.title}.docx`, data: await deps.writer(chapter, cited) }
    },
    async read(actor, id, bytes, seen, overrides) {
      demand(actor, 'volume.compile')
      const chapter = await deps.chapters.get(actor, id, null)
      demandSeen(seen)
      const read = await manuscript(bytes)
      const made = revisionIn(read.origin, id)
      if (made !== null && made !== chapter.revision && !overrides)
        throw new Fault('chapter.old-file', { seen: made, revision: chapter.revision })
      const before = made === null ? undefined : await deps.chapters.get(actor, id, made)
      const content = contentOfManuscript(read, chapter, before?.version.content)
      const saved = await deps.chapters.save(actor, id, content, seen)
      return { chapter: saved, left: { numbered: read.numbered, pictures: read.pictures } }
    },
  }
}
