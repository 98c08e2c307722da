import { z } from 'zod'
import { keepNames } from '../hanzi/keep.ts'
import { facetNames, type NameField, nameFields } from '../ports/search-index.ts'

const some = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(100)])
  .transform((value) => (Array.isArray(value) ? value : [value]))

const list = <T extends string>(names: readonly [T, ...T[]]) =>
  z
    .string()
    .max(200)
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(names)))

/** Foldings that are turned off: `script,variants,width,punctuation`. */
export const keepParam = list(keepNames).default([])

const nameFilters = Object.fromEntries(nameFields.map((field) => [field, some.optional()])) as Record<
  NameField,
  z.ZodOptional<typeof some>
>

const filters = {
  q: z.string().max(8000).default(''),
  kind: some.optional(),
  category: some.optional(),
  genre: some.optional(),
  accession: some.optional(),
  ...nameFilters,
  from: z.string().max(20).optional(),
  to: z.string().max(20).optional(),
  keep: keepParam,
}

export const searchFilters = z.object(filters)
export type SearchFilters = z.infer<typeof searchFilters>

export const concordanceLines = z.object({
  ...filters,
  /** Context, in tokens. */
  left: z.coerce.number().int().min(0).max(100).default(20),
  right: z.coerce.number().int().min(0).max(100).default(20),
})
export type ConcordanceLines = z.infer<typeof concordanceLines>

export const concordanceQuery = concordanceLines.extend({
  sort: z.enum(['item', 'date', 'left', 'right']).default('item'),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})
export type ConcordanceQuery = z.infer<typeof concordanceQuery>

export const searchQuery = z.object({
  ...filters,
  /** `false`: answers sooner, without occurrences and forms. */
  count: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
  sort: z.enum(['relevance', 'date', 'title', 'referenceCode', 'number']).default('relevance').meta({
    description: '`number`: in the order received, as is `relevance` where no words are asked for',
  }),
  after: z.string().max(4000).optional().meta({
    description:
      '`next` of the answer before: hits that follow in the same order, however deep; `page` is not looked at',
  }),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  /** `year`, a long histogram, and the rarer kinds of names are told where they are asked for. */
  facets: list(facetNames).default(['kind', 'category', 'genre', 'decade', 'person', 'place', 'accession']),
})
export type SearchQuery = z.infer<typeof searchQuery>
