/** Rows of rights and consents. */
export interface ItemRightsRow {
  item_id: string
  copyright: string | null
  copyright_year: number | null
  portrait: string | null
  privacy: string | null
  note: string
  revision: number
}
export interface ConsentRow {
  id: string
  accession_id: string
  kind: string
  scopes: string
  item_ids: string | null
  volume_id: string | null
  signer: string
  relation: string
  signed_date: string
  until: string | null
  object_id: string | null
  note: string
  revoked: string | null
  created_by: string
  created_at: string
}
