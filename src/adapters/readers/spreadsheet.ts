/** CSV and XLSX: rows on lines, cells apart by tabs, sheets under their names. */
import exceljs from 'exceljs'
import papaparse from 'papaparse'
import { Fault, type FaultCode } from '../../faults.ts'
import type { Encoding, ReadTable, ReadText } from '../../ports/text-reader.ts'
import { decode } from './encoding.ts'
import { readText } from './plain-text.ts'
import { measureZip } from './zip-limits.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const line = (cells: readonly string[]) => cells.join('\t').replace(/\t+$/, '')

export function readCsv(bytes: Buffer, forced?: Encoding, preferred?: Encoding): ReadText {
  const { text, encoding, uncertain, candidates } = decode(bytes, forced, preferred)
  const { data } = papaparse.parse<string[]>(text, { skipEmptyLines: true })
  return readText('text/csv', data.map((row) => line(row.map(onOneLine))).join('\n'), {
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
  return value instanceof Date ? dateText(value) : cell.text
}
const onOneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')

async function workbookOf(bytes: Buffer): Promise<exceljs.Workbook> {
  await measureZip(bytes)
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  } catch (error) {
    throw new Fault('file.damaged', {}, { cause: error })
  }
  return workbook
}

export async function readXlsx(bytes: Buffer): Promise<ReadText> {
  const workbook = await workbookOf(bytes)
  const parts: string[] = []
  for (const sheet of workbook.worksheets) {
    parts.push(sheet.name)
    sheet.eachRow((row) => {
      const cells: string[] = []
      row.eachCell({ includeEmpty: true }, (cell) => {
        cells.push(onOneLine(cellText(cell)))
      })
      parts.push(line(cells))
    })
  }
  return readText(XLSX, parts.join('\n'))
}

const MOST_COLUMNS = 256
/** UTF-16 units of all cells together. */
const MOST_CHARACTERS = 32 * (1 << 20)

/** Takes rows as long as they are few enough. */
function collector(mostRows: number) {
  let characters = 0
  return (rows: ReadTable['sheets'][number]['rows'], number: number, given: readonly string[]): void => {
    const cells = given.map((cell) => cell.replace(/\r\n?/g, '\n'))
    while (cells.length > 0 && cells.at(-1)!.trim() === '') cells.pop()
    if (cells.length === 0) return
    characters += cells.reduce((sum, cell) => sum + cell.length, 0)
    if (rows.length >= mostRows || cells.length > MOST_COLUMNS || characters > MOST_CHARACTERS)
      throw new Fault('table.too-large', { rows: mostRows, columns: MOST_COLUMNS })
    rows.push({ number, cells })
  }
}

/** Our own CSV marks what a spreadsheet would run as a formula (api/csv.ts): the mark is taken off again. */
const unmarked = (cell: string) => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** No list has control characters; the last of them (DOS) ends one. */
const BINARY = /[\0-\x08\x0e-\x19\x1b-\x1f]/

/** Of a list nothing is kept, as is said of the files of an accession. */
const unkept: Partial<Record<FaultCode, FaultCode>> = {
  'file.damaged': 'table.damaged',
  'file.encrypted': 'table.damaged',
  'archive.damaged': 'table.damaged',
  'text.undecodable': 'table.none',
}

function csvTable(bytes: Buffer, mostRows: number): ReadTable {
  const { text, encoding } = decode(bytes)
  if (BINARY.test(text)) throw new Fault('table.none')
  const rows: ReadTable['sheets'][number]['rows'] = []
  const take = collector(mostRows)
  let number = 0
  // Row by row: a file that is too large is not held whole as cells.
  papaparse.parse<string[]>(text, {
    delimitersToGuess: [',', '\t', ';'],
    step: ({ data }) => take(rows, ++number, data.map(unmarked)),
  })
  return { sheets: [{ name: '', rows }], encoding }
}

async function xlsxTable(bytes: Buffer, mostRows: number): Promise<ReadTable> {
  const workbook = await workbookOf(bytes)
  if (workbook.worksheets.length === 0) throw new Fault('table.none')
  const take = collector(mostRows)
  const sheets = workbook.worksheets.map((sheet) => {
    const rows: ReadTable['sheets'][number]['rows'] = []
    sheet.eachRow((row, number) => {
      const cells: string[] = []
      row.eachCell({ includeEmpty: true }, (cell) => {
        cells.push(cellText(cell))
      })
      take(rows, number, cells)
    })
    return { name: sheet.name, rows }
  })
  return { sheets, encoding: null }
}

/** By what the bytes are: people give either under the other's name. */
export async function readTable(given: Uint8Array, mostRows: number): Promise<ReadTable> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.length === 0) throw new Fault('file.empty')
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK'
  if (!isZip && bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new Fault('table.old-excel')
  try {
    return isZip ? await xlsxTable(bytes, mostRows) : csvTable(bytes, mostRows)
  } catch (error) {
    const code = error instanceof Fault && unkept[error.code]
    throw code ? new Fault(code, {}, { cause: error }) : error
  }
}
