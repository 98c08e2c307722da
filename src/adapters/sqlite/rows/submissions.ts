/** Rows of 选题 and 稿件. */
export interface TopicRow {
  id: string
  fields: string
  revision: number
  created_at: string
}
export interface SubmissionRow {
  id: string
  number: string
  item_id: string
  received_date: string
  contributor: string
  county: string
  topic_id: string | null
  checks: string
  state: string
  reason: string
  decided_name: string
  decided_at: string
  revision: number
}
export interface SubmissionStepRow {
  submission_id: string
  revision: number
  state: string
  reason: string
  fields: string
  actor_id: string
  actor_name: string
  at: string
}
