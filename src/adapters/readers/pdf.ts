/** PDF by pdf.js: the text layer page by page, and pages drawn as pictures. No script of a document is ever run. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { Fault } from '../../faults.ts'
import type { PageImage, ReadText } from '../../ports/text-reader.ts'
import { likelihoodOf } from './likelihood.ts'
import { joinPages, readText } from './plain-text.ts'

const MAX_PAGES = 5000
/** Fonts without a table of what their glyphs mean give characters as they come: from so many on, and so improbable, that is no text. */
const [FEW, GARBLED] = [30, -11.5]
const folder = (name: string) => fileURLToPath(new URL(`./${name}/`, import.meta.resolve('pdfjs-dist/package.json')))

/** 宋体 and the like are often not in the file: pdf.js draws with these families then, and here they have Han. */
function registerFonts(): void {
  if (GlobalFonts.has('serif')) return
  const file = fileURLToPath(
    import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  )
  for (const family of ['serif', 'sans-serif', 'monospace']) GlobalFonts.registerFromPath(file, family)
}

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
  width: number
  height: number
  fontName: string
}

/** A run of characters on its line, whichever way the line goes. */
interface Run {
  along: number
  /** Where it ends along the line. */
  end: number
  across: number
  size: number
  length: number
}

function runOf({ str, transform, width, height }: Item, isVertical: boolean): Run {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = transform
  const scale = Math.hypot(a, b) || 1
  const [level, upright] = [(a * x + b * y) / scale, (a * y - b * x) / scale]
  const along = isVertical ? -upright : level
  const across = isVertical ? level : upright
  return {
    along,
    end: along + (isVertical ? height : width),
    across,
    size: Math.hypot(c, d),
    length: str.trim().length,
  }
}

/** Lines as set: a new line where the base line moves further than a note's mark is raised, a tab between columns, no space between Han. */
function textOfPage(items: readonly Item[], isVertical: (fontName: string) => boolean): string {
  let text = ''
  let line: Run | null = null
  for (const item of items) {
    if (item.str.trim() !== '') {
      const run = runOf(item, isVertical(item.fontName))
      const size = Math.max(run.size, line?.size ?? 0)
      const isSameLine: boolean = line !== null && Math.abs(run.across - line.across) <= size * 0.6
      if (line && !isSameLine && !text.endsWith('\n')) text += '\n'
      // A heading set wide, one character here and one there, is no table.
      const isColumn = line && isSameLine && run.along - line.end > size * 1.5 && Math.max(run.length, line.length) > 1
      if (isColumn && !text.endsWith('\n')) text = `${text.trimEnd()}\t`
      // What is raised and small leaves the line where it was.
      const isMark: boolean = line !== null && isSameLine && run.size < line.size * 0.8
      line = isMark ? { ...run, across: line!.across, size: line!.size } : run
    }
    text += item.str
    if (item.hasEOL && !text.endsWith('\n')) text += '\n'
  }
  return text.replace(/([\u3400-\u9fff，。、；：！？]) +(?=[\u3400-\u9fff，。、；：！？])/g, '$1').trim()
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
      const { items, styles } = await page.getTextContent()
      const set = items.filter((item) => 'str' in item) as unknown as Item[]
      pages.push(textOfPage(set, (fontName) => styles[fontName]?.vertical === true))
      page.cleanup()
    }
    const labels = (await document.getPageLabels().catch(() => null)) ?? []
    const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: { Title?: string } }
    const imageOnlyPages = pages.filter((page) => page === '').length
    const { text, pages: bounds } = joinPages(pages, labels)
    const { mean, count } = likelihoodOf(text)
    return {
      ...readText('application/pdf', ''),
      text: imageOnlyPages === pages.length ? '' : text,
      pages: bounds,
      imageOnlyPages,
      warnings: mean < GARBLED && count >= FEW ? [{ code: 'text.garbled' }] : [],
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
  registerFonts()
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
