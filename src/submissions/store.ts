/** 稿件 as the feature needs them stored. */
import type { Scope } from '../policy.ts'
import type { SubmissionQuery } from './input.ts'
import type { Step, Submission, SubmissionState } from './submission.ts'

export interface SubmissionFilter {
  text: string
  states: readonly SubmissionState[]
  county?: string | undefined
  topicId?: string | undefined
  /** ISO days, inclusive. */
  from?: string | undefined
  to?: string | undefined
  /** Only these items; only others than these; only items of these numbers. */
  itemIds?: readonly string[] | undefined
  notItemIds?: readonly string[] | undefined
  itemNumbers?: readonly number[] | undefined
}
export type StepMade = Omit<Step, 'revision' | 'state' | 'reason'>

/** Only those whose item is within the scope and not in the recycle bin are listed. */
export interface SubmissionStore {
  get(id: string): Promise<Submission | undefined>
  ofItems(itemIds: readonly string[]): Promise<Submission[]>
  /** At revision 1, with its first step; the number is given by the store: the next of the year. */
  insert(submission: Omit<Submission, 'number' | 'revision'>, year: number, made: StepMade): Promise<Submission>
  /** As revision `next.revision`, with its step. */
  update(next: Submission, made: StepMade): Promise<void>
  /** Newest first. */
  history(id: string): Promise<Step[]>
  list(
    filter: SubmissionFilter,
    scope: Scope,
    sort: SubmissionQuery['sort'],
    page: { from: number; size: number },
  ): Promise<{ total: number; submissions: Submission[] }>
  /** How many there are in each state, whatever state is asked for. */
  counts(filter: SubmissionFilter, scope: Scope): Promise<Partial<Record<SubmissionState, number>>>
  /** That a submission comes from, by name. */
  counties(scope: Scope): Promise<string[]>
}
