/** 稿酬 as the feature needs it stored. */
import type { FeeSheet, Payment } from './fee.ts'

export interface FeeStore {
  sheet(volumeId: string): Promise<FeeSheet | undefined>
  setSheet(volumeId: string, sheet: FeeSheet): Promise<void>
  /** Oldest first, also those entered by mistake. */
  payments(volumeId: string): Promise<Payment[]>
  payment(id: string): Promise<Payment | undefined>
  addPayment(payment: Payment): Promise<void>
  void(id: string, voided: NonNullable<Payment['voided']>): Promise<void>
}
