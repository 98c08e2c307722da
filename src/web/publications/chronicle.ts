/** 大事记 as it is shown and changed. */
import { useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, type Asked, call } from '../api.ts'
import { forget, keyOf, useCall } from '../queries.ts'
import { useOnTop } from './on-top.ts'

export type Chronicle = AnswerOf<'get /volumes/{id}/chronicle'>
export type Entry = Chronicle['entries'][number]
export type Candidate = AnswerOf<'get /volumes/{id}/chronicle/candidates'>['items'][number]
type Body = Asked<'put /volumes/{id}/chronicle'>['body']
type Sent = Body['entries'][number]

export const sentOf = ({ id, date, text }: Entry): Sent => ({ id, date: date.text, text })
export const takenOf = ({ date, text, anchor: { exact: _, ...anchor } }: Candidate): Sent => ({ date, text, anchor })
/** To another place; the others keep their order. */
export function moved<One>(all: readonly One[], from: number, to: number): One[] {
  const rest = all.filter((_, at) => at !== from)
  return [...rest.slice(0, to), all[from]!, ...rest.slice(to)]
}

export function useChronicle(volumeId: string) {
  const client = useQueryClient()
  const onTop = useOnTop()
  const path = { id: volumeId }
  const asked = useCall('get /volumes/{id}/chronicle', { path }, { staleTime: 0 })
  /** Whether it is saved. */
  const change = async (to: (now: Chronicle) => Body): Promise<boolean> => {
    const saved = await onTop<Chronicle>(
      asked.data,
      (now) => call('put /volumes/{id}/chronicle', { path, body: to(now) }, { ifMatch: now.revision }),
      () => call('get /volumes/{id}/chronicle', { path }),
    )
    if (saved) client.setQueryData<Chronicle>(keyOf('get /volumes/{id}/chronicle', { path }), saved)
    if (saved) void forget(client, 'get /volumes/{id}/chronicle/candidates')
    return saved !== null
  }
  return { asked, change }
}
