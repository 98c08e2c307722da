import { rights as en } from './rights.en.ts'
import { type RightsWords, rights as zh } from './rights.zh-CN.ts'
import { ownWords } from './words.ts'

export const useRightsWords = ownWords<RightsWords>(zh, en)
