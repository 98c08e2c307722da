/** 选题: what a volume is to be about, its plan of 栏目, and what was approved. Pure. */
export const topicStates = ['proposed', 'discussed', 'approved', 'compiling', 'closed'] as const
/** 提出, 论证, 审定, 编辑, 结束. */
export type TopicState = (typeof topicStates)[number]

/** 重大选题备案: 不涉及, 待报, 已报, 已批复, 未获批复. */
export const filingStates = ['none', 'due', 'applied', 'granted', 'refused'] as const
export interface Filing {
  state: (typeof filingStates)[number]
  /** ISO days, or ''. */
  appliedOn: string
  repliedOn: string
  number: string
}
/** Who agreed, on which ISO day, at which meeting. */
export interface Approval {
  by: string
  on: string
  meeting: string
}
/** As written, and as the archive's tables read it: inclusive ISO days; null: open, or nobody can tell. */
export interface Period {
  text: string
  start: string | null
  end: string | null
}

export interface TopicFields {
  title: string
  rationale: string
  period: Period | null
  /** 县区 and places, as written. */
  places: string[]
  subjects: string[]
  /** 栏目 in order. */
  plan: { title: string; wantedChars: number }[]
  /** 重大选题类别, of the settings' list; '' for none. */
  majorCategory: string
  filing: Filing
  approvals: Approval[]
  state: TopicState
}
export interface Topic extends TopicFields {
  id: string
  revision: number
  createdAt: string
}
