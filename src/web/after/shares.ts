/** Whom a chapter pays, written in one line: 张甲（口述）×1、李乙（整理）×2. */
export const shareRoles = ['author', 'narrator', 'compiler', 'photographer'] as const
export type ShareRole = (typeof shareRoles)[number]
export interface Share {
  name: string
  role: ShareRole
  weight: number
}
type Names = Record<ShareRole, string>

/** `names`: of the roles, as they are shown. */
export const writtenShares = (shares: readonly Share[], names: Names): string =>
  shares.map(({ name, role, weight }) => `${name}（${names[role]}）×${weight}`).join('、')

/** What is no role or weight belongs to the name. */
export function readShares(text: string, names: Names): Share[] {
  return text
    .split(/[、，,;；\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, rest = part, times] = /^(.*?)\s*[×xX*]\s*(\d{1,3})$/.exec(part) ?? []
      const [, name = rest, said] = /^(.*?)\s*[（(]([^（）()]*)[）)]$/.exec(rest) ?? []
      const role = shareRoles.find((one) => names[one] === said)
      return {
        name: (role ? name : rest).trim(),
        role: role ?? 'author',
        weight: Math.max(1, Number(times ?? 1)),
      }
    })
    .filter(({ name }) => name !== '')
}

/** 分 as people write them, and back; null: no sum of money. */
export const yuanOf = (fen: number): string => (fen / 100).toFixed(2)
export function fenOf(text: string): number | null {
  const [, yuan, part = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', '')) ?? []
  return yuan === undefined ? null : Number(yuan) * 100 + Number(part.padEnd(2, '0') || 0)
}
