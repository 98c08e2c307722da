/** A plan and approvals as lines that people write, and back. Pure. */
export interface Section {
  title: string
  wantedChars: number
}
export interface Approval {
  by: string
  on: string
  meeting: string
}
const WAN = 10_000

export const planLines = (plan: readonly Section[]): string =>
  plan.map(({ title, wantedChars }) => (wantedChars ? `${title} ${wantedChars / WAN}` : title)).join('\n')

/** 津渡与码头 4 → 40,000 characters. */
export const planOf = (text: string): Section[] =>
  text.split('\n').flatMap((line) => {
    const [, title = '', wan] = /^(.*?)(?:\s+(\d+(?:\.\d+)?)\s*万?字?)?\s*$/.exec(line.trim()) ?? []
    return title.trim() === '' ? [] : [{ title: title.trim(), wantedChars: Math.round(Number(wan ?? 0) * WAN) }]
  })

export const approvalLines = (approvals: readonly Approval[]): string =>
  approvals.map(({ on, by, meeting }) => [on, by, meeting].filter(Boolean).join(' ')).join('\n')

/** 2026-01-20 主席会议 第三次主席会议; the day may be missing. */
export const approvalsOf = (text: string): Approval[] =>
  text.split('\n').flatMap((line) => {
    const [, on = '', by = '', meeting = ''] = /^(?:(\d{4}-\d\d-\d\d)\s+)?(\S+)(?:\s+(.*))?$/.exec(line.trim()) ?? []
    return by === '' ? [] : [{ on, by, meeting: meeting.trim() }]
  })
