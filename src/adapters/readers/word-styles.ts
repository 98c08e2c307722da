/** What the styles of a Word file are, by their names: Word's own in English or Chinese, and ours. */
import { SaxesParser } from 'saxes'
import { CONTENTS_STYLE, MARK_JOINT, QUOTE_STYLE, type WordMark, wordMarks } from '../../ports/word-styles.ts'

export type Role = { kind: 'heading'; level: number } | { kind: 'quote' | 'paragraph' | 'contents' }
export interface Styles {
  role(paragraphStyle: string): Role
  marks(characterStyle: string): WordMark[]
}

const quotes = new Set([QUOTE_STYLE, 'quote', 'intense quote', 'block text', '引用', '明显引用', '文本块'])
function roleOf(name: string): Role | null {
  const level = /^(?:heading|标题) ?([1-9])$/.exec(name)?.[1]
  if (level) return { kind: 'heading', level: Number(level) }
  if (name === 'title' || name === '标题') return { kind: 'heading', level: 0 }
  if (quotes.has(name)) return { kind: 'quote' }
  return name === CONTENTS_STYLE || /^(?:toc|目录)(?: ?\d| heading)$/.test(name) ? { kind: 'contents' } : null
}
const markNames = Object.entries(wordMarks) as [WordMark, string][]
const foreign: Record<string, WordMark> = { strong: 'strong', 要点: 'strong', emphasis: 'emphasis', 强调: 'emphasis' }
const marksOf = (name: string): WordMark[] =>
  name in foreign
    ? [foreign[name]!]
    : name.split(MARK_JOINT).flatMap((one) => markNames.filter(([, own]) => own === one).map(([mark]) => mark))

/** A style that is not known is what it is based on. */
export function readStyles(xml: Buffer | undefined): Styles {
  const known = new Map<string, { name: string; basedOn: string }>()
  let last: { name: string; basedOn: string } | undefined
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, attributes }) => {
    const value = (name: string) => Object.values(attributes).find((one) => one.local === name)?.value ?? ''
    if (local === 'style') known.set(value('styleId'), (last = { name: '', basedOn: '' }))
    else if (local === 'name' && last) last.name = value('val').toLowerCase().trim()
    else if (local === 'basedOn' && last) last.basedOn = value('val')
  })
  if (xml) parser.write(xml.toString('utf8')).close()
  return {
    role(id) {
      const seen = new Set<string>()
      for (let at = id; known.has(at) && !seen.has(at); at = known.get(at)!.basedOn) {
        seen.add(at)
        const role = roleOf(known.get(at)!.name)
        if (role) return role
      }
      return { kind: 'paragraph' }
    },
    marks: (id) => marksOf(known.get(id)?.name ?? ''),
  }
}
