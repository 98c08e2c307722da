/** 图版清单: what a printer is told of each picture, in the order of the book. Pure. */
import type { BookPlate } from '../book.ts'
import { plateKindNames } from '../plate.ts'
import { HALFTONE, MM_PER_INCH, UNFIT } from '../print-fitness.ts'

export interface PlateLine {
  /** Without its ending: 图版01, 插图12. */
  name: string
  caption: string
  credit: string
  /** Millimetres, width by height. */
  placed: string
  pixels: string
  /** Of the file at its placed size. */
  dpi: number
  /** What is wrong with it for print, or ''. */
  warning: string
}

/** All names of one book are equally long, so that they stand in order in every folder. */
export function plateList(plates: readonly BookPlate[]): PlateLine[] {
  const digits = Math.max(2, ...plates.map(({ number }) => String(number).length))
  return plates.map(({ kind, number, caption, credit, placed, image }) => {
    const dpi = Math.round(image.widthPx / (placed.widthMm / MM_PER_INCH))
    const short = `不足 ${HALFTONE} dpi`
    return {
      name: `${plateKindNames[kind]}${String(number).padStart(digits, '0')}`,
      caption,
      credit,
      placed: `${placed.widthMm} × ${placed.heightMm}`,
      pixels: `${image.widthPx} × ${image.heightPx}`,
      dpi,
      warning: dpi < UNFIT ? `不宜印刷：不足 ${UNFIT} dpi，请换原件或缩小` : dpi < HALFTONE ? short : '',
    }
  })
}
