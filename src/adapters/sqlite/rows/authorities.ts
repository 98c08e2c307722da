/** The list of names and its history. */
import type { Generated } from 'kysely'

export interface AuthorityRow {
  id: string
  kind: string
  name: string
  in_text: number
  aliases: string
  existence: string | null
  history: string
  note: string
  identifiers: string
  status: string
  revision: number
  name_sort: string
  names_key: string
  merged_into: string | null
  merged: string | null
  deleted_at: string | null
  deletion_reason: string | null
  created_by: string
  created_at: string
  updated_at: string
  changed: Generated<number>
}

export interface AuthorityNameRow {
  authority_id: string
  ord: number
  key: string
  name: string
  in_text: number
  readings: Generated<string>
}

export interface AuthorityRevisionRow {
  authority_id: string
  revision: number
  action: string
  actor_id: string
  actor_name: string
  at: string
  changes: string
}
