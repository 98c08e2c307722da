/** 登记为稿件: English. */
import type { RegisteringWords } from './registering.zh-CN.ts'

const n = (value: number) => value.toLocaleString('en')

export const registering: RegisteringWords = {
  register: 'Register as submission',
  registerAll: 'Register all',
  registerHits: (total) => `Register all ${n(total)} items found as submissions?`,
  registerHitsWhat: 'What is a submission already is not registered again; what has no text is not registered.',
  registered: (made, known) =>
    known ? `${n(made)} registered; ${n(known)} were submissions already.` : `${n(made)} registered.`,
  look: 'See submissions',
}
