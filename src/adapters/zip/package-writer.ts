/** 印刷包: what a printer is handed — the book as Word, every picture as a file of its own under its number, the list of them, and the rare characters. */
import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import type { TableWriter } from '../../ports/table-writer.ts'
import type { Book, BookPlate, BookWriter } from '../../publications/book.ts'
import { bookName } from '../../publications/front.ts'
import type { PlateLine } from '../../publications/generated/plate-list.ts'
import type { RareCharacter } from '../../publications/generated/rare-characters.ts'

const columns = [
  { heading: '文件', width: 14 },
  { heading: '图说', width: 44, isWrapped: true },
  { heading: '来源', width: 20, isWrapped: true },
  { heading: '尺寸（毫米）', width: 14 },
  { heading: '像素', width: 14 },
  { heading: 'dpi', width: 8 },
  { heading: '备注', width: 24, isWrapped: true },
]

const rareColumns = [
  { heading: '字', width: 14 },
  { heading: '编码', width: 12 },
  { heading: '篇', width: 60, isWrapped: true },
  { heading: '次数', width: 8 },
]

export function createPackageWriter(deps: {
  docx: BookWriter
  tables: TableWriter
  list: (plates: readonly BookPlate[]) => PlateLine[]
  rare: (book: Book) => RareCharacter[]
}): BookWriter {
  return async (book) => {
    const { volume, plates } = book
    const files = deps.list(plates).map((line, i) => {
      const { bytes, mediaType } = plates[i]!.image
      return { line, bytes, file: `${line.name}.${mediaType === 'image/png' ? 'png' : 'jpg'}` }
    })
    const rows = files.map(({ file, line }) => [
      file,
      line.caption,
      line.credit,
      line.placed,
      line.pixels,
      line.dpi,
      line.warning,
    ])
    const lines = [bookName(volume)]
    const sheet = { name: '图版清单', title: '图版清单', lines, columns, rows, isForm: true, isLandscape: true }
    const rare = deps.rare(book).map(({ text, code, chapters, times }) => [text, code, chapters.join('、'), times])
    const rareSheet = { name: '生僻字', title: '生僻字', lines, columns: rareColumns, rows: rare, isForm: true }
    const zip = new yazl.ZipFile()
    zip.addBuffer(await deps.docx(book), '正文.docx')
    zip.addBuffer(await buffer(deps.tables.write(rare.length ? [sheet, rareSheet] : [sheet])), '图版清单.xlsx')
    // A JPEG is as small as it gets.
    for (const { file, bytes } of files) zip.addBuffer(bytes, `图片/${file}`, { compress: false })
    zip.end()
    return buffer(zip.outputStream)
  }
}
