/** 袭用: two items that share passages, what kind of sharing it is, and what a person decided about it. Pure. */

export const reuseKinds = ['same', 'contains', 'part', 'passages'] as const
/** As seen from one of the two: 同文, 包含那一件, 出自那一件, 有相同段落. */
export type ReuseKind = (typeof reuseKinds)[number]

export const reuseDecisions = ['duplicate', 'version', 'excerpt', 'unrelated'] as const
/** 重复, 同稿异本, 摘录, 无关. */
export type ReuseDecision = (typeof reuseDecisions)[number]

/** A passage as it stands in both texts: UTF-16 offsets in either text version. */
export interface Passage {
  start: number
  end: number
  otherStart: number
  otherEnd: number
  /** Equal characters, as folded: a number or a word in letters is one. */
  characters: number
}

/** So much of a text is all of it: what is left are a heading, a signature, misprints. */
const WHOLE = 0.8

/** As for searching (chinese-text.md §5): a longer item must be split before it is compared. */
export const MOST_CHARACTERS = 1_500_000

/** `share` of the one and of the other that stands in both, 0–1. */
export function kindOf(share: number, otherShare: number): ReuseKind {
  if (share >= WHOLE) return otherShare >= WHOLE ? 'same' : 'part'
  return otherShare >= WHOLE ? 'contains' : 'passages'
}

/** What is found in two texts. The earlier item is the one with the lower number; `later` is told of as if it came second. */
export interface Finding {
  laterId: string
  earlierId: string
  /** The text versions that were compared. */
  laterRevision: number
  earlierRevision: number
  /** Equal characters in all. */
  characters: number
  laterShare: number
  earlierShare: number
  /** As seen from the later one. */
  kind: ReuseKind
  /** How the longest passage begins, in the later text. */
  quote: string
  /** Offsets of the later text first; in their order there. */
  passages: Passage[]
}

export interface Decided {
  decision: ReuseDecision
  note: string
  byId: string
  byName: string
  at: string
}

/** A finding as one of its two items sees it. */
export interface Sharing {
  /** Of the pair; the same from both sides. */
  id: string
  itemId: string
  otherId: string
  revision: number
  textRevision: number
  otherTextRevision: number
  kind: ReuseKind
  characters: number
  share: number
  otherShare: number
  passageCount: number
  quote: string
  foundAt: string
  decided: Decided | null
}
