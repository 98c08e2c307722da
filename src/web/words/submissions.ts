import { submissions as en } from './submissions.en.ts'
import { type SubmissionWords, submissions as zh } from './submissions.zh-CN.ts'
import { ownWords } from './words.ts'

export const useSubmissionWords = ownWords<SubmissionWords>(zh, en)
