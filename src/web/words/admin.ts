import { admin as en } from './admin.en.ts'
import { admin as zh } from './admin.zh-CN.ts'
import { ownWords } from './words.ts'

export const useAdminWords = ownWords<typeof zh>(zh, en)
