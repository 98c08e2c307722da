/** CSV and XLSX: rows on lines, cells apart by tabs, sheets under their names. */
import exceljs from 'exceljs'
import papaparse from 'papaparse'
import { Fault } from '../../faults.ts'
import type { Encoding, ReadText } from '../../ports/text-reader.ts'
import { decode } from './encoding.ts'
import { readText } from './plain-text.ts'
import { measureZip } from './zip-limits.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const line = (cells: readonly string[]) => cells.join('\t').replace(/\t+$/, '')

export function readCsv(bytes: Buffer, forced?: Encoding): ReadText {
  const { text, encoding, uncertain, candidates } = decode(bytes, forced)
  const { data } = papaparse.parse<string[]>(text, { skipEmptyLines: true })
  return readText('text/csv', data.map((row) => line(row.map((cell) => cell.replace(/\s*\n\s*/g, ' ')))).join('\n'), {
    encoding,
    uncertain,
    candidates,
  })
}

export async function readXlsx(bytes: Buffer): Promise<ReadText> {
  await measureZip(bytes)
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  } catch (error) {
    throw new Fault('file.damaged', {}, { cause: error })
  }
  const parts: string[] = []
  for (const sheet of workbook.worksheets) {
    parts.push(sheet.name)
    sheet.eachRow((row) => {
      const cells: string[] = []
      row.eachCell({ includeEmpty: true }, (cell) => {
        cells.push(cell.text.replace(/\s*\n\s*/g, ' '))
      })
      parts.push(line(cells))
    })
  }
  return readText(XLSX, parts.join('\n'))
}
