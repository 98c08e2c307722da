import { requests as en } from './requests.en.ts'
import { type RequestWords, requests as zh } from './requests.zh-CN.ts'
import { ownWords } from './words.ts'

export const useRequestWords = ownWords<RequestWords>(zh, en)
