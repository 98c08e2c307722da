/** Rounds of proof and their differences, as the features need them stored. */
import type { Decided, ProofDifference, ProofRound } from './proof.ts'

export interface ProofStore {
  round(id: string): Promise<ProofRound | undefined>
  /** Oldest first. */
  rounds(volumeId: string): Promise<ProofRound[]>
  insert(round: ProofRound): Promise<void>
  /** Once: what came of the comparison. */
  setResult(
    id: string,
    result: NonNullable<ProofRound['result']>,
    differences: readonly ProofDifference[],
  ): Promise<void>
  close(id: string, closing: NonNullable<ProofRound['closing']>): Promise<void>
  differences(id: string): Promise<ProofDifference[]>
  decide(id: string, numbers: readonly number[], decided: Decided | null): Promise<void>
}
