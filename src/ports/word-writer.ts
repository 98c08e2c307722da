/** A document of paragraphs with footnotes, as a Word file. */
export interface WordParagraph {
  /** `quote`: set in from both sides, in Song type. */
  style: 'title' | 'heading' | 'text' | 'quote' | 'source'
  text: string
  footnote?: string
}

export interface WordWriter {
  write(paragraphs: readonly WordParagraph[]): Promise<Buffer>
}
