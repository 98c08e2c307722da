import { home as en } from './home.en.ts'
import { home as zh } from './home.zh-CN.ts'
import { ownWords } from './words.ts'

export type HomeWords = typeof zh
export const useHomeWords = ownWords<HomeWords>(zh, en)
