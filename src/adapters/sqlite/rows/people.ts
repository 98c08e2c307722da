/** Accounts, sessions and rights; what they did. */
import type { Generated } from 'kysely'

export interface UserRow {
  id: string
  username: string
  display_name: string
  password_hash: string
  roles: string
  suspended_at: string | null
  created_at: string
  /** The password was made by the service and printed: to be replaced. */
  password_printed: Generated<number>
}

export interface SessionRow {
  hash: string
  user_id: string
  csrf_token: string
  created_at: number
  seen_at: number
  address: string
  kept: number
}

export interface TokenRow {
  id: string
  user_id: string
  name: string
  hash: string
  created_at: string
  expires_at: string
  used_at: string | null
}

export interface GrantRow {
  item_id: string
  user_id: string
  purpose: string
  expires_at: string
  granted_by: string
  granted_at: string
}

export interface AccessRequestRow {
  id: string
  item_id: string
  user_id: string
  purpose: string
  requested_at: string
  decision: string | null
  decided_by: string | null
  decided_at: string | null
  reason: string | null
  expires_at: string | null
}

export interface AuditRow {
  seq: Generated<number>
  at: string
  actor_id: string
  actor_name: string
  address: string
  act: string
  subject: string
  details: string
  hash: string
}

export interface RefusalRow {
  actor_id: string
  actor_name: string
  act: string
  minute: string
  count: number
}
