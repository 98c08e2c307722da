/** Word before 2007: .doc and OLE .wps by word-extractor, LibreOffice where that fails and it is there. */
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import WordExtractor from 'word-extractor'
import { Fault } from '../../faults.ts'
import type { ReadText } from '../../ports/text-reader.ts'
import { readDocx } from './docx.ts'
import { readText } from './plain-text.ts'

const LIBREOFFICE_TIME = 60_000

/** The directory of an OLE file names what is in it: Word's stream, or those of Microsoft Works. */
const DOCUMENT_STREAMS = ['WordDocument', 'MatOST', 'CONTENTS'].map((name) => Buffer.from(name, 'utf16le'))
const OLE_ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

export async function readWordBinary(bytes: Buffer, path: string, scratch: string): Promise<ReadText> {
  if (bytes.includes(OLE_ENCRYPTED)) throw new Fault('file.encrypted')
  try {
    const document = await new WordExtractor().extract(bytes)
    // Left alone, the library would write “” and —— as " and --.
    const exact = { filterUnicode: false, includeHeadersAndFooters: false }
    const comments = document.getAnnotations(exact).trim()
    const parts = [
      document.getBody(exact),
      document.getTextboxes(exact),
      document.getFootnotes(exact),
      document.getEndnotes(exact),
      comments && `批注：${comments}`,
    ]
    const text = parts
      .map((part) => part.replace(/^\n+|\s+$/g, ''))
      .filter(Boolean)
      .join('\n')
    if (text !== '') return readText('application/msword', text.replaceAll('\u0007', '\t').replaceAll('\u001e', '‑'))
  } catch (error) {
    // Bit 8 of the FIB's flags: the text is encrypted or obfuscated.
    if (/encrypt/i.test(String(error))) throw new Fault('file.encrypted', {}, { cause: error })
  }
  // LibreOffice takes what it does not know for plain text, and makes a document of noise.
  if (!DOCUMENT_STREAMS.some((name) => bytes.includes(name))) throw new Fault('file.damaged')
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
