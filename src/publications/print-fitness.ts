/** 印刷适性: whether a picture has the pixels its place on the page needs. Pure. */
import type { Size } from './plate.ts'

export const MM_PER_INCH = 25.4
/** Dots per inch that print wants of halftones and of line art, and below which no halftone is fit. */
export const [HALFTONE, LINE_ART, UNFIT] = [300, 600, 200]

export const fitnessWarnings = ['unfit', 'low', 'line-art', 'wechat'] as const
/** Below 200 dpi; below 300; one bit below 600; compressed by WeChat on its way: the original is to be asked for. */
export type FitnessWarning = (typeof fitnessWarnings)[number]

export interface Fitness {
  /** Effective, at its placed size. */
  dpi: number
  heightMm: number
  /** At the resolution print wants. */
  most: { widthMm: number; heightMm: number }
  colour: 'grey' | 'rgb' | 'cmyk'
  /** Of each channel; null where it was rendered before that was kept. */
  bits: number | null
  warnings: FitnessWarning[]
}

/** What is known of a file; `colour` as rendering found it (srgb, b-w, grey16, cmyk …). */
export interface PictureFacts {
  colour: string
  bits: number | null
  filename: string
  /** The camera, where the file still says. */
  device: string | null
}

/** Sent as a picture, not as a file: WeChat names it anew, makes it smaller and takes its EXIF away. */
const isFromWeChat = ({ filename, device }: PictureFacts): boolean =>
  device === null && /^(?:mmexport\d|wx_camera_|微信图片)/i.test(filename.split(/[/\\]/).at(-1) ?? '')

const wantedDpi = ({ bits }: Pick<PictureFacts, 'bits'>): number => (bits === 1 ? LINE_ART : HALFTONE)

/** `pixels`: of what is placed. */
export function fitnessOf(pixels: Size, widthMm: number, facts: PictureFacts): Fitness {
  const { colour, bits } = facts
  // A millionth more: 1800 pixels on six inches are 300.
  const dpi = Math.floor(pixels.width / (widthMm / MM_PER_INCH) + 1e-6)
  const wanted = wantedDpi(facts)
  const tenths = (mm: number) => Math.floor(mm * 10) / 10
  const most = (length: number) => tenths((length / wanted) * MM_PER_INCH)
  const warnings: FitnessWarning[] = []
  if (bits === 1 && dpi < LINE_ART) warnings.push('line-art')
  else if (dpi < UNFIT) warnings.push('unfit')
  else if (dpi < HALFTONE) warnings.push('low')
  if (isFromWeChat(facts)) warnings.push('wechat')
  return {
    dpi,
    heightMm: Math.round(((widthMm * pixels.height) / pixels.width) * 10) / 10,
    most: { widthMm: most(pixels.width), heightMm: most(pixels.height) },
    colour: colour === 'cmyk' ? 'cmyk' : /^(?:b-w|grey)/.test(colour) ? 'grey' : 'rgb',
    bits,
    warnings,
  }
}

/** Pixels that a placed picture is made with: what print wants, never more than there are. */
export function printedSize(pixels: Size, widthMm: number, facts: Pick<PictureFacts, 'bits'>): Size {
  const width = Math.min(pixels.width, Math.round((widthMm / MM_PER_INCH) * wantedDpi(facts)))
  return { width, height: Math.max(1, Math.round((width * pixels.height) / pixels.width)) }
}
