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

/** A date as people write it, by its own clock: a sheet knows no zone, and exceljs gives its numbers in UTC. */
const dateText = (date: Date): string => {
  if (Number.isNaN(date.getTime())) return ''
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T')
  // Day 0 of the calendar of sheets: a time of day without a date.
  if (day <= '1899-12-31') return time
  return time === '00:00:00' ? day : `${day} ${time}`
}

/** What a cell shows. A merged cell is written once, in its first place. */
function cellText(cell: exceljs.Cell): string {
  if (cell.isMerged && cell.master !== cell) return ''
  const value = cell.formula ? cell.result : cell.value
  return value instanceof Date ? dateText(value) : cell.text.replace(/\s*\n\s*/g, ' ')
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
        cells.push(cellText(cell))
      })
      parts.push(line(cells))
    })
  }
  return readText(XLSX, parts.join('\n'))
}
