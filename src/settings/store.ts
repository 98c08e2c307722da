/** What administrators set: settings, and their rows in the tables of eras and periods. Nothing is overwritten: each value holds from one revision to another. */

export type SetKind = 'setting' | 'era' | 'period'

export interface SetRow {
  kind: SetKind
  id: string
  /** The revision that brought it, and the one that ended it; null = it holds. */
  since: number
  until: number | null
  value: unknown
}

export interface SettingStore {
  /** Of everything together; rises with every change by anybody. Cheap: asked before every search. */
  revision(): Promise<number>
  /** All rows, also those that hold no more, in the order they came. */
  rows(): Promise<SetRow[]>
  /** Ends the present value and sets another; null: none any more. */
  set(kind: SetKind, id: string, value: object | null): Promise<void>
  /** Up to which revision the dates of items and texts have been read again. */
  applied(): Promise<number>
  setApplied(revision: number): Promise<void>
}

/** Whether a row held at a revision. */
export const holds = ({ since, until }: SetRow, at: number): boolean => since <= at && (until === null || until > at)
