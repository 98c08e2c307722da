/** Which adapter sets a book in which format. */

import { startPool } from '../adapters/child/pool.ts'
import { writeBookDocx } from '../adapters/docx/book-writer.ts'
import { writeBookEpub } from '../adapters/epub/book-writer.ts'
import { createBookPdf } from '../adapters/typst/book-pdf.ts'
import { createTableWriter } from '../adapters/xlsx/table-writer.ts'
import { createPackageWriter } from '../adapters/zip/package-writer.ts'
import type { BookFormat, BookWriter, PageWriter } from '../publications/book.ts'
import { plateList } from '../publications/generated/plate-list.ts'
import { rareCharacters } from '../publications/generated/rare-characters.ts'
import { plainText } from '../publications/plain-text.ts'

export const bookWriters: Record<BookFormat, BookWriter | PageWriter> = {
  docx: writeBookDocx,
  package: createPackageWriter({
    docx: writeBookDocx,
    tables: createTableWriter(),
    list: plateList,
    rare: rareCharacters,
  }),
  epub: writeBookEpub,
  txt: async (book) => Buffer.from(plainText(book)),
  pdf: createBookPdf(startPool),
}
