/** Transcriptions and their drafts, as the feature needs them stored. */
import type { Draft, Transcription } from './transcription.ts'

export interface TranscriptionStore {
  get(itemId: string): Promise<Transcription | undefined>
  put(transcription: Transcription, at: string): Promise<void>
  drafts(itemId: string): Promise<Draft[]>
  /** Over the draft at `draft.revision - 1`; false where it is at another by now. */
  save(draft: Draft): Promise<boolean>
  /** All of an item. */
  deleteDrafts(itemId: string): Promise<void>
}
