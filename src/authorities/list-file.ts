/** A list of authorities as a file: CSV with named columns, or one JSON object a line. Pure. */
import papaparse from 'papaparse'
import { Fault } from '../faults.ts'
import type { AuthorityKind, AuthorityStatus, NameType } from './authority.ts'
import { type NewAuthority, newAuthority } from './input.ts'

export interface ListRow {
  /** 1-based, as a spreadsheet numbers it: the line of names is row 1 of a CSV. */
  row: number
  /** null where it is not as required; `fields` says which. */
  given: NewAuthority | null
  fields: string[]
}
export interface ListFile {
  rows: ListRow[]
  /** Columns that say nothing to us. */
  ignored: string[]
}

export const MOST_ROWS = 20_000

const kinds: Record<string, AuthorityKind> = {
  人物: 'person',
  人名: 'person',
  机构: 'corporateBody',
  地名: 'place',
  地点: 'place',
  事件: 'event',
  主题词: 'term',
}
const statuses: Record<string, AuthorityStatus> = { 待核: 'draft', 定稿: 'established' }
const aliasColumns: Record<string, NameType> = {
  字: 'courtesy',
  号: 'art',
  笔名: 'pen',
  旧称: 'former',
  曾用名: 'former',
  谥号: 'posthumous',
  简称: 'short',
  繁体: 'traditional',
  拼音: 'pinyin',
  外文名: 'foreign',
  别名: 'other',
  aliases: 'other',
}
const columns: Record<string, 'kind' | 'name' | 'existence' | 'history' | 'note' | 'identifiers' | 'status'> = {
  类型: 'kind',
  kind: 'kind',
  规范名: 'name',
  姓名: 'name',
  名称: 'name',
  name: 'name',
  生卒: 'existence',
  存续: 'existence',
  existence: 'existence',
  简介: 'history',
  生平: 'history',
  沿革: 'history',
  history: 'history',
  附注: 'note',
  note: 'note',
  标识: 'identifiers',
  identifiers: 'identifiers',
  状态: 'status',
  status: 'status',
}

const several = (cell: string) =>
  cell
    .split(/[；;、|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

function identifiersIn(cell: string): { scheme: string; value: string }[] {
  return several(cell).map((one) => {
    const [, scheme = '', value = one] = /^([^:：]{1,40})[:：](.+)$/.exec(one) ?? []
    return { scheme: scheme.trim(), value: value.trim() }
  })
}

function parsed(row: number, given: Record<string, unknown>): ListRow {
  const { data, error } = newAuthority.safeParse(given)
  const fields = (error?.issues ?? []).map((issue) =>
    String(issue.path[0] ?? ('keys' in issue ? (issue.keys as string[])[0] : '')),
  )
  return { row, given: data ?? null, fields: [...new Set(fields)] }
}

function fromCsv(text: string, kind: AuthorityKind | undefined): ListFile {
  const { data } = papaparse.parse<string[]>(text, { skipEmptyLines: 'greedy', preview: MOST_ROWS + 2 })
  const [head = [], ...lines] = data
  const titles = head.map((title) => title.trim())
  if (!titles.some((title) => columns[title.toLowerCase()] === 'name')) throw new Fault('authority.list')
  const rows = lines.map((cells, i) => {
    const given: Record<string, unknown> = kind ? { kind } : {}
    const aliases: { name: string; type: NameType }[] = []
    for (const [at, title] of titles.entries()) {
      const cell = (cells[at] ?? '').trim()
      const column = columns[title.toLowerCase()]
      const type = aliasColumns[title] ?? aliasColumns[title.toLowerCase()]
      if (cell === '') continue
      if (type) aliases.push(...several(cell).map((name) => ({ name, type })))
      else if (column === 'kind') given.kind = kinds[cell] ?? cell
      else if (column === 'status') given.status = statuses[cell] ?? cell
      else if (column === 'identifiers') given.identifiers = identifiersIn(cell)
      else if (column) given[column] = cell
    }
    return parsed(i + 2, { ...given, aliases })
  })
  const isKnown = (title: string) =>
    columns[title.toLowerCase()] ?? aliasColumns[title] ?? aliasColumns[title.toLowerCase()]
  return { rows, ignored: titles.filter((title) => title !== '' && !isKnown(title)) }
}

function fromLines(text: string, kind: AuthorityKind | undefined): ListFile {
  const rows: ListRow[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    try {
      const value: unknown = JSON.parse(line)
      rows.push(
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? parsed(i + 1, { ...(kind ? { kind } : {}), ...value })
          : { row: i + 1, given: null, fields: [''] },
      )
    } catch {
      rows.push({ row: i + 1, given: null, fields: [''] })
    }
    if (rows.length > MOST_ROWS) break
  }
  return { rows, ignored: [] }
}

/** `kind`: of rows that do not say. Faults authority.list, authority.too-many. */
export function readList(text: string, format: 'csv' | 'lines', kind?: AuthorityKind): ListFile {
  const bare = text.replace(/^\ufeff/, '')
  const list = format === 'csv' ? fromCsv(bare, kind) : fromLines(bare, kind)
  if (list.rows.length > MOST_ROWS) throw new Fault('authority.too-many', { limit: MOST_ROWS })
  return list
}
