/** The sheet of the items that answer a filter: read in page by page, kept in step with the service, its drafts in this browser. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type Asked, call, Refusal } from '../api.ts'
import type { Item } from '../api-types.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { useUser } from '../session/session.ts'
import { useWords, type Words } from '../words/describe.ts'
import type { Draft } from './draft.ts'
import { createReader, type Reader, type Reading } from './reading.ts'
import { createSheet, type Failed, type Sheet } from './sheet.ts'

export type Filter = NonNullable<Asked<'get /items'>['query']>
/** More rows no browser holds easily. */
export const MOST_HELD = 25_000
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
  if (error.isPassing) return { why: 'unreachable' }
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

const nothing: Reading = { ids: [], total: null, isWhole: false, restored: 0, error: null }

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
  /** Which rows are in sight. */
  sees: (first: number, last: number) => void
} {
  const key = JSON.stringify(filter)
  const { sheet, version } = useOwnSheet(key)
  const [turn, setTurn] = useState(0)
  const [reading, setReading] = useState<Reading>(nothing)
  const reader = useRef<Reader | null>(null)
  const sight = useRef<[first: number, last: number]>([0, 0])
  const sees = useCallback((first: number, last: number) => {
    sight.current = [first, last]
    reader.current?.sees(first, last)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another sheet begins with nothing
  useEffect(() => {
    sight.current = [0, 0]
    setReading(nothing)
  }, [sheet])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is the sheet's; read again when it is asked for
  useEffect(() => {
    if (!sheet) return
    const aborter = new AbortController()
    const made = createReader({
      ask: (after) =>
        call(
          'get /items',
          { query: { ...filter, size: PAGE, ...(after === null ? {} : { after }) } },
          { signal: aborter.signal },
        ),
      load: sheet.load,
      forgetOthers: sheet.forgetOthers,
      // Read again, the rows stay where they are until as many are there.
      told: (told) =>
        setReading((before) => ({
          ...told,
          total: told.total ?? before.total,
          ids: told.isWhole || told.ids.length >= before.ids.length ? told.ids : before.ids,
          restored: Math.max(before.restored, told.restored),
        })),
      most: MOST_HELD,
    })
    reader.current = made
    made.sees(...sight.current)
    return () => {
      made.close()
      aborter.abort()
    }
  }, [sheet, turn])

  return { sheet, version, reading, again: () => setTurn(turn + 1), sees }
}
