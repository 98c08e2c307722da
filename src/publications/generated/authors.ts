/** 作者简介: who wrote a volume, from the bylines of its chapters; what the archive knows of each; and what editors wrote instead. Pure. */
import { responsibleIn } from '../../hanzi/byline.ts'
import { foldKey } from '../../hanzi/fold.ts'
import { titleSort } from '../../hanzi/pinyin/sort-key.ts'
import type { Block, Content } from '../content.ts'
import type { OwnWords } from '../plate.ts'

/** Whatever they did, each once. */
const authorNames = (byline: string) => [...new Set(responsibleIn(byline).flatMap(({ names }) => names))]

export interface VolumeAuthor {
  name: string
  /** In the order of the book. */
  chapters: { id: string; title: string }[]
}
export const authorOrders = ['book', 'pinyin'] as const
export type AuthorOrder = (typeof authorOrders)[number]

/** Names that fold alike are one. */
export function authorsOf(
  chapters: readonly { id: string; title: string; byline: string }[],
  order: AuthorOrder,
): VolumeAuthor[] {
  const found = new Map<string, VolumeAuthor>()
  for (const { id, title, byline } of chapters)
    for (const name of authorNames(byline)) {
      const author = found.get(foldKey(name)) ?? { name, chapters: [] }
      author.chapters.push({ id, title })
      found.set(foldKey(name), author)
    }
  const authors = [...found.values()]
  if (order === 'book') return authors
  const sorts = new Map(authors.map(({ name }) => [name, titleSort(name, { isName: true })]))
  const key = ({ name }: VolumeAuthor) => sorts.get(name)!
  return authors.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** What of an author may be printed: of the authority, and of what the donor said of himself. */
export interface AuthorFacts {
  /** 生卒 as written; whether the life has ended. */
  life: string
  isDead: boolean
  /** 生平. */
  history: string
  identityThen: string
  identityNow: string
}
const introduced = (word: string, identity: string) =>
  identity === '' || /^(?:时[任为]|曾|原|前|现|后[任为]|历任|任|系|为)/u.test(identity)
    ? identity
    : `${word}${identity}`

/** Behind the name; '' where nothing is known. （1901—1975），时为青石渡船工，现为退休教师。生平…… */
export function factsSaid({ life, isDead, history, identityThen, identityNow }: AuthorFacts): string {
  const bare = (text: string) => text.trim().replace(/[。；;，,]+$/u, '')
  const identities = [introduced('时为', bare(identityThen)), introduced(isDead ? '后为' : '现为', bare(identityNow))]
  const known = identities.filter((one) => one !== '')
  const years = life && `（${life.replace(/^[（(](.*)[)）]$/u, '$1')}）`
  const lead = [years, ...known].filter((one) => one !== '').join('，')
  const end = known.length || history === '' ? '。' : '，'
  return lead === ''
    ? history.trim().replace(/\s*\n+\s*/gu, '')
    : lead + end + history.trim().replace(/\s*\n+\s*/gu, '')
}

/** Kept with the volume, by name: the editor's words, and what the archive said when they were written; left out of the book. */
export interface AuthorNote {
  name: string
  text: OwnWords | null
  isLeftOut: boolean
}
export interface AuthorNotes {
  revision: number
  order: AuthorOrder
  notes: AuthorNote[]
}
export const noAuthorNotes: AuthorNotes = { revision: 1, order: 'book', notes: [] }
export const MOST_AUTHORS = 1000

/** Of whom nothing is said is not named. */
export const authorsContent = (authors: readonly { name: string; text: string; isLeftOut: boolean }[]): Content =>
  authors.flatMap(({ name, text, isLeftOut }): Block[] => {
    if (isLeftOut || text === '') return []
    const joint = /^[（，]/u.test(text) ? '' : '　'
    return [{ kind: 'paragraph', inlines: [{ text: name, marks: ['strong'] }, { text: joint + text }] }]
  })
