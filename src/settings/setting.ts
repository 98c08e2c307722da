/** 设置 that an office changes for itself while the service runs: a closed table. What belongs to the machine is in config.ts. */
import { z } from 'zod'
import { edtfBounds } from '../hanzi/dates/dates.ts'
import { describable } from '../items/item.ts'
import { isMask } from '../items/reference-code.ts'
import { holds, type SetRow } from './store.ts'

const code = z
  .string()
  .trim()
  .max(20)
  .regex(/^[A-Za-z0-9.\u4e00-\u9fff-]*$/)

const count = z.int().min(0).max(1_000_000_000).nullable()
const year = z.int().min(1).max(2200)

const points = z.number().min(0).max(100)
/** How heavy an error of a proof weighs (publications/proofing/rate.ts tells the source). */
const proofWeights = z.strictObject({
  wrong: points,
  transposed: points,
  numeral: points,
  punctuation: points,
  /** One character missing or extra; two to five; more. */
  few: points,
  several: points,
  many: points,
  /** At most, of one and the same wrong character in the whole book. */
  mostOfSame: points,
  /** At most, of one and the same error in punctuation in the whole book. */
  mostOfPunctuation: points,
})
export type ProofWeights = z.infer<typeof proofWeights>

interface Setting<Schema extends z.ZodType> {
  schema: Schema
  standard: z.infer<Schema>
  description: { 'zh-CN': string; en: string }
  /** Dates are read by it: when it changes they are read again. */
  isOfDates?: boolean
}
const setting = <Schema extends z.ZodType>(of: Setting<Schema>): Setting<Schema> => of

export const settingTable = {
  officeName: setting({
    schema: z.string().trim().max(200),
    standard: '',
    description: {
      'zh-CN': '单位名称，印在收据上',
      en: 'Name of the office, printed on receipts',
    },
  }),
  city: setting({
    schema: z.string().trim().max(40),
    standard: '',
    description: {
      'zh-CN': '单位所在的城市，GB/T 7714 引文写在保存者之前',
      en: 'The city of the office; GB/T 7714 names it before who keeps the source',
    },
  }),
  liberationDate: setting({
    schema: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .refine((day) => edtfBounds(day) !== null)
      .nullable(),
    standard: '1949-10-01',
    description: {
      'zh-CN': '本地解放的日期，“解放前”“解放初期”由此推算；null 为未定，此类说法不推算',
      en: 'The day of local liberation, from which 解放前 and 解放初期 are told; null: not known, they are not resolved',
    },
    isOfDates: true,
  }),
  ganzhiYears: setting({
    schema: z.strictObject({ from: year, to: year }),
    standard: { from: 1800, to: 2030 },
    description: {
      'zh-CN': '只写干支（甲子年）时，在哪些年份之间列出可能的年份',
      en: 'The years among which a bare 甲子年 is looked for',
    },
    isOfDates: true,
  }),
  centuryOfShortYears: setting({
    schema: z.int().multipleOf(100).min(1000).max(2000),
    standard: 1900,
    description: {
      'zh-CN': '只写“80年代”而上下文没有年份时所属的世纪（1900 即 20 世纪）',
      en: 'The century of a bare 80年代 where nothing before it names a year (1900: the twentieth)',
    },
    isOfDates: true,
  }),
  fondsNumber: setting({
    schema: code,
    standard: '',
    description: { 'zh-CN': '全宗号，用在档号里', en: 'Number of the fonds, a part of reference codes' },
  }),
  referenceCodeMask: setting({
    schema: z.string().trim().min(1).max(200).refine(isMask),
    standard: '{全宗号}-{门类}·{年度}-{保管期限}-{件号:4}',
    description: {
      'zh-CN': '档号的格式：{全宗号} {门类} {年度} {保管期限} 取自著录，{件号:4} 为四位流水号；其余字符照写',
      en: 'Reference codes: {全宗号} {门类} {年度} {保管期限} are taken from the description, {件号:4} is a running number of four figures; everything else as it is',
    },
  }),
  categoryCodes: setting({
    schema: z.record(z.string().trim().min(1).max(40), code.min(1)).refine((codes) => Object.keys(codes).length <= 100),
    standard: { 文史稿件: 'WS', 照片: 'ZP', 录音: 'LY', 录像: 'LX', 实物: 'SW' },
    description: { 'zh-CN': '门类代码，用在档号里', en: 'Codes of the categories, a part of reference codes' },
  }),
  requiredFields: setting({
    schema: z.array(z.enum(describable)).max(40),
    standard: ['title', 'creators', 'date', 'genre', 'access'],
    description: { 'zh-CN': '必著项：不齐不能送审、入库', en: 'Elements without which nothing is handed in or filed' },
  }),
  majorTopics: setting({
    schema: z.array(z.string().trim().min(1).max(200)).max(50),
    standard: [
      '党和国家重要文件、文献',
      '党和国家领导人著作、讲话、生平',
      '党史、国史上重大事件、决策、人物',
      '国防和军队建设、重要战役和人物',
      '党政机构设置和领导干部情况',
      '“文化大革命”等历史事件和人物',
      '国民党重要人物和其他上层统战对象',
      '民族、宗教',
      '国界地图',
      '香港、澳门、台湾',
      '苏联、东欧重大事件和领导人',
      '外交重要工作',
    ],
    description: {
      'zh-CN': '须经重大选题备案的类别，选题从中选定',
      en: 'Categories of topics that have to be filed before they are published',
    },
  }),
  filingByAnother: setting({
    schema: z.boolean(),
    standard: false,
    description: {
      'zh-CN': '入库须由送审者以外的人办理',
      en: 'Somebody else than who handed an item in has to file it',
    },
  }),
  yearPlan: setting({
    schema: z.strictObject({ characters: count, items: count, images: count }),
    standard: { characters: null, items: null, images: null },
    description: {
      'zh-CN': '年度计划：字数、件数、图片数，工作台据此显示进度；null 为不设',
      en: 'The plan of the year on the workbench: characters, items, images; null: none',
    },
  }),
  proofWeights: setting({
    schema: proofWeights,
    standard: {
      wrong: 1,
      transposed: 1,
      numeral: 1,
      punctuation: 0.1,
      few: 1,
      several: 2,
      many: 4,
      mostOfSame: 4,
      mostOfPunctuation: 1,
    },
    description: {
      'zh-CN': '编校差错的计分（错字、倒字、数字、标点；漏字多字一个、二至五个、更多；同一错字、同一标点错全书至多）',
      en: 'Weights of errors in a proof: wrong, transposed, numeral, punctuation; one, two to five, more characters missing or extra; most for the same error in a book',
    },
  }),
}

export type SettingName = keyof typeof settingTable
export const settingNames = Object.keys(settingTable) as SettingName[]
export type Settings = { [Name in SettingName]: z.infer<(typeof settingTable)[Name]['schema']> }

/** Before anybody changed them. */
export const standardSettings = Object.fromEntries(
  settingNames.map((name) => [name, settingTable[name].standard]),
) as Settings

export interface SettingsView {
  /** Of the settings alone. */
  revision: number
  values: Settings
}

/** The settings as they held at a revision. */
export function settingsAt(rows: readonly SetRow[], at = Number.POSITIVE_INFINITY): SettingsView {
  const own = rows.filter((row) => row.kind === 'setting' && holds(row, at))
  return {
    revision: Math.max(0, ...own.map(({ since }) => since)),
    values: {
      ...standardSettings,
      ...Object.fromEntries(own.map(({ id, value }) => [id, (value as { value: unknown }).value])),
    },
  }
}
