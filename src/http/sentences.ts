/** What people are told, for every fault, in every language. */
import type { FaultCode, FaultDetails, Problem } from '../faults.ts'
import { damages, files } from './sentences/files.ts'
import { publications } from './sentences/publications.ts'
import { readers } from './sentences/readers.ts'
import { records } from './sentences/records.ts'
import { requests } from './sentences/requests.ts'
import { submissions } from './sentences/submissions.ts'
import { upkeep } from './sentences/upkeep.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** Chinese unless English is asked for first. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';')
      const q = rest.find((one) => one.trim().startsWith('q='))
      return { tag: tag.toLowerCase(), q: q ? Number(q.trim().slice(2)) || 0 : 1 }
    })
    .filter(({ tag, q }) => q > 0 && (tag.startsWith('zh') || tag.startsWith('en')))
    .sort((a, b) => b.q - a.q)
  return wanted[0]?.tag.startsWith('en') ? 'en' : 'zh-CN'
}

/** What happened, why, and what to do next; `{name}` stands for a detail of the fault. */
const sentences: Record<FaultCode, readonly [zh: string, en: string]> = {
  ...requests,
  ...records,
  ...readers,
  ...files,
  ...publications,
  ...submissions,
  ...upkeep,
}

const fill = (template: string, details: FaultDetails, isEnglish: boolean): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(details[name] ?? '')
    return (isEnglish && name === 'reason' && damages[value]) || value
  })

export const sentence = ({ code, details = {} }: Problem, language: Language): string =>
  fill(sentences[code][language === 'en' ? 1 : 0], details, language === 'en')
