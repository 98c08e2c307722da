/** Images: what a file holds, and its derivatives (performance.md §8). */

/** What the file itself says, Chinese intact: EXIF, IPTC, XMP, flattened to what people describe with. */
export interface ImageMetadata {
  /** ISO 8601 by the camera’s own clock: date, or date and time, without a zone. */
  takenAt?: string
  caption?: string
  title?: string
  creator?: string
  keywords?: string[]
  copyright?: string
  device?: string
  /** Dots per inch, when the file says. */
  dpi?: number
}

export interface RenderedPage {
  /** 1-based. */
  page: number
  /** Upright pixels. */
  width: number
  height: number
  /** 64-bit difference hash, 16 hexadecimal digits, of the 200 px image. */
  dhash: string
}

export interface RenderedImage {
  mediaType: string
  pages: RenderedPage[]
  metadata: ImageMetadata
  /** e.g. srgb, cmyk, b-w, rgb16 */
  colour: string
  /** Of each channel; not told of what was rendered before it was kept. */
  bits?: number
  /** EXIF orientation 1–8 of the original. */
  orientation: number
  /** The sha256 of the bytes that were read: the caller compares it with the address. */
  sha256: string
}

export const thumbnailSizes = [1600, 600, 200] as const
export type ThumbnailSize = (typeof thumbnailSizes)[number]

/** Part of every ETag of a derivative; raise it when the chain changes what it writes. */
export const RENDER_VERSION = 2

export interface ImageEngine {
  /**
   * Reads an image and writes per page `<folder>/<page>/{1600,600,200}.jpg` (upright, sRGB, never enlarged) and `<folder>/<page>/pyramid.tif`
   * (512 px JPEG tiles, upright). Written to a temporary name and renamed, so that a folder never holds half an image. May be run twice.
   * `folder` is absolute. Faults: image.damaged, image.too-many-pixels, image.unsupported, file.svg, child.*, storage.full.
   */
  render(source: { path: string; folder: string; maxPixels: number }): Promise<RenderedImage>
  close(): Promise<void>
}
