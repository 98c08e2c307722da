import { password as en } from './password.en.ts'
import { password as zh } from './password.zh-CN.ts'
import { ownWords } from './words.ts'

export const usePasswordWords = ownWords<typeof zh>(zh, en)
