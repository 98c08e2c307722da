/** 年度统计: the figures of a year, the sentence for the yearly report, and both on paper. Pure. */
import { type AcquisitionType, acquisitionNames } from '../accessions/accession.ts'
import type { Paper } from '../accessions/papers.ts'
import type { AccessClass } from '../policy.ts'
import type { Sheet } from '../ports/table-writer.ts'
import { type Division, divisions, type Sums, type Tally, type YearSums } from './store.ts'

export interface YearFigures {
  year: number
  /** The house's name, '' where it was not said. */
  office: string
  sums: YearSums
  /** Of the year before. */
  before: YearSums
  divided: Record<Division, readonly Tally[]>
}
export interface ReportRow extends Tally {
  label: string
}
export interface YearReport extends YearSums {
  year: number
  title: string
  /** To be copied into the yearly report. */
  sentence: string
  before: YearSums
  tables: { name: Division; title: string; rows: ReportRow[] }[]
}

/** So many are named in a sentence. */
const NAMED = 5
const TOPICS = 3
const WAN = 10_000

interface Language {
  number: (value: number) => string
  title: (year: number) => string
  head: string[]
  divisions: Record<Division, string>
  unsaid: Record<Division, string>
  types: Record<AcquisitionType, string>
  access: Record<AccessClass, string>
  month: (number: number) => string
  total: string
  before: string
  sentence: (figures: YearFigures, named: Record<'sources' | 'genres' | 'subjects', string[]>) => string
  counted: string
  facts: (sums: YearSums) => [string, string][]
  signatures: string[]
}

const zhNumber = (value: number) => value.toLocaleString('zh-CN')
/** 98.6万; below ten thousand as it is. */
const wan = (value: number) =>
  value < WAN ? String(value) : `${(value / WAN).toLocaleString('zh-CN', { maximumFractionDigits: 1 })}万`
const enNumber = (value: number) => value.toLocaleString('en')
const many = (count: number, one: string) => `${enNumber(count)} ${one}${count === 1 ? '' : 's'}`
const BLANK = '＿＿＿＿＿＿＿＿'

const languages: Record<'zh-CN' | 'en', Language> = {
  'zh-CN': {
    number: zhNumber,
    title: (year) => `${year}年度文史资料征集统计`,
    head: ['件数', '篇数', '字数', '图片'],
    divisions: {
      sources: '来源',
      units: '供稿单位',
      types: '征集方式',
      categories: '门类',
      genres: '体裁',
      subjects: '专题（主题词）',
      months: '收到月份',
      access: '开放状态',
    },
    unsaid: {
      sources: '未注明来源',
      units: '未注明单位',
      types: '',
      categories: '未定门类',
      genres: '未定体裁',
      subjects: '未标主题词',
      months: '',
      access: '',
    },
    types: acquisitionNames['zh-CN'],
    access: { open: '开放', internal: '内部', controlled: '控制', withdrawn: '停止利用' },
    month: (number) => `${number}月`,
    total: '合计',
    before: '上年',
    sentence({ year, office, sums }, { sources, genres, subjects }) {
      if (sums.items === 0) return `${office}${year}年没有征集到文史资料。`
      const what = [
        sums.texts > 0 && `文史资料${sums.texts}篇、${wan(sums.characters)}字`,
        sums.images > 0 && `图片${sums.images}幅`,
      ].filter(Boolean)
      const from =
        sources.length === 0
          ? ''
          : sums.contributors > sources.length
            ? `，来自${sources.join('、')}等${sums.contributors}处`
            : `，来自${sources.join('、')}`
      const about = [
        genres.length > 0 && `体裁以${genres.join('、')}为主`,
        subjects.length > 0 && `涉及${subjects.join('、')}等专题`,
      ].filter(Boolean)
      return `${office}${year}年征集${what.length > 0 ? what.join('，') : `资料${sums.items}件`}${from}${about.length ? `；${about.join('，')}` : ''}。`
    },
    counted:
      '按收到日期计；回收站中的不计，停止利用、不开放的计入，故本表仅供内部使用。一件有几个主题词的，各专题分别计入。',
    facts: ({ accessions, contributors, items, texts, characters, images }) => [
      ['批次', zhNumber(accessions)],
      ['来源', zhNumber(contributors)],
      ['件数', zhNumber(items)],
      ['篇数', zhNumber(texts)],
      ['字数', zhNumber(characters)],
      ['图片', zhNumber(images)],
    ],
    signatures: [`制表人：${BLANK}`, `审核人：${BLANK}`, `日期：${BLANK}`],
  },
  en: {
    number: enNumber,
    title: (year) => `Collecting in ${year}`,
    head: ['Items', 'Texts', 'Characters', 'Images'],
    divisions: {
      sources: 'Sources',
      units: 'Work units',
      types: 'Method',
      categories: 'Category',
      genres: 'Genre',
      subjects: 'Subjects',
      months: 'Month of receipt',
      access: 'Access',
    },
    unsaid: {
      sources: 'source not named',
      units: 'unit not named',
      types: '',
      categories: 'no category',
      genres: 'no genre',
      subjects: 'no subject',
      months: '',
      access: '',
    },
    types: acquisitionNames.en,
    access: { open: 'open', internal: 'internal', controlled: 'controlled', withdrawn: 'withdrawn' },
    month: (number) =>
      new Date(Date.UTC(2000, number - 1)).toLocaleDateString('en', { month: 'long', timeZone: 'UTC' }),
    total: 'Total',
    before: 'Year before',
    sentence({ year, office, sums }, { sources, genres, subjects }) {
      const who = office || 'the archive'
      if (sums.items === 0) return `In ${year} ${who} received nothing.`
      const what = [
        sums.texts > 0 && `${many(sums.texts, 'text')} (${many(sums.characters, 'character')})`,
        sums.images > 0 && many(sums.images, 'image'),
      ].filter(Boolean)
      const from =
        sources.length === 0
          ? ''
          : ` from ${sources.join(', ')}${sums.contributors > sources.length ? ` and ${many(sums.contributors - sources.length, 'other source')}` : ''}`
      const about = [
        genres.length > 0 && `mostly ${genres.join(', ')}`,
        subjects.length > 0 && `on ${subjects.join(', ')} and more`,
      ].filter(Boolean)
      return `In ${year} ${who} collected ${what.length > 0 ? what.join(' and ') : many(sums.items, 'item')}${from}${about.length ? `; ${about.join(', ')}` : ''}.`
    },
    counted:
      'Counted by the day of receipt, without what was deleted, with what is not open or out of use: for use within the office. An item of several subjects counts under each.',
    facts: ({ accessions, contributors, items, texts, characters, images }) => [
      ['Accessions', enNumber(accessions)],
      ['Sources', enNumber(contributors)],
      ['Items', enNumber(items)],
      ['Texts', enNumber(texts)],
      ['Characters', enNumber(characters)],
      ['Images', enNumber(images)],
    ],
    signatures: [`Made by: ${BLANK}`, `Checked by: ${BLANK}`, `Date: ${BLANK}`],
  },
}
type LanguageName = keyof typeof languages

function labelOf(w: Language, name: Division, value: string): string {
  if (name === 'types') return w.types[value as AcquisitionType] ?? value
  if (name === 'access') return w.access[value as AccessClass] ?? value
  if (name === 'months') return w.month(Number(value))
  return value || w.unsaid[name]
}

export function reportOf(figures: YearFigures, language: LanguageName): YearReport {
  const w = languages[language]
  const named = (name: Division, most: number) =>
    figures.divided[name].flatMap(({ value }) => (value ? [value] : [])).slice(0, most)
  return {
    ...figures.sums,
    year: figures.year,
    title: w.title(figures.year),
    sentence: w.sentence(figures, {
      sources: named('sources', NAMED),
      genres: named('genres', 2),
      subjects: named('subjects', TOPICS),
    }),
    before: figures.before,
    tables: divisions.flatMap((name) => {
      const rows = figures.divided[name].map((tally) => ({ ...tally, label: labelOf(w, name, tally.value) }))
      // What nobody has said anything about is no table.
      return rows.some(({ value }) => value !== '') ? [{ name, title: w.divisions[name], rows }] : []
    }),
  }
}

const cells = (w: Language, { items, texts, characters, images }: Sums) =>
  [items, texts, characters, images].map((value) => w.number(value))

export function paperOfYear(report: YearReport, language: LanguageName): Paper {
  const w = languages[language]
  return {
    title: report.title,
    parts: [
      { is: 'text', text: report.sentence },
      { is: 'facts', rows: w.facts(report) },
      ...report.tables.flatMap(({ title, rows }): Paper['parts'] => [
        { is: 'heading', text: title },
        {
          is: 'table',
          head: [title, ...w.head],
          rows: rows.map((row) => [row.label, ...cells(w, row)]),
          numeric: [1, 2, 3, 4],
        },
      ]),
      { is: 'text', text: w.counted },
    ],
    signatures: w.signatures,
  }
}

/** The same as sheets, figures as numbers. */
export function sheetsOfYear(report: YearReport, language: LanguageName): Sheet[] {
  const w = languages[language]
  const figures = w.head.map((heading) => ({ heading, width: 12 }))
  const row = (label: string, { items, texts, characters, images }: Sums) => [label, items, texts, characters, images]
  return [
    {
      name: String(report.year),
      title: report.title,
      lines: [report.sentence, w.counted],
      columns: [{ heading: '', width: 16 }, ...figures],
      rows: [row(String(report.year), report), row(w.before, report.before)],
      isForm: true,
    },
    ...report.tables.map(({ title, rows }) => ({
      name: title,
      title: `${report.title}：${title}`,
      columns: [{ heading: title, width: 32, isWrapped: true }, ...figures],
      rows: rows.map((one) => row(one.label, one)),
      isForm: true,
    })),
  ]
}
