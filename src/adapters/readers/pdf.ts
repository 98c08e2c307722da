/** PDF by pdf.js: the text layer page by page, and pages drawn as pictures. No script of a document is ever run. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { Fault } from '../../faults.ts'
import type { PageImage, ReadText } from '../../ports/text-reader.ts'
import { joinPages, readText } from './plain-text.ts'

const MAX_PAGES = 5000
const folder = (name: string) => fileURLToPath(new URL(`./${name}/`, import.meta.resolve('pdfjs-dist/package.json')))

async function open(bytes: Buffer): Promise<PDFDocumentProxy> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  try {
    const document = await getDocument({
      data: new Uint8Array(bytes),
      cMapUrl: folder('cmaps'),
      cMapPacked: true,
      standardFontDataUrl: folder('standard_fonts'),
      wasmUrl: folder('wasm'),
      isEvalSupported: false,
      enableXfa: false,
      useSystemFonts: false,
      disableFontFace: true,
      verbosity: 0,
    } as never).promise
    if (document.numPages > MAX_PAGES) throw new Fault('text.too-long', { length: document.numPages, limit: MAX_PAGES })
    return document
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault(
      (error as Error).name === 'PasswordException' ? 'file.encrypted' : 'file.damaged',
      {},
      { cause: error },
    )
  }
}

interface Item {
  str: string
  hasEOL: boolean
  transform: number[]
  height: number
}

/** Lines as set: a new line where the base line moves, no space between Han characters. */
function textOfPage(items: readonly Item[]): string {
  let text = ''
  let base: number | null = null
  for (const { str, hasEOL, transform, height } of items) {
    const y = transform[5] ?? 0
    if (str !== '' && base !== null && Math.abs(y - base) > Math.max(height, 4) * 0.6 && !text.endsWith('\n'))
      text += '\n'
    text += str
    if (str !== '') base = y
    if (hasEOL && !text.endsWith('\n')) text += '\n'
  }
  return text.replace(/([\u3400-\u9fff，。、；：！？])[ \t]+(?=[\u3400-\u9fff，。、；：！？])/g, '$1').trim()
}

/** A tree of pages that leads back to itself, a picture larger than any canvas; what the disk refused is another matter. */
const pageFault = (error: unknown): unknown =>
  error instanceof Fault || ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')
    ? error
    : new Fault('file.damaged', {}, { cause: error })

export async function readPdf(bytes: Buffer): Promise<ReadText> {
  const document = await open(bytes)
  try {
    const pages: string[] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(textOfPage(items.filter((item): item is typeof item & Item => 'str' in item) as unknown as Item[]))
      page.cleanup()
    }
    const labels = (await document.getPageLabels().catch(() => null)) ?? []
    const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: { Title?: string } }
    const imageOnlyPages = pages.filter((page) => page === '').length
    const { text, pages: bounds } = joinPages(pages, labels)
    return {
      ...readText('application/pdf', ''),
      text: imageOnlyPages === pages.length ? '' : text,
      pages: bounds,
      imageOnlyPages,
      title: info.Title?.trim() || null,
    }
  } catch (error) {
    throw pageFault(error)
  } finally {
    await document.loadingTask.destroy()
  }
}

export async function drawPdf(
  bytes: Buffer,
  { scratch, from, to, longSide }: { scratch: string; from: number; to: number; longSide: number },
): Promise<{ pages: PageImage[]; total: number }> {
  const document = await open(bytes)
  try {
    const pages: PageImage[] = []
    for (let number = from; number <= Math.min(to, document.numPages); number++) {
      const page = await document.getPage(number)
      const natural = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: Math.min(4, longSide / Math.max(natural.width, natural.height, 1)) })
      const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)))
      await page.render({ canvas: canvas as never, canvasContext: canvas.getContext('2d') as never, viewport }).promise
      const path = join(scratch, `page-${number}.jpg`)
      await writeFile(path, await canvas.encode('jpeg', 88))
      page.cleanup()
      pages.push({ page: number, path })
    }
    return { pages, total: document.numPages }
  } catch (error) {
    throw pageFault(error)
  } finally {
    await document.loadingTask.destroy()
  }
}
