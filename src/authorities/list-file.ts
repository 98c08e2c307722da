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

/** So many rows are read at a time, so that nobody waits for a long list. */
const STEP = 200

function* csvRows(text: string, kind: AuthorityKind | undefined, ignored: string[]): Generator<ListRow> {
  const delimiter = /^[^\n]*\t/.test(text) ? '\t' : ','
  let titles: string[] | null = null
  let row = 1
  for (let at = 0; at < text.length; ) {
    // Its fast mode says that it read a row more than it did.
    const options = { preview: STEP, delimiter, newline: '\n', fastMode: false } as const
    const { data, meta } = papaparse.parse<string[]>(text.slice(at), options)
    for (const cells of data) {
      if (titles) {
        if (cells.some((cell) => cell.trim() !== '')) yield csvRow(row, titles, cells, kind)
      } else if (cells.some((cell) => cell.trim() !== '')) {
        titles = cells.map((title) => title.trim())
        if (!titles.some((title) => columns[title.toLowerCase()] === 'name')) throw new Fault('authority.list')
        ignored.push(...titles.filter((title) => title !== '' && !isKnown(title)))
      }
      row++
    }
    at += meta.cursor
    if (meta.cursor === 0) break
  }
  if (!titles) throw new Fault('authority.list')
}
const aliasType = (title: string) => aliasColumns[title] ?? aliasColumns[title.toLowerCase()]
const isKnown = (title: string) => columns[title.toLowerCase()] ?? aliasType(title)

function csvRow(row: number, titles: readonly string[], cells: readonly string[], kind?: AuthorityKind): ListRow {
  const given: Record<string, unknown> = kind ? { kind } : {}
  const aliases: { name: string; type: NameType }[] = []
  for (const [at, title] of titles.entries()) {
    const cell = (cells[at] ?? '').trim()
    const column = columns[title.toLowerCase()]
    const type = aliasType(title)
    if (cell === '') continue
    if (type) aliases.push(...several(cell).map((name) => ({ name, type })))
    else if (column === 'kind') given.kind = kinds[cell] ?? cell
    else if (column === 'status') given.status = statuses[cell] ?? cell
    else if (column === 'identifiers') given.identifiers = identifiersIn(cell)
    else if (column) given[column] = cell
  }
  return parsed(row, { ...given, aliases })
}

function* lineRows(text: string, kind: AuthorityKind | undefined): Generator<ListRow> {
  let row = 0
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at)
    const line = text.slice(at, next === -1 ? text.length : next).trim()
    at = next === -1 ? text.length : next + 1
    row++
    if (line !== '') yield lineRow(row, line, kind)
  }
}

function lineRow(row: number, line: string, kind: AuthorityKind | undefined): ListRow {
  let value: unknown = null
  try {
    value = JSON.parse(line)
  } catch {
    // Not as required, like any other line that holds no record.
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? parsed(row, { ...(kind ? { kind } : {}), ...value })
    : { row, given: null, fields: [''] }
}

/** Row by row; `ignored` is filled on the way. `kind`: of rows that do not say. Faults authority.list, authority.too-many. */
export function* readList(
  text: string,
  format: 'csv' | 'lines',
  kind: AuthorityKind | undefined,
  ignored: string[],
): Generator<ListRow> {
  const bare = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  let count = 0
  for (const row of format === 'csv' ? csvRows(bare, kind, ignored) : lineRows(bare, kind)) {
    if (++count > MOST_ROWS) throw new Fault('authority.too-many', { limit: MOST_ROWS })
    yield row
  }
}
