/** Items and their history in archive.db. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import { Fault, type Problem } from '../../faults.ts'
import { dayNumber } from '../../hanzi/dates/dates.ts'
import { codeSort, titleSort } from '../../hanzi/pinyin/sort-key.ts'
import type { Change, Item, ItemAccess, ItemKind, ReviewState, Stage, StageState } from '../../items/item.ts'
import type { Described, ItemFilter, ItemSort, ItemStore, ListPlace } from '../../items/store.ts'
import {
  type Database,
  nextIndexSeq,
  remembering,
  rememberingMany,
  rememberingOne,
  uniqueViolation,
} from './database.ts'
import type { ItemRow, Schema } from './schema.ts'

const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T))
const stage = (state: string, problem: string | null): Stage => ({
  state: state as StageState,
  problem: parsed<Problem>(problem),
})

export function toItem(row: Selectable<ItemRow>): Item {
  return {
    id: row.id,
    number: row.number,
    accessionId: row.accession_id,
    containerId: row.container_id,
    kind: row.kind as ItemKind,
    access: row.access as ItemAccess,
    title: row.title,
    referenceCode: row.reference_code,
    date:
      row.date_text === null
        ? null
        : {
            text: row.date_text,
            edtf: row.date_edtf,
            calendar: row.date_calendar,
            start: row.date_start,
            end: row.date_end,
          },
    creators: JSON.parse(row.creators),
    persons: JSON.parse(row.persons),
    places: JSON.parse(row.places),
    genre: row.genre,
    category: row.category,
    caption: row.caption,
    description: JSON.parse(row.description),
    review: row.review as ReviewState,
    textRevision: row.text_revision,
    charCount: row.char_count,
    textPages: row.text_pages,
    imageOnlyPages: row.image_only_pages,
    read: stage(row.read_state, row.read_problem),
    render: stage(row.render_state, row.render_problem),
    warnings: JSON.parse(row.warnings),
    revision: row.revision,
    indexSeq: row.index_seq,
    indexedSeq: row.indexed_seq,
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, reason: row.withdrawal_reason ?? '' },
    deleted: row.deleted_at === null ? null : { at: row.deleted_at, reason: row.deletion_reason ?? '' },
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

const columnsOf = (next: Described) => ({
  kind: next.kind,
  access: next.access,
  title: next.title,
  reference_code: next.referenceCode,
  date_text: next.date?.text ?? null,
  date_edtf: next.date?.edtf ?? null,
  date_calendar: next.date?.calendar ?? null,
  date_start: next.date?.start ?? null,
  date_end: next.date?.end ?? null,
  ...days(next.date),
  creators: JSON.stringify(next.creators),
  persons: JSON.stringify(next.persons),
  places: JSON.stringify(next.places),
  genre: next.genre,
  category: next.category,
  caption: next.caption,
  description: JSON.stringify(next.description),
  title_sort: titleSort(next.title),
  code_sort: next.referenceCode === null ? '' : codeSort(next.referenceCode),
})

/** Far enough for “until 1949-09-30” and “since 1978”, near enough for an integer column: ± 10,000 years. */
const OPEN = 3_652_425
export function days(date: Item['date']): { day_min: number | null; day_max: number | null } {
  if (!date || (date.start === null && date.end === null)) return { day_min: null, day_max: null }
  return {
    day_min: date.start === null ? -OPEN : dayNumber(date.start),
    day_max: date.end === null ? OPEN : dayNumber(date.end),
  }
}

function matching(eb: ExpressionBuilder<Schema, 'items'>, filter: ItemFilter) {
  const all = [eb('deleted_at', filter.deleted ? 'is not' : 'is', null)]
  const equal = {
    accession_id: filter.accession,
    container_id: filter.container,
    kind: filter.kind,
    category: filter.category,
    genre: filter.genre,
    review: filter.review,
  } as const
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) all.push(eb(column as keyof typeof equal, '=', value))
  }
  const among = (column: 'persons' | 'places', value: string) =>
    all.push(
      sql<boolean>`exists (select 1 from json_each(${sql.ref(column)}) where json_each.value = ${value})` as never,
    )
  if (filter.person !== undefined) among('persons', filter.person)
  if (filter.place !== undefined) among('places', filter.place)
  if (filter.access === 'withdrawn') all.push(eb('withdrawn_at', 'is not', null))
  else if (filter.access !== undefined)
    all.push(eb.and([eb('access', '=', filter.access), eb('withdrawn_at', 'is', null)]))
  if (filter.fromDay !== undefined) all.push(eb('day_max', '>=', filter.fromDay))
  if (filter.toDay !== undefined) all.push(eb('day_min', '<=', filter.toDay))
  const waiting = eb.or([eb('read_state', '=', 'waiting'), eb('render_state', '=', 'waiting')])
  const failed = eb.or([eb('read_state', '=', 'failed'), eb('render_state', '=', 'failed')])
  if (filter.state === 'processing') all.push(eb.or([waiting, eb.and([eb.not(failed), eb('indexed_seq', '=', 0)])]))
  if (filter.state === 'failed') all.push(eb.and([failed, eb.not(waiting)]))
  if (filter.state === 'ready') all.push(eb.and([eb.not(failed), eb.not(waiting), eb('indexed_seq', '>', 0)]))
  return eb.and(all)
}

/** The SQL of policy.ts `scope`: withdrawn items are never opened by a grant. */
export function visible(
  eb: ExpressionBuilder<Schema, 'items'>,
  scope: { classes: readonly string[]; alsoItems: readonly string[] },
) {
  const inUse = eb('withdrawn_at', 'is', null)
  const any = [eb.and([inUse, eb('access', 'in', scope.classes.length ? scope.classes : ['-'])])]
  if (scope.classes.includes('withdrawn')) any.push(eb('withdrawn_at', 'is not', null))
  if (scope.alsoItems.length)
    any.push(
      eb.and([
        inUse,
        sql<boolean>`items.id in (select value from json_each(${JSON.stringify(scope.alsoItems)}))` as never,
      ]),
    )
  return eb.or(any)
}

const orders: Record<ItemSort, [string, 'asc' | 'desc'][]> = {
  number: [],
  '-number': [['number', 'desc']],
  title: [['title_sort', 'asc']],
  date: [['day_min', 'asc']],
  referenceCode: [['code_sort', 'asc']],
  '-updatedAt': [['updated_at', 'desc']],
}

interface Step {
  by: ReturnType<typeof sql<string | number>>
  isDown: boolean
}
/** What a list is ordered by, one after the other: what is missing last, ties by number. */
const stepsOf = (sort: ItemSort): Step[] => [
  ...orders[sort].flatMap(([column, direction]): Step[] => [
    { by: sql<number>`coalesce(${sql.ref(column)}, '') = ''`, isDown: false },
    { by: sql<string | number>`coalesce(${sql.ref(column)}, '')`, isDown: direction === 'desc' },
  ]),
  { by: sql<number>`number`, isDown: false },
]
function placeOf(sort: ItemSort, row: Selectable<ItemRow>): ListPlace {
  const keys = orders[sort].flatMap(([column]) => {
    const value = row[column as keyof ItemRow] as string | number | null
    return value === null || value === '' ? [1, ''] : [0, value]
  })
  return { sort, keys, number: row.number }
}
/** Rows behind that place. */
const follows = (steps: readonly Step[], place: readonly (string | number)[]) =>
  sql<boolean>`(${sql.join(
    steps.map(({ by, isDown }, i) => {
      const same = steps.slice(0, i).map((step, k) => sql`${step.by} = ${place[k]!}`)
      return sql`(${sql.join([...same, sql`${by} ${sql.raw(isDown ? '<' : '>')} ${place[i]!}`], sql` and `)})`
    }),
    sql` or `,
  )})`

type Made = { action: string; actorId: string; actorName: string; at: string; changes: Change[] }

export function createItemStore(db: Database): ItemStore {
  const many = rememberingMany(db, async (ids) => {
    const rows = await db
      .selectFrom('items')
      .selectAll()
      .where('id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
      .execute()
    return new Map(rows.map((row) => [row.id, toItem(row)]))
  })
  const one = async (id: string) => (await many([id])).get(id)
  const hidden = remembering(db, async (asked): Promise<readonly string[]> => {
    const rows = await db
      .selectFrom('items')
      .select('id')
      .where(sql<boolean>`indexed_seq > 0 and indexed_seq < index_seq`)
      .where((eb) => eb.or([eb('deleted_at', 'is not', null), eb.not(visible(eb as never, JSON.parse(asked)))]))
      .execute()
    return rows.map((row) => row.id)
  })

  async function revise(item: Item, columns: Partial<ItemRow>, made: Made): Promise<Item> {
    const seq = await nextIndexSeq(db)
    let changed: Selectable<ItemRow> | undefined
    try {
      changed = await db
        .updateTable('items')
        .set({ ...(columns as object), revision: item.revision + 1, index_seq: seq, updated_at: made.at })
        .where('id', '=', item.id)
        .where('revision', '=', item.revision)
        .returningAll()
        .executeTakeFirst()
    } catch (error) {
      if (uniqueViolation(error) === 'items.reference_code')
        throw new Fault('item.reference-code-taken', {}, { cause: error })
      throw error
    }
    if (!changed) throw new Fault('item.stale', { revision: (await one(item.id))?.revision ?? '?' })
    await db
      .insertInto('item_revisions')
      .values({
        item_id: item.id,
        revision: changed.revision,
        action: made.action,
        actor_id: made.actorId,
        actor_name: made.actorName,
        at: made.at,
        changes: JSON.stringify(made.changes),
      })
      .execute()
    return toItem(changed)
  }

  /** A code that was filed is nobody else's, for ever. */
  async function registerCode({ id, referenceCode }: Item): Promise<void> {
    if (referenceCode === null) return
    await db
      .insertInto('reference_codes')
      .values({ code: referenceCode, item_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  return {
    get: one,
    async getMany(ids) {
      if (ids.length === 0) return []
      const byId = await many(ids)
      return ids.flatMap((id) => byId.get(id) ?? [])
    },
    async idsOfAccession(accessionId, limit) {
      const rows = await db
        .selectFrom('items')
        .select('id')
        .where('accession_id', '=', accessionId)
        .where('deleted_at', 'is', null)
        .orderBy('number')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },
    async insert(item) {
      const row = await db
        .insertInto('items')
        .values({
          id: item.id,
          accession_id: item.accessionId,
          container_id: item.containerId,
          kind: item.kind,
          access: item.access ?? 'internal',
          title: item.title,
          creators: '[]',
          persons: '[]',
          places: '[]',
          description: '{}',
          title_sort: titleSort(item.title),
          code_sort: '',
          char_count: 0,
          text_pages: 0,
          image_only_pages: 0,
          read_state: item.read,
          render_state: item.render,
          warnings: '[]',
          revision: 1,
          index_seq: await nextIndexSeq(db),
          indexed_seq: 0,
          created_by: item.createdBy,
          created_at: item.createdAt,
          updated_at: item.createdAt,
        } as never)
        .returningAll()
        .executeTakeFirstOrThrow()
      return toItem(row)
    },
    async describe(item, next, made) {
      const code = next.referenceCode
      const isNew = code !== null && code !== item.referenceCode
      if (isNew) {
        const holder = await db
          .selectFrom('reference_codes')
          .select('item_id')
          .where('code', '=', code)
          .executeTakeFirst()
        if (holder && holder.item_id !== item.id) throw new Fault('item.reference-code-taken')
      }
      const after = await revise(item, columnsOf(next), made)
      if (isNew && item.review === 'filed') await registerCode(after)
      return after
    },
    async setReview(item, review, made) {
      const after = await revise(item, { review }, made)
      if (review === 'filed') await registerCode(after)
      return after
    },
    async highestNumber(prefix, suffix) {
      // SQLite counts characters.
      const [before, behind] = [[...prefix].length, [...suffix].length]
      const digits = (code: string) =>
        sql<string>`substr(${sql.ref(code)}, ${before + 1}, length(${sql.ref(code)}) - ${before + behind})`
      const highest = (table: 'items' | 'reference_codes', code: string) =>
        sql<number | null>`(select max(cast(${digits(code)} as integer)) from ${sql.table(table)}
          where ${sql.ref(code)} >= ${prefix} and ${sql.ref(code)} < ${`${prefix}\uffff`}
            and substr(${sql.ref(code)}, length(${sql.ref(code)}) - ${behind - 1}) = ${suffix}
            and length(${digits(code)}) between 1 and 12 and ${digits(code)} not glob '*[^0-9]*')`
      const found = await db
        .selectNoFrom([highest('items', 'reference_code').as('items'), highest('reference_codes', 'code').as('filed')])
        .executeTakeFirstOrThrow()
      return Math.max(found.items ?? 0, found.filed ?? 0)
    },
    mark(item, { withdrawn, deleted }, made) {
      const columns: Partial<ItemRow> = {}
      if (withdrawn !== undefined)
        Object.assign(columns, { withdrawn_at: withdrawn?.at ?? null, withdrawal_reason: withdrawn?.reason ?? null })
      if (deleted !== undefined)
        Object.assign(columns, { deleted_at: deleted?.at ?? null, deletion_reason: deleted?.reason ?? null })
      return revise(item, columns, made)
    },
    async setText(item, text, made) {
      const columns = {
        text_revision: text.revision,
        char_count: text.charCount,
        text_pages: text.pages,
        image_only_pages: text.imageOnlyPages,
        warnings: JSON.stringify(text.warnings),
      }
      if (made) return revise(item, columns, made)
      const row = await db
        .updateTable('items')
        .set({ ...columns, index_seq: await nextIndexSeq(db) })
        .where('id', '=', item.id)
        .returningAll()
        .executeTakeFirstOrThrow()
      return toItem(row)
    },
    async setKind(id, kind) {
      await db.updateTable('items').set({ kind }).where('id', '=', id).execute()
    },
    async setStage(id, name, { state, problem }) {
      const text = problem && JSON.stringify(problem)
      await db
        .updateTable('items')
        .set(
          name === 'read' ? { read_state: state, read_problem: text } : { render_state: state, render_problem: text },
        )
        .where('id', '=', id)
        .execute()
    },
    async setWarnings(id, warnings) {
      await db
        .updateTable('items')
        .set({ warnings: JSON.stringify(warnings) })
        .where('id', '=', id)
        .execute()
    },
    async setCaption(id, caption) {
      await db.updateTable('items').set({ caption }).where('id', '=', id).where('caption', 'is', null).execute()
    },
    async touch(id) {
      await db
        .updateTable('items')
        .set({ index_seq: await nextIndexSeq(db) })
        .where('id', '=', id)
        .execute()
    },
    async indexed(states) {
      for (const { id, seq } of states) {
        await db
          .updateTable('items')
          .set({ indexed_seq: seq })
          .where('id', '=', id)
          .where('indexed_seq', '<', seq)
          .execute()
      }
    },
    async list(filter, scope, sort, { from, size, after }) {
      const base = db
        .selectFrom('items')
        .where((eb) => eb.and([matching(eb as never, filter), visible(eb as never, scope)]))
      const { total } = await base.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const steps = stepsOf(sort)
      let query = base.selectAll()
      if (after) query = query.where(follows(steps, [...after.keys, after.number]))
      for (const { by, isDown } of steps) query = query.orderBy(by, isDown ? 'desc' : 'asc')
      const rows = await query.offset(from).limit(size).execute()
      const last = rows.at(-1)
      return { total, items: rows.map(toItem), last: last ? placeOf(sort, last) : null }
    },
    async withCodes(codes) {
      const among = sql<string>`(select value from json_each(${JSON.stringify(codes)}))`
      const rows = await db
        .selectFrom('reference_codes')
        .select(['code', 'item_id as id'])
        .where('code', 'in', among)
        .unionAll(
          db
            .selectFrom('items')
            .select(['reference_code as code', 'id'])
            .where('reference_code', 'in', among)
            .$castTo<{ code: string; id: string }>(),
        )
        .execute()
      return rows.map(({ code, id }) => [code, id])
    },
    async changedSince(seq, limit) {
      const rows = await db
        .selectFrom('items')
        .selectAll()
        .where('index_seq', '>', seq)
        .orderBy('index_seq')
        .limit(limit)
        .execute()
      return rows.map(toItem)
    },
    async changes(seq) {
      const count = db.selectFrom('items').select(({ fn }) => fn.countAll<number>().as('n'))
      const { n: total } = await count.executeTakeFirstOrThrow()
      const { n: since } = await count.where('index_seq', '>', seq).executeTakeFirstOrThrow()
      return { total, since }
    },
    async walk(after, limit) {
      const rows = await db
        .selectFrom('items')
        .selectAll()
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute()
      const { last } = await db
        .selectFrom('items')
        .select(({ fn }) => fn.max('number').as('last'))
        .executeTakeFirstOrThrow()
      return { items: rows.map(toItem), last: Number(last ?? 0) }
    },
    lastSeq: rememberingOne(db, async () => {
      const { value } = await db
        .selectFrom('counters')
        .select('value')
        .where('name', '=', 'indexSeq')
        .executeTakeFirstOrThrow()
      return value
    }),
    async hiddenSinceIndexed(scope) {
      return (await hidden(JSON.stringify(scope)))!
    },
    async namesWithin(scope) {
      const rows = await db
        .selectFrom('items')
        .select(['id', 'title', 'reference_code as referenceCode', 'creators', 'persons', 'places'])
        .where((eb) => eb.and([eb('deleted_at', 'is', null), visible(eb as never, scope)]))
        .execute()
      return rows.map(({ creators, persons, places, ...row }) => ({
        ...row,
        creators: JSON.parse(creators),
        persons: JSON.parse(persons),
        places: JSON.parse(places),
      }))
    },
    async notSearched(scope) {
      const row = await db
        .selectFrom('items')
        .select([
          sql<number>`coalesce(sum(text_revision is null and (kind in ('photograph', 'scan') or image_only_pages > 0)), 0)`.as(
            'imagesOnly',
          ),
          sql<number>`coalesce(sum(text_revision is null and read_state = 'failed'), 0)`.as('unreadable'),
        ])
        .where((eb) => eb.and([eb('deleted_at', 'is', null), visible(eb as never, scope)]))
        .executeTakeFirstOrThrow()
      return row
    },
    async totals() {
      return db
        .selectFrom('items')
        .select([
          sql<number>`count(*)`.as('items'),
          sql<number>`coalesce(sum(char_count), 0)`.as('characters'),
          sql<number>`coalesce(sum(text_revision is not null), 0)`.as('texts'),
          sql<number>`coalesce(sum(kind in ('photograph', 'scan') and render_state = 'done'), 0)`.as('images'),
        ])
        .where('deleted_at', 'is', null)
        .executeTakeFirstOrThrow()
    },
    async lastRevision(itemId, action) {
      const row = await db
        .selectFrom('item_revisions')
        .select(({ fn }) => fn.max('revision').as('revision'))
        .where('item_id', '=', itemId)
        .where('action', '=', action)
        .executeTakeFirst()
      return row?.revision ?? null
    },
    async revisions(itemId) {
      const rows = await db
        .selectFrom('item_revisions')
        .selectAll()
        .where('item_id', '=', itemId)
        .orderBy('revision', 'desc')
        .execute()
      return rows.map((row) => ({
        revision: row.revision,
        action: row.action,
        actorId: row.actor_id,
        actorName: row.actor_name,
        at: row.at,
        changes: JSON.parse(row.changes) as Change[],
      }))
    },
  }
}
