/** 著录表 of an accession: descriptions written from a list, tried first; and the list as it is. */
import type { Accessions } from '../../accessions/accessions.ts'
import type { AuditStore } from '../../audit/store.ts'
import { Fault, type Problem, problemOf } from '../../faults.ts'
import { type Actor, demand } from '../../policy.ts'
import type { TextReader } from '../../ports/text-reader.ts'
import type { Transact } from '../../ports/transaction.ts'
import { itemPatch } from '../input.ts'
import type { Change } from '../item.ts'
import type { Items as ItemSteps } from '../items.ts'
import type { ItemStore } from '../store.ts'
import type { ItemView } from '../views.ts'
import { patchOf } from './columns.ts'
import { Items, type ListRow, listOf } from './rows.ts'

export interface ReportedRow {
  row: number
  outcome: 'changed' | 'unchanged' | 'refused'
  itemId: string | null
  title: string
  changes: Change[]
  problem: Problem | null
  /** Cells that are not as required. */
  fields: string[]
  /** Its date is kept as written and told by no days. */
  isUndated: boolean
}
export interface Report {
  dryRun: boolean
  changed: number
  unchanged: number
  refused: number
  undated: number
  ignored: string[]
  /** Items of the accession that no row describes. */
  left: { count: number; titles: string[] }
  /** Those that somebody should look at, the first thousand: unchanged ones are not told. */
  rows: ReportedRow[]
}

export interface Metadata {
  /**
   * Rows become descriptions, each by itself; nothing is written in a dry run. Faults accession.not-found, metadata.no-columns, and those of readTable.
   * What is wrong with one row is told with it.
   */
  import(
    actor: Actor,
    accessionId: string,
    bytes: Uint8Array,
    options: { dryRun: boolean; clears: boolean },
  ): Promise<Report>
  /** Every item of an accession, in the order received. */
  items(actor: Actor, accessionId: string): AsyncIterable<ItemView>
}

const MOST_ROWS = 20_000
const MOST_TOLD = 1000
const PAGE = 200

export function createMetadata(deps: {
  items: Pick<ItemSteps, 'walk' | 'preview' | 'describe'>
  store: Pick<ItemStore, 'withCodes'>
  accessions: Pick<Accessions, 'get' | 'lines'>
  reader: Pick<TextReader, 'readTable'>
  transact: Transact<{ audit: AuditStore }>
}): Metadata {
  async function* walk(actor: Actor, accessionId: string): AsyncGenerator<ItemView> {
    await deps.accessions.get(actor, accessionId)
    for (let from = 0; ; from += PAGE) {
      const views = await deps.items.walk(actor, { accession: accessionId }, { from, size: PAGE })
      yield* views
      if (views.length < PAGE) return
    }
  }

  return {
    items: walk,
    async import(actor, accessionId, bytes, { dryRun, clears }) {
      demand(actor, 'item.describe')
      await deps.accessions.get(actor, accessionId)
      const list = listOf(await deps.reader.readTable({ bytes, mostRows: MOST_ROWS }))
      const views = await Array.fromAsync(walk(actor, accessionId))
      const items = new Items(views, await deps.accessions.lines(actor, accessionId))
      const codes = list.rows.flatMap(({ cells }) => cells.get('referenceCode')?.trim() || [])
      const taken = new Map(await deps.store.withCodes([...new Set(codes)]))
      const rowOf = new Map<string, number>()
      const told = { changed: 0, unchanged: 0, refused: 0, undated: 0 }
      const rows: ReportedRow[] = []

      const one = async ({ number, cells }: ListRow): Promise<ReportedRow> => {
        const row: ReportedRow = {
          row: number,
          outcome: 'refused',
          itemId: null,
          title: '',
          changes: [],
          problem: null,
          fields: [],
          isUndated: false,
        }
        try {
          const view = items.of(cells)
          const { id, title } = view.item
          Object.assign(row, { itemId: id, title })
          const first = rowOf.get(id)
          if (first !== undefined) throw new Fault('metadata.twice', { row: first })
          rowOf.set(id, number)
          const { data, error } = itemPatch.safeParse(patchOf(view, cells, clears))
          if (!data) {
            row.fields = [...new Set(error.issues.map(({ path }) => String(path[0])))]
            throw new Fault('metadata.value')
          }
          if (data.referenceCode && (taken.get(data.referenceCode) ?? id) !== id)
            throw new Fault('item.reference-code-taken')
          row.changes = await deps.items.preview(actor, id, data)
          if (data.referenceCode) taken.set(data.referenceCode, id)
          const date = row.changes.find(({ field }) => field === 'date')?.after as
            | { start: null; end: null; edtf: null }
            | undefined
          row.isUndated = Boolean(date && date.edtf === null && date.start === null && date.end === null)
          if (!dryRun && row.changes.length > 0) await deps.items.describe(actor, id, data, '*')
          row.outcome = row.changes.length > 0 ? 'changed' : 'unchanged'
        } catch (error) {
          row.problem = problemOf(error) ?? null
          if (!row.problem || row.problem.code.startsWith('storage.')) throw error
        }
        return row
      }

      for (const given of list.rows) {
        const row = await one(given)
        told[row.outcome]++
        if (row.isUndated) told.undated++
        if (row.outcome !== 'unchanged' && rows.length < MOST_TOLD) rows.push(row)
      }
      const left = views.filter(({ item }) => !rowOf.has(item.id)).map(({ item }) => item.title)
      if (!dryRun)
        await deps.transact((tx) =>
          tx.audit.append({ actor, act: 'accession.metadata', subject: accessionId, details: { ...told } }),
        )
      return { dryRun, ...told, ignored: list.ignored, left: { count: left.length, titles: left.slice(0, 100) }, rows }
    },
  }
}
