/** What is made from the originals and can be made again: thumbnails and pyramids, by content address and page. */
import type { ThumbnailSize } from './image-engine.ts'

export interface Derivatives {
  /** Absolute folder of one blob's images; the image engine writes `<page>/…` into it. */
  folder(sha256: string): string
  /** An empty folder on the same volume, for a child's scratch; the caller removes it with `discard`. */
  scratch(): Promise<string>
  /** Removes what a crash left in it; for the one worker, at its start. */
  emptyScratch(): void
  discard(folder: string): Promise<void>
  /** Takes `<from>/1` in as page `page` of the blob. */
  adopt(sha256: string, from: string, page: number): Promise<void>
  /** A thumbnail (JPEG), or null where there is none. Hot ones come from memory. */
  thumbnail(sha256: string, page: number, size: ThumbnailSize): Promise<Buffer | null>
}
