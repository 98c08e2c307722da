import { z } from 'zod'
import type { SearchFilters } from '../search/input.ts'
import type { Display } from './saved-search.ts'

const name = z.string().trim().min(1).max(200)
const word = z.string().max(40).optional()

export interface NewSavedSearch {
  name: string
  filters: SearchFilters
  display: Display
}

/** `filters`: what a search takes. */
export const newSavedSearch = <Filters extends z.ZodType<SearchFilters>>(filters: Filters) =>
  z
    .strictObject({ name, filters, display: z.strictObject({ view: word, sort: word, lines: word }).default({}) })
    .meta({ id: 'NewSavedSearch' })

export const savedSearchPatch = z.strictObject({ name }).meta({ id: 'SavedSearchPatch' })
