import { palette as en } from './palette.en.ts'
import { palette as zh } from './palette.zh-CN.ts'
import { ownWords } from './words.ts'

export const usePaletteWords = ownWords<typeof zh>(zh, en)
