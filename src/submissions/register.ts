/** 稿件登记: what came in and what became of it, as a paper. Pure. */

import { type CheckName, checkNames, type SubmissionState } from './submission.ts'
import type { SubmissionView } from './submissions.ts'

export interface RegisterPaper {
  title: string
  columns: { heading: string; width: number; isWrapped?: boolean; isNumeric?: boolean }[]
  row: (view: SubmissionView, place: number) => string[]
}

const words = {
  'zh-CN': {
    title: '稿件登记',
    columns: [
      '序号',
      '稿号',
      '题名',
      '作者',
      '供稿人',
      '县区',
      '收稿日期',
      '字数',
      '初筛',
      '处理',
      '理由',
      '经办',
      '日期',
      '用稿',
    ],
    states: {
      received: '收稿',
      screening: '初筛',
      reading: '审读',
      adopted: '采用',
      held: '存稿',
      revising: '退改',
      declined: '退稿',
      forwarded: '转送',
      compiled: '编入',
      printed: '已刊',
      settled: '结清',
    } satisfies Record<SubmissionState, string>,
    checks: { firsthand: '三亲', political: '政治性', authentic: '真实性', reprinted: '重稿' } satisfies Record<
      CheckName,
      string
    >,
    verdicts: { yes: '是', no: '否', doubtful: '存疑' },
    use: { all: '已用', unused: '未用' },
    part: (percent: string) => `部分用 ${percent}`,
  },
  en: {
    title: 'Register of submissions',
    columns: [
      'No.',
      'Submission',
      'Title',
      'Author',
      'From',
      'County',
      'Received',
      'Characters',
      'Checks',
      'State',
      'Reason',
      'By',
      'On',
      'Use',
    ],
    states: {
      received: 'received',
      screening: 'screening',
      reading: 'reading',
      adopted: 'adopted',
      held: 'held',
      revising: 'to be revised',
      declined: 'declined',
      forwarded: 'forwarded',
      compiled: 'in a volume',
      printed: 'printed',
      settled: 'settled',
    } satisfies Record<SubmissionState, string>,
    checks: {
      firsthand: 'first-hand',
      political: 'political',
      authentic: 'authentic',
      reprinted: 'reprinted',
    } satisfies Record<CheckName, string>,
    verdicts: { yes: 'yes', no: 'no', doubtful: 'doubtful' },
    use: { all: 'used', unused: 'unused' },
    part: (percent: string) => `${percent} used`,
  },
}
const widths = [6, 14, 30, 12, 12, 10, 12, 8, 26, 8, 24, 10, 12, 14]
const wrapped = [2, 3, 4, 8, 10]
const numeric = [0, 7]

/** Of nothing but a part it is never said that it is all, nor nothing. */
const percentOf = (used: number, total: number) => `${Math.min(99, Math.max(1, Math.round((used / total) * 100)))}%`

export function registerPaper(language: keyof typeof words): RegisterPaper {
  const w = words[language]
  return {
    title: w.title,
    columns: w.columns.map((heading, i) => ({
      heading,
      width: widths[i]!,
      isWrapped: wrapped.includes(i),
      isNumeric: numeric.includes(i),
    })),
    row: (view, place) => [
      String(place),
      view.number,
      view.item.title,
      view.item.creators.join('、'),
      view.contributor,
      view.county,
      view.receivedDate,
      String(view.item.charCount),
      checkNames
        .flatMap((name) => {
          const check = view.checks[name]
          return check ? [`${w.checks[name]} ${w.verdicts[check.verdict]}${check.note ? `（${check.note}）` : ''}`] : []
        })
        .join('；'),
      w.states[view.state],
      view.reason,
      view.decidedName,
      view.decidedAt.slice(0, 10),
      view.usage.state === 'part' ? w.part(percentOf(view.usage.used, view.usage.total)) : w.use[view.usage.state],
    ],
  }
}
