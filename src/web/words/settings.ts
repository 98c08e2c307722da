import { settings as en } from './settings.en.ts'
import { settings as zh } from './settings.zh-CN.ts'
import { ownWords } from './words.ts'

export const useSettingWords = ownWords<typeof zh>(zh, en)
