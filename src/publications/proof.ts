/** 三校: what the printer set is compared with what was approved; every difference is decided; then 通读, 核红, 付印. Pure. */
import { createHash } from 'node:crypto'
import type { Problem } from '../faults.ts'
import { printedTitles } from './generated/printed-part.ts'
import type { Difference } from './proofing/differences.ts'
import { hasPassed, lastRound, type Round } from './review.ts'
import type { GeneratedPart } from './volume.ts'

export const proofStages = ['first', 'second', 'third', 'reading', 'check', 'print'] as const
/** 一校, 二校, 三校, 通读, 核红, 付印. */
export type ProofStage = (typeof proofStages)[number]
/** Read by people, without a file of its own. */
export const withoutFile: readonly ProofStage[] = ['reading', 'print']

export const proofDecisions = ['printer', 'taken', 'none'] as const
/** 付改样单 (the proof is wrong), 采入正文 (the proof is right), 不计. */
export type ProofDecision = (typeof proofDecisions)[number]

/** The approved version of a chapter that the proof is compared with. */
export interface Basis {
  id: string
  revision: number
  title: string
  byline: string
  editorNote: string
}
export interface ProofResult {
  characters: number
  otherPages: number[]
  /** Of the file; 0 where it has none. */
  pages: number
  problem: Problem | null
}
export interface ProofRound {
  id: string
  volumeId: string
  stage: ProofStage
  fileId: string | null
  basis: Basis[]
  /** 版面字数, where the editor gave it. */
  layoutChars: number | null
  openedById: string
  openedByName: string
  openedAt: string
  /** null: not compared yet. */
  result: ProofResult | null
  closing: { how: 'signed' | 'recalled'; byId: string; byName: string; note: string; at: string } | null
}
export interface Decided {
  decision: ProofDecision
  byName: string
  at: string
  /** Of a difference taken over: the chapter's version before and after. */
  revision: { from: number; to: number } | null
}
export interface ProofDifference extends Difference {
  /** From 1, in the order of the book. */
  number: number
  decided: Decided | null
}

export const proofRecord = (round: ProofRound, differences: readonly ProofDifference[]): string =>
  createHash('sha256')
    .update(JSON.stringify([round, differences]))
    .digest('hex')

const isSigned = ({ closing }: ProofRound): boolean => closing?.how === 'signed'
export const proofStanding = (rounds: readonly ProofRound[]): { isProofread: boolean; isPrinted: boolean } => ({
  isProofread: rounds.some((round) => round.stage === 'third' && isSigned(round)),
  isPrinted: rounds.some((round) => round.stage === 'print' && isSigned(round)),
})
/** The title of what a difference stands in: a chapter, or a part that is made at each print; '' elsewhere. */
export const partTitle = (basis: readonly Basis[], { chapterId }: Pick<Difference, 'chapterId'>): string =>
  basis.find(({ id }) => id === chapterId)?.title ?? printedTitles[chapterId as GeneratedPart] ?? ''

/** The stage before is signed. */
export const mayOpen = (rounds: readonly ProofRound[], stage: ProofStage): boolean => {
  const before = proofStages[proofStages.indexOf(stage) - 1]
  return before === undefined || rounds.some((round) => round.stage === before && isSigned(round))
}

/** What passed 终审, and went on only by what was taken over from proofs; null: it did not pass, or was changed since. */
export function approvedBasis(
  present: Basis,
  reviews: readonly Round[],
  taken: readonly (Pick<Difference, 'chapterId' | 'part'> & { decided: Decided })[],
): Basis | null {
  const round = lastRound(reviews, present.id, 'final')
  const read = round?.snapshot.chapters.find(({ id }) => id === present.id)
  if (!read || !hasPassed(round, present.id)) return null
  const own = taken.filter(({ chapterId }) => chapterId === present.id)
  const steps = new Map(
    own.flatMap(({ decided: { revision } }) =>
      revision && revision.to !== revision.from ? [[revision.from, revision.to]] : [],
    ),
  )
  let revision = read.revision
  for (let next = steps.get(revision); next !== undefined; next = steps.get(revision)) revision = next
  const isHead = (field: 'title' | 'byline' | 'editorNote') =>
    read[field] === present[field] || own.some(({ part }) => part === field)
  const isSame = revision === present.revision && isHead('title') && isHead('byline') && isHead('editorNote')
  return isSame ? present : null
}
