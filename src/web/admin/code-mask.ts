/** 档号 by its mask, as far as a page can show it while it is being written; what holds is the service's. Pure. */
const placeholder = /\{([^{}:]+)(?::(\d))?\}/g
const known = ['全宗号', '门类', '年度', '保管期限', '件号']

export type MaskProblem = { is: 'empty' } | { is: 'braces' } | { is: 'number' } | { is: 'unknown'; name: string }

export function problemOfMask(mask: string): MaskProblem | null {
  if (mask.trim() === '') return { is: 'empty' }
  if (/[{}]/.test(mask.replace(placeholder, ''))) return { is: 'braces' }
  const names = [...mask.matchAll(placeholder)].map(([, name = '']) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) return { is: 'unknown', name: unknown }
  return names.filter((name) => name === '件号').length === 1 ? null : { is: 'number' }
}

/** The first code of a year; what is not known yet stays as it is in the mask. */
export function exampleOf(mask: string, given: { fondsNumber: string; category: string; year: number }): string {
  const values: Record<string, string> = {
    全宗号: given.fondsNumber.trim(),
    门类: given.category,
    年度: String(given.year),
    保管期限: 'Y',
  }
  return mask.replace(placeholder, (written, name: string, width?: string) =>
    name === '件号' ? '1'.padStart(Number(width ?? 1), '0') : values[name] || written,
  )
}
