/** 存稿 that come back for a topic: why, and in which order. Pure. */
import { dayNumber } from '../hanzi/dates/days.ts'
import { foldKey } from '../hanzi/fold.ts'
import type { Item } from '../items/item.ts'
import type { Topic } from './topic.ts'

export const reasonKinds = ['period', 'place', 'subject'] as const
/** `described`: so its description says; `text`: so its text says. `value`: the word or date that agrees. */
export interface Reason {
  kind: (typeof reasonKinds)[number]
  where: 'described' | 'text'
  value: string
}
/** A word of the topic, in every way it may be written, and the numbers of the items whose texts say it. */
export interface Sought {
  kind: Reason['kind']
  value: string
  names: readonly string[]
  inText: ReadonlySet<number>
}

function overlaps({ start, end }: { start: string | null; end: string | null }, date: Item['date']): boolean {
  if (!date || (date.start ?? date.end) === null || (start ?? end) === null) return false
  const day = (text: string | null, open: number) => (text === null ? open : dayNumber(text))
  return (
    day(date.start, Number.NEGATIVE_INFINITY) <= day(end, Number.POSITIVE_INFINITY) &&
    day(start, Number.NEGATIVE_INFINITY) <= day(date.end, Number.POSITIVE_INFINITY)
  )
}

/** One for each word of the topic that agrees; of a word that both say, the description's. */
export function reasonsFor({ period }: Pick<Topic, 'period'>, sought: readonly Sought[], item: Item): Reason[] {
  const fields = {
    place: item.places.map((name) => foldKey(name)),
    subject: (item.description.subjects ?? []).map((name) => foldKey(name)),
  }
  const title = foldKey(item.title)
  return sought.flatMap(({ kind, value, names, inText }): Reason[] => {
    if (kind === 'period') {
      if (period && overlaps(period, item.date)) return [{ kind, where: 'described', value: item.date?.text ?? '' }]
    } else {
      const keys = names.map((name) => foldKey(name)).filter((key) => key !== '')
      const isSaid = keys.some((key) => fields[kind].includes(key) || ` ${title} `.includes(` ${key} `))
      if (isSaid) return [{ kind, where: 'described', value }]
    }
    return inText.has(item.number) ? [{ kind, where: 'text', value }] : []
  })
}

const WEIGHT = { described: 2, text: 1 }
/** Each kind of reason once: 2 where the description says it, 1 where only the text does. */
export const scoreOf = (reasons: readonly Reason[]): number =>
  reasonKinds.reduce(
    (sum, kind) => sum + Math.max(0, ...reasons.filter((one) => one.kind === kind).map(({ where }) => WEIGHT[where])),
    0,
  )
