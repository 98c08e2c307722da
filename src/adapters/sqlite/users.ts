/** Users, sessions, tokens, grants and access requests in archive.db. */
import { type Selectable, sql } from 'kysely'
import { Fault } from '../../faults.ts'
import type { Role } from '../../policy.ts'
import type { AccessRequest, GrantStore, SessionStore, TokenStore, User, UserStore } from '../../users/store.ts'
import { type Database, uniqueViolation } from './database.ts'
import type { AccessRequestRow, UserRow } from './rows/people.ts'

const toUser = (row: Selectable<UserRow>): User => ({
  id: row.id,
  username: row.username,
  displayName: row.display_name,
  passwordHash: row.password_hash,
  roles: JSON.parse(row.roles) as Role[],
  suspendedAt: row.suspended_at,
  createdAt: row.created_at,
  isPasswordPrinted: row.password_printed === 1,
})

export function createUserStore(db: Database): UserStore {
  return {
    async get(id) {
      const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toUser(row)
    },
    async byName(username) {
      const row = await db.selectFrom('users').selectAll().where('username', '=', username).executeTakeFirst()
      return row && toUser(row)
    },
    async list() {
      return (await db.selectFrom('users').selectAll().orderBy('username').execute()).map(toUser)
    },
    async insert(user) {
      try {
        await db
          .insertInto('users')
          .values({
            id: user.id,
            username: user.username,
            display_name: user.displayName,
            password_hash: user.passwordHash,
            roles: JSON.stringify(user.roles),
            suspended_at: user.suspendedAt,
            created_at: user.createdAt,
            password_printed: Number(user.isPasswordPrinted),
          })
          .execute()
      } catch (error) {
        if (uniqueViolation(error) === 'users.username')
          throw new Fault('user.taken', { username: user.username }, { cause: error })
        throw error
      }
    },
    async update(id, { displayName, roles, passwordHash, suspendedAt, isPasswordPrinted }) {
      const changes = {
        ...(displayName === undefined ? {} : { display_name: displayName }),
        ...(roles === undefined ? {} : { roles: JSON.stringify(roles) }),
        ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
        ...(suspendedAt === undefined ? {} : { suspended_at: suspendedAt }),
        ...(isPasswordPrinted === undefined ? {} : { password_printed: Number(isPasswordPrinted) }),
      }
      if (Object.keys(changes).length) await db.updateTable('users').set(changes).where('id', '=', id).execute()
    },
  }
}

export function createSessionStore(db: Database): SessionStore {
  return {
    async get(hash) {
      const row = await db.selectFrom('sessions').selectAll().where('hash', '=', hash).executeTakeFirst()
      return (
        row && {
          hash: row.hash,
          userId: row.user_id,
          csrfToken: row.csrf_token,
          createdAt: row.created_at,
          seenAt: row.seen_at,
          address: row.address,
          isKept: row.kept === 1,
        }
      )
    },
    async insert({ hash, userId, csrfToken, createdAt, seenAt, address, isKept }) {
      await db
        .insertInto('sessions')
        .values({
          hash,
          user_id: userId,
          csrf_token: csrfToken,
          created_at: createdAt,
          seen_at: seenAt,
          address,
          kept: Number(isKept),
        })
        .execute()
    },
    async seen(hash, at) {
      await db.updateTable('sessions').set({ seen_at: at }).where('hash', '=', hash).execute()
    },
    async delete(hash) {
      await db.deleteFrom('sessions').where('hash', '=', hash).execute()
    },
    async deleteOthers(userId, butHash) {
      await db
        .deleteFrom('sessions')
        .where('user_id', '=', userId)
        .where('hash', '!=', butHash ?? '')
        .execute()
    },
    async deleteOlder({ created, seen, kept }) {
      await db
        .deleteFrom('sessions')
        .where((eb) =>
          eb.or([
            eb('created_at', '<', kept),
            eb.and([eb('kept', '=', 0), eb.or([eb('created_at', '<', created), eb('seen_at', '<', seen)])]),
          ]),
        )
        .execute()
    },
  }
}

export function createTokenStore(db: Database): TokenStore {
  const columns = [
    'id',
    'user_id as userId',
    'name',
    'hash',
    'created_at as createdAt',
    'expires_at as expiresAt',
    'used_at as usedAt',
  ] as const
  return {
    byHash: (hash) => db.selectFrom('tokens').select(columns).where('hash', '=', hash).executeTakeFirst(),
    ofUser: (userId) =>
      db.selectFrom('tokens').select(columns).where('user_id', '=', userId).orderBy('created_at').execute(),
    async insert({ id, userId, name, hash, createdAt, expiresAt, usedAt }) {
      await db
        .insertInto('tokens')
        .values({ id, user_id: userId, name, hash, created_at: createdAt, expires_at: expiresAt, used_at: usedAt })
        .execute()
    },
    async used(id, at) {
      await db.updateTable('tokens').set({ used_at: at }).where('id', '=', id).execute()
    },
    async delete(id, userId) {
      const { numDeletedRows } = await db
        .deleteFrom('tokens')
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
  }
}

const toRequest = (row: Selectable<AccessRequestRow>): AccessRequest => ({
  id: row.id,
  itemId: row.item_id,
  userId: row.user_id,
  purpose: row.purpose,
  requestedAt: row.requested_at,
  decision: row.decision as AccessRequest['decision'],
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  reason: row.reason,
  expiresAt: row.expires_at,
})

export function createGrantStore(db: Database): GrantStore {
  return {
    async itemsOf(userId, at, limit) {
      const rows = await db
        .selectFrom('grants')
        .select('item_id')
        .where('user_id', '=', userId)
        .where('expires_at', '>', at)
        .limit(limit)
        .execute()
      return rows.map((row) => row.item_id)
    },
    async ofItem(itemId) {
      return db
        .selectFrom('grants')
        .select([
          'item_id as itemId',
          'user_id as userId',
          'purpose',
          'expires_at as expiresAt',
          'granted_by as grantedBy',
          'granted_at as grantedAt',
        ])
        .where('item_id', '=', itemId)
        .orderBy('granted_at', 'desc')
        .orderBy('user_id')
        .execute()
    },
    async put(grant) {
      const changes = {
        purpose: grant.purpose,
        expires_at: grant.expiresAt,
        granted_by: grant.grantedBy,
        granted_at: grant.grantedAt,
      }
      await db
        .insertInto('grants')
        .values({ item_id: grant.itemId, user_id: grant.userId, ...changes })
        .onConflict((conflict) => conflict.columns(['user_id', 'item_id']).doUpdateSet(changes))
        .execute()
    },
    async delete(itemId, userId) {
      const { numDeletedRows } = await db
        .deleteFrom('grants')
        .where('item_id', '=', itemId)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    async request(request) {
      await db
        .insertInto('access_requests')
        .values({
          id: request.id,
          item_id: request.itemId,
          user_id: request.userId,
          purpose: request.purpose,
          requested_at: request.requestedAt,
          decision: null,
          decided_by: null,
          decided_at: null,
          reason: null,
          expires_at: null,
        })
        .execute()
    },
    async deleteRequest(id) {
      await db.deleteFrom('access_requests').where('id', '=', id).where('decision', 'is', null).execute()
    },
    async waitingOf(userId) {
      const rows = await db
        .selectFrom('access_requests')
        .select('item_id')
        .where('user_id', '=', userId)
        .where('decision', 'is', null)
        .execute()
      return rows.map((row) => row.item_id)
    },
    async getRequest(id) {
      const row = await db.selectFrom('access_requests').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toRequest(row)
    },
    async requests({ userId, state, now }, { from, size }) {
      // A right that was taken back, or has run out, is held no more; one given later for longer prolongs no other request.
      const held = sql<string | null>`case when decision = 'granted' and access_requests.expires_at > ${now} then
        (select min(g.expires_at, access_requests.expires_at) from grants g
        where g.user_id = access_requests.user_id and g.item_id = access_requests.item_id and g.expires_at > ${now}) end`
      let query = db.selectFrom('access_requests')
      if (state === 'open') query = query.where('decision', 'is', null)
      if (state === 'held') query = query.where(held, 'is not', null)
      if (userId !== null) query = query.where('user_id', '=', userId)
      else
        query = query.where(
          sql<boolean>`(decision is not null or exists (select 1 from items i where i.id = item_id and i.deleted_at is null))`,
        )
      const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await query
        .selectAll()
        .select(held.as('heldUntil'))
        .orderBy(state === 'held' ? held : 'requested_at', state ? 'asc' : 'desc')
        .orderBy('id')
        .offset(from)
        .limit(size)
        .execute()
      return { total, requests: rows.map((row) => ({ ...toRequest(row), heldUntil: row.heldUntil })) }
    },
    async decide(id, { decision, decidedBy, decidedAt, reason, expiresAt }) {
      await db
        .updateTable('access_requests')
        .set({ decision, decided_by: decidedBy, decided_at: decidedAt, reason, expires_at: expiresAt })
        .where('id', '=', id)
        .execute()
    },
  }
}
