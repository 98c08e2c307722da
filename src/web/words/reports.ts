import { reports as en } from './reports.en.ts'
import { type ReportWords, reports as zh } from './reports.zh-CN.ts'
import { ownWords } from './words.ts'

export const useReportWords = ownWords<ReportWords>(zh, en)
