/** 预览版面: English. */
import type { PageWords } from './pages.ts'

const n = (value: number) => value.toLocaleString('en')

export const pages: PageWords = {
  title: 'Page preview',
  setting: 'Setting the book, a few seconds as a rule…',
  again: 'Set again',
  download: 'Download PDF',
  sum: (sheets, chars) => `${n(sheets)} sheets, ${n(Math.round(chars / 1000))} thousand characters of layout`,
  rule: 'Characters of layout = characters a line × lines a page × pages: blank space, pictures and titles count, title and imprint page do not.',
  part: 'Part',
  page: 'Page',
  sheets: 'Pages',
  chars: 'Characters of layout',
  count: n,
  sheet: (sheet) => `Sheet ${n(sheet)}`,
  book: 'All sheets of the book',
  failed: 'The book was not set.',
  chapterSum: (pages, first, chars) => `${n(pages)} pages from ${n(first)}, ${n(chars)} set characters`,
  old: 'This was set before the last change.',
  pageOf: (page) => `Page ${n(page)}`,
  toText: (page) => `To the paragraph that begins on page ${n(page)}`,
}
