/** 稿件: an item of the archive that was handed in for print, and what was decided about it. Pure. */
import { Fault } from '../faults.ts'

/** 收稿 初筛 审读 · 采用 存稿 退改 退稿 转送 · 编入 已刊 结清 (design: domain.md, life cycles). */
export const submissionStates = [
  'received',
  'screening',
  'reading',
  'adopted',
  'held',
  'revising',
  'declined',
  'forwarded',
  'compiled',
  'printed',
  'settled',
] as const
export type SubmissionState = (typeof submissionStates)[number]

/** 三亲, 政治性, 真实性, 重稿. */
export const checkNames = ['firsthand', 'political', 'authentic', 'reprinted'] as const
export type CheckName = (typeof checkNames)[number]
export const verdicts = ['yes', 'no', 'doubtful'] as const
export interface Check {
  verdict: (typeof verdicts)[number]
  note: string
}
export type Checks = Partial<Record<CheckName, Check>>

export interface Submission {
  id: string
  /** 稿号. */
  number: string
  itemId: string
  /** ISO day. */
  receivedDate: string
  contributor: string
  county: string
  topicId: string | null
  checks: Checks
  state: SubmissionState
  /** Why it is in this state, who said so, and when. */
  reason: string
  decidedName: string
  decidedAt: string
  revision: number
}

/** One step of its history: what was changed, and where it stood then. */
export interface Step {
  revision: number
  state: SubmissionState
  reason: string
  /** Names of the fields that were changed with it; `chapters`: it followed them, `reason` names the one. */
  fields: string[]
  actorId: string
  actorName: string
  at: string
}

/** GJ2026-0001: the year of receipt, and a number that is never given twice. */
export const submissionNumber = (year: number, serial: number): string => `GJ${year}-${String(serial).padStart(4, '0')}`

/** What the contributor is told of needs its reason. */
const reasoned: readonly SubmissionState[] = ['revising', 'declined', 'forwarded']

/** 编入 follows the chapters and is said by nobody. Faults submission.compiled, submission.reason. */
export function checkStep(state: SubmissionState, reason: string): void {
  if (state === 'compiled') throw new Fault('submission.compiled')
  if (reasoned.includes(state) && reason === '') throw new Fault('submission.reason')
}

/** Where it stands after a chapter was made of it or went; null: where it stood. */
export function afterChapters(state: SubmissionState, isInBook: boolean): SubmissionState | null {
  if (isInBook) return ['compiled', 'printed', 'settled'].includes(state) ? null : 'compiled'
  return state === 'compiled' ? 'held' : null
}

/** 县区 as the authority list has it, or as a work unit begins with it (临溪县政协, 云川市临溪县政协); '' where nobody can tell. */
export function countyOf(workUnit: string, places: readonly string[]): string {
  const known = places.filter((name) => /[县縣区區旗市]$/.test(name)).at(-1)
  return known ?? /(?:^|[省市州盟])([^省市州盟县縣区區旗\s]{1,6}(?:自治县|县|縣|区|區|旗))/.exec(workUnit)?.[1] ?? ''
}
