/** 用户 use-cases: accounts, sessions, tokens; and who a caller is. */
import { hash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault, problemOf } from '../faults.ts'
import { type Actor, demand, type Role } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { NewUser, UserPatch } from './input.ts'
import { hashPassword, isWeak, passwordMatches } from './password.ts'
import type { GrantStore, Session, SessionStore, Token, TokenStore, User, UserStore } from './store.ts'
import { createThrottle } from './throttle.ts'

export interface UserView {
  id: string
  username: string
  displayName: string
  roles: Role[]
  suspended: boolean
  createdAt: string
  /** Still the password that the service made and printed. */
  isPasswordPrinted: boolean
}
export type TokenView = Omit<Token, 'hash' | 'userId'>

export interface Presented {
  bearer: string | null
  cookie: string | null
  csrfToken: string | null
  isForeign: boolean
  isChange: boolean
  /** On behalf of an answer that goes on: does not keep a session awake. */
  isLater: boolean
  address: string
}

export interface Users {
  /** Faults login.required (wrong credentials), login.suspended, csrf.wrong. Nobody at all is the anonymous actor. */
  authenticate(presented: Presented): Promise<Actor>
  /** Faults login.wrong, login.slow-down, login.suspended. `secret` is the cookie's value. */
  signIn(
    username: string,
    password: string,
    address: string,
    isKept?: boolean,
  ): Promise<{ user: UserView; csrfToken: string; secret: string }>
  session(actor: Actor, cookie: string | null): Promise<{ user: UserView; csrfToken: string | null }>
  signOut(actor: Actor, cookie: string | null, everywhere: boolean): Promise<void>
  list(actor: Actor, page: Page): Promise<{ total: number; items: UserView[] }>
  create(actor: Actor, input: NewUser): Promise<UserView>
  change(actor: Actor, id: string, patch: UserPatch): Promise<UserView>
  suspend(actor: Actor, id: string, suspended: boolean, reason: string): Promise<UserView>
  /** Says once more who one is, before something is signed. Faults login.slow-down, password.wrong. */
  confirm(actor: Actor, password: string): Promise<void>
  /** One's own with the present password, or anybody's as an administrator. Ends the other sessions. */
  setPassword(
    actor: Actor,
    id: string,
    password: string,
    current: string | undefined,
    cookie: string | null,
  ): Promise<void>
  tokens(actor: Actor, page: Page): Promise<{ total: number; items: TokenView[] }>
  /** `token` is shown this once. */
  createToken(actor: Actor, name: string, days: number): Promise<TokenView & { token: string }>
  deleteToken(actor: Actor, id: string): Promise<void>
  /** The first start: makes `admin`. Returns the password to print once, or null where there are users already. */
  ensureAdmin(password: string | null): Promise<{ username: string; password: string; isGenerated: boolean } | null>
  resetPassword(username: string, password: string | null): Promise<string>
  /** Forgets sessions that are over. */
  sweep(): Promise<void>
  /** A right was given or taken: every caller is looked up anew. */
  forget(): void
}

const IDLE = 12 * 3_600_000
const LONGEST = 7 * 86_400_000
/** Of a session on somebody's own computer. */
export const KEPT_DAYS = 14
const KEPT = KEPT_DAYS * 86_400_000
const MINUTE = 60_000
const MAX_GRANTS = 10_000
/** A known caller is looked up again after this; changes in this process are seen at once. */
const REMEMBER = 3000

const digest = (secret: string) => hash('sha256', secret)
/** A disk that takes no note of a visit is no reason to turn the visitor away: reading goes on. */
const unlessFull = (error: unknown): void => {
  if (!problemOf(error)?.code.startsWith('storage.')) throw error
}
const newSecret = () => randomBytes(32).toString('base64url')
const view = (user: User): UserView => ({
  id: user.id,
  username: user.username,
  displayName: user.displayName,
  roles: user.roles,
  suspended: user.suspendedAt !== null,
  createdAt: user.createdAt,
  isPasswordPrinted: user.isPasswordPrinted,
})
/** Digests, because what a header holds may be as long in letters and not in bytes. */
const same = (a: string, b: string) => timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)))

type Stores = { users: UserStore; sessions: SessionStore; tokens: TokenStore; audit: AuditStore }

export function createUsers(deps: {
  users: UserStore
  sessions: SessionStore
  tokens: TokenStore
  grants: GrantStore
  transact: Transact<Stores>
  clock: Clock
  anonymousReading: boolean
}): Users {
  const { users, sessions, tokens, transact, clock } = deps
  const throttle = createThrottle(clock)
  const known = new Map<string, { user: User; granted: readonly string[]; session: Session | null; until: number }>()

  const actorOf = (user: User, granted: readonly string[], address: string): Actor => ({
    id: user.id,
    username: user.username,
    roles: user.roles,
    address,
    mayReadOpen: true,
    granted,
  })

  /** What was being looked up while something changed is not remembered. */
  let changes = 0
  const forget = () => {
    changes++
    known.clear()
  }

  function remembered(hash: string) {
    const hit = known.get(hash)
    if (hit && hit.until > clock.now()) return hit
    known.delete(hash)
    return undefined
  }
  async function recognise(kind: 'bearer' | 'cookie', hash: string, isLater: boolean) {
    const now = clock.now()
    const before = changes
    let session: Session | null = null
    let userId: string | undefined
    if (kind === 'bearer') {
      const token = await tokens.byHash(hash)
      if (!token || token.expiresAt <= instant(clock)) return null
      userId = token.userId
      if (!token.usedAt || now - Date.parse(token.usedAt) > 60 * MINUTE)
        await tokens.used(token.id, instant(clock)).catch(unlessFull)
    } else {
      session = (await sessions.get(hash)) ?? null
      if (!session) return null
      const { isKept, createdAt, seenAt } = session
      if (isKept ? now - createdAt > KEPT : now - createdAt > LONGEST || now - seenAt > IDLE) return null
      userId = session.userId
      if (now - session.seenAt > MINUTE && !isLater) await sessions.seen(hash, now).catch(unlessFull)
    }
    const user = await users.get(userId)
    if (!user) return null
    const granted = await deps.grants.itemsOf(userId, instant(clock), MAX_GRANTS)
    const found = { user, granted, session, until: now + REMEMBER }
    if (known.size > 1000) known.clear()
    if (changes === before) known.set(hash, found)
    return found
  }

  async function find(id: string): Promise<User> {
    const user = await users.get(id)
    if (!user) throw new Fault('user.not-found', { id })
    return user
  }
  async function demandAnotherAdmin(leaving: User): Promise<void> {
    if (!leaving.roles.includes('admin') || leaving.suspendedAt) return
    const others = (await users.list()).filter(
      (user) => user.id !== leaving.id && user.roles.includes('admin') && !user.suspendedAt,
    )
    if (others.length === 0) throw new Fault('user.last-admin')
  }
  function demandStrong(password: string, username: string): void {
    if (isWeak(password, username)) throw new Fault('password.weak')
  }
  function demandSelf(actor: Actor): string {
    demand(actor, 'token.own')
    return actor.id!
  }
  async function changed(
    actor: Actor,
    user: User,
    changes: Parameters<UserStore['update']>[1],
    entries: readonly { act: string; details: object }[],
  ): Promise<UserView> {
    await transact(async (tx) => {
      await tx.users.update(user.id, changes)
      if (entries.some(({ act }) => act !== 'user.rename')) await tx.sessions.deleteOthers(user.id, null)
      for (const { act, details } of entries)
        await tx.audit.append({ actor, act, subject: user.id, details: { ...details } })
    })
    forget()
    return view(await find(user.id))
  }

  return {
    async sweep() {
      const now = clock.now()
      await sessions.deleteOlder({ created: now - LONGEST, seen: now - IDLE, kept: now - KEPT })
    },
    forget,
    async authenticate({ bearer, cookie, csrfToken, isForeign, isChange, isLater, address }) {
      const secret = bearer ?? cookie
      if (secret === null)
        return { id: null, username: '', roles: [], address, mayReadOpen: deps.anonymousReading, granted: [] }
      const hash = digest(secret)
      const found = remembered(hash) ?? (await recognise(bearer === null ? 'cookie' : 'bearer', hash, isLater))
      // A stale cookie is nobody, so that the sign-in page can be reached with it; a wrong token is a mistake to be told.
      if (!found) {
        if (bearer !== null) throw new Fault('login.required')
        return { id: null, username: '', roles: [], address, mayReadOpen: deps.anonymousReading, granted: [] }
      }
      if (found.user.suspendedAt) throw new Fault('login.suspended')
      if (bearer === null && isChange && (isForeign || !same(csrfToken ?? '', found.session?.csrfToken ?? '')))
        throw new Fault('csrf.wrong')
      return actorOf(found.user, found.granted, address)
    },
    async signIn(username, password, address, isKept = false) {
      const wait = throttle.attempt(username, address)
      if (wait > 0) throw new Fault('login.slow-down', { retryAfter: wait })
      const user = await users.byName(username)
      if (!(await passwordMatches(user?.passwordHash, password)) || !user) throw new Fault('login.wrong')
      throttle.succeeded(username, address)
      if (user.suspendedAt) throw new Fault('login.suspended')
      const secret = newSecret()
      const now = clock.now()
      const session = {
        hash: digest(secret),
        userId: user.id,
        csrfToken: newSecret(),
        createdAt: now,
        seenAt: now,
        address,
        isKept,
      }
      await transact(async (tx) => {
        await tx.sessions.insert(session)
        await tx.audit.append({ actor: actorOf(user, [], address), act: 'session.open', subject: user.id })
      })
      return { user: view(user), csrfToken: session.csrfToken, secret }
    },
    async session(actor, cookie) {
      if (actor.id === null) throw new Fault('login.required')
      const session = cookie === null ? undefined : await sessions.get(digest(cookie))
      return { user: view(await find(actor.id)), csrfToken: session?.csrfToken ?? null }
    },
    async signOut(actor, cookie, everywhere) {
      if (actor.id === null) throw new Fault('login.required')
      const { id } = actor
      await transact(async (tx) => {
        if (everywhere) await tx.sessions.deleteOthers(id, null)
        else if (cookie !== null) await tx.sessions.delete(digest(cookie))
        await tx.audit.append({ actor, act: 'session.close', subject: id, details: { everywhere } })
      })
      forget()
    },
    async list(actor, page) {
      demand(actor, 'user.manage')
      return pageOf((await users.list()).map(view), page)
    },
    async create(actor, input) {
      demand(actor, 'user.manage')
      demandStrong(input.password, input.username)
      const user: User = {
        id: randomUUID(),
        username: input.username,
        displayName: input.displayName || input.username,
        passwordHash: await hashPassword(input.password),
        roles: [...new Set(input.roles)],
        suspendedAt: null,
        createdAt: instant(clock),
        isPasswordPrinted: false,
      }
      await transact(async (tx) => {
        await tx.users.insert(user)
        await tx.audit.append({
          actor,
          act: 'user.create',
          subject: user.id,
          details: { username: user.username, roles: user.roles },
        })
      })
      return view(user)
    },
    async change(actor, id, patch) {
      demand(actor, 'user.manage')
      const user = await find(id)
      const { displayName = user.displayName } = patch
      const roles = [...new Set(patch.roles ?? user.roles)]
      if (!roles.includes('admin')) await demandAnotherAdmin(user)
      // Whose name only is corrected goes on working, and no change of roles is told.
      const entries = [
        ...(displayName === user.displayName ? [] : [{ act: 'user.rename', details: { displayName } }]),
        ...(new Set(roles).symmetricDifference(new Set(user.roles)).size === 0
          ? []
          : [{ act: 'user.roles', details: { roles } }]),
      ]
      return entries.length ? changed(actor, user, { displayName, roles }, entries) : view(user)
    },
    async suspend(actor, id, suspended, reason) {
      demand(actor, 'user.manage')
      const user = await find(id)
      if (suspended) await demandAnotherAdmin(user)
      return changed(actor, user, { suspendedAt: suspended ? instant(clock) : null }, [
        { act: suspended ? 'user.suspend' : 'user.resume', details: { reason } },
      ])
    },
    async confirm(actor, password) {
      if (actor.id === null) throw new Fault('login.required')
      const wait = throttle.attempt(actor.username, actor.address)
      if (wait > 0) throw new Fault('login.slow-down', { retryAfter: wait })
      if (!(await passwordMatches((await find(actor.id)).passwordHash, password))) throw new Fault('password.wrong')
      throttle.succeeded(actor.username, actor.address)
    },
    async setPassword(actor, id, password, current, cookie) {
      if (actor.id === null) throw new Fault('login.required')
      const isOwn = actor.id === id
      if (!isOwn) demand(actor, 'user.manage')
      const user = await find(id)
      if (isOwn && !(await passwordMatches(user.passwordHash, current ?? ''))) throw new Fault('password.wrong')
      demandStrong(password, user.username)
      const passwordHash = await hashPassword(password)
      await transact(async (tx) => {
        await tx.users.update(id, { passwordHash, isPasswordPrinted: false })
        await tx.sessions.deleteOthers(id, isOwn && cookie !== null ? digest(cookie) : null)
        await tx.audit.append({ actor, act: 'user.password', subject: id })
      })
      forget()
    },
    async tokens(actor, page) {
      const own = await tokens.ofUser(demandSelf(actor))
      return pageOf(
        own.map(({ hash: _hash, userId: _userId, ...token }) => token),
        page,
      )
    },
    async createToken(actor, name, days) {
      const userId = demandSelf(actor)
      const secret = `ws_${newSecret()}`
      const token = {
        id: randomUUID(),
        name,
        createdAt: instant(clock),
        expiresAt: new Date(clock.now() + days * 86_400_000).toISOString(),
        usedAt: null,
      }
      await transact(async (tx) => {
        await tx.tokens.insert({ ...token, userId, hash: digest(secret) })
        await tx.audit.append({ actor, act: 'token.create', subject: token.id, details: { name } })
      })
      return { ...token, token: secret }
    },
    async deleteToken(actor, id) {
      const userId = demandSelf(actor)
      await transact(async (tx) => {
        if (!(await tx.tokens.delete(id, userId))) throw new Fault('token.not-found', { id })
        await tx.audit.append({ actor, act: 'token.delete', subject: id })
      })
      forget()
    },
    async ensureAdmin(given) {
      if ((await users.list()).length > 0) return null
      const password = given ?? randomBytes(12).toString('base64url')
      const user: User = {
        id: randomUUID(),
        username: 'admin',
        displayName: '管理员',
        passwordHash: await hashPassword(password),
        roles: ['admin'],
        suspendedAt: null,
        createdAt: instant(clock),
        isPasswordPrinted: given === null,
      }
      await transact(async (tx) => {
        await tx.users.insert(user)
        await tx.audit.append({
          actor: actorOf(user, [], ''),
          act: 'user.create',
          subject: user.id,
          details: { username: 'admin', first: true },
        })
      })
      return { username: 'admin', password, isGenerated: given === null }
    },
    async resetPassword(username, given) {
      const user = await users.byName(username)
      if (!user) throw new Fault('user.not-found', { id: username })
      const password = given ?? randomBytes(12).toString('base64url')
      demandStrong(password, username)
      const passwordHash = await hashPassword(password)
      await transact(async (tx) => {
        await tx.users.update(user.id, { passwordHash, suspendedAt: null, isPasswordPrinted: given === null })
        await tx.sessions.deleteOthers(user.id, null)
        await tx.audit.append({ actor: actorOf(user, [], ''), act: 'user.password-reset', subject: user.id })
      })
      return password
    },
  }
}
