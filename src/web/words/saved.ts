import { saved as en } from './saved.en.ts'
import { saved as zh } from './saved.zh-CN.ts'
import { ownWords } from './words.ts'

export type SavedWords = typeof zh
export const useSavedWords = ownWords<SavedWords>(zh, en)
