/** The rows of a list, and which items they mean. Pure. */

import type { FileLine } from '../../accessions/store.ts'
import { Fault } from '../../faults.ts'
import type { ReadTable } from '../../ports/text-reader.ts'
import type { ItemView } from '../views.ts'
import { fieldOf, keys } from './columns.ts'

export interface ListRow {
  /** As people count it in their file. */
  number: number
  cells: Map<string, string>
}
export interface List {
  rows: ListRow[]
  /** Headings that say nothing to us. */
  ignored: string[]
}

/** Over the headings there may be a title and remarks. */
const HEAD_WITHIN = 10
const found = (fields: readonly (string | undefined)[]) => {
  const known = fields.filter((field) => field !== undefined)
  return known.some((field) => field === 'referenceCode' || keys.some((key) => key === field)) && known.length > 1
}

/** The first sheet with headings. Faults metadata.no-columns, table.none. */
export function listOf({ sheets }: ReadTable): List {
  for (const { rows } of sheets) {
    const at = rows.slice(0, HEAD_WITHIN).findIndex(({ cells }) => found(cells.map(fieldOf)))
    if (at < 0) continue
    const titles = rows[at]!.cells
    const fields = titles.map(fieldOf)
    return {
      ignored: titles.filter((title, i) => title.trim() !== '' && fields[i] === undefined),
      rows: rows.slice(at + 1).map(({ number, cells }) => {
        const named = new Map<string, string>()
        for (const [i, field] of fields.entries()) if (field && !named.get(field)) named.set(field, cells[i] ?? '')
        return { number, cells: named }
      }),
    }
  }
  // Prose has no columns at all.
  const rows = sheets.flatMap((sheet) => sheet.rows)
  throw new Fault(rows.length > 0 && rows.every(({ cells }) => cells.length < 2) ? 'table.none' : 'metadata.no-columns')
}

const nameKey = (name: string) =>
  name
    .trim()
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .toLowerCase()
const stem = (name: string) => name.replace(/\.[a-z0-9]{1,5}$/, '')
const last = (path: string) => path.slice(path.lastIndexOf('/') + 1)

type Received = Pick<FileLine, 'filename' | 'originalPath' | 'outcome' | 'duplicateOf'>

/** Items by everything a row may call them. */
export class Items {
  private readonly byId = new Map<string, ItemView>()
  private readonly byName = new Map<string, Set<ItemView>>()
  private readonly byStem = new Map<string, Set<ItemView>>()
  private readonly byCode = new Map<string, ItemView>()

  /** What was received and made no item, with the item of the same bytes. */
  private readonly duplicates = new Map<string, string>()

  constructor(views: Iterable<ItemView>, lines: readonly Received[] = []) {
    for (const { filename, originalPath, outcome, duplicateOf } of lines)
      if (outcome === 'duplicate' && duplicateOf)
        for (const name of [filename, originalPath ?? filename]) this.duplicates.set(nameKey(name), duplicateOf)

    const add = (map: Map<string, Set<ItemView>>, key: string, view: ItemView) => {
      const known = map.get(key)
      if (known) known.add(view)
      else map.set(key, new Set([view]))
    }
    for (const view of views) {
      this.byId.set(view.item.id, view)
      if (view.item.referenceCode !== null) this.byCode.set(view.item.referenceCode, view)
      for (const { filename, originalPath } of view.objects) {
        const names = [filename, ...(originalPath ? [originalPath, last(originalPath)] : [])].map(nameKey)
        for (const name of new Set(names)) {
          add(this.byName, name, view)
          add(this.byStem, stem(last(name)), view)
        }
      }
    }
  }

  /** By its id, else by the file's name or path, else by the code. Faults metadata.unmatched, metadata.duplicate, metadata.ambiguous. */
  of(cells: ReadonlyMap<string, string>): ItemView {
    const cell = (field: string) => cells.get(field)?.trim() ?? ''
    const [id, filename, path, code] = [cell('id'), cell('filename'), cell('path'), cell('referenceCode')]
    const own = id && this.byId.get(id)
    if (own) return own
    const name = path || filename
    if (name) {
      const at = this.named(nameKey(name), path && filename ? nameKey(filename) : '')
      const [one] = at
      if (at.length === 1 && one) return one
      // Namesakes are told apart by the code, where they have one already.
      const coded = at.length > 1 && code ? this.byCode.get(code) : undefined
      if (coded && at.includes(coded)) return coded
      if (at.length > 1) throw new Fault('metadata.ambiguous', { name, count: at.length })
    }
    const coded = !name && code ? this.byCode.get(code) : undefined
    if (coded) return coded
    const same = this.byId.get(this.duplicates.get(nameKey(name)) ?? '')
    if (same) throw new Fault('metadata.duplicate', { name, title: same.item.title })
    throw new Fault('metadata.unmatched', { name: name || code || id })
  }

  private named(name: string, filename: string): ItemView[] {
    const exact = this.byName.get(name)
    if (exact) return [...exact]
    // A part of the path, from its end.
    const ending = name.includes('/')
      ? [...(this.byName.get(last(name)) ?? [])].filter(({ objects }) =>
          objects.some(({ originalPath }) => originalPath && nameKey(originalPath).endsWith(`/${name}`)),
        )
      : []
    if (ending.length > 0) return ending
    const bare = last(name)
    return [...(this.byStem.get(bare) ?? (filename ? this.byName.get(filename) : undefined) ?? [])]
  }
}
