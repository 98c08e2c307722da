/** Text versions and their pages, as the features need them stored. */
import type { TextPage, TextVersion } from './text.ts'

export interface TextStore {
  /** The version at `revision`, or undefined. */
  get(itemId: string, revision: number): Promise<TextVersion | undefined>
  /** Present texts of many items, for index and search: only those that have one. */
  present(itemIds: readonly string[]): Promise<{ itemId: string; revision: number; text: string }[]>
  pages(itemId: string, revision: number): Promise<TextPage[]>
  /** The pages of the present texts of many items, in order. */
  presentPages(itemIds: readonly string[]): Promise<({ itemId: string } & TextPage)[]>
  versions(itemId: string): Promise<Omit<TextVersion, 'text'>[]>
  /** Immutable: a second write of a revision is an error. */
  insert(version: TextVersion, pages: readonly TextPage[]): Promise<void>
  /** Labels, bounds and images of the pages of one version. */
  replacePages(itemId: string, revision: number, pages: readonly TextPage[]): Promise<void>
}
