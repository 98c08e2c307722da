/** 三审: a snapshot of a volume, or of some of its chapters, is read, spoken of and signed, stage by stage. Pure. */
import { createHash } from 'node:crypto'
import type { Content } from './content.ts'
import type { OutlineNode } from './outline.ts'
import type { CountedVolume } from './store.ts'
import type { Volume } from './volume.ts'

export const reviewStages = ['first', 'second', 'final'] as const
/** 初审, 复审, 终审. */
export type ReviewStage = (typeof reviewStages)[number]
export const gates = ['politics', 'facts', 'wording'] as const
/** 政治关, 史实关, 文字关. */
export type Gate = (typeof gates)[number]
export const verdicts = ['passed', 'returned'] as const
/** 通过, 退改. */
export type Verdict = (typeof verdicts)[number]

export interface SnapshotChapter {
  id: string
  title: string
  byline: string
  editorNote: string
  revision: number
  chars: number
  /** Of the content of that version. */
  sha256: string
}
/** What is read: taken when it is sent, never changed. */
export interface Snapshot {
  isWhole: boolean
  volume: Pick<Volume, 'number' | 'title' | 'type' | 'trim' | 'editors' | 'imprint'> & { seriesTitle: string }
  outline: OutlineNode[]
  /** In the order of the book. */
  chapters: SnapshotChapter[]
}

/** How a round ended. On paper: the name and day written there, the scan, and who entered it. */
export interface Closing {
  how: 'signed' | 'paper' | 'recalled'
  verdict: Verdict | null
  /** Of a round that is returned: the chapters that are to be changed; the others passed. */
  returned: string[]
  /** 审读意见. */
  opinion: string
  /** Who signed; null: only a name on paper. */
  byId: string | null
  byName: string
  /** The day on the paper. */
  day: string | null
  fileId: string | null
  enteredById: string
  enteredByName: string
  at: string
}
export interface Round {
  id: string
  volumeId: string
  stage: ReviewStage
  snapshot: Snapshot
  /** sha256 of the snapshot: what a signature names. */
  hash: string
  assigneeId: string
  assigneeName: string
  note: string
  dueOn: string | null
  sentById: string
  sentByName: string
  sentAt: string
  closing: Closing | null
}

export interface Answered {
  answer: 'changed' | 'kept'
  reason: string
  byId: string
  byName: string
  at: string
}
/** Where what an opinion speaks of stands in a version; `start` and `end` are those of its last place where it is lost. */
export interface OpinionPlace {
  revision: number
  state: 'valid' | 'moved' | 'lost'
  start: number
  end: number
}
export interface Opinion {
  id: string
  roundId: string
  chapterId: string
  /** Of the version that was read; UTF-16 offsets of its text. */
  revision: number
  start: number
  end: number
  exact: string
  gate: Gate
  text: string
  byId: string
  byName: string
  at: string
  answered: Answered | null
  /** As far as it has been followed. */
  place: OpinionPlace
}

/** The publisher's own 三审: only recorded. */
export interface PublisherReview {
  id: string
  volumeId: string
  stage: ReviewStage
  name: string
  day: string
  opinion: string
  enteredByName: string
  at: string
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
export const contentHash = (content: Content): string => sha256(JSON.stringify(content))
export const snapshotHash = ({ isWhole, volume, outline, chapters }: Snapshot): string =>
  sha256(JSON.stringify([isWhole, volume, outline, chapters]))

/** What the ledger keeps of a round: one byte of it changed is another record. */
export const recordOf = (round: Round, opinions: readonly Opinion[]): string =>
  sha256(JSON.stringify([round, opinions.map(({ place: _, ...said }) => said)]))

export const snapshotVolume = (volume: CountedVolume): Snapshot['volume'] => {
  const { number, title, type, trim, editors, imprint, seriesTitle } = volume
  return { number, title, type, trim, editors, imprint, seriesTitle }
}

/** Whose name stands on a volume for having compiled it. 主编, 编委 and 顾问 lend theirs, and are kept from signing only by what they edited themselves. */
export const compiledBy = (editors: Volume['editors'], name: string): boolean =>
  editors.some((one) => one.name === name && /执行|编辑|选编|编纂|整理|编务/.test(one.role))

export const isClosed = (round: Round): round is Round & { closing: Closing } =>
  round.closing !== null && round.closing.how !== 'recalled'
export const isOpen = ({ closing }: Round): boolean => closing === null

/** The last round of a stage that has the chapter and was not recalled. `rounds`: oldest first. */
export const lastRound = (rounds: readonly Round[], chapterId: string, stage?: ReviewStage): Round | undefined =>
  rounds.findLast(
    (round) =>
      (stage === undefined || round.stage === stage) &&
      round.closing?.how !== 'recalled' &&
      round.snapshot.chapters.some(({ id }) => id === chapterId),
  )
export const hasPassed = (round: Round | undefined, chapterId: string): boolean =>
  round !== undefined && isClosed(round) && !round.closing.returned.includes(chapterId)

export type ChapterStanding = {
  /** null: never sent. */
  stage: ReviewStage | null
  state: 'none' | 'reviewing' | 'passed' | 'returned'
}
export function standingOf(rounds: readonly Round[], chapterId: string): ChapterStanding {
  const round = lastRound(rounds, chapterId)
  if (!round) return { stage: null, state: 'none' }
  const state = isOpen(round) ? 'reviewing' : hasPassed(round, chapterId) ? 'passed' : 'returned'
  return { stage: round.stage, state }
}

export const steps = ['topic', 'compile', ...reviewStages, 'proofs', 'print'] as const
export type Step = (typeof steps)[number]

/** 选题 编排 初审 复审 终审 三校 付印: which are done. A later stage that passed speaks for those before it. */
export function stepsOf(
  chapterIds: readonly string[],
  rounds: readonly Round[],
  proofs: { isProofread: boolean; isPrinted: boolean },
): { step: Step; isDone: boolean }[] {
  const all = (test: (id: string) => boolean) => chapterIds.length > 0 && chapterIds.every(test)
  const done: Record<Step, boolean> = {
    topic: true,
    compile: all((id) => lastRound(rounds, id) !== undefined),
    first: all((id) => hasPassed(lastRound(rounds, id, 'first'), id)),
    second: all((id) => hasPassed(lastRound(rounds, id, 'second'), id)),
    final: all((id) => hasPassed(lastRound(rounds, id, 'final'), id)),
    proofs: proofs.isProofread,
    print: proofs.isPrinted,
  }
  return steps.map((step) => ({ step, isDone: done[step] }))
}
