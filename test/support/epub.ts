/** EPUBs checked by epubcheck, and what is in them. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { SaxesParser } from 'saxes'
import { measureZip } from '../../src/adapters/readers/zip-limits.ts'
import { NOTE } from '../../src/publications/content.ts'

const CHECKER = '/usr/share/java/epubcheck.jar'
export const noChecker = existsSync(CHECKER)
  ? null
  : 'epubcheck is not on this machine (Debian: epubcheck): whether the EPUB keeps to the standard is not tested'
if (noChecker && process.env.CI === 'true') throw new Error(noChecker)

/** What epubcheck says of it. */
export async function complaintsOf(file: Buffer): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wenshi-epub-'))
  try {
    writeFileSync(join(folder, 'a.epub'), file)
    const args = ['-jar', CHECKER, 'a.epub', '--json', 'out.json', '--quiet']
    await promisify(execFile)('java', args, { cwd: folder }).catch(() => undefined)
    const { messages, checker } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'))
    return [
      ...(messages as { severity: string; ID: string; message: string }[]).map((one) => `${one.ID} ${one.message}`),
      ...(checker.nFatal + checker.nError + checker.nWarning > 0 ? ['errors or warnings'] : []),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const blocks = new Set(['h1', 'h2', 'h3', 'h4', 'p', 'figcaption', 'li'])
/** Lines of the pages in the order of the spine; notes by themselves. */
export async function readEpub(
  file: Buffer,
): Promise<{ lines: string[]; notes: string[]; images: number; opf: string }> {
  const { parts } = await measureZip(file, () => true)
  const opf = parts.get('book/package.opf')!.toString('utf8')
  const spine = [...opf.matchAll(/<itemref idref="([^"]+)"/g)].map(([, id]) => id!).filter((id) => id !== 'nav')
  const result = { lines: [] as string[], notes: [] as string[], images: 0, opf }
  for (const name of spine) {
    const path: string[] = []
    let [line, isNote, silent] = ['', false, 0]
    const parser = new SaxesParser()
    parser.on('opentag', ({ name: tag, attributes }) => {
      path.push(tag)
      if (attributes['epub:type'] === 'footnote') isNote = true
      if (attributes['epub:type'] === 'noteref') line += NOTE
      if (attributes['epub:type'] === 'noteref' || attributes.role === 'doc-backlink') silent = path.length
      if (tag === 'img') result.images++
    })
    parser.on('text', (text) => {
      if (silent === 0 && path.some((tag) => blocks.has(tag))) line += text
    })
    parser.on('closetag', ({ name: tag }) => {
      if (path.length === silent) silent = 0
      path.pop()
      if (blocks.has(tag)) {
        ;(isNote ? result.notes : result.lines).push(line)
        line = ''
      }
      if (tag === 'aside') isNote = false
    })
    parser.write(parts.get(`book/${name}.xhtml`)!.toString('utf8')).close()
  }
  return result
}
