import { reviews as en } from './reviews.en.ts'
import { reviews as zh } from './reviews.zh-CN.ts'
import { ownWords } from './words.ts'

export const useReviewWords = ownWords<typeof zh>(zh, en)
