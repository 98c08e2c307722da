import { catalogues as en } from './catalogues.en.ts'
import { catalogues as zh } from './catalogues.zh-CN.ts'
import { ownWords } from './words.ts'

export type CatalogueWords = typeof zh
export const useCatalogueWords = ownWords<CatalogueWords>(zh, en)
