/** Rows of 审校: rounds of review with their opinions, files, and rounds of proof. */
export interface ReviewRoundRow {
  id: string
  volume_id: string
  stage: string
  snapshot: string
  hash: string
  assignee_id: string
  assignee_name: string
  note: string
  due_on: string | null
  sent_by: string
  sent_name: string
  sent_at: string
  closing: string | null
}
export interface ReviewOpinionRow {
  id: string
  round_id: string
  chapter_id: string
  revision: number
  start: number
  end: number
  exact: string
  gate: string
  text: string
  by_id: string
  by_name: string
  at: string
  answered: string | null
  place: string
}
export interface ReviewFileRow {
  id: string
  volume_id: string
  name: string
  media_type: string
  sha256: string
  size: number
  by_name: string
  at: string
}
export interface PublisherReviewRow {
  id: string
  volume_id: string
  stage: string
  name: string
  day: string
  opinion: string
  entered_name: string
  at: string
}
export interface ProofRoundRow {
  id: string
  volume_id: string
  stage: string
  file_id: string | null
  basis: string
  layout_chars: number | null
  opened_by: string
  opened_name: string
  opened_at: string
  result: string | null
  closing: string | null
}
export interface ProofDifferenceRow {
  proof_id: string
  number: number
  difference: string
  decided: string | null
}
