import { reuse as en } from './reuse.en.ts'
import { reuse as zh } from './reuse.zh-CN.ts'
import { ownWords } from './words.ts'

export type ReuseWords = typeof zh
export const useReuseWords = ownWords<ReuseWords>(zh, en)
