/** What is done to many items is done to these, or to whatever answers a filter when it is done. */
import type { Asked } from '../api.ts'

type Body = NonNullable<Asked<'patch /items'>['body']>
export type Scope =
  | { ids: readonly string[] }
  /** `count`: how many answer now, where that is known. */
  | { filter: NonNullable<Body['filter']>; count: number | null }

/** As many as the service takes by name. */
const MOST_NAMED = 10_000

/** Whether there is anything, and not too much of it. */
export const isFit = (scope: Scope): boolean =>
  'filter' in scope ? scope.count !== 0 : scope.ids.length > 0 && scope.ids.length <= MOST_NAMED
export const bodyOf = (scope: Scope): Pick<Body, 'ids' | 'filter'> =>
  'filter' in scope ? { filter: scope.filter } : { ids: [...scope.ids] }
