/**
 * The sheet's own memory, apart from how it looks: what is stored, what was written and is not saved yet, what was done. Saves by itself, a row at a time,
 * each with the revision it was written on; keeps drafts until they are saved; never writes over what somebody else wrote meanwhile.
 */
import type { Item, ItemPatch } from '../api-types.ts'
import { type Cell, type Column, columnOf, complaintOf, isSame, patchOf, storedCell } from './cells.ts'
import { type Draft, rebased } from './draft.ts'
import { did, type Edit, empty, type History, redo, type Step, undo } from './history.ts'

export type Trouble =
  /** Somebody else wrote other words into the same fields. */
  | { is: 'conflict'; theirs: Item; fields: string[] }
  /** The service does not take it as it is. */
  | { is: 'refused'; sentence: string; fields: Record<string, string> }

export interface Row {
  item: Item
  draft: Draft | null
  trouble: Trouble | null
  isSaving: boolean
}
/** What is written down in one step, for the status line and for undo. */
export interface Label {
  kind: 'typed' | 'pasted' | 'filled' | 'cleared' | 'replaced' | 'resolved' | 'numbered'
  cells: number
  rows: number
  columns: number
}
export interface Entry {
  id: string
  field: string
  cell: Cell
}

/** How a save failed, as far as it matters here. */
export type Failed =
  | { why: 'stale' }
  | { why: 'refused'; sentence: string; fields: Record<string, string> }
  /** No connection, a service that restarts, a session that has ended: it is tried again. */
  | { why: 'unreachable' }

export interface Around {
  save(id: string, revision: number, patch: ItemPatch): Promise<Item>
  read(id: string): Promise<Item>
  failed(error: unknown): Failed
  /** Drafts outlive the page: null forgets. */
  keep(id: string, draft: Draft | null): void
  kept(id: string): Draft | null
  /** What nothing is written to any more: it was filed. */
  locks?(item: Item): boolean
  now(): number
  /** Milliseconds of rest before what was typed is sent, and before an unreachable service is asked again. */
  rest: { typing: number; unreachable: number }
}

const AT_ONCE = 4

export interface Sheet {
  /** Told after every change. */
  subscribe(listener: () => void): () => void
  /** Rises with every change. */
  version(): number
  row(id: string): Row | undefined
  cell(id: string, column: Column): Cell
  /** Brings rows in, or up to date; drafts that were kept for them come back. Says how many cells did. */
  load(items: readonly Item[]): number
  /** Lets go of rows other than these: not of those that were written on here, nor of what can still be undone. */
  forgetOthers(kept: ReadonlySet<string>): void
  /** Says how many rows are locked and were left as they are. */
  put(label: Label, entries: readonly Entry[]): number
  isLocked(id: string): boolean
  undo(): Step<Cell, Label> | null
  redo(): Step<Cell, Label> | null
  /** Which of both versions stands, field by field. */
  resolve(id: string, keep: Readonly<Record<string, 'mine' | 'theirs'>>): void
  /** What waits is sent now. */
  flush(): void
  status(): {
    unsaved: number
    saving: number
    refused: number
    conflicts: number
    savedAt: number | null
    isUnreachable: boolean
    undoable: Step<Cell, Label> | null
    redoable: Step<Cell, Label> | null
  }
  /** What waits is sent now, once; what fails stays a draft. */
  close(): void
}

const column = (field: string): Column => columnOf.get(field)!

export function createSheet(around: Around): Sheet {
  const rows = new Map<string, Row>()
  const listeners = new Set<() => void>()
  /** Rows whose drafts are to be sent, in the order they were written. */
  const waiting = new Set<string>()
  const saving = new Set<string>()
  let history: History<Cell, Label> = empty()
  let [version, savedAt, isUnreachable, isClosed] = [0, null as number | null, false, false]
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Drafts that are not kept as they are now. */
  const unkept = new Set<string>()

  function changed(): void {
    for (const id of unkept) around.keep(id, rows.get(id)!.draft)
    unkept.clear()
    version++
    for (const listener of listeners) listener()
  }
  function set(id: string, change: Partial<Row>): void {
    rows.set(id, { ...rows.get(id)!, ...change })
    if ('draft' in change) unkept.add(id)
  }
  const cell = (id: string, of: Column): Cell => {
    const row = rows.get(id)
    return row?.draft?.cells[of.field] ?? (row ? storedCell(row.item, of) : { text: '' })
  }

  const isLocked = (id: string): boolean => {
    const row = rows.get(id)
    return row !== undefined && (around.locks?.(row.item) ?? false)
  }
  function write(id: string, field: string, value: Cell): void {
    const row = rows.get(id)
    if (!row || isLocked(id)) return
    const stored = storedCell(row.item, column(field))
    const { revision, base, cells } = row.draft ?? { revision: row.item.revision, base: {}, cells: {} }
    const next: Draft = {
      revision,
      base: { ...base, [field]: base[field] ?? stored },
      cells: { ...cells, [field]: value },
    }
    // A row that is being sent keeps what was written: whether it was saved is not known yet.
    if (isSame(value, stored) && !saving.has(id) && row.trouble?.is !== 'conflict') {
      delete next.base[field]
      delete next.cells[field]
    }
    const isClean = Object.keys(next.cells).length === 0
    set(id, { draft: isClean ? null : next, trouble: isClean ? null : troubleAfter(row.trouble, next, field) })
    if (isClean) waiting.delete(id)
    else waiting.add(id)
  }
  /** What is still wrong with a row when a field has been written anew. */
  function troubleAfter(trouble: Trouble | null, draft: Draft, written: string): Trouble | null {
    if (trouble?.is === 'conflict') return { ...trouble, fields: rebased(draft, trouble.theirs).conflicts }
    if (trouble?.is !== 'refused') return null
    const { [written]: _, ...fields } = trouble.fields
    return Object.keys(fields).length > 0 ? { ...trouble, fields } : null
  }
  /** Where something else stands in a cell by now than the step left there, it stays. */
  function apply(edits: readonly Edit<Cell>[]): void {
    for (const { id, field, before, after } of edits)
      if (cell(id, column(field)).text === before.text) write(id, field, after)
    changed()
    later(around.rest.typing)
  }

  function later(rest: number): void {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(send, rest)
  }
  function send(): void {
    for (const id of waiting) {
      if (saving.size >= AT_ONCE) return
      if (saving.has(id)) continue
      waiting.delete(id)
      void save(id)
    }
  }
  /** The cells of a draft that can be sent at all: one that is refused does not hold up its row. */
  const sendable = ({ cells }: Draft, trouble: Trouble | null) =>
    Object.entries(cells).filter(
      ([field, value]) =>
        complaintOf(column(field), value) === null && !(trouble?.is === 'refused' && field in trouble.fields),
    )

  async function save(id: string): Promise<void> {
    const row = rows.get(id)
    if (!row?.draft || row.trouble?.is === 'conflict') return
    const sent = sendable(row.draft, row.trouble)
    if (sent.length === 0) return
    saving.add(id)
    set(id, { isSaving: true })
    changed()
    try {
      const patch = Object.assign({}, ...sent.map(([field, value]) => patchOf(column(field), value))) as ItemPatch
      const item = await around.save(id, row.draft.revision, patch)
      saving.delete(id)
      taken(id, item, sent)
      savedAt = around.now()
      isUnreachable = false
    } catch (error) {
      saving.delete(id)
      await refused(id, around.failed(error))
    }
    set(id, { isSaving: false })
    changed()
    if (!isUnreachable) send()
  }
  /** What was written while it was being sent stays a draft, over the new state. */
  function taken(id: string, item: Item, sent: readonly [string, Cell][]): void {
    const draft = rows.get(id)?.draft
    const left: Draft = { revision: item.revision, base: {}, cells: {} }
    for (const [field, value] of Object.entries(draft?.cells ?? {})) {
      if (sent.some(([name, was]) => name === field && isSame(was, value))) continue
      left.base[field] = storedCell(item, column(field))
      left.cells[field] = value
    }
    const isLeft = Object.keys(left.cells).length > 0
    set(id, { item, draft: isLeft ? left : null, trouble: isLeft ? (rows.get(id)?.trouble ?? null) : null })
  }
  async function refused(id: string, failed: Failed): Promise<void> {
    if (failed.why === 'refused') {
      const { draft, trouble } = rows.get(id)!
      const fields = { ...(trouble?.is === 'refused' ? trouble.fields : {}), ...failed.fields }
      const next: Trouble = { is: 'refused', sentence: failed.sentence, fields }
      set(id, { trouble: next })
      if (Object.keys(failed.fields).length > 0 && draft && sendable(draft, next).length > 0) waiting.add(id)
      return
    }
    if (failed.why === 'stale') {
      try {
        const theirs = await around.read(id)
        return renew(id, theirs)
      } catch (error) {
        const again = around.failed(error)
        if (again.why === 'refused') return refused(id, again)
      }
    }
    isUnreachable = true
    waiting.add(id)
    later(around.rest.unreachable)
  }
  /** A newer state of an item that may have a draft. */
  function renew(id: string, theirs: Item): void {
    const row = rows.get(id)
    const was = row?.draft
    const { draft, conflicts } = was ? rebased(was, theirs) : { draft: null, conflicts: [] }
    if (conflicts.length > 0)
      // What stood before is kept as the base: only the decision of people makes theirs the state it is written on.
      set(id, { draft: was!, trouble: { is: 'conflict', theirs, fields: conflicts } })
    else {
      set(id, { item: theirs, draft, trouble: null })
      if (draft) waiting.add(id)
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    version: () => version,
    row: (id) => rows.get(id),
    cell,
    load(items) {
      let restored = 0
      for (const item of items) {
        const known = rows.get(item.id)
        if (known) {
          if (item.revision > known.item.revision && !saving.has(item.id) && known.trouble?.is !== 'conflict')
            renew(item.id, item)
          else if (item.revision === known.item.revision) rows.set(item.id, { ...known, item })
          continue
        }
        const draft = around.kept(item.id)
        rows.set(item.id, { item, draft, trouble: null, isSaving: false })
        if (!draft) continue
        restored += Object.keys(draft.cells).length
        if (draft.revision === item.revision) waiting.add(item.id)
        else renew(item.id, item)
      }
      changed()
      if (waiting.size > 0) later(around.rest.typing)
      return restored
    },
    forgetOthers(kept) {
      const written = new Set([...history.done, ...history.undone].flatMap(({ edits }) => edits.map(({ id }) => id)))
      for (const [id, { draft, trouble }] of rows)
        if (!kept.has(id) && !draft && !trouble && !saving.has(id) && !written.has(id)) rows.delete(id)
      changed()
    },
    isLocked,
    put(label, entries) {
      const open = entries.filter(({ id }) => !isLocked(id))
      const rowsOf = (some: readonly Entry[]) => new Set(some.map(({ id }) => id)).size
      const locked = rowsOf(entries) - rowsOf(open)
      const written = locked > 0 ? { ...label, cells: open.length, rows: rowsOf(open) } : label
      const edits = open
        .filter(({ id }) => rows.has(id))
        .map(({ id, field, cell: after }) => ({ id, field, before: cell(id, column(field)), after }))
        .filter(
          ({ before, after }) => !isSame(before, after) && !(after.read === undefined && before.text === after.text),
        )
      if (edits.length > 0) {
        history = did(history, { label: written, edits })
        apply(edits)
      }
      return locked
    },
    undo() {
      const taken = undo(history)
      if (!taken) return null
      history = taken.history
      apply(taken.edits)
      return taken.step
    },
    redo() {
      const taken = redo(history)
      if (!taken) return null
      history = taken.history
      apply(taken.edits)
      return taken.step
    },
    resolve(id, keep) {
      const row = rows.get(id)
      if (!row?.draft || row.trouble?.is !== 'conflict') return
      const { theirs, fields } = row.trouble
      const { draft } = rebased(row.draft, theirs)
      const given = fields.filter((field) => keep[field] === 'theirs' && draft?.cells[field])
      // What was given up can be taken back as any other step.
      const edits = given.map((field) => ({
        id,
        field,
        before: draft!.cells[field]!,
        after: storedCell(theirs, column(field)),
      }))
      for (const field of given) {
        delete draft!.cells[field]
        delete draft!.base[field]
      }
      const isLeft = draft !== null && Object.keys(draft.cells).length > 0
      set(id, { item: theirs, draft: isLeft ? draft : null, trouble: null })
      if (edits.length > 0)
        history = did(history, {
          label: { kind: 'resolved', cells: edits.length, rows: 1, columns: edits.length },
          edits,
        })
      if (isLeft) waiting.add(id)
      changed()
      later(0)
    },
    flush: () => later(0),
    status() {
      let [unsaved, refusedRows, conflicts] = [0, 0, 0]
      for (const { draft, trouble } of rows.values()) {
        if (draft) unsaved += Object.keys(draft.cells).length
        if (trouble?.is === 'refused') refusedRows++
        if (trouble?.is === 'conflict') conflicts++
      }
      return {
        unsaved,
        saving: saving.size,
        refused: refusedRows,
        conflicts,
        savedAt,
        isUnreachable,
        undoable: history.done.at(-1) ?? null,
        redoable: history.undone.at(-1) ?? null,
      }
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      listeners.clear()
      send()
    },
  }
}

/** What stands in a column of these rows, most often first; then what is `offered` besides. */
export function valuesIn(
  sheet: Pick<Sheet, 'cell'>,
  ids: readonly string[],
  of: Column,
  offered: readonly string[] = [],
): string[] {
  const counts = new Map(offered.map((one) => [one, 0]))
  for (const id of ids) {
    const { text } = sheet.cell(id, of)
    for (const one of of.kind === 'names' ? text.split('；') : [text])
      if (one !== '') counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text)
}
