import { accessions as en } from './accessions.en.ts'
import { accessions as zh } from './accessions.zh-CN.ts'
import { ownWords } from './words.ts'

export type AccessionWords = typeof zh
export const useAccessionWords = ownWords<AccessionWords>(zh, en)
