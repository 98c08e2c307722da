import { pages as en } from './pages.en.ts'
import { pages as zh } from './pages.zh-CN.ts'
import { ownWords } from './words.ts'

export type PageWords = typeof zh
export const usePageWords = ownWords<PageWords>(zh, en)
