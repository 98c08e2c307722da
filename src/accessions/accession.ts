/** 征集批次: what came, from whom, on what terms; and what each file came to. */
import { Fault, type Problem } from '../faults.ts'

export const acquisitionTypes = ['donation', 'collection', 'copy', 'commission', 'exchange', 'transfer'] as const
export type AcquisitionType = (typeof acquisitionTypes)[number]
/** As papers and reports call them. */
export const acquisitionNames = {
  'zh-CN': {
    donation: '捐赠',
    collection: '征集',
    copy: '复制',
    commission: '委托采访',
    exchange: '交换',
    transfer: '移交',
  },
  en: {
    donation: 'Donation',
    collection: 'Collected',
    copy: 'Copied',
    commission: 'Commissioned',
    exchange: 'Exchange',
    transfer: 'Transfer',
  },
} as const satisfies Record<string, Record<AcquisitionType, string>>

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
  /** ISO day by which the originals go back, where one was agreed. */
  returnDue: string | null
  /** Given back: ISO day. */
  returned: { at: string; note: string } | null
  note: string
  /** Of the sample that an administrator loaded to look at: counted nowhere, removed as one. */
  isSample: boolean
  createdBy: string
  createdAt: string
  closedAt: string | null
}

export const outcomes = ['accepted', 'duplicate', 'rejected'] as const
export type Outcome = (typeof outcomes)[number]

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

/** Where a line of the list stands, most urgent first: somebody must decide, the service is at work, or nothing is left to do. */
export const lineStates = ['attention', 'working', 'done'] as const
export type LineState = (typeof lineStates)[number]

/** 各自保留 · 已请补发 · 知道了: what somebody decided about a file that needed it. */
export const lineDecisions = ['kept', 'asked', 'noted'] as const
export type LineDecision = (typeof lineDecisions)[number]

export interface AccessionCounts {
  files: number
  accepted: number
  duplicates: number
  rejected: number
  items: number
  processing: number
  ready: number
  failed: number
  /** Items that are through this stage or never needed it. */
  read: number
  rendered: number
  searchable: number
  /** Lines of the list; together `files`. */
  attention: number
  working: number
  done: number
}

/** ZJ2026-0001: the year of receipt, and a number that is never given twice. */
export const accessionNumber = (year: number, serial: number): string => `ZJ${year}-${String(serial).padStart(4, '0')}`

/** Of the sample: takes no number of a year. */
export const sampleNumber = (serial: number): string => `示例-${String(serial).padStart(2, '0')}`

/** Today in the office's own time zone, as an ISO day. */
export const dayIn = (timeZone: string, now: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(now))

/** Nothing is received or given back tomorrow, nor goes back before it came: a number once given by a wrong year stays (ISO days). */
export function demandPossible(
  { receivedDate, returnDue, returned }: Pick<Accession, 'receivedDate' | 'returnDue' | 'returned'>,
  today: string,
): void {
  if (receivedDate > today) throw new Fault('accession.received-ahead', { today })
  if (returnDue && returnDue < receivedDate) throw new Fault('accession.due-early', { receivedDate })
  if (returned && returned.at > today) throw new Fault('accession.returned-ahead', { today })
  if (returned && returned.at < receivedDate) throw new Fault('accession.returned-early', { receivedDate })
}

/** Whose files they are: a person or office that gives again is known by name; what came without one is a source of its own. */
export const sourceOf = ({ id, contributor }: Pick<Accession, 'id' | 'contributor'>): string =>
  contributor ? `name:${contributor.name.trim()}` : `accession:${id}`
