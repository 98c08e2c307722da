/** Rows of what comes after print: printings, errata, 稿酬, 寄发. */
export interface PrintingRow {
  id: string
  volume_id: string
  number: number
  text: string
  hash: string
  fields: string
  pages: string | null
}
export interface ErratumRow {
  id: string
  volume_id: string
  printing_id: string
  report_id: string | null
  fields: string
  withdrawn: string | null
  at: string
}
export interface ErratumKeptRow {
  erratum_id: string
  part_id: string
  kept: string
}
export interface FeeSheetRow {
  volume_id: string
  revision: number
  fields: string
}
export interface FeePaymentRow {
  id: string
  volume_id: string
  name: string
  gross: number
  tax: number
  paid_on: string
  receiver: string
  way: string
  note: string
  by_name: string
  at: string
  voided: string | null
}
export interface ExchangeUnitRow {
  id: string
  fields: string
  name: string
  revision: number
  deleted_at: string | null
}
export interface DispatchRow {
  id: string
  volume_id: string
  kind: string
  unit_id: string | null
  name: string
  fields: string
  revision: number
  created_at: string
}
