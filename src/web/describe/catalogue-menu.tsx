/** Catalogues of the items that answer a filter, each as a page to print, a Word file and a spreadsheet. */
import { addressOf } from '../api.ts'
import type { CatalogueWords } from '../words/catalogues.zh-CN.ts'
import type { Filter } from './use-sheet.ts'

const names = ['filing', 'volume', 'photographs'] as const
const formats = ['html', 'docx', 'xlsx'] as const

/** A link for each way a paper can be had. */
export const formatItems = (key: string, address: (format: string) => string, own: CatalogueWords) =>
  formats.map((format) => ({
    key: `${key}.${format}`,
    label:
      format === 'html' ? (
        <a href={address(format)} target="_blank" rel="noreferrer">
          {own.formats[format]}
        </a>
      ) : (
        <a href={address(format)} download>
          {own.formats[format]}
        </a>
      ),
  }))

export const catalogueItems = (filter: Filter, own: CatalogueWords) =>
  names.map((name) => ({
    key: name,
    label: own.names[name],
    children: formatItems(name, (format) => addressOf('/catalogues/{name}', { name }, { ...filter, format }), own),
  }))
