/** 从文中读到的: English. */
import type { NameWords } from './names.zh-CN.ts'

const n = (value: number) => value.toLocaleString('en')

export const names: NameWords = {
  title: 'Read from the text',
  lead: 'Found by the authority list and the tables of eras and periods. A name searches the whole archive, a page shows the place.',
  kinds: { person: 'People', corporateBody: 'Bodies', place: 'Places', event: 'Events', term: 'Terms' },
  dates: 'Dates',
  ambiguous: 'Namesakes',
  ambiguousWhy: 'Several have this name, and the text does not say who is meant.',
  suggested: 'Guesses',
  suggestedWhy: 'Guessed by a machine, not in the authority list, not confirmed, and not searched by.',
  written: (forms) => `written ${forms}`,
  times: (count) => `${n(count)} ${count === 1 ? 'time' : 'times'}`,
  search: (name) => `Search for “${name}”`,
  place: (page, nth, total) => (page === null ? (total === 1 ? 'see it' : `no. ${n(nth)}`) : `page ${n(page)}`),
  fields: {
    title: 'title',
    caption: 'caption',
    scopeAndContent: 'scope and content',
    event: 'event',
    background: 'background',
  },
  more: (count) => `${n(count)} more`,
  nothing: 'No name or date was read from this text.',
  fill: 'Fill in',
  isFilled: 'there',
  noText: 'This item has no text; only title and caption were looked at.',
  cut: 'There are too many dates; only the earliest are listed.',
  days: (from, to) => (from === to ? from : `${from} to ${to}`),
}
