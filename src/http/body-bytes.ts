import type { IncomingMessage } from 'node:http'
import { Fault } from '../faults.ts'

/** The body as it came. Fault request.too-large, after what is left of it was read and dropped. */
export async function bodyBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > limit) throw new Fault('request.too-large', { limit })
  return Buffer.concat(chunks)
}
