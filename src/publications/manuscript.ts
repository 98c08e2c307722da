/** A chapter that comes back as a Word file. Pure. */
import { foldKey } from '../hanzi/fold.ts'
import type { ManuscriptBlock, ReadManuscript } from '../ports/text-reader.ts'
import { EDITOR_NOTE, editorNoteLines } from './book.ts'
import type { Chapter } from './chapter.ts'
import { notesIn } from './cited.ts'
import { type Block, blockTexts, type Content, type Inline, tidy } from './content.ts'

/** What a file says it was made from: `chapter@revision`. */
export const originOf = ({ id, revision }: Pick<Chapter, 'id' | 'revision'>): string => `${id}@${revision}`

/** The revision of this chapter that a file was made from; null: of another text, or of none. */
export function revisionIn(origin: string, chapterId: string): number | null {
  const [, id, revision] = /^(.+)@(\d{1,9})$/.exec(origin) ?? []
  return id === chapterId ? Number(revision) : null
}

/**
 * What the book prints before the text by itself, once and in its order, is no part of it; whatever else is there stays. In a file of ours the first
 * heading is the title even where its author has another: that is left for the editor to see.
 */
function withoutHead(
  { blocks, origin }: ReadManuscript,
  { title, byline, editorNote }: Pick<Chapter, 'title' | 'byline' | 'editorNote'>,
) {
  const texts = blockTexts(blocks as Content)
  const other: ManuscriptBlock[] = []
  let at = 0
  let titleLevel: number | null = null
  for (const line of [
    title,
    byline,
    ...editorNoteLines(editorNote).map((line, i) => (i === 0 ? EDITOR_NOTE + line : line)),
  ]) {
    const block = blocks[at]
    if (!block || line === '') continue
    const isSame = foldKey(texts[at]!) === foldKey(line)
    const isTitle = at === 0 && block.kind === 'heading' && (isSame || origin !== '')
    if (isTitle) titleLevel = block.level
    if (isTitle && !isSame) other.push(block)
    if (isTitle || isSame) at++
  }
  return { rest: [...other, ...blocks.slice(at)], titleLevel }
}

/** As the chapter has it: headings count from 1 below its title. `made`: what the file was made from; its notes cite what they cited. */
export function contentOfManuscript(
  read: ReadManuscript,
  chapter: Parameters<typeof withoutHead>[1],
  made: Content | undefined,
): Content {
  const { rest, titleLevel } = withoutHead(read, chapter)
  const levels = rest.filter(({ kind }) => kind === 'heading').map(({ level }) => level)
  const above = titleLevel ?? Math.min(...levels) - 1
  const cited = made ? notesIn(made).map(({ citation }) => citation) : []
  const inlineOf = (inline: ManuscriptBlock['inlines'][number]): Inline => {
    if ('text' in inline) return inline
    const citation = inline.cites === null ? undefined : cited[inline.cites - 1]
    return { note: inline.note, ...(citation ? { citation } : {}) }
  }
  return tidy(
    rest.map(({ kind, level, ...block }): Block => {
      const inlines = block.inlines.map(inlineOf)
      if (kind !== 'heading') return { kind, inlines }
      return { kind, level: Math.max(1, Math.min(3, level - above)) as 1 | 2 | 3, inlines }
    }),
  )
}
