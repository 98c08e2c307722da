/** /settings. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import type { Actor } from '../policy.ts'
import { settingsPatch } from '../settings/input.ts'
import { type SettingsView, settingNames, settingTable, standardSettings } from '../settings/setting.ts'
import type { Settings } from '../settings/settings.ts'
import { declare, ifMatchHeader } from './answers.ts'

const settingsSchema = z
  .object({
    revision: z.int(),
    values: z.object(
      Object.fromEntries(settingNames.map((name) => [name, settingTable[name].schema as z.ZodType])) as Record<
        string,
        z.ZodType
      >,
    ),
    table: z.array(z.object({ name: z.enum(settingNames), description: z.string(), standard: z.unknown() })),
  })
  .meta({ id: 'Settings' })
const answers = { 200: { description: 'every setting, and what it is for', schema: settingsSchema } }

const answered = ({ revision, values }: SettingsView, language: Language) =>
  ok(
    {
      revision,
      values,
      table: settingNames.map((name) => ({
        name,
        description: settingTable[name].description[language],
        standard: standardSettings[name],
      })),
    },
    { etag: revisionTag(revision) },
  )

export const settingRoutes = (settings: Settings): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/settings',
    summary: '设置',
    tag: 'settings',
    answers,
    handle: async ({ actor, language }) => answered(await settings.get(actor), language),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/settings',
    summary: '修改设置（JSON Merge Patch，须带 If-Match）；与日期有关的，已著录的日期由后台任务重新推算',
    tag: 'settings',
    headers: ifMatchHeader,
    body: settingsPatch,
    answers,
    handle: async ({ actor, body, request, language }) =>
      answered(await settings.change(actor, body, ifMatchOf(request)), language),
  }),
]
