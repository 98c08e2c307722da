/** docx as a manuscript: headings, quotations, marks and notes; the rest of Word's formatting is left out, no text is. */
import { SaxesParser } from 'saxes'
import { Fault } from '../../faults.ts'
import type { ManuscriptBlock, ManuscriptNote, ManuscriptRun, ReadManuscript } from '../../ports/text-reader.ts'
import { citeIn, ORIGIN_PROPERTY, type WordMark } from '../../ports/word-styles.ts'
import { inRun, symbol } from './docx.ts'
import { readStyles, type Styles } from './word-styles.ts'
import { measureZip } from './zip-limits.ts'

/** Deleted, moved away, the reading above a character, instructions, and what is there a second time for programs that draw no shapes. */
const silent = new Set(['del', 'moveFrom', 'rt', 'instrText', 'delText', 'delInstrText', 'Fallback', 'tblPr', 'sectPr'])
const off = new Set(['0', 'false', 'off', 'none'])
const kai = /楷|kai/i

type Notes = Map<string, ManuscriptNote>
interface Paragraph extends ManuscriptBlock {
  isContents: boolean
  isNumbered: boolean
}
interface Read {
  paragraphs: Paragraph[]
  notes: Notes
  pictures: number
}

/** Blanks at both ends set the page; between them, whatever breaks a line in Word is one. */
const soundText = (text: string) => text.replace(/[\u0000-\u001f\u007f\ufffc]/g, (one) => (one === '\t' ? ' ' : ''))

/** A part of the file. `notes`: those it refers to, by kind and id; of a part that has notes, they are what is read. */
function readPart(xml: Buffer, styles: Styles, notes: Notes): Read {
  const read: Read = { paragraphs: [], notes: new Map(), pictures: 0 }
  /** A box stands in a paragraph and has paragraphs. */
  const open: Paragraph[] = []
  const path: string[] = []
  let hidden = 0
  let note: ManuscriptNote | null = null
  /** The bookmark we are in, around what a note cites. */
  let citing = ''
  let run: { marks: Set<WordMark>; isHidden: boolean } = { marks: new Set(), isHidden: false }
  const start = (like?: Paragraph): Paragraph => {
    const { kind = 'paragraph', level = 0, isContents = false } = like ?? {}
    const made: Paragraph = { kind, level, inlines: [], isContents, isNumbered: false }
    if (!note) read.paragraphs.push(made)
    return made
  }
  const write = (text: string) => {
    const sound = soundText(text)
    if (sound === '' || hidden > 0 || run.isHidden || citing !== '') return
    const one = { text: sound, marks: [...run.marks] }
    if (note) note.note.push(one)
    else open.at(-1)?.inlines.push(one)
  }
  const breakLine = () => {
    if (note) return write(' ')
    if (open.length && hidden === 0) open[open.length - 1] = start(open.at(-1))
  }
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, attributes }) => {
    const value = (name: string) => Object.values(attributes).find((one) => one.local === name)?.value ?? ''
    const isOn = !off.has(value('val'))
    const mark = (one: WordMark, is = isOn) => void (is ? run.marks.add(one) : run.marks.delete(one))
    const [above, over] = [path.at(-1), path.at(-2)]
    const last = open.at(-1)
    path.push(local)
    if (silent.has(local)) hidden++
    else if (local === 'footnote' || local === 'endnote') {
      note = { note: [], cites: null }
      // What Word draws between text and notes is a note too, with a type.
      if (!value('type')) read.notes.set(local + value('id'), note)
    } else if (local === 'p' && above !== 'r') {
      if (note?.note.length) note.note.push({ text: ' ', marks: [] })
      open.push(start())
    } else if (local === 'bookmarkStart' && note && citeIn(value('name'))) {
      note.cites = citeIn(value('name'))
      citing = value('id')
    } else if (local === 'bookmarkEnd' && value('id') === citing) citing = ''
    else if (local === 'r') run = { marks: new Set(), isHidden: false }
    else if ((local === 'drawing' || local === 'pict') && hidden === 0) read.pictures++
    else if (above === 'pPr' && last) {
      if (local === 'pStyle') {
        const role = styles.role(value('val'))
        if (role.kind === 'contents') last.isContents = true
        else last.kind = role.kind
        if (role.kind === 'heading') last.level = role.level
      } else if (local === 'outlineLvl' && Number(value('val')) < 9)
        Object.assign(last, { kind: 'heading', level: Number(value('val')) + 1 })
    } else if (local === 'numId' && above === 'numPr' && value('val') !== '0' && last) last.isNumbered = true
    else if (above === 'rPr' && over === 'r') {
      if (local === 'rStyle') for (const one of styles.marks(value('val'))) run.marks.add(one)
      else if (local === 'vanish') run.isHidden = isOn
      // A heading is set so by whoever wrote it, and means nothing by it.
      else if (last?.kind === 'heading') return
      else if (local === 'b' || local === 'em') mark('strong')
      else if (local === 'i') mark('emphasis')
      else if (local === 'rFonts' && kai.test(value('eastAsia'))) mark('emphasis', true)
    } else if (above === 'r') {
      const isPage = value('type') === 'page' || value('type') === 'column'
      if ((local === 'br' && !isPage) || local === 'cr') breakLine()
      else if (local !== 'br' && local in inRun) write(inRun[local]!)
      else if (local === 'sym') write(symbol(value('font'), value('char')))
      else if (local === 'footnoteReference' || local === 'endnoteReference') {
        const own = notes.get(local.replace('Reference', '') + value('id'))
        if (own && hidden === 0 && !note) last?.inlines.push(own)
      }
    }
  })
  const onText = (text: string) => {
    if (path.at(-1) === 't') write(text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', ({ local }) => {
    path.pop()
    if (silent.has(local)) hidden--
    else if (local === 'footnote' || local === 'endnote') {
      note = null
      citing = ''
    } else if (local === 'p' && path.at(-1) !== 'r') open.pop()
  })
  parser.write(xml.toString('utf8')).close()
  return read
}

/** Without what stands before its first character and behind its last. */
function trimmed<One extends ManuscriptRun | ManuscriptNote>(inlines: readonly One[]): One[] {
  const cut = inlines.map((one) => ('text' in one ? { ...one } : one))
  for (const [from, blank] of [
    [0, /^[\s\u3000]+/],
    [-1, /[\s\u3000]+$/],
  ] as const)
    for (let one = cut.at(from); one && 'text' in one; one = cut.at(from)) {
      one.text = one.text.replace(blank, '')
      if (one.text !== '') break
      cut.splice(from, 1)
    }
  return cut
}

function originIn(xml: Buffer | undefined): string {
  const found = xml?.toString('utf8').match(new RegExp(`name="${ORIGIN_PROPERTY}"[^>]*><vt:lpwstr>([\\w@.:-]{1,100})<`))
  return found?.[1] ?? ''
}

/** Faults file.not-docx, file.damaged, file.encrypted, archive.*. */
export async function readManuscript(bytes: Buffer): Promise<ReadManuscript> {
  if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) throw new Fault('file.not-docx')
  const { parts } = await measureZip(bytes, (name) =>
    /^(?:word\/(?:document|footnotes|endnotes|styles)\d*|docProps\/custom)\.xml$/.test(name),
  )
  const part = (name: string) => [...parts].find(([one]) => one.replace(/\d*\.xml$/, '') === name)?.[1]
  const document = part('word/document')
  if (!document) throw new Fault('file.not-docx')
  try {
    const styles = readStyles(part('word/styles'))
    const notes: Notes = new Map()
    for (const xml of [part('word/footnotes'), part('word/endnotes')])
      if (xml)
        for (const [id, { note, cites }] of readPart(xml, styles, notes).notes)
          notes.set(id, { note: trimmed(note), cites })
    const { paragraphs, pictures } = readPart(document, styles, notes)
    const text = paragraphs.filter(({ isContents }) => !isContents)
    const origin = originIn(part('docProps/custom'))
    const blocks = text.map(({ kind, level, inlines }) => ({
      kind,
      level,
      inlines: origin ? inlines : trimmed(inlines),
    }))
    return {
      blocks: origin ? blocks : blocks.filter(({ inlines }) => inlines.length > 0),
      origin,
      numbered: text.filter(({ isNumbered, inlines }) => isNumbered && inlines.length > 0).length,
      pictures,
    }
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('file.damaged', {}, { cause: error })
  }
}
