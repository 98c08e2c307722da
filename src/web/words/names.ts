import { names as en } from './names.en.ts'
import { type NameWords, names as zh } from './names.zh-CN.ts'
import { ownWords } from './words.ts'

export const useNameWords = ownWords<NameWords>(zh, en)
