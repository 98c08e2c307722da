import { generated as en } from './generated.en.ts'
import { type GeneratedWords, generated as zh } from './generated.zh-CN.ts'
import { ownWords } from './words.ts'

export const useGeneratedWords = ownWords<GeneratedWords>(zh, en)
