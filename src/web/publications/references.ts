/** 文献 on the screen: which fields each kind has, and names as they are typed. Pure. */
import type { AnswerOf } from '../api.ts'

export type KeptReference = AnswerOf<'get /references'>['items'][number]
export type Reference = KeptReference['reference']
export type Kind = Reference['kind']
type Field = keyof Reference

const imprint = ['place', 'publisher', 'date'] as const
/** In the order of the form; the title stands before them all. */
export const fieldsOf: Record<Kind, readonly Field[]> = {
  book: ['authors', 'role', 'translators', 'volume', 'edition', ...imprint, 'isInternal'],
  wenshi: ['authors', 'container', 'containerAuthors', 'issue', ...imprint, 'isInternal'],
  gazetteer: ['reign', 'authors', 'role', 'volume', 'part', 'container', 'edition', ...imprint],
  archive: ['authors', 'date', 'publisher', 'place', 'code'],
  photograph: ['authors', 'date', 'publisher', 'place', 'code'],
  interview: ['authors', 'interviewers', 'date', 'place', 'publisher', 'code'],
  newspaper: ['authors', 'container', 'date', 'issue', 'url', 'accessed'],
  article: ['authors', 'translators', 'container', 'date', 'volume', 'issue'],
  chapter: [
    'authors',
    'translators',
    'container',
    'containerAuthors',
    'containerRole',
    'volume',
    'edition',
    ...imprint,
  ],
  compilation: ['authors', 'role', 'volume', 'edition', ...imprint, 'isInternal'],
  report: ['authors', ...imprint],
  thesis: ['authors', 'degree', ...imprint],
  web: ['authors', 'publisher', 'date', 'url', 'accessed'],
}
export const kinds = Object.keys(fieldsOf) as Kind[]
export const isRequired = (kind: Kind, field: Field): boolean =>
  field === 'title' || (field === 'container' && kind !== 'gazetteer')

const lists = ['authors', 'translators', 'containerAuthors', 'interviewers'] as const
export const isList = (field: Field): field is (typeof lists)[number] => (lists as readonly string[]).includes(field)

/** A western name has a comma in it: several names are set apart by 、 or a semicolon. */
export const namesOf = (typed: string): string[] =>
  typed
    .split(/[、；;\n]/)
    .map((name) => name.trim())
    .filter(Boolean)

export type Typed = Partial<Record<Field, string | boolean>> & { kind: Kind; title: string }
export const typedOf = (reference: Reference): Typed =>
  Object.fromEntries(
    Object.entries(reference).map(([name, value]) => [name, Array.isArray(value) ? value.join('、') : value]),
  ) as Typed

/** What the kind has no field for is not sent: nobody sees it any more. */
export const referenceOf = (typed: Typed): { kind: Kind; title: string } => ({
  kind: typed.kind,
  title: typed.title.trim(),
  ...Object.fromEntries(
    fieldsOf[typed.kind].flatMap((field) => {
      const value = typed[field]
      if (value === undefined || value === '') return []
      return [[field, typeof value === 'string' ? (isList(field) ? namesOf(value) : value.trim()) : value]]
    }),
  ),
})
