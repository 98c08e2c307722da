/** A document of paragraphs with footnotes, and tables, as a Word file. */
export interface WordParagraph {
  /** `quote`: set in from both sides, in Song type. */
  style: 'title' | 'heading' | 'text' | 'plain' | 'quote' | 'source'
  text: string
  footnote?: string
}

export interface WordTable {
  style: 'table'
  /** Said again on every page; none where empty. */
  head: readonly string[]
  rows: readonly (readonly string[])[]
  /** Of the columns, to one another; as wide as what is in them where nothing is said. */
  widths?: readonly number[]
}

/** With what is said of it beside; `image` a JPEG and its pixels, null where there is none. */
export interface WordPicture {
  style: 'picture'
  image: { data: Buffer; width: number; height: number } | null
  rows: readonly (readonly [name: string, value: string])[]
}
export type WordBlock = WordParagraph | WordTable | WordPicture

export interface WordWriter {
  write(blocks: readonly WordBlock[], page?: { isLandscape?: boolean | undefined }): Promise<Buffer>
}
