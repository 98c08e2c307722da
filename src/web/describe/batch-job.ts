/** What is done to many items is a job: tried first, then done, and left to itself if somebody goes on meanwhile. */
import { useState } from 'react'
import { type Asked, call } from '../api.ts'
import { useCall } from '../queries.ts'

export interface BatchResult {
  items: number
  changed: number
  failed: number
  /** Which cannot, and why: the first hundred. `fields`: what they lack. */
  refused: { id: string; code: string; fields: string[] }[]
  examples: { id: string; changes: { field: string; before: unknown; after: unknown }[] }[]
  dryRun: boolean
}
type BatchBody = NonNullable<Asked<'patch /items'>['body']>

export function useBatchJob() {
  const [job, setJob] = useState<{ id: string; isTrial: boolean } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const asked = useCall(
    'get /jobs/{id}',
    { path: { id: job?.id ?? '' } },
    { enabled: job !== null, staleTime: 0, refetchInterval: 400 },
  )
  const now = job && asked.data?.id === job.id ? asked.data : null
  return {
    job,
    now,
    /** Of the request, or of asking how it goes. */
    error: error ?? asked.error,
    result: now?.state === 'done' ? (now.result as unknown as BatchResult) : null,
    isRunning: job !== null && (now === null || now.state === 'waiting' || now.state === 'running'),
    async start(body: BatchBody) {
      setError(null)
      try {
        const answer = await call('patch /items', { body })
        setJob({ id: answer.job.id, isTrial: body.dryRun ?? false })
      } catch (refusal) {
        setError(refusal)
      }
    },
    back: () => setJob(null),
  }
}
export type BatchJob = ReturnType<typeof useBatchJob>
