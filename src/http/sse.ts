/** Server-sent events read from rows, not from in-process events: a snapshot first, then whatever changed, a heartbeat, and a clean end. */
import { PassThrough } from 'node:stream'
import type { Answer } from './route.ts'

const HEARTBEAT = 15_000
const LOOK = 700

export interface Streams {
  /** Sends `snapshot()` whenever it differs from the last one sent. */
  open(snapshot: () => Promise<unknown>): Answer
  /** Ends every stream: clients reconnect elsewhere or later. */
  close(): void
}

export function createStreams(): Streams {
  const open = new Set<PassThrough>()
  return {
    open(snapshot) {
      const stream = new PassThrough()
      open.add(stream)
      let last = ''
      let quiet = 0
      let busy = false
      const look = async () => {
        if (busy || stream.writableNeedDrain) return
        busy = true
        try {
          const text = JSON.stringify(await snapshot())
          quiet += LOOK
          if (text !== last) stream.write(`event: ${last === '' ? 'snapshot' : 'change'}\ndata: ${text}\n\n`)
          else if (quiet > HEARTBEAT - LOOK) stream.write(': still here\n\n')
          else return
          last = text
          quiet = 0
        } catch {
          stream.end()
        } finally {
          busy = false
        }
      }
      const timer = setInterval(look, LOOK)
      stream.once('close', () => {
        clearInterval(timer)
        open.delete(stream)
      })
      stream.write('retry: 2000\n\n')
      void look()
      return {
        status: 200,
        stream,
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
      }
    },
    close() {
      for (const stream of open) stream.end()
    },
  }
}
