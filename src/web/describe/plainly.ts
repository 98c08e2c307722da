/** A value of a description as one line for people; what is chosen from a few, by its name. Pure. */
import { peopleLine } from '../../hanzi/captions.ts'
import type { Depicted } from './depicted.ts'

interface Names {
  access: Readonly<Record<string, string>>
  kinds: Readonly<Record<string, string>>
  review: Readonly<Record<string, string>>
}

export function plainly(field: string, value: unknown, { access, kinds, review }: Names): string {
  if (value === null || value === undefined || value === '') return '—'
  if (field === 'depicted') return peopleLine(value as Depicted[]) || '—'
  if (Array.isArray(value)) return value.join('；') || '—'
  if (typeof value === 'object') return String((value as { text?: string }).text ?? JSON.stringify(value))
  const names = { access, kind: kinds, review }[field]
  return names?.[String(value)] ?? String(value)
}
