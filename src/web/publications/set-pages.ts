/** A volume set in pages, as the job that makes its PDF tells of them; what was set last is shown until it is set anew. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refusal } from '../api.ts'
import { usePageWords } from '../words/pages.ts'
import { useExport } from './use-export.ts'

export interface Part {
  kind: string
  id: string | null
  title: string
  sheet: number
  page: number
  pages: number
  layoutChars: number
  /** Of a chapter: the version it was set from. */
  revision: number | null
  /** Of a chapter: the sheet each of its blocks begins on. */
  blocks: number[]
}
export interface SetBook {
  jobId: string
  sheets: number
  layoutChars: number
  parts: Part[]
}

export function useSetPages(volumeId: string) {
  const own = usePageWords()
  const client = useQueryClient()
  const key = ['set pages', volumeId]
  const [book, setBook] = useState<SetBook | null>(() => client.getQueryData<SetBook>(key) ?? null)
  const [error, setError] = useState<unknown>(null)
  const { start, isMaking } = useExport(volumeId, ({ id, state, result, problem }) => {
    const { pages } = (result ?? {}) as { pages?: Omit<SetBook, 'jobId'> }
    if (state !== 'done' || !pages)
      return setError(new Refusal({ ...problem, detail: problem?.detail ?? own.failed, status: 0 }))
    const made = { jobId: id, ...pages }
    client.setQueryData(key, made)
    setBook(made)
  })
  return {
    book,
    error,
    isMaking,
    async set(): Promise<void> {
      setError(null)
      await start('pdf').catch(setError)
    },
  }
}
