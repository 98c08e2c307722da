/** What is said on the screen, in two languages. English is checked against Chinese by the compiler: a missing sentence does not build. */

import type { ConfigProviderProps } from 'antd'
import { createContext, use } from 'react'
import type { zhCN } from './zh-CN.ts'

export type Words = typeof zhCN
export type Language = 'zh-CN' | 'en'
/** What is said by us, and by the components of the library. */
export interface Said {
  words: Words
  locale: NonNullable<ConfigProviderProps['locale']>
}
/** Only the language that is spoken is loaded. */
export const languages: Record<Language, { name: string; load: () => Promise<Said> }> = {
  'zh-CN': {
    name: '中文',
    async load() {
      const [{ zhCN: words }, { default: locale }] = await Promise.all([
        import('./zh-CN.ts'),
        import('antd/locale/zh_CN'),
      ])
      return { words, locale }
    },
  },
  en: {
    name: 'English',
    async load() {
      const [{ en: words }, { default: locale }] = await Promise.all([import('./en.ts'), import('antd/locale/en_US')])
      return { words, locale }
    },
  },
}

const KEPT = 'wenshi.language'
const isLanguage = (value: string | null): value is Language => value !== null && value in languages
const kept = localStorage.getItem(KEPT)
let now: Language = isLanguage(kept) ? kept : /^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en'

export const languageNow = (): Language => now
/** For what is opened as a link: there the browser would say its own. */
function tellService(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not there without TLS
  document.cookie = `wenshi_language=${now}; path=/; max-age=31536000; samesite=lax`
}
tellService()
export function keepLanguage(language: Language): void {
  now = language
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language
  tellService()
}

export const WordsContext = createContext<Words | null>(null)
export const useWords = (): Words => use(WordsContext)!

/** The words of a place that is loaded when it is opened: they come with it, not with the first paint. */
export const ownWords =
  <Own>(zh: Own, english: Own) =>
  (): Own => {
    // A change of language is told through the words of the house.
    useWords()
    return now === 'en' ? english : zh
  }
