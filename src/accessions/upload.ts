/** An upload in parts (tus): a file of an accession, on its way. */
import type { ReceivedFile } from './accession.ts'

export interface Upload {
  id: string
  accessionId: string
  ownerId: string
  ownerName: string
  filename: string
  /** Where the file lay, or null. */
  originalPath: string | null
  /** Bytes it will have. */
  length: number
  createdAt: string
  /** Of the last part; after it nothing is kept (EXPIRY). */
  touchedAt: string
  /** What it came to; null while it is on its way. */
  result: ReceivedFile | null
}

const DAY = 86_400_000
/** A long weekend with a closed laptop, and a few days more. What has arrived is remembered for as long, so that a lost answer is not a second upload. */
export const EXPIRY = 7 * DAY
export const expiresAt = ({ touchedAt }: Pick<Upload, 'touchedAt'>): number => Date.parse(touchedAt) + EXPIRY

/** Of one person, on their way at the same time. */
export const MAX_OPEN = 1000

export interface UploadStore {
  get(id: string): Promise<Upload | undefined>
  insert(upload: Upload): Promise<void>
  touch(id: string, at: string): Promise<void>
  settle(id: string, result: ReceivedFile): Promise<void>
  delete(id: string): Promise<void>
  /** On their way, newest first. */
  open(
    filter: { ownerId: string | null; accessionId: string | null },
    page: { from: number; size: number },
  ): Promise<{ total: number; uploads: Upload[] }>
  /** Not touched since. */
  older(than: string, limit: number): Promise<Upload[]>
}
