/** 人名索引, 地名索引: who and what is named in a book, sorted as it is read aloud, and where. Pure. */
import type { NameList } from '../../authorities/name-list.ts'
import type { Named } from '../../authorities/store.ts'
import { foldKey } from '../../hanzi/fold.ts'
import { NO_LAYOUT } from '../../hanzi/layout/layout.ts'
import { syllables } from '../../hanzi/pinyin/reading.ts'
import { titleSort } from '../../hanzi/pinyin/sort-key.ts'
import { type Content, NOTE, type TextInline, textOf, wordsText } from '../content.ts'

export const indexKinds = ['person', 'place'] as const
export type IndexKind = (typeof indexKinds)[number]
export interface IndexPlace {
  chapterId: string
  /** UTF-16 offset into the chapter's text; what a note names stands at its sign. */
  offset: number
  length: number
}
export interface IndexEntry {
  /** Of the book, one for each name and kind. */
  key: string
  kind: IndexKind
  name: string
  /** A–Z; # for what has no reading. */
  letter: string
  /** In the order of the book. */
  places: IndexPlace[]
}

interface Mention {
  kind: IndexKind
  /** As the index calls it. */
  name: string
  offset: number
  length: number
}

const isIndexed = ({ kind }: Named): boolean => (indexKinds as readonly string[]).includes(kind)

/** Whoever bears a name, under the authorised form; several of one kind under the name they share. */
function bearers(owners: readonly Named[], written: string): Omit<Mention, 'offset' | 'length'>[] {
  const known = owners.filter(isIndexed)
  return [...Map.groupBy(known, ({ kind }) => kind)].map(([kind, own]) => ({
    kind: kind as IndexKind,
    name: own.length === 1 ? own[0]!.name : written,
  }))
}

/** What editors marked as a name, word for word: a person, unless the list knows it as a place. */
function marked(list: NameList, inlines: readonly TextInline[], start: number): Mention[] {
  let offset = start
  return inlines.flatMap(({ text, marks }) => {
    const at = offset
    offset += text.length
    const written = text.trim()
    if (!marks?.includes('name') || written === '') return []
    const known = bearers(list.owners(written), written)
    return (known.length ? known : [{ kind: 'person' as const, name: written }]).map((one) => ({
      ...one,
      offset: at,
      length: text.length,
    }))
  })
}

function mentionsOf(list: NameList, content: Content): Mention[] {
  const listed = (text: string) =>
    list
      .inText(text, NO_LAYOUT)
      .flatMap(({ start, end, owners }) =>
        bearers(owners, text.slice(start, end)).map((one) => ({ ...one, offset: start, length: end - start })),
      )
  const found = listed(textOf(content))
  let offset = 0
  for (const { inlines } of content) {
    for (const inline of inlines) {
      if ('note' in inline) {
        const text = wordsText(inline.note)
        for (const one of [...listed(text), ...marked(list, inline.note, 0)])
          found.push({ ...one, offset, length: NOTE.length })
        offset += NOTE.length
      } else {
        found.push(...marked(list, [inline], offset))
        offset += inline.text.length
      }
    }
    offset++
  }
  return found.sort((a, b) => a.offset - b.offset)
}

const letterOf = (name: string, isName: boolean): string => {
  const first = syllables(name, { isName })[0] || name.normalize('NFKD')[0]!
  return /^[a-z]/i.test(first) ? first[0]!.toUpperCase() : '#'
}

/** Names that fold alike are one. */
export function indexEntries(list: NameList, chapters: readonly { id: string; content: Content }[]): IndexEntry[] {
  const found = new Map<string, IndexEntry & { sort: string }>()
  for (const { id: chapterId, content } of chapters)
    for (const { kind, name, offset, length } of mentionsOf(list, content)) {
      const key = `${kind} ${foldKey(name)}`
      const isName = kind === 'person'
      const entry = found.get(key) ?? {
        ...{ key, kind, name, letter: letterOf(name, isName), places: [] },
        sort: titleSort(name, { isName }),
      }
      const last = entry.places.at(-1)
      if (last?.chapterId !== chapterId || last.offset !== offset) entry.places.push({ chapterId, offset, length })
      found.set(key, entry)
    }
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return [...found.values()]
    .sort((a, b) => order(a.letter, b.letter) || order(a.sort, b.sort) || order(a.name, b.name))
    .map(({ sort: _, ...entry }) => entry)
}
