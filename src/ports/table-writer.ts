/** Tables as a spreadsheet file, row by row: a long list is never held whole. */
import type { Readable } from 'node:stream'

export interface Sheet {
  /** At most 31 characters; what a sheet may not be called is left out. */
  name: string
  /** Over the table, and lines beneath it. */
  title?: string
  lines?: readonly string[]
  /** `width` in characters. */
  columns: readonly { heading: string; width: number; isWrapped?: boolean }[]
  rows: AsyncIterable<readonly (string | number)[]> | Iterable<readonly (string | number)[]>
  /** To be printed: ruled, its headings on every page, on A4. */
  isForm?: boolean
  isLandscape?: boolean
}

export interface TableWriter {
  /** An XLSX file. A cell longer than the format holds stays empty. What fails on the way destroys the stream. */
  write(sheets: readonly Sheet[]): Readable
}
