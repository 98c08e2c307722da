import type { Consent, ItemRights } from './right.ts'

export interface RightsStore {
  /** In no order; what nobody has said is left out. */
  ofItems(itemIds: readonly string[]): Promise<ItemRights[]>
  put(rights: ItemRights): Promise<void>
  consent(id: string): Promise<Consent | undefined>
  /** Latest signed first. */
  consents(accessionIds: readonly string[]): Promise<Consent[]>
  insert(consent: Consent): Promise<void>
  revoke(id: string, revoked: NonNullable<Consent['revoked']>): Promise<void>
}
