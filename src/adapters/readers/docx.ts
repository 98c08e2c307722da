/**
 * docx: the text of WordprocessingML (ECMA-376 part 1 §17). Elements nobody knows are walked through, not dropped: what stands in a text
 * element is text, unless it is deleted, moved away, an instruction or there a second time. (A library that keeps only elements it knows lost 甪
 * of 甪直 where its reading stood above it, text boxes and fields, and said nothing.)
 */
import dingbats from 'dingbat-to-unicode'
import { SaxesParser } from 'saxes'
import { Fault } from '../../faults.ts'
import type { ReadText } from '../../ports/text-reader.ts'
import { readText } from './plain-text.ts'
import { measureZip } from './zip-limits.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Deleted, moved away, the reading above a character, and what a program that cannot draw a shape shows instead of it. */
const silent = new Set(['del', 'moveFrom', 'rt', 'instrText', 'delText', 'delInstrText', 'Fallback', 'tblPr', 'pPr'])
export const inRun: Record<string, string> = { tab: '\t', ptab: '\t', br: '\n', cr: '\n', noBreakHyphen: '‑' }
const noteKinds = ['footnote', 'endnote', 'comment'] as const
type NoteKind = (typeof noteKinds)[number]

interface Part {
  text: string
  /** Notes by their id in this part. */
  notes: Map<string, string>
  /** Notes in the order of their marks: footnotes and endnotes are numbered in the text, comments are not. */
  marks: { kind: NoteKind; id: string }[]
}

/** A sign of Wingdings and the like, given by its place in the font (mostly as F0xx). */
export const symbol = (font: string, char: string) => dingbats.hex(font, char.replace(/^F0(?=..$)/i, ''))?.string ?? ''

/** One XML part. Faults file.damaged. */
function readPart(xml: Buffer): Part {
  /** Text being written: the document, and inside it boxes, each set after the paragraph that holds it. */
  const layers: { pieces: string[]; boxes: string[] }[] = [{ pieces: [], boxes: [] }]
  const path: string[] = []
  const part: Part = { text: '', notes: new Map(), marks: [] }
  let hidden = 0
  let noteId = ''
  let numbered = 0
  const top = () => layers.at(-1)!
  const write = (text: string) => top().pieces.push(text)
  const endLine = () => {
    const last = top().pieces.at(-1)
    if (last !== undefined && !/[\n\t]$/.test(last)) write('\n')
  }
  const isBoxed = (name: string) =>
    name === 'txbxContent' || name === 'footnote' || name === 'endnote' || name === 'comment'

  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, attributes }) => {
    const attribute = (name: string) => Object.values(attributes).find((one) => one.local === name)?.value ?? ''
    if (silent.has(local)) hidden++
    if (isBoxed(local)) {
      layers.push({ pieces: [], boxes: [] })
      noteId = attribute('id')
    }
    if (hidden === 0 && path.at(-1) === 'r') {
      if (local in inRun) write(inRun[local]!)
      else if (local === 'sym') write(symbol(attribute('font'), attribute('char')))
      const kind = noteKinds.find((one) => local === `${one}Reference`)
      if (kind) {
        part.marks.push({ kind, id: attribute('id') })
        if (kind !== 'comment') write(`[${++numbered}]`)
      }
    }
    path.push(local)
  })
  const onText = (text: string) => {
    if (hidden === 0 && path.at(-1) === 't') write(text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', ({ local }) => {
    path.pop()
    if (silent.has(local)) hidden--
    else if (hidden > 0 && !isBoxed(local)) return
    if (local === 'p') {
      write('\n')
      for (const box of top().boxes.splice(0)) write(box)
    } else if (local === 'tc') {
      // Cells stand apart by tabs; the last line end inside one is the cell's.
      const { pieces } = top()
      if (pieces.at(-1) === '\n') pieces.pop()
      write('\t')
    } else if (local === 'tr') {
      if (top().pieces.at(-1) === '\t') top().pieces.pop()
      write('\n')
    } else if (isBoxed(local)) {
      endLine()
      const text = layers.pop()!.pieces.join('')
      if (local === 'txbxContent') {
        if (hidden === 0) top().boxes.push(text)
      } else part.notes.set(noteId, text.trim())
    }
  })
  const isUtf16 = xml[0] === 0xff || xml[0] === 0xfe
  const encoding = isUtf16 ? (xml[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8'
  try {
    parser.write(new TextDecoder(encoding, { fatal: true }).decode(xml)).close()
  } catch (error) {
    throw new Fault('file.damaged', {}, { cause: error })
  }
  part.text = layers[0]!.pieces.concat(layers[0]!.boxes).join('')
  return part
}

const partNames: Record<NoteKind | 'document', RegExp> = {
  document: /^word\/document\d*\.xml$/,
  footnote: /^word\/footnotes\d*\.xml$/,
  endnote: /^word\/endnotes\d*\.xml$/,
  comment: /^word\/comments\d*\.xml$/,
}

/** Text, tables, boxes; footnotes and endnotes under their numbers at the end, then comments. Faults file.damaged, file.encrypted, archive.*. */
export async function readDocx(bytes: Buffer): Promise<ReadText> {
  const wanted = Object.values(partNames)
  const { parts } = await measureZip(bytes, (name) => wanted.some((one) => one.test(name)))
  const partOf = (kind: keyof typeof partNames) => {
    const name = [...parts.keys()].find((one) => partNames[kind].test(one))
    return name === undefined ? undefined : readPart(parts.get(name)!)
  }
  const document = partOf('document')
  if (!document) throw new Fault('file.damaged')
  const notes = Object.fromEntries(noteKinds.map((kind) => [kind, partOf(kind)?.notes]))
  const lines: string[] = []
  const comments: string[] = []
  for (const { kind, id } of document.marks) {
    const text = notes[kind]?.get(id) ?? ''
    if (kind === 'comment') comments.push(`批注：${text}`)
    else lines.push(`[${lines.length + 1}] ${text}`)
  }
  const text = [document.text, ...lines, ...comments].map((one) => one.replace(/\n+$/, '')).join('\n')
  return readText(DOCX, text.trim())
}
