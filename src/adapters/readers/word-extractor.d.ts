declare module 'word-extractor' {
  interface Options {
    filterUnicode?: boolean
    includeHeadersAndFooters?: boolean
  }
  interface Document {
    getBody(options: Options): string
    getFootnotes(options: Options): string
    getEndnotes(options: Options): string
    getAnnotations(options: Options): string
    getTextboxes(options: Options): string
  }
  class WordExtractor {
    extract(source: string | Buffer): Promise<Document>
  }
  // The package is CommonJS with this one export.
  export = WordExtractor
}
