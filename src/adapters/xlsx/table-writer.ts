/** XLSX as exceljs streams it: a row is written as soon as it is there. */
import { PassThrough } from 'node:stream'
import exceljs from 'exceljs'
import type { Sheet, TableWriter } from '../../ports/table-writer.ts'
import { soundText } from '../../ports/xml-text.ts'

/** UTF-16 units of a cell (Excel's own limit). */
const MOST = 32_767
const PAPER_A4 = 9
const line = { style: 'thin' as const, color: { argb: 'FF8A8378' } }
const ruled = { top: line, left: line, bottom: line, right: line }

const sound = (value: string | number) => {
  if (typeof value === 'number') return value
  const text = soundText(value)
  return text.length > MOST ? '' : text
}
const sheetName = (name: string) =>
  name
    .replace(/[\\/?*:[\]]/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet'

async function writeSheet(workbook: exceljs.stream.xlsx.WorkbookWriter, sheet: Sheet): Promise<void> {
  const { columns, title, lines = [], isForm = false } = sheet
  const head = (title === undefined ? 0 : 1) + lines.length + 1
  const page = workbook.addWorksheet(sheetName(sheet.name), {
    views: [{ state: 'frozen', ySplit: head }],
    ...(isForm
      ? {
          pageSetup: {
            paperSize: PAPER_A4,
            orientation: sheet.isLandscape ? 'landscape' : 'portrait',
            fitToPage: true,
            fitToWidth: 1,
            fitToHeight: 0,
            printTitlesRow: `${head}:${head}`,
            horizontalCentered: true,
          },
          headerFooter: { oddFooter: '&C&P / &N' },
        }
      : {}),
  })
  page.columns = columns.map(({ width }) => ({ width }))
  const merged = (text: string, font: Partial<exceljs.Font>, alignment: Partial<exceljs.Alignment>) => {
    const row = page.addRow([sound(text)])
    Object.assign(row.getCell(1), { font, alignment })
    if (columns.length > 1) page.mergeCells(row.number, 1, row.number, columns.length)
    row.commit()
  }
  if (title !== undefined) merged(title, { name: '宋体', size: 16, bold: true }, { horizontal: 'center' })
  for (const text of lines) merged(text, { name: '宋体', size: 11 }, { horizontal: 'left' })
  const style = (row: exceljs.Row, isHead: boolean) => {
    for (const [i, { isWrapped }] of columns.entries()) {
      const cell = row.getCell(i + 1)
      // What looks like a number or a date stays what was written.
      if (typeof cell.value === 'string') cell.numFmt = '@'
      if (isForm) cell.border = ruled
      cell.alignment = {
        vertical: isForm ? 'middle' : 'top',
        wrapText: Boolean(isWrapped),
        ...(isHead && isForm ? { horizontal: 'center' } : {}),
      }
      if (isHead) cell.font = { bold: true }
    }
    row.commit()
  }
  style(page.addRow(columns.map(({ heading }) => heading)), true)
  for await (const cells of sheet.rows) style(page.addRow(cells.map(sound)), false)
  page.commit()
}

export function createTableWriter(): TableWriter {
  return {
    write(sheets) {
      const stream = new PassThrough()
      const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
      const work = async () => {
        for (const sheet of sheets) await writeSheet(workbook, sheet)
        await workbook.commit()
      }
      work().catch((error: Error) => stream.destroy(error))
      return stream
    },
  }
}
