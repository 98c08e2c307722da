declare module 'word-extractor' {
  interface Document {
    getBody(): string
    getFootnotes(): string
    getEndnotes(): string
  }
  class WordExtractor {
    extract(source: string | Buffer): Promise<Document>
  }
  // The package is CommonJS with this one export.
  export = WordExtractor
}
