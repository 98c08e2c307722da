/** A volume on its way in: what was said is saved at once, one thing after the other, each on top of what came before. */
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef, useState } from 'react'
import { useProgress } from '../accessions/progress-bar.tsx'
import { sendingTo } from '../accessions/sending.ts'
import { type AnswerOf, type Asked, call, Refusal, send } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { forget, keyOf, useCall } from '../queries.ts'
import { usePrintedWords } from '../words/printed.ts'
import { useWords } from '../words/words.ts'
import { changedLines, keysAfter, type LineChanges, type Moved } from './line-changes.ts'

export type Import = AnswerOf<'get /printed-imports/{id}'>
export type Entry = Import['entries'][number]
export type Patch = Asked<'patch /printed-imports/{id}'>['body']
export type Told = NonNullable<Patch['entries']>[number]

/** As they are sent: without what the service found of them. */
const toldOf = ({ place: _, doubts: __, ...entry }: Entry): Told => entry

const EVERY = 1500
/** With these the contents may be read anew, and other text may stand on a page. */
const ofFiles = ['accessionId', 'path', 'textStart', 'marksAt'] as const
const ofContents = ['contents', 'contentsPages', 'accessionId', 'path'] as const

export function useImport(id: string) {
  const words = useWords()
  const own = usePrintedWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [saving, setSaving] = useState(0)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const moves = useRef(new Map<number, Moved>())
  const keys = useRef(new Map<number, number[]>())
  const keysOf = ({ revision, entries }: Import): number[] => keys.current.get(revision) ?? [...entries.keys()]
  const key = keyOf('get /printed-imports/{id}', { path: { id } })
  const progress = useProgress(sendingTo(client.getQueryData<Import>(key)?.accessionId ?? 'none'))
  const isSending = progress.state !== 'idle'
  const found = useCall(
    'get /printed-imports/{id}',
    { path: { id } },
    {
      refetchInterval: ({ state }) =>
        isSending || state.data?.source?.processing || state.data?.state === 'importing' ? EVERY : false,
    },
  )
  /** One change after the other, each made of what the one before was answered; true where it was saved. Null: it cannot be made any more. */
  const change = (act: (now: Import) => { answer: Promise<Import>; moved: Moved } | null): Promise<boolean> => {
    setSaving((count) => count + 1)
    const work = last.current.then(async () => {
      try {
        const now = client.getQueryData<Import>(key)
        const asked = now ? act(now) : null
        if (!now || !asked) {
          message.error(own.stale, 8)
          return false
        }
        const after = await asked.answer
        if (after.revision > now.revision) {
          moves.current.set(after.revision, asked.moved)
          keys.current.set(after.revision, keysAfter(keysOf(now), asked.moved, after.entries.length))
        }
        // What was asked meanwhile may be answered as it was before.
        await client.cancelQueries({ queryKey: key })
        client.setQueryData(key, after)
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
  const patch = (body: Patch, { revision }: Import) =>
    call('patch /printed-imports/{id}', { path: { id }, body }, { ifMatch: revision })
  return {
    found,
    isSaving: saving > 0,
    /** Of the lines of the contents, for React. */
    lineKeys: found.data ? keysOf(found.data) : [],
    /** A function where it is made of what is there already. */
    async save(said: Patch | ((now: Import) => Patch)): Promise<boolean> {
      let body: Patch = {}
      const isSaved = await change((now) => {
        body = typeof said === 'function' ? said(now) : said
        return { answer: patch(body, now), moved: ofContents.some((field) => field in body) ? 'anew' : 'kept' }
      })
      if (ofFiles.some((field) => field in body)) await forget(client, 'get /printed-imports/{id}/pages/{page}')
      return isSaved
    },
    /** Lines of the contents, as they stood at the revision that was `seen`. */
    saveLines: (seen: number, changes: LineChanges<Told>) =>
      change((now) => {
        const present = { revision: now.revision, lines: now.entries.map(toldOf) }
        const changed = changedLines(present, { ...changes, seen }, moves.current)
        return changed && { answer: patch({ entries: changed.lines }, now), moved: changed.moved }
      }),
    readTable: (file: File) =>
      change(({ revision }) => {
        const isWorkbook = /\.xlsx$/i.test(file.name)
        const type = isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv'
        const sent = send(`/api/v1/printed-imports/${id}/contents`, {
          method: 'PUT',
          body: file,
          headers: { 'content-type': type, 'if-match': `"${revision}"` },
        })
        return { answer: sent.then((response) => response.json()), moved: 'anew' }
      }),
    /** True where the service has begun. */
    start: () =>
      change(({ revision }) => ({
        answer: call('put /printed-imports/{id}/import', { path: { id } }, { ifMatch: revision }).then(() =>
          call('get /printed-imports/{id}', { path: { id } }),
        ),
        moved: 'kept',
      })),
  }
}
