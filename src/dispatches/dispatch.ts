/** 样书 and 交流: where the copies of a volume go, and how many are left. Pure. */

/** 交流单位: kept by the house, across volumes. */
export interface ExchangeUnit {
  id: string
  name: string
  /** As 发送对象 would call it: 各县区政协, 图书馆. */
  category: string
  contact: string
  address: string
  postcode: string
  /** Of each volume, unless said otherwise. */
  copies: number
  note: string
  revision: number
}
export const dispatchKinds = ['author', 'unit', 'other'] as const
/** 样书, 交流, 其他 (样本缴送, 存档). */
export type DispatchKind = (typeof dispatchKinds)[number]
export const dispatchStates = ['waiting', 'sent', 'received'] as const
/** 待寄, 已寄, 已签收. */
export type DispatchState = (typeof dispatchStates)[number]

export interface Dispatch {
  id: string
  volumeId: string
  kind: DispatchKind
  unitId: string | null
  name: string
  /** As 发送对象 would call it; of a unit what its category was when it was entered. */
  category: string
  contact: string
  address: string
  postcode: string
  copies: number
  state: DispatchState
  /** ISO days, or ''. */
  sentOn: string
  receivedOn: string
  /** 邮寄, 面交 … */
  way: string
  note: string
  revision: number
  createdAt: string
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')
/** 甲、乙和丙，丁等 → each of them, and whatever 和 及 与 join: they may be of a name (和平区政协). */
function namedIn(sentTo: string): Set<string> {
  const named = new Set<string>()
  for (const part of plain(sentTo).split(/[、,;。.:|/]+/)) {
    const words = part.replace(/等(?:单位|部门)?$/, '').split(/([和及与])/)
    for (let from = 0; from < words.length; from += 2)
      for (let to = from + 1; to <= words.length; to += 2) named.add(words.slice(from, to).join(''))
  }
  named.delete('')
  return named
}
/**
 * 内部资料 go to whom their 发送对象 names and to nobody else: a unit is within when it, or what it is called by, is one of those named there, in so many
 * words: 图书馆 is not 市图书馆. null: nobody is outside of what is published to all.
 */
export function isOutside(
  { name, category }: Pick<Dispatch, 'name' | 'category'>,
  volume: { type: 'public' | 'internal'; sentTo: string },
): boolean {
  if (volume.type === 'public') return false
  const named = namedIn(volume.sentTo)
  return ![name, category].some((one) => named.has(plain(one)))
}

/** 已寄 and 已签收, in copies. */
export const sentOf = (dispatches: readonly Dispatch[]): number =>
  dispatches.reduce((sum, { state, copies }) => sum + (state === 'waiting' ? 0 : copies), 0)

export interface Copies {
  /** 印数 of all printings; null: not printed yet. */
  printRun: number | null
  byKind: Record<DispatchKind, number>
  sent: number
  received: number
  total: number
  /** Below nothing: more are promised than were printed. */
  left: number | null
}
export function copiesOf(dispatches: readonly Dispatch[], printRun: number | null): Copies {
  const sum = (test: (one: Dispatch) => boolean) =>
    dispatches.reduce((total, one) => total + (test(one) ? one.copies : 0), 0)
  const total = sum(() => true)
  return {
    printRun,
    byKind: {
      author: sum(({ kind }) => kind === 'author'),
      unit: sum(({ kind }) => kind === 'unit'),
      other: sum(({ kind }) => kind === 'other'),
    },
    sent: sentOf(dispatches),
    received: sum(({ state }) => state === 'received'),
    total,
    left: printRun === null ? null : printRun - total,
  }
}
