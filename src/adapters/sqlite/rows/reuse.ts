/** Pairs of texts that share passages. */
import type { Generated } from 'kysely'

export interface ReusePairRow {
  id: string
  later_id: string
  earlier_id: string
  later_revision: number
  earlier_revision: number
  characters: number
  later_share: number
  earlier_share: number
  kind: string
  quote: string
  passage_count: number
  passages: string
  found_at: string
  revision: number
  decision: string | null
  note: Generated<string>
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
}

/** A view: each pair as its two items see it. */
export interface ReuseSideRow {
  pair_id: string
  is_later: number
  item_id: string
  other_id: string
  item_text: number
  other_text: number
  share: number
  other_share: number
  kind: string
  characters: number
  quote: string
  passage_count: number
  passages: string
  found_at: string
  pair_revision: number
  decision: string | null
  note: string
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
}
