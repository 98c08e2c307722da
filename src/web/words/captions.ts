import { captions as en } from './captions.en.ts'
import { captions as zh } from './captions.zh-CN.ts'
import { ownWords } from './words.ts'

export type CaptionWords = typeof zh
export const useCaptionWords = ownWords<CaptionWords>(zh, en)
