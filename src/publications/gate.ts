/**
 * What an item may not go into print without (docs/decisions/0013): access class × 授权 × 肖像 × 隐私, by a table. What nobody has looked at is not
 * allowed. Pure.
 */
import type { Item } from '../items/item.ts'
import type { AccessClass } from '../policy.ts'
import type { Consent, ConsentKind, ItemRights } from '../rights/right.ts'
import type { VolumeType } from './volume.ts'

export const missingDocuments = [
  'opening-review',
  'copyright-consent',
  'portrait-finding',
  'portrait-consent',
  'privacy-review',
  'privacy-consent',
  'withheld',
] as const
export type MissingDocument = (typeof missingDocuments)[number]
export const missingReasons = ['absent', 'revoked', 'scope', 'edition', 'expired'] as const
/** Of a consent: there is none; it was taken back; it is not for 出版; it is for another volume; its term is over, or has not begun. */
export type MissingReason = (typeof missingReasons)[number]

export interface Missing {
  document: MissingDocument
  reason: MissingReason
}

export interface GateFacts {
  access: AccessClass | 'deleted'
  kind: Item['kind']
  use: 'text' | 'picture'
  rights: ItemRights
  /** Those that cover the item. */
  consents: readonly Consent[]
}
export interface Edition {
  volumeId: string
  type: VolumeType
  /** ISO day on which it is asked. */
  day: string
}

/** 著作权法 art. 23: fifty years, to the last day of the fiftieth. */
const TERM = 50
/** Photographs whose term of fifty years was over before 2021-06-01 stay free (art. 65): made, or published, by 1970. */
const LAST_FREE_PHOTOGRAPH = 1970

function isFree({ copyright, copyrightYear: year }: ItemRights, day: string): boolean {
  if (copyright === 'none' || copyright === 'own') return true
  if (year === null || copyright === null) return false
  return copyright === 'photograph' ? year <= LAST_FREE_PHOTOGRAPH : day > `${year + TERM}-12-31`
}

function against({ scopes, volumeId, signedDate, until, revoked }: Consent, edition: Edition): MissingReason | null {
  if (revoked) return 'revoked'
  if (!scopes.includes('publication')) return 'scope'
  if (volumeId !== null && volumeId !== edition.volumeId) return 'edition'
  if (edition.day < signedDate || (until !== null && edition.day > until)) return 'expired'
  return null
}
/** null: one of them is good; else what is wrong with the one that comes nearest. */
function lacking(consents: readonly Consent[], kind: ConsentKind, edition: Edition): MissingReason | null {
  const found = consents.filter((one) => one.kind === kind).map((one) => against(one, edition))
  if (found.includes(null)) return null
  return missingReasons.findLast((reason) => found.includes(reason)) ?? 'absent'
}

/** Everything that is missing; nothing: it may be printed. */
export function missingFor({ access, kind, use, rights, consents }: GateFacts, edition: Edition): Missing[] {
  const missing: Missing[] = []
  const absent = (document: MissingDocument) => missing.push({ document, reason: 'absent' })
  const consent = (document: MissingDocument, of: ConsentKind) => {
    const reason = lacking(consents, of, edition)
    if (reason) missing.push({ document, reason })
  }
  // 内部资料 goes to those who may read what is internal; what is sold to everybody must be open to everybody.
  const isOpen = access === 'open' || (access === 'internal' && edition.type === 'internal')
  if (!isOpen) absent('opening-review')
  if (!isFree(rights, edition.day)) consent('copyright-consent', 'copyright')
  if (use === 'picture') {
    if (rights.portrait === null && kind === 'photograph') absent('portrait-finding')
    if (rights.portrait === 'living') consent('portrait-consent', 'portrait')
  }
  if (rights.privacy === 'review') absent('privacy-review')
  if (rights.privacy === 'consent') consent('privacy-consent', 'privacy')
  if (rights.privacy === 'withheld') absent('withheld')
  return missing
}

type Language = 'zh-CN' | 'en'
const documents: Record<MissingDocument, readonly [zh: string, en: string]> = {
  'opening-review': ['开放审核意见（现不能用于本辑）', 'opening review (not open to this volume)'],
  'copyright-consent': ['著作权授权书（出版）', 'copyright consent (publication)'],
  'portrait-finding': ['肖像核定', 'finding on who is seen'],
  'portrait-consent': ['肖像授权书（出版）', 'portrait consent (publication)'],
  'privacy-review': ['隐私复核意见', 'privacy review'],
  'privacy-consent': ['隐私同意书（出版）', 'privacy consent (publication)'],
  withheld: ['隐私复核结论为不得公开', 'privacy review says: never to be made public'],
}
const reasons: Record<MissingReason, readonly [zh: string, en: string]> = {
  absent: ['', ''],
  revoked: ['：已撤回', ': revoked'],
  scope: ['：未授权出版', ': not for publication'],
  edition: ['：只限另一辑', ': for another volume only'],
  expired: ['：不在授权期内', ': not within its term'],
}
export const missingText = ({ document, reason }: Missing, language: Language): string => {
  const at = language === 'en' ? 1 : 0
  return documents[document][at] + reasons[reason][at]
}
