/** 设置 use-cases. */
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { demandSeen, type Seen } from '../items/item.ts'
import { redateJob } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand } from '../policy.ts'
import type { Transact } from '../ports/transaction.ts'
import type { SettingsPatch } from './input.ts'
import { type SettingsView, settingNames, settingsAt, settingTable, type Settings as Values } from './setting.ts'
import type { SettingStore } from './store.ts'

export interface Settings {
  get(actor: Actor): Promise<SettingsView>
  /** What the house is called, '' where it was not said. No secret: it stands on every page. */
  officeName(): Promise<string>
  /** '' where it was not said; as little of a secret. */
  city(): Promise<string>
  /** Faults request.precondition, settings.stale, chronology.order: of the years. Dates that a changed setting had read are read again by a job. */
  change(actor: Actor, patch: SettingsPatch, seen: Seen): Promise<SettingsView>
}

export function createSettings(deps: {
  settings: SettingStore
  transact: Transact<{ settings: SettingStore; audit: AuditStore; jobs: JobQueue }>
  wake: () => void
}): Settings {
  return {
    async get(actor) {
      demand(actor, 'settings.read')
      return settingsAt(await deps.settings.rows())
    },
    officeName: async () => settingsAt(await deps.settings.rows()).values.officeName,
    city: async () => settingsAt(await deps.settings.rows()).values.city,
    async change(actor, patch, seen) {
      demand(actor, 'settings.change')
      demandSeen(seen)
      const view = await deps.transact(async (tx) => {
        const { revision, values } = settingsAt(await tx.settings.rows())
        const next = { ...values, ...patch, ganzhiYears: { ...values.ganzhiYears, ...patch.ganzhiYears } } as Values
        if (patch.yearPlan) next.yearPlan = { ...values.yearPlan, ...patch.yearPlan } as Values['yearPlan']
        if (patch.proofWeights)
          next.proofWeights = { ...values.proofWeights, ...patch.proofWeights } as Values['proofWeights']
        const { from, to } = next.ganzhiYears
        if (from > to) throw new Fault('chronology.order', { start: from, end: to })
        const changed = settingNames.filter((name) => JSON.stringify(next[name]) !== JSON.stringify(values[name]))
        if (changed.length === 0) return { revision, values }
        if (seen !== '*' && seen !== revision) throw new Fault('settings.stale', { revision })
        for (const name of changed) await tx.settings.set('setting', name, { value: next[name] })
        await tx.audit.append({ actor, act: 'settings.change', subject: '', details: { settings: changed } })
        if (changed.some((name) => settingTable[name].isOfDates)) await tx.jobs.add(redateJob(actor))
        return settingsAt(await tx.settings.rows())
      })
      deps.wake()
      return view
    },
  }
}
