/** The sheet of the items that answer a filter: read in page by page, kept in step with the service, its drafts in this browser. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type AnswerOf, type Asked, call, Refusal } from '../api.ts'
import type { Item } from '../api-types.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { useUser } from '../session/session.ts'
import { useWords, type Words } from '../words/describe.ts'
import type { Draft } from './draft.ts'
import { createSheet, type Failed, type Sheet } from './sheet.ts'

export type Filter = NonNullable<Asked<'get /items'>['query']>
/** More rows nobody describes at once, and no browser holds them easily. */
export const MOST = 25_000
const PAGE = 200

/** Refusals that tell of one field without pointing at it. */
const fieldOf: Record<string, string> = {
  'item.reference-code-taken': 'referenceCode',
  'date.unreadable': 'date',
  'item.secret': 'secrecyLevel',
}

function failedAs(error: unknown, words: Words): Failed {
  if (!(error instanceof Refusal)) throw error
  // Over the place lies the sign-in; what was written waits for it.
  if (error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500)
    return { why: 'unreachable' }
  if (error.code === 'item.stale') return { why: 'stale' }
  const fields = Object.fromEntries(error.errors.map(({ pointer, detail }) => [pointer.split('/')[1] ?? '', detail]))
  const own = fieldOf[error.code]
  return { why: 'refused', sentence: sentenceOf(error, words), fields: own ? { [own]: error.message } : fields }
}

/** Drafts of one person in this browser, an entry for each item: two tabs write side by side. A full storage keeps what it has; the draft is then in this page only. */
function keeper(userId: string) {
  const key = (id: string) => `wenshi.describe.${userId}.${id}`
  return {
    keep(id: string, draft: Draft | null) {
      try {
        if (draft) localStorage.setItem(key(id), JSON.stringify(draft))
        else localStorage.removeItem(key(id))
      } catch {
        // Quota.
      }
    },
    kept(id: string): Draft | null {
      try {
        const draft = JSON.parse(localStorage.getItem(key(id)) ?? 'null') as Draft | null
        return draft && typeof draft.revision === 'number' && draft.base && draft.cells ? draft : null
      } catch {
        return null
      }
    },
  }
}

export interface Reading {
  ids: string[]
  total: number | null
  /** Cells that came back from an earlier visit. */
  restored: number
  error: unknown
}

const nothing: Reading = { ids: [], total: null, restored: 0, error: null }

export const isFiled = (item: Item): boolean => item.review === 'filed'

/** A sheet of the person who is signed in; another `key`, another sheet. Null until there is one. `saved` hears of every state the service has taken; `locks`: what is not written to. */
export function useOwnSheet(
  key: string,
  saved?: (item: Item) => void,
  locks: (item: Item) => boolean = isFiled,
): { sheet: Sheet | null; version: number } {
  const words = useWords()
  const user = useUser()
  const now = useRef({ words, saved, locks })
  now.current = { words, saved, locks }
  const [sheet, setSheet] = useState<Sheet | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when another sheet is meant
  useEffect(() => {
    const made = createSheet({
      async save(id, revision, body) {
        const item = await call('patch /items/{id}', { path: { id }, body }, { ifMatch: revision })
        now.current.saved?.(item)
        return item
      },
      read: (id) => call('get /items/{id}', { path: { id } }),
      failed: (error) => failedAs(error, now.current.words),
      ...keeper(user.id),
      locks: (item) => now.current.locks(item),
      now: () => Date.now(),
      rest: { typing: 800, unreachable: 5000 },
    })
    setSheet(made)
    return () => made.close()
  }, [key, user.id])
  const version = useSyncExternalStore(sheet?.subscribe ?? never, sheet?.version ?? zero)
  return { sheet, version }
}
const never = () => () => undefined
const zero = () => 0

export function useSheet(filter: Filter): {
  sheet: Sheet | null
  version: number
  reading: Reading
  again: () => void
} {
  const key = JSON.stringify(filter)
  const { sheet, version } = useOwnSheet(key)
  const [turn, setTurn] = useState(0)
  const [reading, setReading] = useState<Reading>(nothing)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another sheet begins with nothing
  useEffect(() => setReading(nothing), [sheet])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is the sheet's; read again when it is asked for
  useEffect(() => {
    if (!sheet) return
    const aborter = new AbortController()
    const read = async () => {
      const ids: string[] = []
      let restored = 0
      let after: string | null = null
      for (let page = 1; page * PAGE <= MOST; page++) {
        const query: Filter = { ...filter, size: PAGE, ...(after === null ? {} : { after }) }
        const found: AnswerOf<'get /items'> = await call('get /items', { query }, { signal: aborter.signal })
        restored += sheet.load(found.items)
        const known = new Set(ids)
        ids.push(...found.items.map(({ id }) => id).filter((id) => !known.has(id)))
        after = found.next
        const isWhole = after === null
        // Read again, the rows stay where they are until all are there.
        setReading((before) => ({
          ids: isWhole || ids.length >= before.ids.length ? [...ids] : before.ids,
          total: found.total,
          restored: before.restored + restored,
          error: null,
        }))
        restored = 0
        if (isWhole) return
      }
    }
    read().catch((error: unknown) => {
      if (!aborter.signal.aborted) setReading((before) => ({ ...before, error }))
    })
    return () => aborter.abort()
  }, [sheet, turn])

  return { sheet, version, reading, again: () => setTurn(turn + 1) }
}
