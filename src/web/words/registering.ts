import { registering as en } from './registering.en.ts'
import { type RegisteringWords, registering as zh } from './registering.zh-CN.ts'
import { ownWords } from './words.ts'

export const useRegisteringWords = ownWords<RegisteringWords>(zh, en)
