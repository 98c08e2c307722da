import { hints as en } from './hints.en.ts'
import { hints as zh } from './hints.zh-CN.ts'
import { ownWords } from './words.ts'

export type HintWords = typeof zh
export const useHintWords = ownWords<HintWords>(zh, en)
