import { names as en } from './names.en.ts'
import { names as zh } from './names.zh-CN.ts'
import { ownWords } from './words.ts'

export type NameWords = typeof zh
export const useNameWords = ownWords<NameWords>(zh, en)
