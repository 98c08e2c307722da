import { after as en } from './after.en.ts'
import { after as zh } from './after.zh-CN.ts'
import { ownWords } from './words.ts'

export const useAfterWords = ownWords<typeof zh>(zh, en)
