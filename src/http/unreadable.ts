/** What never becomes a request: its head is too long, or it is no HTTP. Told as every other refusal is; Node by itself would end it without a word. */
import { randomUUID } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { Fault } from '../faults.ts'
import { problemDocument } from './problem.ts'

/** Bytes of a request's address and headers: the longest query there may be (search/parse.ts), in Chinese, fits. */
export const LONGEST_HEAD = 128 * 1024

/** For `clientError` of an HTTP server. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const isLong = error.code === 'HPE_HEADER_OVERFLOW'
  const fault = isLong ? new Fault('request.long-head', { limit: LONGEST_HEAD }) : new Fault('request.broken-off')
  // Its languages were in the head.
  const { document, headers } = problemDocument(fault, 'zh-CN', randomUUID())
  const body = JSON.stringify(document)
  const head = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(
    `HTTP/1.1 ${document.status} ${isLong ? 'Request Header Fields Too Large' : 'Bad Request'}\r\n${lines.join('')}\r\n${body}`,
  )
}
