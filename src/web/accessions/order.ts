/** Putting files in order. Pure. */

/** The list with one entry elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

const collator = new Intl.Collator('zh-CN', { numeric: true })
/** 页2 before 页10. */
export const byName = <T extends { filename: string; originalPath?: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => collator.compare(a.originalPath ?? a.filename, b.originalPath ?? b.filename))
