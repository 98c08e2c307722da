import { saved as en } from './saved.en.ts'
import { type SavedWords, saved as zh } from './saved.zh-CN.ts'
import { ownWords } from './words.ts'

export const useSavedWords = ownWords<SavedWords>(zh, en)
