/** Pictures made on request of a pyramid: a region of one level, scaled, turned, coded. */
export interface Cut {
  /** A pyramid.tif. */
  path: string
  level: number
  /** Pixels of that level, within it. */
  region: { x: number; y: number; width: number; height: number }
  /** Pixels of the answer before it is turned; need not have the region's proportions. */
  size: { width: number; height: number }
  /** On the vertical axis, before it is turned. */
  isMirrored: boolean
  /** Clockwise. */
  rotation: 0 | 90 | 180 | 270
  quality: 'default' | 'gray' | 'bitonal'
  format: 'jpg' | 'png' | 'webp'
  /** For print: coded with less loss, and saying so many dots per inch. */
  dpi?: number
  /** Bytes of the answer at most. */
  limit: number
}

export interface ImageCutter {
  /** Faults image.derivative-damaged, image.answer-too-large, image.busy (it took too long), service.stopping. */
  cut(cut: Cut): Promise<Buffer>
  close(): Promise<void>
}
