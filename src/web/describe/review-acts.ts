/** What is done to a description on its way to the shelf, as the service takes it. Pure. */
import type { Item } from '../api-types.ts'

export const reviewActs = ['submit', 'file', 'giveBack', 'unlock'] as const
export type ReviewAct = (typeof reviewActs)[number]

/** The state an act begins in, and the one it leads to. */
export const steps: Record<ReviewAct, { from: Item['review']; to: Item['review'] }> = {
  submit: { from: 'describing', to: 'submitted' },
  file: { from: 'submitted', to: 'filed' },
  giveBack: { from: 'submitted', to: 'describing' },
  unlock: { from: 'filed', to: 'describing' },
}
export const actsOf = (state: Item['review']): ReviewAct[] => reviewActs.filter((act) => steps[act].from === state)
export const isReasoned = (act: ReviewAct): act is 'giveBack' | 'unlock' => act === 'giveBack' || act === 'unlock'
