/**
 * What one person writes in one chapter, apart from how it looks: it saves itself a moment after it was written, is kept in this browser until the
 * service has it, and never overwrites what somebody else saved meanwhile.
 */
import type { Block } from './content.ts'

export interface Version {
  content: Block[]
  revision: number
}
/** Written on a version, and not yet with the service. */
export type Kept = Version
export type Failed = { why: 'stale' } | { why: 'refused'; sentence: string } | { why: 'unreachable' }

export interface Around {
  save(version: Version): Promise<Version>
  read(): Promise<Version>
  failed(error: unknown): Failed
  keep(kept: Kept | null): void
  kept(): Kept | null
  /** Milliseconds of rest before what was typed is sent, and before an unreachable service is asked again. */
  rest: { typing: number; unreachable: number }
}

export interface State {
  isDirty: boolean
  isSaving: boolean
  isUnreachable: boolean
  isRestored: boolean
  savedAt: number | null
  /** What somebody else saved, to be decided about. */
  theirs: Version | null
  /** Why the service does not take it. */
  refused: string
  /** How often its words came from elsewhere than this editor. */
  replaced: number
}

export interface Manuscript {
  subscribe(listener: () => void): () => void
  state(): State
  /** As it is written now, on the revision it is written on. */
  version(): Version
  write(content: Block[]): void
  /** Which stands where somebody else saved the chapter too. */
  settle(which: 'mine' | 'theirs'): void
  /** The service went on by what this person did elsewhere on the page. */
  goOn(version: Version): void
  /** What waits is sent now; true when it was taken. */
  flush(): Promise<boolean>
  close(): void
}

const same = (a: readonly Block[], b: readonly Block[]) => JSON.stringify(a) === JSON.stringify(b)

export function createManuscript(first: Version, around: Around, now: () => number = Date.now): Manuscript {
  const listeners = new Set<() => void>()
  const kept = around.kept()
  const isRestored = kept !== null && !same(kept.content, first.content)
  let present: Version = isRestored ? kept : first
  let state: State = {
    isDirty: isRestored,
    isSaving: false,
    isUnreachable: false,
    isRestored,
    savedAt: null,
    // Written on a version that has gone on since: both are shown.
    theirs: isRestored && kept.revision !== first.revision ? first : null,
    refused: '',
    replaced: 0,
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | null = null
  let isClosed = false
  if (kept && !isRestored) around.keep(null)

  function set(change: Partial<State>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  function take(version: Version, change: Partial<State>): void {
    present = version
    around.keep(change.isDirty ? version : null)
    set(change)
  }
  const replace = (version: Version) =>
    take(version, { isDirty: false, isRestored: false, theirs: null, refused: '', replaced: state.replaced + 1 })
  function later(milliseconds: number): void {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(() => void flush(), milliseconds)
  }
  async function compare(): Promise<void> {
    const theirs = await around.read()
    if (same(theirs.content, present.content)) take(theirs, { isDirty: false })
    else set({ theirs })
  }
  async function send(): Promise<void> {
    const sent = present
    set({ isSaving: true })
    try {
      const { revision } = await around.save(sent)
      // What was written while it was being sent is a change on top.
      take({ content: present.content, revision }, { isDirty: present.content !== sent.content, savedAt: now() })
    } catch (error) {
      const failed = around.failed(error)
      if (failed.why === 'refused') set({ refused: failed.sentence })
      else if (failed.why === 'unreachable') set({ isUnreachable: true })
      else await compare().catch(() => set({ isUnreachable: true }))
    }
    set({ isSaving: false })
  }
  const waits = () => state.isDirty && !state.theirs && state.refused === ''

  function flush(): Promise<boolean> {
    clearTimeout(timer)
    sending ??= (async () => {
      set({ isUnreachable: false })
      while (waits() && !state.isUnreachable) await send()
      if (state.isUnreachable) later(around.rest.unreachable)
      // Not at once, where nothing waited: it would be forgotten before it is remembered, and nothing sent ever after.
    })().finally(() => {
      sending = null
    })
    return sending.then(() => !state.isDirty)
  }

  if (waits()) later(around.rest.typing)
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    version: () => present,
    write(content) {
      if (same(content, present.content)) return
      take({ content, revision: present.revision }, { isDirty: true, refused: '' })
      // The last words of an editor that goes come after the place has gone.
      if (isClosed) void flush()
      else later(around.rest.typing)
    },
    settle(which) {
      const { theirs } = state
      if (!theirs) return
      if (which === 'theirs') return replace(theirs)
      take({ content: present.content, revision: theirs.revision }, { isDirty: true, theirs: null })
      later(0)
    },
    goOn(version) {
      replace(version)
    },
    flush,
    close() {
      isClosed = true
      clearTimeout(timer)
      listeners.clear()
      void flush()
    },
  }
}
