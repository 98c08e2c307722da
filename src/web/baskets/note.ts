/** The note on an entry: saved when typing pauses or its field is left, and kept in this browser until the service has it. */
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import type { Page } from '../transcribe/drafts.ts'
import { useDrafts } from '../transcribe/use-drafts.ts'
import { useWords } from '../words/words.ts'
import { changeEntries, type Entry } from './entries.ts'

/** A note is drafted as the only page of an item would be; it has one writer, so it is never stale. */
const pageOf = (id: string, text: string): Page => ({
  number: 1,
  objectId: id,
  page: 1,
  text,
  base: '',
  conflict: false,
  done: false,
  revision: 0,
  by: null,
  at: null,
})

export function useNote(basketId: string, { id: entryId, note }: Entry) {
  const { baskets: own } = useWords()
  const client = useQueryClient()
  const drafts = useDrafts(entryId, [pageOf(entryId, note)], {
    async save(_, { text }) {
      await call('patch /baskets/{id}/entries/{entryId}', { path: { id: basketId, entryId }, body: { note: text } })
      // Whoever comes back finds it, without all of them being asked for again.
      changeEntries(client, basketId, (entries) =>
        entries.map((one) => (one.id === entryId ? { ...one, note: text } : one)),
      )
      return pageOf(entryId, text)
    },
    read: async () => [],
    key: (userId) => `wenshi.note.${userId}.${entryId}`,
  })
  const { text = note, isDirty = false, refused = '' } = drafts?.pages()[0] ?? {}
  const why = refused || (drafts?.status().isUnreachable ? own.keptHere : '')
  return {
    text,
    /** What of it is not saved, and why; nothing where it is. */
    state: isDirty ? own.unsaved(why) : '',
    write: (to: string) => drafts?.write(1, { text: to }),
    leave: () => void drafts?.flush(),
    flush: async () => drafts?.flush(),
  }
}
