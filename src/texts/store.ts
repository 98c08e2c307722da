/** Text versions and their pages, as the features need them stored. */
import type { Layout } from '../hanzi/layout/layout.ts'
import type { Item } from '../items/item.ts'
import type { AccessClass } from '../policy.ts'
import type { TextPage, TextVersion } from './text.ts'

export interface PresentText {
  itemId: string
  revision: number
  /** The state of its item that is to be found. */
  indexSeq: number
  text: string
  /** null where none is kept yet. */
  layout: Layout | null
  layoutVersion: number | null
}

/** With what is told of its item beside its lines. */
export interface HeadedText extends PresentText {
  title: string
  referenceCode: string | null
  date: Item['date']
  access: AccessClass
  isDeleted: boolean
  hasPages: boolean
}

export interface TextStore {
  /** The version at `revision`, or undefined. */
  get(itemId: string, revision: number): Promise<TextVersion | undefined>
  /** Present texts of many items, for index and search: only those that have one. */
  present(itemIds: readonly string[]): Promise<PresentText[]>
  headed(itemIds: readonly string[]): Promise<HeadedText[]>
  /** What `setLayouts` kept of one version. */
  layout(itemId: string, revision: number): Promise<Layout | null>
  /** Keeps how texts are laid out, by the rules of `version` (LAYOUT_VERSION). Derived: may be written again. */
  setLayouts(version: number, layouts: readonly { itemId: string; revision: number; layout: Layout }[]): Promise<void>
  pages(itemId: string, revision: number): Promise<TextPage[]>
  /** The pages of the present texts of many items, in order. */
  presentPages(itemIds: readonly string[]): Promise<({ itemId: string } & TextPage)[]>
  versions(itemId: string): Promise<Omit<TextVersion, 'text'>[]>
  /** Immutable: a second write of a revision is an error. */
  insert(version: TextVersion, pages: readonly TextPage[]): Promise<void>
  /** Labels, bounds and images of the pages of one version; its layout is to be found anew. */
  replacePages(itemId: string, revision: number, pages: readonly TextPage[]): Promise<void>
}
