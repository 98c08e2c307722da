import { transcribe as en } from './transcribe.en.ts'
import { transcribe as zh } from './transcribe.zh-CN.ts'
import { ownWords } from './words.ts'

export type TranscribeWords = typeof zh
export const useTranscribeWords = ownWords<TranscribeWords>(zh, en)
