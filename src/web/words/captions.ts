import { captions as en } from './captions.en.ts'
import { type CaptionWords, captions as zh } from './captions.zh-CN.ts'
import { ownWords } from './words.ts'

export const useCaptionWords = ownWords<CaptionWords>(zh, en)
