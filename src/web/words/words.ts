/** What is said on the screen, in two languages. English is checked against Chinese by the compiler: a missing sentence does not build. */
import { createContext, use } from 'react'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

export type Words = typeof zhCN
export type Language = 'zh-CN' | 'en'
export const languages: Record<Language, { name: string; words: Words }> = {
  'zh-CN': { name: '中文', words: zhCN },
  en: { name: 'English', words: en },
}

const KEPT = 'wenshi.language'
const isLanguage = (value: string | null): value is Language => value !== null && value in languages
const kept = localStorage.getItem(KEPT)
let now: Language = isLanguage(kept) ? kept : /^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en'

export const languageNow = (): Language => now
export function keepLanguage(language: Language): void {
  now = language
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language
}

export const WordsContext = createContext<Words>(zhCN)
export const useWords = (): Words => use(WordsContext)

/** The words of a place that is loaded when it is opened: they come with it, not with the first paint. */
export const ownWords =
  <Own>(zh: Own, english: Own) =>
  (): Own => {
    // A change of language is told through the words of the house.
    useWords()
    return now === 'en' ? english : zh
  }
