/** A value of a description as one line for people. Pure. */
export function plainly(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (Array.isArray(value)) return value.join('；') || '—'
  if (typeof value === 'object') return String((value as { text?: string }).text ?? JSON.stringify(value))
  return String(value)
}
