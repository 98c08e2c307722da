/** Files opened by LibreOffice, and what is in them. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { SaxesParser } from 'saxes'
import { measureZip } from '../../src/adapters/readers/zip-limits.ts'
import { NOTE } from '../../src/publications/content.ts'

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))
/** Why tests with LibreOffice are left out, or null. */
export const noOffice = office
  ? null
  : 'LibreOffice is not on this machine (Debian: libreoffice-writer-nogui): what it makes of the file is not tested'
if (noOffice && process.env.CI === 'true') throw new Error(noOffice)

export async function convert(bytes: Buffer, extension: string, to: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'wenshi-office-'))
  try {
    writeFileSync(join(folder, `a.${extension}`), bytes)
    // A profile of its own: two at once refuse each other.
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    await promisify(execFile)(
      office!,
      [profile, '--headless', '--convert-to', to, '--outdir', folder, `a.${extension}`],
      {
        cwd: folder,
      },
    )
    return readFileSync(join(folder, `a.${to}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A paragraph with U+FFFC where a note is; those of notes by themselves. */
export interface ReadParagraphs {
  paragraphs: { style: string; text: string }[]
  notes: string[]
  pictures: number
}

/** Body and footnotes of a docx, read from its XML with nothing left out but fields' instructions. */
export async function docxParagraphs(bytes: Buffer): Promise<ReadParagraphs> {
  const { parts } = await measureZip(bytes, (name) => /^word\/(document|footnotes)\.xml$/.test(name))
  const read = (name: string) => {
    const found: { style: string; text: string; note: string; references: string[]; endsSection: boolean }[] = []
    const path: string[] = []
    let [note, pictures] = ['', 0]
    const parser = new SaxesParser()
    parser.on('opentag', ({ name: tag, attributes }) => {
      path.push(tag)
      const last = found.at(-1)
      if (tag === 'w:footnote') note = attributes['w:id'] ?? ''
      else if (tag === 'w:p') found.push({ style: '', text: '', note, references: [], endsSection: false })
      else if (tag === 'w:pStyle') last!.style = attributes['w:val'] ?? ''
      else if (tag === 'w:sectPr' && path.at(-2) === 'w:pPr') last!.endsSection = true
      else if (tag === 'w:br' && last) last.text += '\n'
      else if (tag === 'pic:pic') pictures++
      else if (tag === 'w:footnoteReference') {
        last!.text += NOTE
        last!.references.push(attributes['w:id'] ?? '')
      }
    })
    parser.on('text', (text) => {
      if (path.at(-1) === 'w:t') found.at(-1)!.text += text
    })
    parser.on('closetag', () => void path.pop())
    parser.write(parts.get(name)!.toString('utf8')).close()
    return { found, pictures }
  }
  const body = read('word/document.xml')
  const notes = new Map(read('word/footnotes.xml').found.map(({ note, text }) => [note, text]))
  return {
    paragraphs: body.found
      .filter(({ endsSection, text }) => !endsSection || text !== '')
      .map(({ style, text }) => ({ style, text })),
    notes: body.found.flatMap(({ references }) => references.map((id) => notes.get(id) ?? 'no such note')),
    pictures: body.pictures,
  }
}

/** Body and footnotes of a flat ODT. */
export function odtParagraphs(xml: string): ReadParagraphs {
  const layers: { style: string; text: string }[] = []
  const read: ReadParagraphs = { paragraphs: [], notes: [], pictures: 0 }
  const path: string[] = []
  let [inNote, isBody] = [0, false]
  const parser = new SaxesParser()
  const write = (text: string) => {
    if (isBody && layers.length) layers.at(-1)!.text += text
  }
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'office:text') isBody = true
    else if (name === 'text:p' || name === 'text:h')
      layers.push({ style: attributes['text:style-name'] ?? '', text: '' })
    else if (name === 'text:note') {
      write(NOTE)
      inNote++
    } else if (name === 'text:s') write(' '.repeat(Number(attributes['text:c'] ?? 1)))
    else if (name === 'draw:image') read.pictures++
    path.push(name)
  })
  parser.on('text', (text) => {
    if (['text:p', 'text:h', 'text:span', 'text:a'].includes(path.at(-1)!)) write(text)
  })
  parser.on('closetag', ({ name }) => {
    path.pop()
    if (name === 'text:p' || name === 'text:h') {
      const { style, text } = layers.pop()!
      if (!isBody) return
      if (inNote) read.notes.push(text)
      else read.paragraphs.push({ style, text })
    } else if (name === 'text:note') inNote--
    else if (name === 'office:text') isBody = false
  })
  parser.write(xml).close()
  return read
}
