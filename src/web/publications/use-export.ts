/** A file of a volume: asked for, made in the background, told when it is there. */
import { useEffect, useEffectEvent, useState } from 'react'
import { type AnswerOf, type Asked, call } from '../api.ts'
import { useCall } from '../queries.ts'

const EVERY = 700
export type Format = Asked<'post /volumes/{id}/exports'>['body']['format']
type Job = AnswerOf<'get /jobs/{id}'>
const isOver = (state: string | undefined) => state !== undefined && state !== 'waiting' && state !== 'running'

export function useExport(volumeId: string, ended: (job: Job) => void) {
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useCall(
    'get /jobs/{id}',
    { path: { id: jobId ?? '' } },
    { enabled: jobId !== null, refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : EVERY) },
  )
  const state = jobId === null ? undefined : job.data?.state
  const end = useEffectEvent(() => {
    setJobId(null)
    ended(job.data!)
  })
  useEffect(() => {
    if (isOver(state)) end()
  }, [state])
  return {
    isMaking: jobId !== null,
    /** Throws what the service refuses. */
    async start(format: Format): Promise<void> {
      setJobId((await call('post /volumes/{id}/exports', { path: { id: volumeId }, body: { format } })).job.id)
    },
  }
}
