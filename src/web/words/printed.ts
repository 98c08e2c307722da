import { printed as en } from './printed.en.ts'
import { printed as zh } from './printed.zh-CN.ts'
import { ownWords } from './words.ts'

export type PrintedWords = typeof zh
export const usePrintedWords = ownWords<PrintedWords>(zh, en)
