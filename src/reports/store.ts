/** 报错 as the feature needs them stored. */
import type { Scope } from '../policy.ts'
import type { Decided, Outcome, Report } from './report.ts'

export interface ReportFilter {
  itemId?: string | undefined
  reporterId?: string | undefined
  state?: 'open' | Outcome | undefined
}

export interface ListedReport extends Report {
  title: string
  referenceCode: string | null
}

export interface ReportStore {
  insert(report: Report): Promise<void>
  /** If its item is within the scope and not in the recycle bin. */
  get(id: string, scope: Scope): Promise<ListedReport | undefined>
  /** Of such items only. Undecided ones the oldest first, others the newest. */
  list(
    filter: ReportFilter,
    scope: Scope,
    page: { from: number; size: number },
  ): Promise<{ total: number; reports: ListedReport[] }>
  /** Undecided ones of somebody. */
  countOpen(reporterId: string): Promise<number>
  /** Null takes a decision back. False when it is not in that state any more. */
  decide(id: string, before: Outcome | null, decided: Decided | null): Promise<boolean>
}
