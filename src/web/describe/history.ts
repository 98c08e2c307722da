/** What was done, to be undone and done again. Pure. */
export interface Edit<Value> {
  id: string
  field: string
  before: Value
  after: Value
}
export interface Step<Value, Label> {
  label: Label
  edits: readonly Edit<Value>[]
}
export interface History<Value, Label> {
  done: readonly Step<Value, Label>[]
  undone: readonly Step<Value, Label>[]
}

/** Steps that can be taken back. */
const MOST = 500

export const empty = <Value, Label>(): History<Value, Label> => ({ done: [], undone: [] })

export const did = <Value, Label>(
  { done }: History<Value, Label>,
  step: Step<Value, Label>,
): History<Value, Label> => ({ done: [...done.slice(1 - MOST), step], undone: [] })

const reversed = <Value>(edits: readonly Edit<Value>[]): Edit<Value>[] =>
  edits.map((edit) => ({ ...edit, before: edit.after, after: edit.before })).reverse()

interface Taken<Value, Label> {
  history: History<Value, Label>
  step: Step<Value, Label>
  /** What is to be written now. */
  edits: readonly Edit<Value>[]
}

export function undo<Value, Label>({ done, undone }: History<Value, Label>): Taken<Value, Label> | null {
  const step = done.at(-1)
  if (!step) return null
  return { history: { done: done.slice(0, -1), undone: [...undone, step] }, step, edits: reversed(step.edits) }
}
export function redo<Value, Label>({ done, undone }: History<Value, Label>): Taken<Value, Label> | null {
  const step = undone.at(-1)
  if (!step) return null
  return { history: { done: [...done, step], undone: undone.slice(0, -1) }, step, edits: step.edits }
}
