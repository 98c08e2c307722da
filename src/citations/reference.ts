/** 文献: a source that a note or a list names, as its own title page says it; and how the three styles write it. Pure. */
import { gbtRepeated, gbtText } from './gbt-style.ts'
import { historiansRepeated, historiansSame, historiansText } from './historians-style.ts'

export const styles = ['note', 'gbt2015', 'gbt2025'] as const
/** 史学注 (《历史研究》体例), GB/T 7714—2015, GB/T 7714—2025 (in force 2026-07-01: its strings are provisional). */
export type Style = (typeof styles)[number]
export const isProvisional = (style: Style): boolean => style === 'gbt2025'

/** 档案, 照片, 著作, 析出文献, 期刊文章, 报纸文章, 学位论文, 报告, 汇编, 网页, 口述访谈, 方志, 文史资料. */
export const referenceKinds = [
  'archive',
  'photograph',
  'book',
  'chapter',
  'article',
  'newspaper',
  'thesis',
  'report',
  'compilation',
  'web',
  'interview',
  'gazetteer',
  'wenshi',
] as const
export type ReferenceKind = (typeof referenceKinds)[number]

/** '' or none where the source does not say it. */
export const referenceTexts = [
  'title',
  /** 责任方式 of the authors: 编, 主编, 整理 …; '' for a work of their own. */
  'role',
  /** 卷册: 第3卷, 上册; of a gazetteer, 卷15. */
  'volume',
  /** What a gazetteer's volume is called: 郡县志二. */
  'part',
  /** The book, journal, newspaper or series that it stands in. */
  'container',
  'containerRole',
  /** A number, or as written: 修订版, 影印本, 刻本. */
  'edition',
  /** The reign before the name of a gazetteer: 万历. */
  'reign',
  'place',
  /** 出版者; who keeps an archive item; the university of a thesis. */
  'publisher',
  /** 1989, 1998-08, 1998-12-25, or as written: 光绪三年. */
  'date',
  /** Four digits, where the date is written in another way. */
  'year',
  /** 期; of a newspaper its 版; of 文史资料 its 辑. */
  'issue',
  /** 博士, 硕士. */
  'degree',
  /** 档号, 照片号. */
  'code',
  'url',
  /** 引用日期, ISO. */
  'accessed',
] as const
export type ReferenceText = (typeof referenceTexts)[number]

export interface Reference extends Record<ReferenceText, string> {
  kind: ReferenceKind
  /** As written; a western name as `Fairbank, John King`, without a comma it is a body's. */
  authors: readonly string[]
  translators: readonly string[]
  containerAuthors: readonly string[]
  /** 采访者. */
  interviewers: readonly string[]
  /** 内部印行: it has no publisher. */
  isInternal: boolean
}

export const emptyReference: Omit<Reference, 'kind'> = {
  ...(Object.fromEntries(referenceTexts.map((name) => [name, ''])) as Record<ReferenceText, string>),
  authors: [],
  translators: [],
  containerAuthors: [],
  interviewers: [],
  isInternal: false,
}

/** `pages` as people write them: `35`, `35-36`, `12, 15`, `序2`; '' for the whole. */
export const referenceText = (reference: Reference, style: Style, pages = ''): string =>
  style === 'note' ? historiansText(reference, pages) : gbtText(reference, style, pages)

/**
 * The short form of what was cited before. `number`: of the list of sources, which GB/T counts (顺序编码制: one number a source, the pages behind it).
 * `before`: the pages of the note before, where that cites the same source.
 */
export function repeatedText(
  reference: Reference,
  style: Style,
  pages: string,
  { number, before }: { number: number; before: string | null },
): string {
  if (style !== 'note') return gbtRepeated(style, pages, number)
  // 同上 of a page does not say that the whole is meant.
  return before === null || (pages === '' && before !== '')
    ? historiansRepeated(reference, pages)
    : historiansSame(reference, pages, before)
}
