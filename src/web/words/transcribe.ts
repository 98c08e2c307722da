import { transcribe as en } from './transcribe.en.ts'
import { type TranscribeWords, transcribe as zh } from './transcribe.zh-CN.ts'
import { ownWords } from './words.ts'

export const useTranscribeWords = ownWords<TranscribeWords>(zh, en)
