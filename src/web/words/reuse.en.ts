/** 查重: English. */
import type { ReuseWords } from './reuse.zh-CN.ts'

const n = (value: number) => value.toLocaleString('en')
const many = (count: number, noun: string) => `${n(count)} ${noun}${count === 1 ? '' : 's'}`
const percent = (share: number) => `${Math.max(1, Math.round(share * 100))}%`

export const reuse: ReuseWords = {
  title: 'Shared passages',
  lead: 'Two items share passages and nobody has said why. Look at each pair and press once; every decision can be undone.',
  states: {
    none: 'Undecided',
    duplicate: 'Duplicate',
    version: 'Other version',
    excerpt: 'Excerpt',
    unrelated: 'Unrelated',
  },
  meanings: {
    duplicate: 'the same piece came in twice; one will do',
    version: 'different drafts of one piece; both are useful',
    excerpt: 'one is taken from the other, or both from a third',
    unrelated: 'formulas or quotations; not spoken of any more',
  },
  why: 'Why, if it needs saying',
  state: 'Decision',
  list: 'Pairs that share passages',
  kinds: { same: 'same text', contains: 'contains the other', part: 'part of the other', passages: 'share passages' },
  shares: (share, other) => `${percent(share)} of the later, ${percent(other)} of the earlier`,
  sharesOwn: (share, other) => `${percent(share)} of the left, ${percent(other)} of the right`,
  characters: (count) => `${many(count, 'character')} in common`,
  passages: (count) => many(count, 'passage'),
  earlier: 'Came first',
  later: 'Came later',
  openItem: 'Open the item',
  page: (page, label) => (page === null ? label : `page ${n(page)}`),
  toPlace: 'See it in the text',
  passage: (nth, total) => `passage ${n(nth)} of ${n(total)}`,
  verbatim: 'letter by letter the same',
  differs: (count) => many(count, 'difference'),
  punctuation: (count) => `punctuation differs in ${many(count, 'place')}`,
  tooLong: 'too long to be compared letter by letter',
  key: ['only here, or different there', 'the same on both sides'],
  more: (count) => `${many(count, 'more passage')}`,
  decided: (what, who, when) => `decided: ${what}, by ${who}, ${when}`,
  done: (what) => `Decided: ${what}.`,
  undone: 'The decision was undone.',
  undo: 'Undo',
  next: 'Next pair',
  previous: 'Previous pair',
  stale: 'This pair has just changed; the newest state is shown. Please look once more.',
  none: { none: 'None waits. When a new piece shares passages with the archive it is listed here.' },
  noneOf: 'Nothing was decided so.',
  compare: 'Compare',
  back: 'All pairs',
  accessionOnly: 'Only those of this accession',
  all: 'Show all',
}
