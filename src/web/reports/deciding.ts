/** What an archivist does with a report, with the way back. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { createElement, useState } from 'react'
import { type Asked, call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget } from '../queries.ts'
import { useReportWords } from '../words/reports.ts'
import { useWords } from '../words/words.ts'
import type { Report } from './report-told.tsx'

type Body = Asked<'put /reports/{id}/decision'>['body']

export function useDeciding({ id }: Pick<Report, 'id'>) {
  const words = useWords()
  const own = useReportWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [isBusy, setIsBusy] = useState(false)

  /** Whether it was done; what failed has been said. */
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    setIsBusy(true)
    try {
      await work()
      return true
    } catch (error) {
      message.error(sentenceOf(error, words))
      return false
    } finally {
      await forget(client, 'get /items/{id}/reports', 'get /reports', 'get /desk')
      setIsBusy(false)
    }
  }
  async function decide(body: Body, done: string): Promise<boolean> {
    const isDone = await attempt(() => call('put /reports/{id}/decision', { path: { id }, body }))
    if (!isDone) return false
    const key = `report-${id}`
    const undo = () => {
      message.destroy(key)
      void decide({ outcome: null }, own.acts.reopened)
    }
    const button = createElement('button', { type: 'button', className: 'as-link', onClick: undo }, own.acts.undo)
    message.success({ key, content: body.outcome === null ? done : createElement('span', null, done, ' ', button) })
    return true
  }
  return { isBusy, decide }
}
