/** Lists have pages (api.md): `page` counts from 1. */
export interface Page {
  page: number
  size: number
}

/** One page of what is few enough to be read whole. */
export const pageOf = <One>(all: readonly One[], { page, size }: Page): { total: number; items: One[] } => ({
  total: all.length,
  items: all.slice((page - 1) * size, page * size),
})
