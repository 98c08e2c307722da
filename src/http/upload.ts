/**
 * Multipart uploads through multer with a storage engine of our own: every part goes straight to `take`, which commits it by itself.
 * multer's own file limits stay off: one large part would fail the whole request (architecture.md).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable, Writable } from 'node:stream'
import multer, { type StorageEngine } from 'multer'
import { Fault } from '../faults.ts'

export interface Part {
  /** The header's bytes: names are not UTF-8 only because they should be. */
  nameBytes: Buffer
  /** 0-based, in the order sent. */
  index: number
  stream: Readable
  /** Settles when the part before this one is done with: of two equal parts the first is the one that is kept. */
  before: Promise<unknown>
  /** Text fields that came before this part. */
  fields: Readonly<Record<string, unknown>>
}

/** Small files are committed side by side; more would only wait for the same disk. */
const IN_FLIGHT = 4
/** Files that have arrived and wait for their turn: they wait in memory, so no more of the request is read meanwhile. */
const MAX_WAITING = 16
const MAX_FIELDS = 20_000
/** All text fields of a request together: they are held until its end. */
const MAX_FIELD_BYTES = 4 << 20

/** Lets `limit` pieces of work run at a time, the others wait in order. */
function slots(limit: number) {
  let free = limit
  const queue: (() => void)[] = []
  const held: (() => void)[] = []
  return {
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (free > 0) free--
      else await new Promise<void>((go) => queue.push(go))
      try {
        return await work()
      } finally {
        const next = queue.shift()
        if (next) next()
        else free++
        if (queue.length < MAX_WAITING) for (const go of held.splice(0)) go()
      }
    },
    /** Calls back at once, or when few enough wait. */
    whenFew(go: () => void): void {
      if (queue.length < MAX_WAITING) go()
      else held.push(go)
    },
  }
}

/**
 * Reads a multipart request and hands each file of field `files` to `take`. Results in the order sent, and the text fields.
 * Faults: request.media-type, upload.none, upload.too-many, upload.broken-off (what was taken before stays), and what `take` throws.
 */
export async function receiveParts<Result>(
  request: IncomingMessage,
  response: ServerResponse,
  take: (part: Part) => Promise<Result>,
  readName: (parsed: string) => Buffer,
): Promise<{ results: Result[]; fields: Record<string, unknown> }> {
  if (!/^multipart\/form-data\s*;.*\bboundary=/i.test(request.headers['content-type'] ?? '')) {
    throw new Fault('request.media-type', { expected: 'multipart/form-data; boundary=…' })
  }
  const turns = slots(IN_FLIGHT)
  const results: Result[] = []
  let count = 0
  let last: Promise<unknown> = Promise.resolve()
  const engine: StorageEngine = {
    _handleFile(req, file, done) {
      const index = count++
      const part = {
        nameBytes: readName(file.originalname),
        index,
        stream: file.stream,
        fields: req.body ?? {},
        before: last,
      }
      const taken = turns.run(() => take(part))
      last = taken.catch(() => undefined)
      taken.then((result) => {
        results[index] = result
        done(null, {})
      }, done)
    },
    // Nothing here is multer's to remove: what is committed stays committed.
    _removeFile: (_req, _file, done) => done(null),
  }
  const upload = multer({
    storage: engine,
    preservePath: true,
    // Latin-1 keeps the bytes of the header; `readName` gives them back.
    defParamCharset: 'latin1',
    limits: {
      fields: MAX_FIELDS,
      fieldSize: MAX_FIELD_BYTES,
      fieldNameSize: 200,
      // `paths[4294967294]` would be a list of that length.
      fieldNestingDepth: 1,
      fieldArrayIndexLimit: MAX_FIELDS,
      fileSize: Number.POSITIVE_INFINITY,
    },
    streamHandler: (req: IncomingMessage, parser: Writable) => req.pipe(bounded(parser, turns.whenFew)),
  } as multer.Options).array('files')

  await new Promise<void>((resolve, reject) => {
    upload(request as never, response as never, (error: unknown) => (error ? reject(uploadFault(error)) : resolve()))
  })
  if (count === 0) throw new Fault('upload.none')
  return { results, fields: (request as IncomingMessage & { body?: Record<string, unknown> }).body ?? {} }
}

/** A multipart parser that takes no more than fits: small parts never fill a stream's own buffer, and text fields pile up. */
function bounded(parser: Writable, whenFew: (go: () => void) => void): Writable {
  let fieldBytes = 0
  // A name or a value in a character set that does not exist is undefined.
  parser.on('field', (name = '', value = '') => {
    fieldBytes += name.length + value.length
    if (fieldBytes > MAX_FIELD_BYTES) parser.destroy(new Fault('upload.too-many', { limit: MAX_FIELDS }))
  })
  const write = parser._write.bind(parser)
  parser._write = (chunk, encoding, done) => whenFew(() => write(chunk, encoding, done))
  return parser
}

/** multer's and busboy's refusals: a request that was cut or is not what it says. */
function uploadFault(error: unknown): unknown {
  if (error instanceof Fault) return error
  const { name, code, message } = error as { name?: string; code?: string; message?: string }
  if (name === 'MulterError' && code?.startsWith('LIMIT_') && code !== 'LIMIT_UNEXPECTED_FILE')
    return new Fault('upload.too-many', { limit: MAX_FIELDS }, { cause: error })
  // A file in another field, or in none.
  if (name === 'MulterError') return new Fault('upload.none', {}, { cause: error })
  if (/Unexpected end of form|Malformed|Multipart|boundary|aborted|closed/i.test(message ?? ''))
    return new Fault('upload.broken-off', {}, { cause: error })
  return error
}
