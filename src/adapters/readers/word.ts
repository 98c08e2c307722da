/** Word: docx by mammoth (text, tables, notes), .doc and OLE .wps by word-extractor, LibreOffice where that fails and it is there. */
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import mammoth from 'mammoth'
import WordExtractor from 'word-extractor'
import { Fault } from '../../faults.ts'
import type { ReadText } from '../../ports/text-reader.ts'
import { textOf } from './html.ts'
import { readText } from './plain-text.ts'
import { measureZip } from './zip-limits.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const LIBREOFFICE_TIME = 60_000

export async function readDocx(bytes: Buffer, mediaType = DOCX): Promise<ReadText> {
  await measureZip(bytes)
  try {
    const options = { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) }
    const { value } = await mammoth.convertToHtml({ buffer: bytes }, options)
    // mammoth marks a note with a link [1] in place and lists the notes at the end with an arrow back.
    const { text } = textOf(value.replace(/<a href="#(?:foot|end)note-ref-\d+">↑<\/a>/g, ''))
    return readText(mediaType, text)
  } catch (error) {
    throw new Fault('file.damaged', {}, { cause: error })
  }
}

const OLE_ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

export async function readWordBinary(bytes: Buffer, path: string, scratch: string): Promise<ReadText> {
  if (bytes.includes(OLE_ENCRYPTED)) throw new Fault('file.encrypted')
  try {
    const document = await new WordExtractor().extract(bytes)
    const notes = [document.getFootnotes(), document.getEndnotes()].filter((part) => part.trim() !== '')
    const text = [document.getBody(), ...notes].join('\n').trim()
    if (text !== '') return readText('application/msword', text.replaceAll('\u0007', '\t'))
  } catch (error) {
    // Bit 8 of the FIB's flags: the text is encrypted or obfuscated.
    if (/encrypt/i.test(String(error))) throw new Fault('file.encrypted', {}, { cause: error })
  }
  return byLibreOffice(path, scratch)
}

async function byLibreOffice(path: string, scratch: string): Promise<ReadText> {
  const profile = `-env:UserInstallation=file://${join(scratch, 'profile')}`
  const convert = ['--headless', '--norestore', '--convert-to', 'docx', '--outdir', scratch, path]
  try {
    await promisify(execFile)('soffice', [profile, ...convert], { timeout: LIBREOFFICE_TIME, killSignal: 'SIGKILL' })
    const made = (await readdir(scratch)).find((name) => name.endsWith('.docx'))
    if (!made) throw new Fault('file.damaged')
    return { ...(await readDocx(await readFile(join(scratch, made)))), mediaType: 'application/msword' }
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault(
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'file.needs-libreoffice' : 'file.damaged',
      {},
      { cause: error },
    )
  }
}
