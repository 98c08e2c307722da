/** Runs inside a child process: one untrusted file at a time. */
import { open, readFile, stat } from 'node:fs/promises'
import { Fault } from '../../faults.ts'
import type { Encoding, ReadArchive, ReadOther, ReadText } from '../../ports/text-reader.ts'
import { readDocx } from './docx.ts'
import { guessNames } from './guess-names.ts'
import { readHtml } from './html.ts'
import { readManuscript } from './manuscript.ts'
import { readMarkdown } from './markdown.ts'
import { drawPdf, readPdf } from './pdf.ts'
import { readPlainText } from './plain-text.ts'
import { previewText } from './preview.ts'
import { readRtf } from './rtf.ts'
import { readCsv, readTable, readXlsx } from './spreadsheet.ts'
import { readWordBinary } from './word.ts'
import { readZip } from './zip.ts'
import { measureZip } from './zip-limits.ts'

export type ReadTask =
  | {
      do: 'read'
      path: string
      filename: string
      mediaType: string
      scratch: string
      encoding?: Encoding
      preferred?: Encoding
    }
  | { do: 'preview'; path: string; mediaType: string; encoding?: Encoding }
  | { do: 'guess'; text: string }
  | { do: 'table'; bytes: Uint8Array; mostRows: number }
  | { do: 'manuscript'; bytes: Uint8Array }
  | { do: 'draw'; path: string; scratch: string; from: number; to: number; longSide: number }

/** A document is read into memory whole; more than this is no document. */
const MAX_DOCUMENT = 256 * (1 << 20)

async function contentOf(path: string): Promise<Buffer> {
  const { size } = await stat(path)
  if (size > MAX_DOCUMENT) throw new Fault('text.too-long', { length: size, limit: MAX_DOCUMENT })
  return readFile(path)
}

/** What a ZIP is, by what is in it: an Office file under a wrong name is still one. */
async function zipKind(path: string, mediaType: string): Promise<'docx' | 'xlsx' | 'zip' | 'other'> {
  if (mediaType !== 'application/zip' && !/officedocument|ms-word|opendocument|epub/.test(mediaType)) return 'other'
  const handle = await open(path, 'r')
  const { size } = await handle.stat()
  const tail = Buffer.alloc(Math.min(size, 1 << 20))
  await handle.read(tail, 0, tail.length, size - tail.length)
  await handle.close()
  if (/word\/document\d*\.xml/.test(tail.toString('latin1'))) return 'docx'
  if (tail.includes('xl/workbook.xml')) return 'xlsx'
  return mediaType === 'application/zip' ? 'zip' : 'other'
}

async function read(task: Extract<ReadTask, { do: 'read' }>): Promise<ReadText | ReadArchive | ReadOther> {
  const { path, mediaType, encoding, preferred } = task
  const zipped = await zipKind(path, mediaType)
  if (zipped === 'zip') return readZip(path, task.scratch)
  const bytes = await contentOf(path)
  if (zipped === 'docx') return readDocx(bytes)
  if (zipped === 'xlsx') return readXlsx(bytes)
  switch (mediaType) {
    case 'text/plain':
      return readPlainText(bytes, mediaType, encoding, preferred)
    case 'text/html':
      return readHtml(bytes, encoding, preferred)
    case 'text/markdown':
      return readMarkdown(bytes, encoding, preferred)
    case 'text/csv':
      return readCsv(bytes, encoding, preferred)
    case 'application/rtf':
      return readRtf(bytes)
    case 'application/pdf':
      return readPdf(bytes)
    case 'application/msword':
    case 'application/vnd.ms-works':
      return readWordBinary(bytes, path, task.scratch)
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    case 'application/vnd.ms-word.document.macroEnabled.12':
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      // The name says so, the content does not: what kind of damage, the measuring tells.
      await measureZip(bytes)
      throw new Fault('file.damaged')
    default:
      throw new Fault('file.unsupported', { mediaType })
  }
}

export async function handle(task: ReadTask): Promise<unknown> {
  if (task.do === 'preview') return previewText(task.path, task.mediaType, task.encoding)
  if (task.do === 'guess') return guessNames(task.text)
  if (task.do === 'table') return readTable(task.bytes, task.mostRows)
  if (task.do === 'manuscript') return readManuscript(Buffer.from(task.bytes))
  return task.do === 'read' ? read(task) : drawPdf(await contentOf(task.path), task)
}
