import { z } from 'zod'
import { monthKinds } from '../hanzi/dates/eras.ts'
import { type SettingName, settingTable } from './setting.ts'

const {
  officeName,
  city,
  liberationDate,
  ganzhiYears,
  centuryOfShortYears,
  yearPlan,
  fondsNumber,
  referenceCodeMask,
  categoryCodes,
  requiredFields,
  filingByAnother,
  majorTopics,
  proofWeights,
} = settingTable

/** RFC 7396 over the values; null only where a setting may be without one. */
export const settingsPatch = z
  .strictObject({
    officeName: officeName.schema.optional(),
    city: city.schema.optional(),
    liberationDate: liberationDate.schema.optional(),
    ganzhiYears: ganzhiYears.schema.partial().optional(),
    centuryOfShortYears: centuryOfShortYears.schema.optional(),
    yearPlan: yearPlan.schema.partial().optional(),
    fondsNumber: fondsNumber.schema.optional(),
    referenceCodeMask: referenceCodeMask.schema.optional(),
    categoryCodes: categoryCodes.schema.optional(),
    requiredFields: requiredFields.schema.optional(),
    filingByAnother: filingByAnother.schema.optional(),
    majorTopics: majorTopics.schema.optional(),
    proofWeights: proofWeights.schema.partial().optional(),
  } satisfies Record<SettingName, z.ZodType>)
  .meta({ id: 'SettingsPatch', description: 'RFC 7396 merge patch of the values' })
export type SettingsPatch = z.infer<typeof settingsPatch>

/** Letters and figures with what may stand between or around them in a name; at least two characters of it Chinese. */
const name = z
  .string()
  .trim()
  .max(40)
  .regex(/^(?=(?:.*\p{Script=Han}){2})[\p{L}\p{N}·“”、—-]+$/u)
const eraName = z
  .string()
  .trim()
  .regex(/^\p{Script=Han}{2,12}$/u)
const note = z.string().trim().max(2000)
const hidden = z.boolean()
/** 1938, 1938-06 or a day, `~` where only custom says so. */
const bound = z.string().regex(/^-?\d{4}(?:-\d\d){0,2}~?$/)
const day = z.string().regex(/^-?\d{4}-\d\d-\d\d$/)
/** Astronomical: 0 is 1 BC. */
const year = z.int().min(-3000).max(2200)

const period = {
  names: z.array(name).min(1).max(50),
  start: bound,
  end: z.union([bound, z.literal('..')]).meta({ description: '`..`: not over' }),
  isEvent: z.boolean().meta({ description: 'a day or a few: 后 counts from its start' }),
  isLocal: z.boolean().meta({ description: 'the setting liberationDate replaces its start' }),
  standsAlone: z.boolean().meta({ description: 'its name by itself is a date in running text' }),
  note,
  hidden,
}
export const newPeriod = z
  .strictObject({
    ...period,
    isEvent: period.isEvent.default(false),
    isLocal: period.isLocal.default(false),
    standsAlone: period.standsAlone.default(false),
    note: note.default(''),
    hidden: hidden.default(false),
  })
  .meta({ id: 'NewPeriod' })
export const periodPatch = z.strictObject(period).partial().meta({ id: 'PeriodPatch' })

const era = {
  name: eraName,
  dynasty: z.string().trim().max(20),
  first: year,
  last: year,
  months: z.enum(monthKinds),
  from: year.nullable().meta({ description: 'its first year in use, where a count began late' }),
  start: day.nullable(),
  end: day.nullable(),
  occupation: z.string().trim().max(20).nullable().meta({ description: 'shown before its name in quotation marks' }),
  note,
  hidden,
}
export const newEra = z
  .strictObject({
    ...era,
    dynasty: era.dynasty.default(''),
    from: era.from.default(null),
    start: era.start.default(null),
    end: era.end.default(null),
    occupation: era.occupation.default(null),
    note: note.default(''),
    hidden: hidden.default(false),
  })
  .meta({ id: 'NewEra' })
export const eraPatch = z.strictObject(era).partial().meta({ id: 'EraPatch' })

/** What a table's rows are filtered by. */
export const entryQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  q: z.string().trim().max(40).default(''),
  origin: z.enum(['built-in', 'changed', 'own']).optional(),
})
export type EntryQuery = z.infer<typeof entryQuery>

export const dateQuery = z.object({
  text: z.string().max(1000).meta({ description: 'a date as somebody writes it' }),
  context: z.string().max(200).optional().meta({ description: 'a date said before, which 同年 and 三月 build on' }),
})
