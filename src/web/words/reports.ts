import { reports as en } from './reports.en.ts'
import { reports as zh } from './reports.zh-CN.ts'
import { ownWords } from './words.ts'

export type ReportWords = typeof zh
export const useReportWords = ownWords<ReportWords>(zh, en)
