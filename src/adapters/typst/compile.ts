/** Runs inside a child process: one book set by typst, in the folder where its pictures are. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { SetPart } from '../../publications/type-area.ts'
import { loadFonts } from './fonts.ts'
import { withoutMissing } from './missing.ts'
import { PDF, type Setting } from './setting.ts'

export interface CompileTask {
  folder: string
  setting: Setting
}
export interface Compiled {
  sheets: number
  /** The sheet of the contents. */
  contents: number
  parts: Omit<SetPart, 'blocks' | 'revision'>[]
  /** By chapter: the sheet each block begins on. */
  blocks: Record<string, number[]>
}

const template = new URL('./book.typ', import.meta.url)

export async function handle({ folder, setting }: CompileTask): Promise<Compiled> {
  const { blobs, has } = await loadFonts()
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: blobs }] })
  await writeFile(join(folder, 'book.json'), JSON.stringify(withoutMissing(setting, has)))
  const made = compiler.compile({ mainFileContent: await readFile(template, 'utf8') })
  const document = made.result
  if (!document) {
    throw new Error(JSON.stringify(made.takeError()?.shortDiagnostics))
  }
  await writeFile(join(folder, PDF), compiler.pdf(document, { pdfStandard: 'a-2b' }))
  const [compiled] = compiler.query(document, { selector: '<set>', field: 'value' }) as [Compiled]
  return compiled
}
