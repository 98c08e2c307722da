/** A chapter's content as the service keeps it, as the editor holds it (ProseMirror's JSON), and as text. Pure. */

export const marks = ['strong', 'emphasis', 'name'] as const
export type Mark = (typeof marks)[number]
export interface Words {
  text: string
  marks?: Mark[]
}
/** Of a source on the list; `pages` as they are written. */
export interface Citation {
  referenceId: string
  pages: string
}
export interface NoteInline {
  note: Words[]
  citation?: Citation
}
export type Inline = Words | NoteInline
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; inlines: Inline[] }
  | { kind: 'paragraph' | 'quote'; inlines: Inline[] }

/** What of ProseMirror's JSON is used here. */
export interface Node {
  type: string
  attrs?: Record<string, unknown>
  content?: Node[]
  text?: string
  marks?: { type: string }[]
}

/** Stands in the text for the reference of a note. */
export const NOTE = '\ufffc'

const isNote = (inline: Inline): inline is NoteInline => 'note' in inline
const sameMarks = (a: Words, b: Words) =>
  marks.every((mark) => (a.marks ?? []).includes(mark) === (b.marks ?? []).includes(mark))

/** Always in one order, empty ones left out, neighbours of one kind as one: equal content is equal JSON. */
export function plainWords(words: readonly Words[]): Words[] {
  const made: Words[] = []
  for (const { text, marks: has = [] } of words) {
    if (text === '') continue
    const one: Words = has.length > 0 ? { text, marks: marks.filter((mark) => has.includes(mark)) } : { text }
    const last = made.at(-1)
    if (last && sameMarks(last, one)) made[made.length - 1] = { ...last, text: last.text + text }
    else made.push(one)
  }
  return made
}

function nodeOf(inline: Inline): Node {
  if (isNote(inline)) return { type: 'note', attrs: { words: inline.note, citation: inline.citation ?? null } }
  const has = inline.marks ?? []
  return {
    type: 'text',
    text: inline.text,
    ...(has.length > 0 ? { marks: has.map((type) => ({ type })) } : {}),
  }
}

/** As the editor takes it; never without a block to write in. */
export function docOf(content: readonly Block[]): Node {
  const blocks = content.map((block): Node => {
    const inlines = block.inlines.filter((inline) => isNote(inline) || inline.text !== '')
    return {
      type: block.kind,
      ...(block.kind === 'heading' ? { attrs: { level: block.level } } : {}),
      ...(inlines.length > 0 ? { content: inlines.map(nodeOf) } : {}),
    }
  })
  return { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] }
}

const isMark = (type: string): type is Mark => (marks as readonly string[]).includes(type)

function inlinesOf(nodes: readonly Node[]): Inline[] {
  const made: Inline[] = []
  let words: Words[] = []
  const end = () => {
    made.push(...plainWords(words))
    words = []
  }
  for (const { type, text = '', attrs, marks: has = [] } of nodes) {
    if (type === 'note') {
      end()
      const citation = attrs?.citation as Citation | null | undefined
      made.push({ note: plainWords((attrs?.words as Words[] | undefined) ?? []), ...(citation ? { citation } : {}) })
    } else words.push({ text, marks: has.map((mark) => mark.type).filter(isMark) })
  }
  end()
  return made
}

/** As the service takes it. An empty block is kept: it is where somebody is about to write, and the offsets after it count it. */
export function contentOf(doc: Node): Block[] {
  return (doc.content ?? []).map(({ type, attrs, content = [] }): Block => {
    const inlines = inlinesOf(content)
    if (type === 'heading')
      return { kind: 'heading', level: attrs?.level === 1 ? 1 : attrs?.level === 3 ? 3 : 2, inlines }
    return { kind: type === 'quote' ? 'quote' : 'paragraph', inlines }
  })
}

export const blockText = ({ inlines }: Block): string =>
  inlines.map((inline) => (isNote(inline) ? NOTE : inline.text)).join('')
/** Blocks joined by a line feed, a note's reference as one U+FFFC: what offsets count in, in UTF-16 units. */
export const textOf = (content: readonly Block[]): string => content.map(blockText).join('\n')
export const wordsText = (words: readonly Pick<Words, 'text'>[]): string => words.map(({ text }) => text).join('')
export const notesOf = (content: readonly Block[]): Words[][] =>
  content.flatMap(({ inlines }) => inlines.filter(isNote).map(({ note }) => note))

/**
 * Where an offset of the text stands in the editor, and back. A block opens and closes with one position each, a line feed is one unit,
 * and a note is one of both.
 */
export function positionOf(content: readonly Block[], offset: number): number {
  let [at, blocks] = [0, 0]
  for (const block of content) {
    const length = blockText(block).length
    if (offset <= at + length) break
    at += length + 1
    blocks++
  }
  return offset + Math.min(blocks, Math.max(content.length - 1, 0)) + 1
}
export function offsetOf(content: readonly Block[], position: number): number {
  let [start, at] = [1, 0]
  for (const block of content) {
    const length = blockText(block).length
    if (position <= start + length) return at + Math.max(0, position - start)
    start += length + 2
    at += length + 1
  }
  return Math.max(0, at - 1)
}

/** A stretch of the text, in one block and without a note, with other words: they take the marks of what stands there, or else before it. */
export function withWords(content: readonly Block[], start: number, end: number, text: string): Block[] {
  let from = 0
  return content.map((block) => {
    const to = from + blockText(block).length
    let at = from
    from = to + 1
    if (start < at || end > to) return block
    let isPut = false
    const inlines = block.inlines.flatMap((inline): Inline[] => {
      const [own, length] = [at, isNote(inline) ? 1 : inline.text.length]
      at += length
      if (isNote(inline)) return [inline]
      const isHere = !isPut && own <= start && (start < at || start === end) && start <= at
      isPut ||= isHere
      if (!isHere && (at <= start || own >= end)) return [inline]
      const [head, tail] = [inline.text.slice(0, Math.max(0, start - own)), inline.text.slice(Math.max(0, end - own))]
      return head || tail || isHere ? [{ ...inline, text: head + (isHere ? text : '') + tail }] : []
    })
    return { ...block, inlines: isPut ? inlines : [...inlines, { text }] } as Block
  })
}

/** Words with another text: what stands at both ends as before keeps its marks. */
export function reworded(words: readonly Words[], text: string): Words[] {
  const before = wordsText(words)
  const most = Math.min(before.length, text.length)
  let head = 0
  while (head < most && before[head] === text[head]) head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++
  const cut = (from: number, to: number): Words[] => {
    let at = 0
    return words.map(({ text: own, ...rest }) => {
      const start = at
      at += own.length
      return { ...rest, text: own.slice(Math.max(0, from - start), Math.max(0, to - start)) }
    })
  }
  return plainWords([
    ...cut(0, head),
    { text: text.slice(head, text.length - tail) },
    ...cut(before.length - tail, before.length),
  ])
}
