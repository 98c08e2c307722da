import { plates as en } from './plates.en.ts'
import { type PlateWords, plates as zh } from './plates.zh-CN.ts'
import { ownWords } from './words.ts'

export const usePlateWords = ownWords<PlateWords>(zh, en)
