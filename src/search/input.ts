import { z } from 'zod'
import { facetNames } from '../ports/search-index.ts'

const some = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(100)])
  .transform((value) => (Array.isArray(value) ? value : [value]))

const filters = {
  q: z.string().max(8000).default(''),
  kind: some.optional(),
  category: some.optional(),
  genre: some.optional(),
  accession: some.optional(),
  person: some.optional(),
  place: some.optional(),
  from: z.string().max(20).optional(),
  to: z.string().max(20).optional(),
}

export const searchFilters = z.object(filters)
export type SearchFilters = z.infer<typeof searchFilters>

export const searchQuery = z.object({
  ...filters,
  sort: z.enum(['relevance', 'date', 'title', 'referenceCode']).default('relevance'),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  facets: z
    .string()
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(facetNames)))
    .default([...facetNames]),
})
export type SearchQuery = z.infer<typeof searchQuery>
