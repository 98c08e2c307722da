import { review as en } from './review.en.ts'
import { type ReviewWords, review as zh } from './review.zh-CN.ts'
import { ownWords } from './words.ts'

export const useReviewWords = ownWords<ReviewWords>(zh, en)
