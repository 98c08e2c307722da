/** What is made from the originals and can be made again: thumbnails and pyramids, by content address and page. */
import type { ThumbnailSize } from './image-engine.ts'

/** An image at several sizes, cut into square tiles. */
export interface Pyramid {
  /** Where a child process may read it from. Never shown to anybody. */
  path: string
  /** Pixels of a tile's side. */
  tile: number
  /** Upright pixels, the largest first; each half of the one before, rounded down, down to one tile. */
  levels: { width: number; height: number }[]
}

export interface TilePlace {
  level: number
  column: number
  row: number
}

export interface Tile {
  data: Buffer
  /** Its memory is used again after this, which is for who has nothing more to do with `data`; absent where it is not. */
  release?(): void
}

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
  /** null where there is none. Fault image.derivative-damaged. */
  pyramid(sha256: string, page: number): Promise<Pyramid | null>
  /**
   * A tile of it as it is stored, a JPEG of its own, as large as every tile: at the right and lower edges the picture ends inside it.
   * Faults image.derivative-damaged, object.no-thumbnail.
   */
  tile(sha256: string, page: number, place: TilePlace): Promise<Tile>
}
