/** 征集批次: what came, from whom, on what terms; and what each file came to. */
import type { Problem } from '../faults.ts'

export const acquisitionTypes = ['donation', 'collection', 'copy', 'commission', 'exchange', 'transfer'] as const
/** 捐赠 征集 复制 委托采访 交换 移交 */
export type AcquisitionType = (typeof acquisitionTypes)[number]

export interface Contributor {
  name: string
  identityThen?: string
  identityNow?: string
  workUnit?: string
  /** Donor's private data: archivists only. */
  phone?: string
  address?: string
  idNo?: string
  relationToEvent?: string
}

export interface Accession {
  id: string
  accessionNumber: string
  title: string
  acquisitionType: AcquisitionType
  contributor: Contributor | null
  /** ISO day. */
  receivedDate: string
  handler: string
  returnOriginal: boolean
  note: string
  createdBy: string
  createdAt: string
  closedAt: string | null
}

export type Outcome = 'accepted' | 'duplicate' | 'rejected'

/** What one file came to: a line of the accession's list. */
export interface ReceivedFile {
  filename: string
  outcome: Outcome
  objectId?: string
  itemIds?: string[]
  sha256?: string
  size?: number
  /** The item that already holds these bytes. */
  duplicateOf?: string
  problem?: Problem
}

export interface AccessionCounts {
  files: number
  accepted: number
  duplicates: number
  rejected: number
  items: number
  processing: number
  ready: number
  failed: number
}

/** ZJ2026-0001: the year of receipt, and a number that is never given twice. */
export const accessionNumber = (year: number, serial: number): string => `ZJ${year}-${String(serial).padStart(4, '0')}`

/** Today in the office's own time zone, as an ISO day. */
export const dayIn = (timeZone: string, now: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(now))
