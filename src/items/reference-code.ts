/** 档号 by a mask (DA/T 13): what an item's own elements give, and where the running number stands. Pure. */
import type { Item } from './item.ts'

const placeholder = /\{([^{}:]+)(?::(\d))?\}/g
export const maskNames = ['全宗号', '门类', '年度', '保管期限', '件号'] as const
type MaskName = (typeof maskNames)[number]

/** Known names only, the running number once. */
export function isMask(mask: string): boolean {
  const names = [...mask.matchAll(placeholder)].map(([, name]) => name as MaskName)
  const rest = mask.replace(placeholder, '')
  return (
    !/[{}]/.test(rest) &&
    names.every((name) => maskNames.includes(name)) &&
    names.filter((name) => name === '件号').length === 1
  )
}

export interface CodeSettings {
  fondsNumber: string
  referenceCodeMask: string
  /** By the names of categories. */
  categoryCodes: Readonly<Record<string, string>>
}

/** What a kind of item is, where nobody has said its category. */
const categoryOfKind: Record<Item['kind'], string> = {
  text: '文史稿件',
  scan: '文史稿件',
  photograph: '照片',
  audio: '录音',
  video: '录像',
  object: '实物',
}
const retentionCodes: readonly [RegExp, string][] = [
  [/^(?:永久|Y)$/i, 'Y'],
  [/^(?:(?:定期)?(?:30|三十)年|D30)$/i, 'D30'],
  [/^(?:(?:定期)?(?:10|十)年|D10)$/i, 'D10'],
]

export interface CodeShape {
  prefix: string
  suffix: string
  /** Figures of the number at least. */
  width: number
}

/** A code but for its number; else which elements it lacks, by their fields. */
export function shapeOf(
  item: Pick<Item, 'kind' | 'category' | 'description'>,
  year: number,
  settings: CodeSettings,
): CodeShape | { missing: string[] } {
  const { fondsNumber, categoryCodes, referenceCodeMask } = settings
  const { retention = '' } = item.description
  const category = item.category ?? categoryOfKind[item.kind]
  const values: Record<Exclude<MaskName, '件号'>, [value: string | undefined, field: string]> = {
    全宗号: [fondsNumber || undefined, 'fondsNumber'],
    // What is a code already is one.
    门类: [categoryCodes[category] ?? (/^[A-Z]{2}$/.test(category) ? category : undefined), 'category'],
    年度: [String(year), 'year'],
    保管期限: [
      retentionCodes.find(([pattern]) => pattern.test(retention))?.[1],
      retention === '' ? 'retention' : 'knownRetention',
    ],
  }
  const missing: string[] = []
  let [width, at] = [1, -1]
  let code = ''
  let end = 0
  for (const found of referenceCodeMask.matchAll(placeholder)) {
    code += referenceCodeMask.slice(end, found.index)
    end = found.index + found[0].length
    const name = found[1] as MaskName
    if (name === '件号') {
      at = code.length
      width = Number(found[2] ?? 1)
      continue
    }
    const [value, field] = values[name]
    if (value === undefined) missing.push(field)
    else code += value
  }
  code += referenceCodeMask.slice(end)
  return missing.length > 0 ? { missing } : { prefix: code.slice(0, at), suffix: code.slice(at), width }
}

export const codeAt = ({ prefix, suffix, width }: CodeShape, number: number): string =>
  `${prefix}${String(number).padStart(width, '0')}${suffix}`
