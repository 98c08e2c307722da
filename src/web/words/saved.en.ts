/** 检索条件: English. */
import type { SavedWords } from './saved.zh-CN.ts'

const n = (value: number) => value.toLocaleString('en')

export const saved: SavedWords = {
  title: 'Saved searches',
  save: 'Save this search',
  name: 'Name',
  keep: 'Save',
  kept: (name) => `“${name}” was saved. When you open it again it tells how many are new.`,
  nothing: 'Search first, then save.',
  none: 'No search is saved yet. Saved ones are opened from here and from the desk, and tell how many hits are new.',
  fresh: (count, isAtLeast) => `${n(count)}${isAtLeast ? '+' : ''} new`,
  total: (count) => `${n(count)} ${count === 1 ? 'item' : 'items'}`,
  noNews: 'nothing new',
  failed: 'this search cannot be run now; open it to see why',
  open: (name) => `Open “${name}”`,
  rename: 'Rename',
  renamed: 'Renamed.',
  delete: 'Delete',
  deleted: (name) => `“${name}” was deleted.`,
  opened: (date) => `last opened ${date}`,
  everything: 'the whole archive',
  filters: (count) => `${n(count)} ${count === 1 ? 'filter' : 'filters'}`,
}
