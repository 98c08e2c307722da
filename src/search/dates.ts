import { Fault } from '../faults.ts'
import { dayNumber, edtfBounds } from '../hanzi/dates/dates.ts'

/** `1938`, `1938-06` or a day, as the first or last of its days since 1970-01-01; null where nothing is given. Fault date.unreadable. */
export function dayOfBound(text: string | undefined, which: 'start' | 'end'): number | null {
  if (!text) return null
  const day = edtfBounds(text)?.[which]
  if (!day) throw new Fault('date.unreadable', { text })
  return dayNumber(day)
}
