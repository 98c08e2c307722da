import { reuse as en } from './reuse.en.ts'
import { type ReuseWords, reuse as zh } from './reuse.zh-CN.ts'
import { ownWords } from './words.ts'

export const useReuseWords = ownWords<ReuseWords>(zh, en)
