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
}
export type WordBlock = WordParagraph | WordTable

export interface WordWriter {
  write(blocks: readonly WordBlock[]): Promise<Buffer>
}
