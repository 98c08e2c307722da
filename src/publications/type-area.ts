/** 版心: how many characters and lines a page of a trim size takes, and 版面字数 by it. Pure. */

/** 五号, in points; a millimetre is 72/25.4 of them. */
const SIZE = 10.5
const PITCH = 17.5
const POINTS = 72 / 25.4
/** Of the page: what the text takes of its width and height, and the margins' larger part, at the spine and at the head. */
const SHARE = { width: 0.75, height: 0.8, larger: 0.53 }

/** Lengths in points. The text is a whole number of characters wide and of lines high. */
export interface TypeArea {
  width: number
  height: number
  size: number
  /** From line to line. */
  pitch: number
  charsPerLine: number
  linesPerPage: number
  margin: { inside: number; outside: number; top: number; bottom: number }
}

export function typeArea({ widthMm, heightMm }: { widthMm: number; heightMm: number }): TypeArea {
  const [width, height] = [widthMm * POINTS, heightMm * POINTS]
  const charsPerLine = Math.floor((width * SHARE.width) / SIZE)
  const linesPerPage = Math.floor((height * SHARE.height) / PITCH)
  const across = width - charsPerLine * SIZE
  // Nothing is led below the last line.
  const down = height - linesPerPage * PITCH + (PITCH - SIZE)
  const margin = {
    inside: across * SHARE.larger,
    outside: across * (1 - SHARE.larger),
    top: down * SHARE.larger,
    bottom: down * (1 - SHARE.larger),
  }
  return { width, height, size: SIZE, pitch: PITCH, charsPerLine, linesPerPage, margin }
}

/** A part of a set book; `sheet`: where it opens in the file, from 1; `page`: as printed there. */
export interface SetPart {
  kind: 'section' | 'chapter' | 'back'
  /** Of a chapter, with the version it was set from. */
  id: string | null
  revision: number | null
  title: string
  sheet: number
  page: number
  /** Of a chapter: the sheet each of its blocks begins on. */
  blocks: number[]
}
export interface CountedPart extends SetPart {
  pages: number
  /** 版面字数. */
  layoutChars: number
}
export interface BookPages {
  sheets: number
  /** 版面字数 of the contents and everything behind them; title and imprint page are none of it. */
  layoutChars: number
  parts: CountedPart[]
}

/** 版面字数: characters a line × lines a page × pages, blank space, pictures and titles included. Every part opens a page of its own. */
export function bookPages(area: TypeArea, sheets: number, contents: number, parts: readonly SetPart[]): BookPages {
  const perPage = area.charsPerLine * area.linesPerPage
  return {
    sheets,
    layoutChars: (sheets - contents + 1) * perPage,
    parts: parts.map((part, i) => {
      const pages = (parts[i + 1]?.sheet ?? sheets + 1) - part.sheet
      return { ...part, pages, layoutChars: pages * perPage }
    }),
  }
}
