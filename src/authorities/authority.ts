/** 规范记录: a person, body, place, event or term under one authorised form, with every other name it goes by (ISAAR(CPF) 5.1–5.4, RiC-CM). Pure. */
import { Fault } from '../faults.ts'
import { type DateOptions, edtfBounds, readDate } from '../hanzi/dates/dates.ts'
import { foldKey } from '../hanzi/fold.ts'

export const authorityKinds = ['person', 'corporateBody', 'place', 'event', 'term'] as const
export type AuthorityKind = (typeof authorityKinds)[number]

/** 字, 号, 笔名, 旧称（曾用名）, 谥号, 简称, 繁体, 拼音, 外文名, 其他. */
export const nameTypes = [
  'courtesy',
  'art',
  'pen',
  'former',
  'posthumous',
  'short',
  'traditional',
  'pinyin',
  'foreign',
  'other',
] as const
export type NameType = (typeof nameTypes)[number]

/** ISAAR 5.4.4. 待核: kept and listed, but names nothing yet. 定稿: in use. */
export const authorityStatuses = ['draft', 'established'] as const
export type AuthorityStatus = (typeof authorityStatuses)[number]

export interface Alias {
  name: string
  type: NameType
  /** Looked for in texts; else only where an archivist writes it into a description. Never true of a single character. */
  inText: boolean
}

/** ISAAR 5.2.1: 生卒, 存续, 起讫; as written, and as resolved. */
export interface Existence {
  text: string
  edtf: string | null
  /** Inclusive ISO days; null = open or unknown. */
  start: string | null
  end: string | null
}

/** As it is given: in words, or as EDTF. */
export type ExistenceInput = string | { text?: string | undefined; edtf: string }

export interface Identifier {
  /** CBDB, Wikidata, ISNI …; '' for the office's own. */
  scheme: string
  value: string
}

/** The fields people set. */
export interface AuthorityFields {
  kind: AuthorityKind
  /** 规范名. */
  name: string
  /** Of the authorised form; as `Alias.inText`. */
  inText: boolean
  aliases: Alias[]
  existence: Existence | null
  /** 生平, 沿革: shown to readers. */
  history: string
  /** 附注: for those who keep the list. */
  note: string
  identifiers: Identifier[]
  status: AuthorityStatus
}

export interface Merged {
  into: string
  at: string
  /** What the other one got by it, and gives back when the merge is undone. */
  aliases: string[]
  identifiers: Identifier[]
}

export interface Authority extends AuthorityFields {
  id: string
  revision: number
  merged: Merged | null
  deleted: { at: string; reason: string } | null
  createdBy: string
  createdAt: string
  updatedAt: string
}

export const newAuthority = (
  fields: AuthorityFields,
  { id, createdBy, at }: { id: string; createdBy: string; at: string },
): Authority => ({
  ...fields,
  id,
  revision: 1,
  merged: null,
  deleted: null,
  createdBy,
  createdAt: at,
  updatedAt: at,
})

/** Those fields alone, of a record. */
export const fieldsOf = (one: AuthorityFields) => ({
  kind: one.kind,
  name: one.name,
  inText: one.inText,
  aliases: one.aliases,
  existence: one.existence,
  history: one.history,
  note: one.note,
  identifiers: one.identifiers,
  status: one.status,
})

export interface Name {
  name: string
  key: string
  inText: boolean
}

/** Whether a folded name can be looked for in texts: two characters, or a word of two letters; figures alone name nothing. */
export function isSought(key: string): boolean {
  const tokens = key.split(' ')
  return (
    (tokens.length > 1 || /^[^\u2e80-\u{10ffff}]{2,}$/u.test(key)) && tokens.some((token) => !/^[\d·]+$/.test(token))
  )
}

/** Every name of a record, the authorised one first; names that fold alike once. */
export function namesOf({ name, inText, aliases }: Pick<AuthorityFields, 'name' | 'inText' | 'aliases'>): Name[] {
  const names = new Map<string, Name>()
  for (const one of [{ name, inText }, ...aliases]) {
    const key = foldKey(one.name)
    const known = names.get(key)
    if (known) known.inText ||= one.inText && isSought(key)
    else if (key !== '') names.set(key, { name: one.name, key, inText: one.inText && isSought(key) })
  }
  return [...names.values()]
}

export const isGone = ({ merged, deleted }: Pick<Authority, 'merged' | 'deleted'>): boolean =>
  merged !== null || deleted !== null

/** In use: established, neither merged nor deleted. */
export const isInUse = (one: Pick<Authority, 'status' | 'merged' | 'deleted'>): boolean =>
  one.status === 'established' && !isGone(one)

/** Names whose owners differ after a change: texts and descriptions that have one of them are to be looked at again. */
export function changedNames(before: Authority | null, after: Authority): string[] {
  const signed = (one: Authority | null) =>
    one && isInUse(one) ? namesOf(one).map(({ key, inText }) => `${key}\n${one.kind}${inText}`) : []
  const [old, fresh] = [new Set(signed(before)), new Set(signed(after))]
  const changed = [...old].filter((one) => !fresh.has(one)).concat([...fresh].filter((one) => !old.has(one)))
  return [...new Set(changed.map((one) => one.split('\n')[0]!))]
}

/** Every name must say something, and none is listed twice. Fault authority.name. */
export function sound<Fields extends Pick<AuthorityFields, 'name' | 'inText' | 'aliases'>>(fields: Fields): Fields {
  const seen = new Set([fields.name])
  const aliases: Alias[] = []
  for (const { name } of [{ name: fields.name }, ...fields.aliases])
    if (!/[\p{L}\p{Co}\u2e80-\u{3ffff}]/u.test(foldKey(name))) throw new Fault('authority.name', { name })
  for (const alias of fields.aliases) {
    if (seen.has(alias.name)) continue
    seen.add(alias.name)
    aliases.push({ ...alias, inText: alias.inText && isSought(foldKey(alias.name)) })
  }
  return { ...fields, inText: fields.inText && isSought(foldKey(fields.name)), aliases }
}

const unknown = /^[?？]?$|^不详$|^未详$/
const DASH = /\s*(?:——|—|–|－|-|~|～|至)\s*/u

/** 1866—1925, 1901—, ？—1925, 1901年生, 同治五年—民国十四年, or any date. What cannot be read keeps its writing. */
export function existenceOf(text: string, dates: DateOptions): Existence {
  const given = text.trim()
  const whole = readDate(given, dates)
  if (whole) return { text: given, edtf: whole.edtf, start: whole.start, end: whole.end }
  const life = given.replace(/^[(（](.*)[)）]$/, '$1')
  const parts = life.split(DASH)
  const sides = /生$/.test(life)
    ? [life.slice(0, -1), '']
    : /[卒逝]$/.test(life)
      ? ['?', life.slice(0, -1)]
      : parts.length === 2
        ? parts
        : null
  if (sides) {
    const [from, to] = sides.map((side) => (unknown.test(side) ? null : readDate(side, dates)))
    const isSound = sides.every((side, i) => unknown.test(side) || (i === 0 ? from : to)) && (from ?? to)
    if (isSound) {
      // 1901—: still there as far as is known; 1901—？: it ended, nobody knows when.
      const edtf = `${from?.edtf ?? ''}/${to?.edtf ?? (sides[1] === '' ? '..' : '')}`
      if (edtfBounds(edtf)) return { text: given, edtf, start: from?.start ?? null, end: to?.end ?? null }
    }
  }
  return { text: given, edtf: null, start: null, end: null }
}

/** As given: in words, or as EDTF. Fault date.unreadable. */
export function resolveExistence(given: ExistenceInput | null, dates: DateOptions): Existence | null {
  if (given === null) return null
  if (typeof given === 'string') return existenceOf(given, dates)
  const bounds = edtfBounds(given.edtf)
  if (!bounds) throw new Fault('date.unreadable', { text: given.edtf })
  return { text: given.text ?? given.edtf, edtf: given.edtf, ...bounds }
}

/** What `into` becomes when `from` is merged into it, and what it got by it. */
export function merge(into: Authority, from: Authority): { next: AuthorityFields; got: Omit<Merged, 'into' | 'at'> } {
  const known = new Set([into.name, ...into.aliases.map(({ name }) => name)])
  const added: Alias[] = [{ name: from.name, type: 'other' as const, inText: from.inText }, ...from.aliases].filter(
    ({ name }) => !known.has(name),
  )
  const identifiers = from.identifiers.filter((one) => !into.identifiers.some((other) => isSame(one, other)))
  return {
    next: {
      ...into,
      aliases: [...into.aliases, ...added],
      identifiers: [...into.identifiers, ...identifiers],
    },
    got: { aliases: added.map(({ name }) => name), identifiers },
  }
}

/** `into` without what the merge gave it. */
export function unmerge(into: Authority, { aliases, identifiers }: Merged): AuthorityFields {
  return {
    ...into,
    aliases: into.aliases.filter(({ name }) => !aliases.includes(name)),
    identifiers: into.identifiers.filter((one) => !identifiers.some((other) => isSame(one, other))),
  }
}

const isSame = (a: Identifier, b: Identifier) => a.scheme === b.scheme && a.value === b.value
