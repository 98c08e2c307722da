/** Authorities, their names and their history in archive.db. */
import { type Selectable, sql } from 'kysely'
import {
  type Authority,
  type AuthorityKind,
  type AuthorityStatus,
  type Merged,
  namesOf,
} from '../../authorities/authority.ts'
import type { AuthorityFilter, AuthorityStore, SpokenName } from '../../authorities/store.ts'
import { Fault } from '../../faults.ts'
import { readings } from '../../hanzi/pinyin/pinyin.ts'
import { titleSort } from '../../hanzi/pinyin/sort-key.ts'
import type { Made } from '../../items/item.ts'
import { among, type Database } from './database.ts'
import { revisionRow, toRevision } from './history.ts'
import type { AuthorityRow } from './rows/authorities.ts'

const toAuthority = (row: Selectable<AuthorityRow>): Authority => ({
  id: row.id,
  kind: row.kind as AuthorityKind,
  name: row.name,
  inText: row.in_text === 1,
  aliases: JSON.parse(row.aliases),
  existence: row.existence === null ? null : JSON.parse(row.existence),
  history: row.history,
  note: row.note,
  identifiers: JSON.parse(row.identifiers),
  status: row.status as AuthorityStatus,
  revision: row.revision,
  merged: row.merged === null ? null : (JSON.parse(row.merged) as Merged),
  deleted: row.deleted_at === null ? null : { at: row.deleted_at, reason: row.deletion_reason ?? '' },
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** Names apart, so that none is found across two. */
const keyOf = (authority: Authority) =>
  ` ${namesOf(authority)
    .map(({ key }) => key)
    .join(' ␟ ')} `

const columnsOf = (authority: Authority) => ({
  kind: authority.kind,
  name: authority.name,
  in_text: Number(authority.inText),
  aliases: JSON.stringify(authority.aliases),
  existence: authority.existence && JSON.stringify(authority.existence),
  history: authority.history,
  note: authority.note,
  identifiers: JSON.stringify(authority.identifiers),
  status: authority.status,
  revision: authority.revision,
  name_sort: titleSort(authority.name, { isName: authority.kind === 'person' }),
  names_key: keyOf(authority),
  merged_into: authority.merged?.into ?? null,
  merged: authority.merged && JSON.stringify(authority.merged),
  deleted_at: authority.deleted?.at ?? null,
  deletion_reason: authority.deleted?.reason ?? null,
  updated_at: authority.updatedAt,
})

export function createAuthorityStore(db: Database): AuthorityStore {
  /** The list's next revision. */
  async function counted(): Promise<number> {
    const { value } = await db
      .updateTable('counters')
      .set({ value: sql`value + 1` })
      .where('name', '=', 'authorities')
      .returning('value')
      .executeTakeFirstOrThrow()
    return value
  }
  async function record(id: string, revision: number, made: Made): Promise<void> {
    await db
      .insertInto('authority_revisions')
      .values({ authority_id: id, ...revisionRow(revision, made) })
      .execute()
  }
  async function setNames(authority: Authority): Promise<void> {
    await db.deleteFrom('authority_names').where('authority_id', '=', authority.id).execute()
    const rows = namesOf(authority).map(({ key, name, inText }, ord) => ({
      authority_id: authority.id,
      ord,
      key,
      name,
      in_text: Number(inText),
      readings: readings(name.slice(0, 60), { isName: authority.kind === 'person' }),
    }))
    await db.insertInto('authority_names').values(rows).execute()
  }
  const matching = ({ kind, status, key, gone, ids }: AuthorityFilter) => {
    let query = db.selectFrom('authorities')
    query = gone
      ? query.where((eb) => eb.or([eb('deleted_at', 'is not', null), eb('merged_into', 'is not', null)]))
      : query.where('deleted_at', 'is', null).where('merged_into', 'is', null)
    if (kind !== undefined) query = query.where('kind', '=', kind)
    if (ids !== undefined) query = query.where('id', 'in', among(ids))
    if (status !== undefined) query = query.where('status', '=', status)
    if (key !== '') query = query.where(sql<boolean>`instr(names_key, ${` ${key} `}) > 0`)
    return query
  }

  return {
    async get(id) {
      const row = await db.selectFrom('authorities').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toAuthority(row)
    },
    async getMany(ids) {
      if (ids.length === 0) return []
      const rows = await db.selectFrom('authorities').selectAll().where('id', 'in', among(ids)).execute()
      const byId = new Map(rows.map((row) => [row.id, toAuthority(row)]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },
    async insert(authority, made) {
      const { createdBy: created_by, createdAt: created_at, id } = authority
      await db
        .insertInto('authorities')
        .values({ id, created_by, created_at, changed: await counted(), ...columnsOf(authority) })
        .execute()
      await setNames(authority)
      await record(id, authority.revision, made)
    },
    async revise(before, next, made) {
      const after: Authority = { ...before, ...next, revision: before.revision + 1, updatedAt: made.at }
      const { numUpdatedRows } = await db
        .updateTable('authorities')
        .set({ ...columnsOf(after), changed: await counted() })
        .where('id', '=', before.id)
        .where('revision', '=', before.revision)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) {
        const now = await this.get(before.id)
        throw new Fault('authority.stale', { revision: now?.revision ?? '?' })
      }
      await setNames(after)
      await record(before.id, after.revision, made)
      return after
    },
    async walk(after, limit) {
      const rows = await db
        .selectFrom('authorities')
        .selectAll()
        .where('id', '>', after)
        .where('deleted_at', 'is', null)
        .where('merged_into', 'is', null)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(toAuthority)
    },
    async list(filter, { from, size }) {
      const base = matching(filter)
      const { total } = await base.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await base.selectAll().orderBy('name_sort').orderBy('id').offset(from).limit(size).execute()
      return { total, items: rows.map(toAuthority) }
    },
    async revisions(id) {
      const rows = await db
        .selectFrom('authority_revisions')
        .selectAll()
        .where('authority_id', '=', id)
        .orderBy('revision', 'desc')
        .execute()
      return rows.map(toRevision)
    },
    async havingNames(keys) {
      if (keys.length === 0) return []
      const rows = await db
        .selectFrom('authority_names as n')
        .innerJoin('authorities as a', 'a.id', 'n.authority_id')
        .select(['n.key', 'a.id', 'a.kind', 'a.name'])
        .where('n.key', 'in', among(keys))
        .where('a.status', '=', 'established')
        .where('a.deleted_at', 'is', null)
        .where('a.merged_into', 'is', null)
        .orderBy('a.name_sort')
        .orderBy('a.id')
        .execute()
      return rows.map((row) => ({ ...row, kind: row.kind as AuthorityKind }))
    },
    async present(ids) {
      if (ids.length === 0) return []
      const { rows } = await sql<{ id: string; now: string | null }>`
        with recursive chain (id, now) as (
          select value, value from json_each(${JSON.stringify(ids)})
          union select chain.id, a.merged_into from chain join authorities a on a.id = chain.now where a.merged_into is not null)
        select chain.id, iif(a.deleted_at is null, a.id, null) as now
        from chain join authorities a on a.id = chain.now where a.merged_into is null`.execute(db)
      return rows
    },
    async withMerged(ids) {
      if (ids.length === 0) return []
      const { rows } = await sql<{ id: string; into: string }>`
        with recursive chain (id, "into") as (
          select value, value from json_each(${JSON.stringify(ids)})
          union select a.id, chain."into" from chain join authorities a on a.merged_into = chain.id)
        select id, "into" from chain`.execute(db)
      return rows
    },
    async linkedItems(ids) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from items where json_extract(description, '$.authorities') is not null and deleted_at is null
        and exists (select 1 from json_each(description, '$.authorities') where value in ${among(ids)})`.execute(db)
      return rows[0]!.n
    },
    async namingSince(revision) {
      const rows = await db
        .selectFrom('authorities')
        .select(['id', 'kind', 'name', 'name_sort as sort', 'merged_into as into', 'deleted_at', 'status'])
        .where('changed', '>', revision)
        .execute()
      const names = await db
        .selectFrom('authority_names as n')
        .innerJoin('authorities as a', 'a.id', 'n.authority_id')
        .select(['n.authority_id as id', 'n.key', 'n.name', 'n.in_text', 'n.readings'])
        .where('a.changed', '>', revision)
        .where('a.status', '=', 'established')
        .where('a.deleted_at', 'is', null)
        .where('a.merged_into', 'is', null)
        .orderBy('n.authority_id')
        .orderBy('n.ord')
        .execute()
      const namesOf = new Map<string, SpokenName[]>()
      for (const { id, key, name, in_text, readings: spoken } of names) {
        const own = namesOf.get(id) ?? []
        if (own.push({ name, key, inText: in_text === 1, readings: spoken }) === 1) namesOf.set(id, own)
      }
      return rows.map(({ id, kind, name, sort, into, deleted_at }) => ({
        id,
        kind: kind as AuthorityKind,
        name,
        sort,
        into,
        isDeleted: deleted_at !== null,
        names: namesOf.get(id) ?? [],
      }))
    },
    async revision() {
      const row = await db
        .selectFrom('counters')
        .select('value')
        .where('name', '=', 'authorities')
        .executeTakeFirstOrThrow()
      return row.value
    },
    async addChanged(changed) {
      if (changed.length > 0)
        await db
          .insertInto('changed_names')
          .values(changed.map((one) => ({ changed: one })))
          .execute()
    },
    async changed() {
      const rows = await db.selectFrom('changed_names').selectAll().orderBy('seq').execute()
      return { changed: [...new Set(rows.map(({ changed }) => changed))], last: rows.at(-1)?.seq ?? 0 }
    },
    async forgetChanged(last) {
      await db.deleteFrom('changed_names').where('seq', '<=', last).execute()
    },
  }
}
