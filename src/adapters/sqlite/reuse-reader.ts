/** Pairs as their readers may see them: of present texts, the other item within the scope. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { Scope } from '../../policy.ts'
import type { Decided, Passage, ReuseDecision, ReuseKind, Sharing } from '../../reuse/pair.ts'
import type { Named, ReuseBrief, ReuseReader } from '../../reuse/store.ts'
import { among, type Database, remembering } from './database.ts'
import { visible } from './item-scope.ts'
import type { ReuseSideRow } from './rows/reuse.ts'
import type { Schema } from './schema.ts'

type SideRow = Omit<Selectable<ReuseSideRow>, 'passages' | 'is_later'>

const decidedOf = (row: SideRow): Decided | null =>
  row.decision === null
    ? null
    : {
        decision: row.decision as ReuseDecision,
        note: row.note,
        byId: row.decided_by ?? '',
        byName: row.decided_name ?? '',
        at: row.decided_at ?? '',
      }

const toSharing = (row: SideRow): Sharing => ({
  id: row.pair_id,
  itemId: row.item_id,
  otherId: row.other_id,
  revision: row.pair_revision,
  textRevision: row.item_text,
  otherTextRevision: row.other_text,
  kind: row.kind as ReuseKind,
  characters: row.characters,
  share: row.share,
  otherShare: row.other_share,
  passageCount: row.passage_count,
  quote: row.quote,
  foundAt: row.found_at,
  decided: decidedOf(row),
})

/** As kept from the later item's side; the earlier one reads them the other way round, in its own order. */
function toPassages(json: string, isLater: boolean): Passage[] {
  const rows = JSON.parse(json) as [number, number, number, number, number][]
  if (isLater)
    return rows.map(([start, end, otherStart, otherEnd, characters]) => ({
      start,
      end,
      otherStart,
      otherEnd,
      characters,
    }))
  return rows
    .map(([otherStart, otherEnd, start, end, characters]) => ({ start, end, otherStart, otherEnd, characters }))
    .sort((a, b) => a.start - b.start || a.otherStart - b.otherStart)
}

const sideColumns = [
  'pair_id',
  'item_id',
  'other_id',
  'item_text',
  'other_text',
  'share',
  'other_share',
  'reuse_sides.kind',
  'characters',
  'quote',
  'passage_count',
  'found_at',
  'pair_revision',
  'decision',
  'note',
  'decided_by',
  'decided_name',
  'decided_at',
] as const

export function createReuseReader(db: Database): ReuseReader {
  /** The other item is `items`: present, readable, and of the text that was compared; and so is the text of this one. */
  const within = (scope: Scope) =>
    db
      .selectFrom('reuse_sides')
      .innerJoin('items', 'items.id', 'other_id')
      .where('items.deleted_at', 'is', null)
      .whereRef('items.text_revision', '=', 'other_text')
      .where(
        sql<boolean>`item_text = (select me.text_revision from items as me where me.id = item_id and me.deleted_at is null)`,
      )
      .where((eb) => visible(eb as unknown as ExpressionBuilder<Schema, 'items'>, scope))

  /** As `within`, and this item too; seen from the later one. */
  const bothWithin = (scope: Scope) =>
    within(scope)
      .where('is_later', '=', 1)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('items')
            .select('items.id')
            .whereRef('items.id', '=', 'item_id')
            .where((eb) => visible(eb as unknown as ExpressionBuilder<Schema, 'items'>, scope)),
        ),
      )

  const named = ['items.id', 'items.title', 'items.reference_code as referenceCode'] as const
  const nameOf = ({ id, title, referenceCode }: Named): Named => ({ id, title, referenceCode })

  /** Nearly every item shares nothing, and is asked for again and again. */
  const paired = remembering(db, async (id) => ({
    is: Boolean(await db.selectFrom('reuse_sides').select('pair_id').where('item_id', '=', id).executeTakeFirst()),
  }))

  async function itemNames(rows: readonly { item_id: string }[]): Promise<Map<string, Named>> {
    const ids = JSON.stringify(rows.map(({ item_id }) => item_id))
    const found = await db
      .selectFrom('items')
      .select(named)
      .where('id', 'in', sql<string>`(select value from json_each(${ids}))`)
      .execute()
    return new Map(found.map((one) => [one.id, one]))
  }

  return {
    async isCompared(itemId) {
      const row = await db
        .selectFrom('items')
        .select(sql<number>`compared_revision IS text_revision`.as('is'))
        .where('id', '=', itemId)
        .executeTakeFirst()
      return row?.is === 1
    },
    async brief(itemIds, scope, most) {
      const briefs = new Map<string, ReuseBrief>()
      const [only] = itemIds
      if (only === undefined || (itemIds.length === 1 && !(await paired(only))?.is)) return briefs
      const ranked = within(scope)
        .select([...named, 'item_id', 'reuse_sides.kind', 'characters', 'share', 'decision'])
        .select([
          sql<number>`row_number() over (partition by item_id order by characters desc, pair_id)`.as('place'),
          sql<number>`count(*) over (partition by item_id)`.as('total'),
        ])
        .where('item_id', 'in', among(itemIds))
        .where(sql<boolean>`decision IS NOT 'unrelated'`)
      const rows = await db
        .selectFrom(ranked.as('ranked'))
        .selectAll()
        .where('place', '<=', most)
        .orderBy('item_id')
        .orderBy('place')
        .execute()
      for (const row of rows) {
        const brief = briefs.get(row.item_id) ?? { total: row.total, items: [] }
        briefs.set(row.item_id, brief)
        brief.items.push({
          ...nameOf(row),
          kind: row.kind as ReuseKind,
          characters: row.characters,
          share: row.share,
          decision: row.decision as ReuseDecision | null,
        })
      }
      return briefs
    },
    async ofItem(itemId, scope, { from, size }) {
      const all = within(scope).where('item_id', '=', itemId)
      const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await all
        .select([...sideColumns, ...named, 'is_later', 'passages'])
        .orderBy('characters', 'desc')
        .orderBy('pair_id')
        .offset(from)
        .limit(size)
        .execute()
      return {
        total,
        items: rows.map((row) => ({
          sharing: toSharing(row),
          other: nameOf(row),
          passages: toPassages(row.passages, row.is_later === 1),
        })),
      }
    },
    async list({ decision, kind, accession }, scope, { from, size }) {
      let all = bothWithin(scope).where('decision', decision === null ? 'is' : '=', decision)
      if (kind !== undefined) all = all.where('reuse_sides.kind', '=', kind)
      if (accession !== undefined)
        all = all.where(
          sql<boolean>`${accession} in (items.accession_id, (select me.accession_id from items as me where me.id = item_id))`,
        )
      const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await all
        .select([...sideColumns, ...named])
        .orderBy('characters', 'desc')
        .orderBy('pair_id')
        .offset(from)
        .limit(size)
        .execute()
      const names = await itemNames(rows)
      return {
        total,
        items: rows.map((row) => ({ sharing: toSharing(row), item: names.get(row.item_id)!, other: nameOf(row) })),
      }
    },
    async get(pairId, scope) {
      const row = await bothWithin(scope)
        .select([...sideColumns, ...named])
        .where('pair_id', '=', pairId)
        .executeTakeFirst()
      return row && { sharing: toSharing(row), item: (await itemNames([row])).get(row.item_id)!, other: nameOf(row) }
    },
    async between(itemId, otherId, scope) {
      const row = await within(scope)
        .select([...sideColumns, ...named, 'is_later', 'passages'])
        .where('item_id', '=', itemId)
        .where('other_id', '=', otherId)
        .executeTakeFirst()
      return (
        row && {
          sharing: toSharing(row),
          other: nameOf(row),
          passages: toPassages(row.passages, row.is_later === 1),
        }
      )
    },
  }
}
