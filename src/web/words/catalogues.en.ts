/** Catalogues: English. */
import type { CatalogueWords } from './catalogues.zh-CN.ts'

export const catalogues: CatalogueWords = {
  open: 'Catalogues',
  names: {
    filing: 'Catalogue of filed records',
    volume: 'Contents of the volume',
    photographs: 'Photographs explained',
  },
  toReturn: 'Originals to be returned',
  formats: { html: 'To print', docx: 'Word file', xlsx: 'Spreadsheet' },
}
