/**
 * What is being transcribed, apart from how it looks: each page saves itself a moment after it was written, is kept in this browser until the service has it,
 * and never overwrites what somebody else saved meanwhile.
 */
import type { TranscriptionPage } from '../api-types.ts'

export type Page = TranscriptionPage
export interface Kept {
  text: string
  done: boolean
  /** Of the draft it was written on. */
  revision: number
  /** What was sent on it and never answered, the latest last: found there later, it is one's own. */
  sent?: readonly string[] | undefined
}
export interface PageState extends Page {
  isDirty: boolean
  isSaving: boolean
  /** Somebody else's draft of this page, to be decided about. */
  theirs: Page | null
  /** Why the service does not take it. */
  refused: string
  sent?: readonly string[] | undefined
}

export type Failed = { why: 'stale' } | { why: 'refused'; sentence: string } | { why: 'unreachable' }
export interface Around {
  save(number: number, body: Kept & { overPresent: boolean }): Promise<Page>
  read(): Promise<readonly Page[]>
  failed(error: unknown): Failed
  keep(page: Page, kept: Kept | null): void
  kept(page: Page): Kept | null
  /** Milliseconds of rest before what was typed is sent, and before an unreachable service is asked again. */
  rest: { typing: number; unreachable: number }
}

export interface Drafts {
  subscribe(listener: () => void): () => void
  version(): number
  pages(): readonly PageState[]
  write(number: number, change: Partial<Pick<Kept, 'text' | 'done'>>): void
  /** Which stands where somebody else saved the page too. */
  settle(number: number, which: 'mine' | 'theirs'): void
  /** Which stands where the text was changed elsewhere: this draft, or the text. */
  decide(number: number, which: 'draft' | 'present'): void
  /** What waits is sent now; true when all of it was taken. */
  flush(): Promise<boolean>
  status(): { unsaved: number; isUnreachable: boolean; savedAt: number | null; restored: number }
  close(): void
}

const MOST_SENT = 5

export function createDrafts(first: readonly Page[], around: Around, now: () => number = Date.now): Drafts {
  const listeners = new Set<() => void>()
  const overPresent = new Set<number>()
  let [version, isUnreachable, isClosed, restored] = [0, false, false, 0]
  let savedAt: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | null = null
  const pages = first.map((page): PageState => {
    const state = { ...page, isDirty: false, isSaving: false, theirs: null, refused: '' }
    const kept = around.kept(page)
    if (!kept || (kept.text === page.text && kept.done === page.done)) {
      if (kept) around.keep(page, null)
      return state
    }
    restored++
    // Written on a draft that has gone on since: both are shown.
    if (kept.revision !== page.revision && !kept.sent?.includes(page.text))
      return { ...state, text: kept.text, done: kept.done, isDirty: true, theirs: page }
    return { ...state, text: kept.text, done: kept.done, sent: kept.sent, isDirty: true }
  })

  function changed(): void {
    version++
    for (const listener of listeners) listener()
  }
  function set(number: number, change: Partial<PageState>): PageState {
    const next = { ...pages[number - 1]!, ...change }
    pages[number - 1] = next
    return next
  }
  const keep = (page: PageState) =>
    around.keep(
      page,
      page.isDirty ? { text: page.text, done: page.done, revision: page.revision, sent: page.sent } : null,
    )
  function later(rest: number): void {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(() => void flush(), rest)
  }

  async function save(number: number): Promise<void> {
    const { text, done, revision, sent = [] } = pages[number - 1]!
    keep(set(number, { isSaving: true, refused: '', sent: [...sent, text].slice(-MOST_SENT) }))
    changed()
    try {
      const taken = await around.save(number, { text, done, revision, overPresent: overPresent.has(number) })
      overPresent.delete(number)
      const page = pages[number - 1]!
      // What was written while it was being sent is a change on top.
      const isDirty = page.text !== text || page.done !== done
      keep(
        set(number, { ...taken, ...(isDirty ? { text: page.text, done: page.done } : {}), isDirty, sent: undefined }),
      )
      savedAt = now()
      isUnreachable = false
    } catch (error) {
      const failed = around.failed(error)
      if (failed.why === 'refused') set(number, { refused: failed.sentence })
      else if (failed.why === 'stale') await compare(number)
      else isUnreachable = true
    }
    set(number, { isSaving: false })
    changed()
  }
  async function compare(number: number): Promise<void> {
    try {
      const theirs = (await around.read())[number - 1]
      const mine = pages[number - 1]!
      if (!theirs) return
      const { text, done, sent } = mine
      const isDirty = theirs.text !== text || theirs.done !== done
      if (isDirty && !sent?.includes(theirs.text)) set(number, { theirs })
      else keep(set(number, { ...theirs, text, done, isDirty, sent: undefined }))
    } catch {
      isUnreachable = true
    }
  }
  const sendable = () => pages.filter(({ isDirty, theirs, refused }) => isDirty && !theirs && refused === '')

  function flush(): Promise<boolean> {
    clearTimeout(timer)
    sending ??= (async () => {
      isUnreachable = false
      for (let next = sendable()[0]; next && !isUnreachable; next = sendable()[0]) await save(next.number)
      sending = null
      if (isUnreachable) later(around.rest.unreachable)
    })()
    return sending.then(() => pages.every(({ isDirty }) => !isDirty))
  }

  if (sendable().length > 0) later(around.rest.typing)
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    version: () => version,
    pages: () => pages,
    write(number, change) {
      keep(set(number, { ...change, isDirty: true, refused: '' }))
      changed()
      later(around.rest.typing)
    },
    settle(number, which) {
      const { theirs } = pages[number - 1]!
      if (!theirs) return
      if (which === 'theirs') keep(set(number, { ...theirs, isDirty: false, theirs: null }))
      else keep(set(number, { revision: theirs.revision, base: theirs.base, theirs: null, isDirty: true }))
      changed()
      later(0)
    },
    decide(number, which) {
      overPresent.add(number)
      const { base, text } = pages[number - 1]!
      keep(set(number, { text: which === 'present' ? base : text, isDirty: true }))
      changed()
      later(0)
    },
    flush,
    status: () => ({
      unsaved: pages.filter(({ isDirty }) => isDirty).length,
      isUnreachable,
      savedAt,
      restored,
    }),
    close() {
      isClosed = true
      clearTimeout(timer)
      listeners.clear()
      void flush()
    },
  }
}
