/** Where a 稿件 may stand, in the order of its life, as the service has it: a state it has and this has not does not compile. */
import type { AnswerOf } from '../api.ts'

export type State = AnswerOf<'get /submissions/{id}'>['state']
export const states = Object.keys({
  received: 0,
  screening: 0,
  reading: 0,
  adopted: 0,
  held: 0,
  revising: 0,
  declined: 0,
  forwarded: 0,
  compiled: 0,
  printed: 0,
  settled: 0,
} satisfies Record<State, 0>) as State[]
/** What is decided about one that was read. */
export const decisions = ['adopted', 'held', 'revising', 'declined', 'forwarded'] as const satisfies State[]
export const isDecision = (state: State): boolean => decisions.some((one) => one === state)
export const needsReason = (state: State): boolean => ['revising', 'declined', 'forwarded'].includes(state)
