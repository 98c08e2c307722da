import { review as en } from './review.en.ts'
import { review as zh } from './review.zh-CN.ts'
import { ownWords } from './words.ts'

export type ReviewWords = typeof zh
export const useReviewWords = ownWords<ReviewWords>(zh, en)
