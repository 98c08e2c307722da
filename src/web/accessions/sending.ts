/**
 * Uploads, outside the places: they go on while one reads elsewhere. Small requests, two at a time; a lost line, a restarted service and an ended
 * session are waited for. What had been committed before answers `duplicate` with the same ids, so sending again loses nothing and doubles nothing.
 */

import { addressOf, changeHeaders, Refusal, refusalFrom } from '../api.ts'
import { BATCH_BYTES, batchLength, pauseBefore, shares, speedometer } from './batches.ts'
import type { LocalFile } from './dropped.ts'
import type { Received, Upload } from './upload.ts'

export interface Progress {
  state: 'idle' | 'running' | 'paused' | 'waiting' | 'signIn' | 'stopped'
  /** Of this round: everything given since it last was idle. */
  files: number
  done: number
  /** Of those done: not taken in, and why is in the list. */
  refused: number
  bytes: number
  sent: number
  /** Bytes a second. */
  rate: number | null
  /** On their way, or failed: few. */
  uploads: readonly Upload[]
  /** Why it stopped. */
  problem: Refusal | null
}

const LANES = 2
const LARGE = 50 * (1 << 20)
const TELL_EVERY = 200
const DROPPED = 'dropped'
const idle: Progress = {
  state: 'idle',
  files: 0,
  done: 0,
  refused: 0,
  bytes: 0,
  sent: 0,
  rate: null,
  uploads: [],
  problem: null,
}

/** One request. Rejects with a Refusal, or with an AbortError. */
function post(accessionId: string, files: readonly Upload[], told: (loaded: number) => void, signal: AbortSignal) {
  return new Promise<Received[]>((resolve, reject) => {
    const form = new FormData()
    form.append('paths', JSON.stringify(files.map(({ path }) => path)))
    for (const { file } of files) form.append('files', file, file.name)
    const request = new XMLHttpRequest()
    request.open('POST', addressOf('/accessions/{id}/files', { id: accessionId }))
    for (const [name, value] of Object.entries(changeHeaders())) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded }) => told(loaded))
    request.addEventListener('error', () => reject(new Refusal({ status: 0, code: 'network', detail: '' })))
    request.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    request.addEventListener('load', () => {
      if (request.status !== 200) return reject(refusalFrom(request.status, request.responseText))
      resolve((JSON.parse(request.responseText) as { results: Received[] }).results)
    })
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

/** In parts, where sending it again from its beginning would hurt: what is large, or what did not get through before. */
const goesInParts = ({ file, tries }: Upload) => file.size > LARGE || (tries > 0 && file.size > BATCH_BYTES)

async function transmit(
  accessionId: string,
  batch: readonly Upload[],
  told: (loaded: number) => void,
  signal: AbortSignal,
): Promise<Received[]> {
  const [first] = batch
  if (batch.length !== 1 || !first || !goesInParts(first)) return post(accessionId, batch, told, signal)
  const { sendLarge } = await import('./send-large.ts')
  return [await sendLarge(accessionId, first, told, signal)]
}

const isReadable = (file: File) =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )

/** What a failed request means: try again, ask to sign in, or stop and say why. */
function meaning(error: unknown): 'again' | 'signIn' | 'stop' {
  if (!(error instanceof Refusal)) return 'stop'
  if (error.status === 0 || error.status >= 500 || error.status === 429 || error.code === 'upload.broken-off')
    return 'again'
  return error.status === 401 || error.code === 'csrf.wrong' ? 'signIn' : 'stop'
}

export type Sending = ReturnType<typeof createSending>

let nextId = 1

function createSending(accessionId: string) {
  let waiting: Upload[] = []
  const active = new Set<Upload>()
  const failed = new Set<Upload>()
  const listeners = new Set<() => void>()
  const speed = speedometer()
  let lanes = 0
  let tries = 0
  let now: Progress = idle
  let state: Progress['state'] = 'idle'
  let problem: Refusal | null = null
  let [files, done, refused, bytes, sentBefore] = [0, 0, 0, 0, 0]
  let stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let wake: (() => void) | undefined

  const tellNow = () => {
    timer = undefined
    const sent = sentBefore + [...active].reduce((sum, upload) => sum + upload.sent, 0)
    if (state === 'running') speed.tell(performance.now(), sent)
    const uploads = [...failed, ...active].map((upload) => ({ ...upload }))
    now = { state, files, done, refused, bytes, sent, rate: speed.rate(), uploads, problem }
    for (const listener of listeners) listener()
  }
  const tell = () => {
    if (timer === undefined) timer = setTimeout(tellNow, TELL_EVERY)
  }

  function take(): Upload[] {
    const batch = waiting.splice(0, batchLength(waiting.slice(0, 20).map(({ file }) => file.size)))
    for (const upload of batch) {
      upload.state = 'sending'
      active.add(upload)
    }
    return batch
  }
  function putBack(batch: readonly Upload[]): void {
    for (const upload of batch) {
      active.delete(upload)
      Object.assign(upload, { state: 'waiting', sent: 0 })
    }
    waiting = [...batch, ...waiting]
  }
  function fail(upload: Upload, why: string): void {
    active.delete(upload)
    Object.assign(upload, { state: 'failed', why, sent: 0 })
    failed.add(upload)
  }
  function settle(batch: readonly Upload[], results: readonly Received[]): void {
    for (const [i, upload] of batch.entries()) {
      const refusal = results[i]?.problem
      // A full disk refused this one: the file is fine, and is kept at hand.
      if (refusal?.code.startsWith('storage.')) fail(upload, refusal.detail)
      else {
        active.delete(upload)
        sentBefore += upload.file.size
        done++
        if (results[i]?.outcome === 'rejected') refused++
      }
    }
  }
  function giveUp(some: readonly Upload[]): void {
    files -= some.length
    bytes -= some.reduce((sum, { file }) => sum + file.size, 0)
  }
  /** Until the pause is over, the line is back, or somebody goes on. */
  const rest = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const after = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(after)
        resolve()
      }
    })

  async function trouble(batch: readonly Upload[], error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.reason === DROPPED) {
      for (const upload of batch) active.delete(upload)
      return giveUp(batch)
    }
    for (const upload of batch) upload.tries++
    const readable = await Promise.all(batch.map(({ file }) => isReadable(file)))
    const unreadable = batch.filter((_, i) => !readable[i])
    for (const upload of unreadable) fail(upload, 'unreadable')
    putBack(batch.filter((_, i) => readable[i]))
    if (unreadable.length > 0 || signal.aborted) return
    const what = meaning(error)
    if (what === 'stop') {
      state = 'stopped'
      problem = error instanceof Refusal ? error : null
      return
    }
    state = what === 'signIn' ? 'signIn' : 'waiting'
    tell()
    await rest(what === 'signIn' ? 3000 : pauseBefore(tries++))
  }

  async function lane(): Promise<void> {
    lanes++
    while (waiting.length > 0 && (state === 'running' || state === 'waiting' || state === 'signIn')) {
      // After a failure one lane tries, the others wait for what it finds.
      if (state !== 'running' && lanes > 1) break
      const batch = take()
      const sizes = batch.map(({ file }) => file.size)
      const { signal } = stop
      try {
        const told = (loaded: number) => {
          for (const [i, sent] of shares(sizes, loaded).entries()) batch[i]!.sent = sent
          tell()
        }
        settle(batch, await transmit(accessionId, batch, told, signal))
        tries = 0
        if (!signal.aborted) state = 'running'
        start()
      } catch (error) {
        await trouble(batch, error, signal)
      }
      tell()
    }
    lanes--
    if (lanes === 0 && waiting.length === 0 && active.size === 0 && state !== 'stopped') state = 'idle'
    tell()
  }
  function start(): void {
    while (state === 'running' && lanes < LANES && waiting.length > lanes) void lane()
  }
  addEventListener('online', () => wake?.())

  return {
    accessionId,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    progress: () => now,
    add(given: readonly LocalFile[]): void {
      if (given.length === 0) return
      if (state === 'idle') {
        ;[files, done, refused, bytes, sentBefore] = [failed.size, 0, 0, 0, 0]
        speed.reset()
      }
      files += given.length
      bytes += given.reduce((sum, { file }) => sum + file.size, 0)
      waiting.push(
        ...given.map((one) => ({ ...one, id: nextId++, state: 'waiting' as const, sent: 0, tries: 0, why: null })),
      )
      if (state === 'idle' || state === 'stopped') state = 'running'
      problem = null
      start()
      tellNow()
    },
    pause(): void {
      state = 'paused'
      stop.abort()
      stop = new AbortController()
      wake?.()
      tellNow()
    },
    goOn(): void {
      state = 'running'
      problem = null
      tries = 0
      wake?.()
      start()
      tellNow()
    },
    again(id: number): void {
      const upload = [...failed].find((one) => one.id === id)
      if (!upload) return
      failed.delete(upload)
      waiting.push(Object.assign(upload, { state: 'waiting', why: null }))
      if (state === 'idle' || state === 'stopped') state = 'running'
      start()
      tellNow()
    },
    forget(id: number): void {
      const upload = [...failed].find((one) => one.id === id)
      if (!upload) return
      failed.delete(upload)
      giveUp([upload])
      tellNow()
    },
    /** Gives up what has not been sent. What arrived stays. */
    drop(): void {
      stop.abort(DROPPED)
      stop = new AbortController()
      giveUp(waiting)
      waiting = []
      state = 'idle'
      problem = null
      wake?.()
      tellNow()
    },
    isBusy: () => waiting.length > 0 || active.size > 0,
  }
}

const all = new Map<string, Sending>()

/** The uploads to one accession; the same ones wherever they are asked for. */
export function sendingTo(accessionId: string): Sending {
  const present = all.get(accessionId)
  if (present) return present
  const made = createSending(accessionId)
  all.set(accessionId, made)
  return made
}
addEventListener('beforeunload', (event) => {
  if ([...all.values()].some((one) => one.isBusy())) event.preventDefault()
})
