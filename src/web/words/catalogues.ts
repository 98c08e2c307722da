import { catalogues as en } from './catalogues.en.ts'
import { type CatalogueWords, catalogues as zh } from './catalogues.zh-CN.ts'
import { ownWords } from './words.ts'

export const useCatalogueWords = ownWords<CatalogueWords>(zh, en)
