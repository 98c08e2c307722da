/** A large file in parts: what has arrived is not sent again, after a lost line, a closed browser or a restarted service. */
import { DetailedError, Upload as Tus } from 'tus-js-client'
import { addressOf, call, changeHeaders, Refusal, refusalFrom } from '../api.ts'
import type { Received, Upload } from './upload.ts'

const PART = 16 * (1 << 20)

/** Under which an upload is found again in this browser: the same file for the same accession. */
const fingerprintOf = (accessionId: string, { file, path }: Upload) =>
  ['wenshi.upload', accessionId, path, file.name, file.size, file.lastModified].join('/')

function refusalOf(error: Error | DetailedError): Refusal {
  const response = error instanceof DetailedError ? error.originalResponse : null
  if (!response) return new Refusal({ status: 0, code: 'network', detail: '' })
  return refusalFrom(response.getStatus(), response.getBody())
}

/** Rejects with a Refusal, or with an AbortError. */
export async function sendLarge(
  accessionId: string,
  upload: Upload,
  told: (loaded: number) => void,
  signal: AbortSignal,
): Promise<Received> {
  const { file, path } = upload
  const url = await new Promise<string>((resolve, reject) => {
    const tus = new Tus(file, {
      endpoint: addressOf('/uploads'),
      chunkSize: PART,
      // Whoever sends decides when to try again.
      retryDelays: null,
      metadata: { filename: file.name, accessionId, ...(path ? { path } : {}) },
      fingerprint: async () => fingerprintOf(accessionId, upload),
      removeFingerprintOnSuccess: true,
      onBeforeRequest(request) {
        for (const [name, value] of Object.entries(changeHeaders())) request.setHeader(name, value)
      },
      onProgress: told,
      onError: (error) => reject(refusalOf(error)),
      onSuccess: () => resolve(tus.url ?? ''),
    })
    signal.addEventListener('abort', () => {
      void tus.abort()
      reject(new DOMException('', 'AbortError'))
    })
    tus.findPreviousUploads().then(
      ([former]) => {
        if (signal.aborted) return
        if (former) tus.resumeFromPreviousUpload(former)
        tus.start()
      },
      () => tus.start(),
    )
  })
  const { result } = await call('get /uploads/{id}', { path: { id: url.split('/').at(-1) ?? '' } }, { signal })
  // Every byte is there and the disk refuses for now: it is received as soon as it can be.
  if (!result) throw new Refusal({ status: 503, detail: '' })
  return result
}
