import { publications as en } from './publications.en.ts'
import { publications as zh } from './publications.zh-CN.ts'
import { ownWords } from './words.ts'

export type PublicationWords = typeof zh
export const usePublicationWords = ownWords<PublicationWords>(zh, en)
