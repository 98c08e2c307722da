/** A new version of a text, made by hand. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { call, Refusal } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useReportWords } from '../words/reports.ts'
import { useWords } from '../words/words.ts'

export function useCorrecting(id: string) {
  const words = useWords()
  const own = useReportWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [isBusy, setIsBusy] = useState(false)
  /** `ifMatch`: what was seen. Returns the new revision, or null where it failed, which has been said. */
  async function correct(text: string, note: string, ifMatch: number): Promise<number | null> {
    setIsBusy(true)
    try {
      const body = { text, note, kind: 'correction' as const }
      return (await call('put /items/{id}/text', { path: { id }, body }, { ifMatch })).revision
    } catch (error) {
      if (error instanceof Refusal && error.code === 'item.stale') message.warning(own.correct.stale)
      else message.error(sentenceOf(error, words))
      return null
    } finally {
      await forget(
        client,
        'get /items/{id}',
        'get /items/{id}/text',
        'get /items/{id}/history',
        'get /items/{id}/reports',
      )
      setIsBusy(false)
    }
  }
  return { isBusy, correct }
}
