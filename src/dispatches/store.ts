/** 交流名单 and 寄发 as the feature needs them stored. */
import type { Dispatch, ExchangeUnit } from './dispatch.ts'

export interface DispatchStore {
  /** By name; those that were taken off are not there. */
  units(): Promise<ExchangeUnit[]>
  unit(id: string): Promise<ExchangeUnit | undefined>
  insertUnit(unit: ExchangeUnit): Promise<void>
  updateUnit(unit: ExchangeUnit): Promise<void>
  /** A marker: volumes that went to it keep their lines. */
  deleteUnit(id: string, at: string): Promise<void>
  /** In the order they were entered. */
  ofVolume(volumeId: string): Promise<Dispatch[]>
  get(id: string): Promise<Dispatch | undefined>
  insert(dispatch: Dispatch): Promise<void>
  update(dispatch: Dispatch): Promise<void>
  delete(id: string): Promise<void>
}
