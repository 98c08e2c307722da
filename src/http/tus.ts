/** The headers of tus 1.0 (resumable uploads): what a request says, and what every answer carries. */
import type { IncomingHttpHeaders } from 'node:http'
import { Fault } from '../faults.ts'
import { type Checksum, checksumAlgorithms } from '../ports/partial-files.ts'

export const tusVersion = '1.0.0'
export const tusHeaders: Readonly<Record<string, string>> = { 'tus-resumable': tusVersion, 'cache-control': 'no-store' }

/** What the service can do, for OPTIONS. */
export const tusAbilities = (maxBytes: number): Record<string, string> => ({
  ...tusHeaders,
  'tus-version': tusVersion,
  'tus-extension': 'creation,termination,checksum,expiration',
  'tus-checksum-algorithm': checksumAlgorithms.join(','),
  'tus-max-size': String(maxBytes),
})

/** Fault upload.version. */
export function demandTus(headers: IncomingHttpHeaders): void {
  if (headers['tus-resumable'] !== tusVersion) throw new Fault('upload.version')
}

/** A whole number of bytes. Fault upload.header. */
export function bytesOf(headers: IncomingHttpHeaders, header: string): number {
  const value = headers[header]
  const bytes = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(bytes)) throw new Fault('upload.header', { header })
  return bytes
}

/** `filename 5rih5Y+jLnRpZg==,accessionId …`: values are base64 of UTF-8; a name may stand alone. Fault upload.header. */
export function metadataOf(headers: IncomingHttpHeaders): Map<string, string> {
  const header = 'Upload-Metadata'
  const metadata = new Map<string, string>()
  for (const pair of String(headers['upload-metadata'] ?? '').split(',')) {
    const [name = '', value = '', ...more] = pair.trim().split(' ')
    if (name === '') continue
    if (more.length > 0 || metadata.has(name) || !/^[A-Za-z0-9+/]*={0,2}$/.test(value))
      throw new Fault('upload.header', { header })
    metadata.set(name, Buffer.from(value, 'base64').toString('utf8'))
  }
  return metadata
}

/** `sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=`; null where none was sent. Fault upload.header. */
export function checksumOf(headers: IncomingHttpHeaders): Checksum | null {
  const value = headers['upload-checksum']
  if (value === undefined) return null
  const [name, digest] = String(value).split(' ')
  const algorithm = checksumAlgorithms.find((one) => one === name)
  if (!algorithm || !digest) throw new Fault('upload.header', { header: 'Upload-Checksum' })
  return { algorithm, digest: Buffer.from(digest, 'base64') }
}

/** Fault request.media-type. */
export function demandPart(headers: IncomingHttpHeaders): void {
  if (headers['content-type'] !== 'application/offset+octet-stream')
    throw new Fault('request.media-type', { expected: 'application/offset+octet-stream' })
}
