/** Publications, volumes with their outline, and chapters, as the features need them stored. */
import type { BasedOn, Chapter, ChapterVersion } from './chapter.ts'
import type { AuthorNotes } from './generated/authors.ts'
import type { Chronicle } from './generated/chronicle.ts'
import type { HouseLists, Ignored } from './hints.ts'
import type { OutlineNode } from './outline.ts'
import type { Plate } from './plate.ts'
import type { Publication, Volume } from './volume.ts'

export interface CountedVolume extends Volume {
  seriesTitle: string
  chapters: number
  chars: number
}
/** A chapter as its outline shows it. */
export interface ChapterLine extends Chapter {
  /** What it is based on, each once. */
  itemIds: string[]
  /** An item it is based on has a newer text. */
  hasNewerSource: boolean
}
/** A chapter that is based on an item. */
export interface UsingChapter {
  chapter: Chapter
  volume: CountedVolume
  /** Index into its `basedOn`. */
  source: number
}

/** A present chapter that is based on an item, as far as its use depends on it. */
export interface SourceUse extends Pick<Chapter, 'volumeId' | 'title' | 'byline' | 'revision'> {
  itemId: string
  chapterId: string
}

export interface PublicationStore {
  /** By title. */
  list(): Promise<(Publication & { volumes: number })[]>
  get(id: string): Promise<Publication | undefined>
  insert(publication: Publication): Promise<void>
  rename(id: string, title: string): Promise<void>
  /** Latest made first; of one publication, or null: of all. */
  volumes(publicationId: string | null): Promise<CountedVolume[]>
  volume(id: string): Promise<CountedVolume | undefined>
  insertVolume(volume: Volume): Promise<void>
  /** Everything but the outline. */
  updateVolume(volume: Volume): Promise<void>
  outline(volumeId: string): Promise<OutlineNode[]>
  setOutline(volumeId: string, outlineRevision: number, nodes: readonly OutlineNode[]): Promise<void>
}

export interface ChapterStore {
  get(id: string): Promise<Chapter | undefined>
  ofVolume(volumeId: string): Promise<ChapterLine[]>
  insert(chapter: Chapter, version: ChapterVersion): Promise<void>
  /** The new present version. */
  addVersion(version: ChapterVersion): Promise<void>
  setDetails(id: string, details: Pick<Chapter, 'title' | 'byline' | 'editorNote'>): Promise<void>
  /** A marker: its versions stay. */
  delete(id: string, at: string): Promise<void>
  version(id: string, revision: number): Promise<ChapterVersion | undefined>
  /** Newest first. */
  versions(id: string): Promise<(Omit<ChapterVersion, 'content' | 'origins' | 'basedOn'> & { basedOn: BasedOn[] })[]>
  /** Present versions based on the item, by volume. */
  using(itemId: string): Promise<UsingChapter[]>
  /** Of these items; null: of all. One line for each item of a chapter. */
  sourceUses(itemIds: readonly string[] | null): Promise<SourceUse[]>
}

export interface PlateStore {
  get(id: string): Promise<Plate | undefined>
  /** In their order, and its revision. */
  ofVolume(volumeId: string): Promise<{ revision: number; plates: Plate[] }>
  ofChapter(chapterId: string): Promise<Plate[]>
  /** Every picture made of an item, in any volume that is there; the first placed first. */
  using(itemId: string): Promise<{ plate: Plate; volume: CountedVolume }[]>
  /** At the end; what comes and goes changes the order. */
  insert(plate: Plate): Promise<void>
  update(plate: Plate): Promise<void>
  delete(id: string, at: string): Promise<void>
  setOrder(volumeId: string, revision: number, ids: readonly string[]): Promise<void>
}

/** What editors keep of the generated parts of a volume. */
export interface GeneratedDocuments {
  authors: AuthorNotes
  chronicle: Chronicle
}
export interface GeneratedStore {
  /** Undefined where nobody wrote anything. */
  get<Part extends keyof GeneratedDocuments>(
    volumeId: string,
    part: Part,
  ): Promise<GeneratedDocuments[Part] | undefined>
  set<Part extends keyof GeneratedDocuments>(
    volumeId: string,
    part: Part,
    next: GeneratedDocuments[Part],
  ): Promise<void>
}

/** What 编校提示 are asked by. */
export interface ProofingStore {
  /** Undefined where nobody changed them. */
  lists(): Promise<HouseLists | undefined>
  setLists(lists: HouseLists): Promise<void>
  ignored(chapterId: string): Promise<Ignored[]>
  ignore(chapterId: string, ignored: Ignored, isIgnored: boolean): Promise<void>
}
