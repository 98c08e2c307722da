/** A volume on its way in: what was said is saved at once, one thing after the other, each on top of what came before. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef, useState } from 'react'
import { type AnswerOf, type Asked, call, Refusal, send } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget, keyOf, useCall } from '../queries.ts'
import { usePrintedWords } from '../words/printed.ts'
import { useWords } from '../words/words.ts'

export type Import = AnswerOf<'get /printed-imports/{id}'>
export type Entry = Import['entries'][number]
export type Patch = Asked<'patch /printed-imports/{id}'>['body']
type Told = NonNullable<Patch['entries']>[number]

/** As they are sent: without what the service found of them. */
export const toldOf = ({ place: _, doubts: __, ...entry }: Entry): Told => entry

const EVERY = 1500

export function useImport(id: string, isSending: boolean) {
  const words = useWords()
  const own = usePrintedWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [saving, setSaving] = useState(0)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const found = useCall(
    'get /printed-imports/{id}',
    { path: { id } },
    {
      refetchInterval: ({ state }) =>
        isSending || state.data?.source?.processing || state.data?.state === 'importing' ? EVERY : false,
    },
  )
  const key = keyOf('get /printed-imports/{id}', { path: { id } })
  /** One change after the other; true where it was saved. */
  const change = (act: (revision: number) => Promise<Import>): Promise<boolean> => {
    setSaving((count) => count + 1)
    const work = last.current.then(async () => {
      try {
        const before = client.getQueryData<Import>(key)
        await client.cancelQueries({ queryKey: key })
        client.setQueryData(key, await act(before?.revision ?? 0))
        await forget(client, 'get /printed-imports')
        return true
      } catch (error) {
        const isStale = error instanceof Refusal && error.status === 412
        message.error(isStale ? own.stale : sentenceOf(error, words), 8)
        await forget(client, 'get /printed-imports/{id}')
        return false
      } finally {
        setSaving((count) => count - 1)
      }
    })
    last.current = work
    return work
  }
  return {
    found,
    isSaving: saving > 0,
    save: (body: Patch) =>
      change((ifMatch) => call('patch /printed-imports/{id}', { path: { id }, body }, { ifMatch })),
    readTable: (file: File) =>
      change(async (revision) => {
        const isWorkbook = /\.xlsx$/i.test(file.name)
        const type = isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv'
        const response = await send(`/api/v1/printed-imports/${id}/contents`, {
          method: 'PUT',
          body: file,
          headers: { 'content-type': type, 'if-match': `"${revision}"` },
        })
        return response.json()
      }),
    /** True where the service has begun. */
    start: () =>
      change(async (ifMatch) => {
        await call('put /printed-imports/{id}/import', { path: { id } }, { ifMatch })
        return call('get /printed-imports/{id}', { path: { id } })
      }),
  }
}
