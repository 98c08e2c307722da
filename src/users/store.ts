import type { Role } from '../policy.ts'

export interface User {
  id: string
  username: string
  displayName: string
  passwordHash: string
  roles: Role[]
  suspendedAt: string | null
  createdAt: string
  /** The service made the password and printed it: it is to be replaced. */
  isPasswordPrinted: boolean
}

export interface Session {
  /** sha256 of the cookie's value. */
  hash: string
  userId: string
  csrfToken: string
  /** Milliseconds. */
  createdAt: number
  seenAt: number
  address: string
  /** On somebody's own computer: it lasts, however long nothing is done. */
  isKept: boolean
}

export interface Token {
  id: string
  userId: string
  name: string
  hash: string
  createdAt: string
  expiresAt: string
  usedAt: string | null
}

export interface Grant {
  itemId: string
  userId: string
  purpose: string
  expiresAt: string
  grantedBy: string
  grantedAt: string
}

export interface AccessRequest {
  id: string
  itemId: string
  userId: string
  purpose: string
  requestedAt: string
  decision: 'granted' | 'refused' | null
  decidedBy: string | null
  decidedAt: string | null
  reason: string | null
  expiresAt: string | null
}

export interface UserStore {
  get(id: string): Promise<User | undefined>
  byName(username: string): Promise<User | undefined>
  list(): Promise<User[]>
  /** Fault user.taken. */
  insert(user: User): Promise<void>
  update(
    id: string,
    changes: Partial<Pick<User, 'displayName' | 'roles' | 'passwordHash' | 'suspendedAt' | 'isPasswordPrinted'>>,
  ): Promise<void>
}

export interface SessionStore {
  get(hash: string): Promise<Session | undefined>
  insert(session: Session): Promise<void>
  seen(hash: string, at: number): Promise<void>
  delete(hash: string): Promise<void>
  /** All of a user but one. */
  deleteOthers(userId: string, butHash: string | null): Promise<void>
  /** `created`, `seen`: of those that are not kept; `kept`: created, of those that are. */
  deleteOlder(before: { created: number; seen: number; kept: number }): Promise<void>
}

export interface TokenStore {
  byHash(hash: string): Promise<Token | undefined>
  ofUser(userId: string): Promise<Token[]>
  insert(token: Token): Promise<void>
  used(id: string, at: string): Promise<void>
  delete(id: string, userId: string): Promise<boolean>
}

export interface GrantStore {
  /** Items this user may read that have not run out, at most `limit`. */
  itemsOf(userId: string, at: string, limit: number): Promise<string[]>
  ofItem(itemId: string): Promise<Grant[]>
  put(grant: Grant): Promise<void>
  delete(itemId: string, userId: string): Promise<boolean>
  request(request: AccessRequest): Promise<void>
  /** Items that this user asked for and nobody has decided. */
  waitingOf(userId: string): Promise<string[]>
  deleteRequest(id: string): Promise<void>
  getRequest(id: string): Promise<AccessRequest | undefined>
  /**
   * `open`: undecided, the oldest first; `held`: whose right holds, the first to run out first; else the newest first. `now`: an instant.
   * `userId` null: everybody's, without what is undecided and asks for an item that is not there.
   */
  requests(
    whose: { userId: string | null; state: 'open' | 'held' | undefined; now: string },
    page: { from: number; size: number },
  ): Promise<{ total: number; requests: (AccessRequest & { heldUntil: string | null })[] }>
  decide(
    id: string,
    decision: Pick<AccessRequest, 'decision' | 'decidedBy' | 'decidedAt' | 'reason' | 'expiresAt'>,
  ): Promise<void>
}
